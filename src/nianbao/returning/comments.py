"""Comments, with the answers to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from docx.oxml.ns import qn

from nianbao.returning.word import Comment

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def read_comments(root: Any, extended: Any, anchors: Mapping[str, str]) -> dict[str, Comment]:
    """Read the comments of a document; an answer is with the comment that it answers.

    Args:
        root: Root of the comments part, or None.
        extended: Root of the part that says what answers what, or None: older programs have none.
        anchors: The words each comment is hung on, by number.

    Returns:
        The comments that answer none, by number.
    """
    found: dict[str, Comment] = {}
    paragraphs: dict[str, str] = {}
    for one in root.iterchildren(qn("w:comment")) if root is not None else ():
        number = one.get(qn("w:id")) or ""
        found[number] = Comment(
            author=one.get(qn("w:author")) or "未署名",
            date=(one.get(qn("w:date")) or "")[: len("2025-01-12")],
            text="\n".join(
                "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
                for paragraph in one.iter(qn("w:p"))
            ).strip(),
            anchor=anchors.get(number, ""),
        )
        for paragraph in one.iter(qn("w:p")):
            if own := paragraph.get(f"{_W14}paraId"):
                paragraphs[own] = number
    return _threaded(found, *_relations(extended, paragraphs))


def _relations(extended: Any, paragraphs: Mapping[str, str]) -> tuple[dict[str, str], set[str]]:
    """Give which comment each answer answers, and which are settled."""
    parents: dict[str, str] = {}
    done: set[str] = set()
    for one in extended.iterchildren(f"{_W15}commentEx") if extended is not None else ():
        number = paragraphs.get(one.get(f"{_W15}paraId") or "")
        parent = paragraphs.get(one.get(f"{_W15}paraIdParent") or "")
        if number is None:
            continue
        if one.get(f"{_W15}done") in ("1", "true"):
            done.add(number)
        if parent is not None and parent != number:
            parents[number] = parent
    return parents, done


def _threaded(found: dict[str, Comment], parents: Mapping[str, str], done: set[str]) -> dict[str, Comment]:
    heads = {
        number: replace(one, done=number in done) for number, one in found.items() if number not in parents
    }
    for number, one in found.items():
        head, seen = parents.get(number), {number}
        while head is not None and head not in heads and head not in seen:
            seen.add(head)
            head = parents.get(head)
        if head in heads:
            heads[head] = replace(heads[head], replies=(*heads[head].replies, one))
        elif number in parents:
            heads[number] = one  # an answer to itself, or in a ring
    return heads
