"""Attachments (附件, 附表) of a published report: their list before the signature, and where they begin behind it.

A statutory table that the template attaches comes back as that table. Any other attachment is none of a
parameter file's parts: it is kept as it stands, unplaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.importer.characters import fold
from nianbao.importer.claims import Claims, Owner
from nianbao.importer.ending import find_ending
from nianbao.template import Template

_HEAD = re.compile(r"附[件表](?:\d{1,2}|[一二三四五六七八九十])?[:.、]?(?P<name>.*)")
_LISTED = re.compile(r"附[件表]:(?:\d{1,2}[.、])?(?P<name>.+)")
_NUMBERED = re.compile(r"\d{1,2}[.、](?P<name>.+)")
_LONGEST = 60
_LONGEST_LIST = 30
"""Lines that a list of attachments may have, those in which a name goes on counted."""


def begins_annex(text: str) -> bool:
    """Tell whether a line heads an attachment."""
    folded = fold(text)
    return len(folded) <= _LONGEST and _HEAD.fullmatch(folded) is not None


def first_annex(claims: Claims) -> int | None:
    """Find the line in which the first attachment begins: right behind the signature, or behind the list.

    Args:
        claims: Who owns what; page numbers and the like have been given away.
    """
    before: int | None = None
    for index, line in enumerate(claims.lines):
        if not claims.is_free(index) or not line.text.strip(" |\t\u3000"):
            continue
        text = fold(line.text)
        if before is not None and begins_annex(line.text):
            ending = find_ending(claims, range(before + 1))
            signed = ending is not None and ending.pieces[-1][0] == before
            if signed or _is_listed(fold(claims.lines[before].text), text):
                return index
        before = index
    return None


def _is_listed(above: str, text: str) -> bool:
    """Tell whether a line ends a list of attachments that another one, which has 附件 alone, follows."""
    found, head = _LISTED.fullmatch(above) or _NUMBERED.fullmatch(above), _HEAD.fullmatch(text)
    return found is not None and head is not None and head["name"] in ("", found["name"])


def claim_list(claims: Claims, template: Template, before: int, after: int) -> None:
    """Claim the list of attachments, which ends where signature or attachments begin.

    Args:
        claims: Who owns what.
        template: The template.
        before: Index of the line that the list can't begin before.
        after: Index of the line behind the list.
    """
    nearest = range(max(before, after - _LONGEST_LIST), after)
    lines = [index for index in nearest if claims.is_free(index)]
    first = next(
        (index for index in reversed(lines) if _LISTED.fullmatch(fold(claims.lines[index].text))), None
    )
    for index in lines:
        if first is not None and index >= first:
            text = fold(claims.lines[index].text)
            found = _LISTED.fullmatch(text) or _NUMBERED.fullmatch(text)
            claims.claim(index, _owner(template, found["name"] if found else "", "附件说明"))


def claim_annexes(claims: Claims, template: Template, start: int) -> None:
    """Claim what of the attachments nobody owns: the heads of the template's own, then all the rest."""
    texts = {index: fold(claims.lines[index].text) for index in range(start, len(claims.lines))}
    filled = [index for index, text in texts.items() if text.strip("|")]
    for index, following in zip(filled, [*filled[1:], None], strict=True):
        head = _HEAD.fullmatch(texts[index])
        name = head["name"] if head else texts[index]
        if head and not name and following is not None:
            name = texts[following]
        claims.claim(index, _owner(template, name, "附件"))


def claim_contents(claims: Claims, start: int, first: int) -> None:
    """Claim the attachments' lines in a table of contents, which say what the heads behind say."""
    heads = set(_heads(claims, start))
    for index in range(first):
        if claims.is_free(index) and fold(claims.lines[index].text) in heads:
            claims.claim(index, Owner("chrome", "目录"))


def _heads(claims: Claims, start: int) -> Iterator[str]:
    texts = [fold(line.text) for line in claims.lines[start:] if line.text.strip()]
    for text, following in zip(texts, [*texts[1:], ""], strict=True):
        if head := _HEAD.fullmatch(text):
            yield text if head["name"] else text + following


def _owner(template: Template, name: str, what: str) -> Owner:
    for form in template.tables:
        if form.placed == "annex" and name in (fold(form.title), fold(form.caption or form.title)):
            return Owner("table", form.id)
    return Owner("unplaced", what)
