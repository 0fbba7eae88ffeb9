"""The stretches of a piece that differ: changes close to each other, and within one number, taken together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.verifying.matched import Matched
from nianbao.verifying.stream import EDGE

_NEAR = 2
"""Two changes with no more unchanged characters between them are one."""


@dataclass(frozen=True)
class Change:
    """A stretch that differs.

    Attributes:
        start: Its first character in the report's stream.
        end: The one behind its last.
        page: The page's places for it.
    """

    start: int
    end: int
    page: list[int]


def changes_of(matched: Matched, start: int, end: int, places: list[int]) -> list[Change]:
    """Gather what differs in a piece; changes close to each other, and within one number, are one.

    Args:
        matched: The report and the page.
        start: The piece's first character in the report's stream.
        end: The one behind its last.
        places: The page's places for the piece.
    """
    steps = list(_steps(matched, start, end, places))
    wrong = [index for index, (own, other) in enumerate(steps) if not _same(matched, own, other)]
    groups: list[list[int]] = []
    for index in wrong:
        if groups and index - groups[-1][-1] - 1 <= _NEAR:
            groups[-1].append(index)
        else:
            groups.append([index])
    widened = [_widened(matched, steps, group[0], group[-1]) for group in groups]
    merged: list[tuple[int, int]] = []
    for first, last in widened:
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return [_as_change(steps, first, last, start) for first, last in merged]


def _steps(matched: Matched, start: int, end: int, places: list[int]) -> Iterator[tuple[int, int]]:
    """Walk both sides of a piece: place in the report or -1, place in the page or -1."""
    at = 0
    for own in range(start, end):
        other = matched.places[own]
        if other >= 0:
            while at < len(places) and places[at] < other:
                yield -1, places[at]
                at += 1
            at += 1
        yield own, other
    for place in places[at:]:
        yield -1, place


def _same(matched: Matched, own: int, other: int) -> bool:
    return own >= 0 and other >= 0 and matched.report.text[own] == matched.page.text[other]


def _char(matched: Matched, step: tuple[int, int]) -> str:
    own, other = step
    return matched.report.text[own] if own >= 0 else matched.page.text[other]


def _widened(matched: Matched, steps: list[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """Take the rest of a number in: 30 instead of 20, not 3 instead of 2."""
    if any(is_of_number(_char(matched, steps[index])) for index in range(first, last + 1)):
        while first and is_of_number(_char(matched, steps[first - 1])):
            first -= 1
        while last + 1 < len(steps) and is_of_number(_char(matched, steps[last + 1])):
            last += 1
    return first, last


def is_of_number(char: str) -> bool:
    """Tell whether a character may belong to a number."""
    return "0" <= char <= "9" or char in (".", "%", EDGE)


def _as_change(steps: list[tuple[int, int]], first: int, last: int, start: int) -> Change:
    own = [place for place, _ in steps[first : last + 1] if place >= 0]
    before = (steps[index][0] for index in range(first - 1, -1, -1))
    begin = own[0] if own else next((place + 1 for place in before if place >= 0), start)
    page = [place for _, place in steps[first : last + 1] if place >= 0]
    return Change(begin, own[-1] + 1 if own else begin, page)
