"""What changed as a note tells it: clause by clause in a sentence, number by number in a table.

签发登记 names single words for those who look them up in the draft; whoever reads a note has only the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from nianbao.correcting.kept import Change
from nianbao.editor.difference import Piece, pieces
from nianbao.signing.changes import by_place
from nianbao.signing.content import Content

_END = "，。；：！？、\n"
_TO_END = re.compile(f"[^{_END}]*")
_FROM_END = re.compile(f"[^{_END}]*$")


def told(was: Content, now: Content) -> tuple[Change, ...]:
    """List what changed, in printed order; what only moved is told of the whole."""
    old, new = by_place(was), by_place(now)
    found: list[Change] = []
    for place in [*new, *(one for one in old if one not in new)]:
        before, after = old.get(place, ""), new.get(place, "")
        if before != after:
            found += (Change(place, *both) for both in _clauses(before, after))
    if not found and was != now:
        found.append(Change("各部分的先后次序", "", ""))
    return tuple(found)


def _clauses(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Give the clauses that differ, as they were and as they are."""
    was = now = ""
    found = list(_runs(before, after))
    for at, (same, gone, put) in enumerate(found):
        if not same:
            was, now = was + gone, now + put
            continue
        # The ends of what is kept complete the clauses beside it.
        tail = "" if at == 0 or _is_ended(was, now) else _matched(_TO_END, same)
        if at and at + 1 < len(found) and len(tail) == len(same):
            was, now = was + same, now + same
            continue
        if at:
            yield was + tail, now + tail
        head = _matched(_FROM_END, same[len(tail) :]) if at + 1 < len(found) else ""
        was = now = head
    if found and not found[-1][0]:
        yield was, now


def _runs(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """Give what is the same and what differs in turn."""
    for same, run in groupby(pieces(before, after), key=lambda piece: piece.kind == "same"):
        members = list(run)
        yield (_joined(members, "same") if same else "", _joined(members, "gone"), _joined(members, "new"))


def _joined(run: list[Piece], kind: str) -> str:
    return "".join(piece.text for piece in run if piece.kind == kind)


def _is_ended(was: str, now: str) -> bool:
    """Tell whether what was taken out or put in ends a clause by itself."""
    return all(not text or text[-1] in _END for text in (was, now))


def _matched(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group() if found else ""
