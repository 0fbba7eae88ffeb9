"""What changed as a note tells it: clause by clause in a sentence, number by number in a table.

签发登记 names single words for those who look them up in the draft; whoever reads a note has only the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from nianbao.correcting.kept import Change
from nianbao.correcting.note import HIDDEN, withheld
from nianbao.editor.difference import Piece, pieces
from nianbao.signing.changes import by_place
from nianbao.signing.content import Content

_END = "，。；：！？、\n"
_TO_END = re.compile(f"[^{_END}]*")
_FROM_END = re.compile(rf"[^{_END}]*\Z")


Stretch = tuple[int, int]
"""Where a piece of a text begins and ends."""

Unfit = Callable[[str], Sequence[Stretch]]
"""Finds what may not be published in a text."""


def _nothing(_text: str) -> Sequence[Stretch]:
    return ()


def told(was: Content, now: Content, unfit: Unfit = _nothing) -> tuple[Change, ...]:
    """List what changed, in printed order; what only moved is told of the whole.

    Args:
        was: The words as they were.
        now: The words as they are.
        unfit: Finds what may not be published; a change that touches it is told by its place alone.
    """
    old, new = by_place(was), by_place(now)
    found: list[Change] = []
    for place in [*new, *(one for one in old if one not in new)]:
        before, after = old.get(place, ""), new.get(place, "")
        if before != after:
            found += _changes(place, before, after, unfit)
    if not found and was != now:
        found.append(Change("各部分的先后次序", "", ""))
    return tuple(found)


def _changes(place: str, before: str, after: str, unfit: Unfit) -> Iterator[Change]:
    # A clause alone may not show whose number it is, and what stands around it is not all that was there.
    old, new, hidden = unfit(before), unfit(after), False
    for at, to in _clauses(before, after):
        was, now = before[slice(*at)], after[slice(*to)]
        if _meets(at, old) or _meets(to, new) or unfit(was) or unfit(now):
            if not hidden:
                yield HIDDEN if unfit(place) else withheld(place)
            hidden = True
        else:
            yield Change(place, was, now)


def _meets(one: Stretch, others: Sequence[Stretch]) -> bool:
    return any(one[0] < end and start < one[1] for start, end in others)


def _clauses(before: str, after: str) -> Iterator[tuple[Stretch, Stretch]]:
    """Give where the clauses that differ stand, as they were and as they are."""
    was = now = ""
    at_was = at_now = 0  # how far both texts are read
    found = list(_runs(before, after))
    for at, (same, gone, put) in enumerate(found):
        if not same:
            was, now = was + gone, now + put
            at_was, at_now = at_was + len(gone), at_now + len(put)
            continue
        # The ends of what is kept complete the clauses beside it.
        tail = "" if at == 0 or _is_ended(was, now) else _matched(_TO_END, same)
        if at and at + 1 < len(found) and len(tail) == len(same):
            was, now = was + same, now + same
        else:
            if at:
                yield _up_to(at_was + len(tail), was + tail), _up_to(at_now + len(tail), now + tail)
            was = now = _matched(_FROM_END, same[len(tail) :]) if at + 1 < len(found) else ""
        at_was, at_now = at_was + len(same), at_now + len(same)
    if found and not found[-1][0]:
        yield _up_to(at_was, was), _up_to(at_now, now)


def _up_to(end: int, text: str) -> Stretch:
    return end - len(text), end


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
