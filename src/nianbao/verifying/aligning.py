"""Which character of a page stands for which of the report.

Long stretches that both have once are found first; what lies between two of them is small, and is aligned so that
the fewest characters differ. A number changed within a row of zeros is then found in its own place, for there a
replaced character costs less than one left out and one put in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from nianbao.verifying.effort import Effort
from nianbao.verifying.stream import BLANK, EDGE

_GRAMS = (14, 7)
"""Lengths of stretches that are looked for, the longer first."""

_LETTERS = 4
"""So many characters of an anchor are neither digits nor edges: rows of zeros are alike by chance."""

_SMALL = 250_000
"""Two stretches of so many characters, multiplied, are aligned exactly."""

_LARGE = 30_000_000
"""Beyond it, nothing that both have is looked for any more: it is another text."""

_PAIRS = 8
"""So many pairs of characters are gone through, in search of what both have, while one is weighed."""

_SHORTEST = 4
_NEVER = 9.0
_GONE = 1.0
_OTHER = 1.5
"""A character replaced costs more than half of one left out and one put in, so that chance likeness is no match."""


@dataclass(frozen=True)
class _Gap:
    """Stretches of both that still have to be aligned; a side that is open may have anything beyond."""

    start: int
    end: int
    page_start: int
    page_end: int
    open_left: bool = False
    open_right: bool = False

    @property
    def size(self) -> int:
        return (self.end - self.start) * (self.page_end - self.page_start)


def align(text: str, page: str, effort: Effort) -> list[int]:
    """Give for each character of a text its place in a page, or -1 where the page has none.

    What the page has before and after the text costs nothing: it is the site's.

    Args:
        text: The text.
        page: The page.
        effort: What may still be done; what it isn't enough for stays without a place.
    """
    found = [-1] * len(text)
    todo = [_Gap(0, len(text), 0, len(page), open_left=True, open_right=True)]
    while todo:
        gap = _trimmed(todo.pop(), text, page, found)
        if gap.size == 0:
            continue
        if gap.size <= _SMALL:
            if effort.spend(gap.size):
                _exactly(gap, text, page, found)
        elif blocks := _anchors(gap, text, page, effort):
            todo += _between(gap, blocks, found)
    return found


def _trimmed(gap: _Gap, text: str, page: str, found: list[int]) -> _Gap:
    """Match what both begin and end with."""
    start, end, first, last = gap.start, gap.end, gap.page_start, gap.page_end
    if not gap.open_left:
        while start < end and first < last and text[start] == page[first]:
            found[start] = first
            start, first = start + 1, first + 1
    if not gap.open_right:
        while start < end and first < last and text[end - 1] == page[last - 1]:
            end, last = end - 1, last - 1
            found[end] = last
    return _Gap(start, end, first, last, gap.open_left, gap.open_right)


def _between(gap: _Gap, blocks: list[tuple[int, int, int]], found: list[int]) -> Iterator[_Gap]:
    start, first, is_first = gap.start, gap.page_start, True
    for place, page_place, length in blocks:
        for offset in range(length):
            found[place + offset] = page_place + offset
        yield _Gap(start, place, first, page_place, is_first and gap.open_left)
        start, first, is_first = place + length, page_place + length, False
    yield _Gap(start, gap.end, first, gap.page_end, open_right=gap.open_right)


def _anchors(gap: _Gap, text: str, page: str, effort: Effort) -> list[tuple[int, int, int]]:
    """Find stretches that stand in the same order in both: place, place in the page, length."""
    own, other = text[gap.start : gap.end], page[gap.page_start : gap.page_end]
    for length in _GRAMS:
        if not effort.spend(len(own) + len(other)):
            return []
        ours = _once(own, length)
        theirs = _once(other, length, ours)
        pairs = [(place, theirs[gram]) for gram, place in ours.items() if gram in theirs]
        if blocks := _merged(_rising(sorted(pairs)), length):
            return [(gap.start + a, gap.page_start + b, size) for a, b, size in blocks]
    if gap.size <= _LARGE and effort.spend(gap.size // _PAIRS):
        match = SequenceMatcher(None, own, other, autojunk=False).find_longest_match()
        if match.size >= _SHORTEST:
            return [(gap.start + match.a, gap.page_start + match.b, match.size)]
    return []


def _once(text: str, length: int, among: Container[str] | None = None) -> dict[str, int]:
    """List the stretches that stand in a text once and hold words; if need be, only of some."""
    places: dict[str, int] = {}
    for place in range(len(text) - length + 1):
        gram = text[place : place + length]
        if among is None or gram in among:
            places[gram] = -1 if gram in places else place
    return {gram: place for gram, place in places.items() if place >= 0 and _is_telling(gram)}


def _is_telling(gram: str) -> bool:
    return sum(not (char.isdigit() or char in (EDGE, BLANK)) for char in gram) >= _LETTERS


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Choose the longest row of pairs that rise on both sides."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        before.append(tops[at - 1] if at else -1)
        ends[at : at + 1] = [place]
        tops[at : at + 1] = [number]
    chain = []
    at = tops[-1] if tops else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _merged(pairs: list[tuple[int, int]], length: int) -> list[tuple[int, int, int]]:
    """Join stretches that overlap; of two that overlap on one side only, the first stays."""
    blocks: list[tuple[int, int, int]] = []
    for place, page_place in pairs:
        if blocks:
            start, first, size = blocks[-1]
            if place - start == page_place - first and place <= start + size:
                blocks[-1] = (start, first, place - start + length)
                continue
            if place < start + size or page_place < first + size:
                continue
        blocks.append((place, page_place, length))
    return blocks


def _exactly(gap: _Gap, text: str, page: str, found: list[int]) -> None:
    """Align two short stretches at the least cost."""
    own, other = text[gap.start : gap.end], page[gap.page_start : gap.page_end]
    width = len(other)
    costs: list[list[float]] = [
        [0.0] * (width + 1) if gap.open_left else [place * _GONE for place in range(width + 1)]
    ]
    replacing = {char: [_replaced(char, theirs) for theirs in other] for char in set(own)}
    for row, char in enumerate(own, 1):
        above = costs[-1]
        best = above[0] + _GONE
        line = [best]
        last = row == len(own) and gap.open_right
        put_in = 0.0 if last else _GONE
        # What stands before `best` is the cell to the left, then the three ways into this one.
        for left_above, straight_above, replaced in zip(above, above[1:], replacing[char], strict=False):
            best += put_in
            if (gone := straight_above + _GONE) <= best:
                best = gone
            if (changed := left_above + replaced) <= best:
                best = changed
            line.append(best)
        costs.append(line)
    _trace(gap, own, other, costs, found)


def _trace(gap: _Gap, own: str, other: str, costs: list[list[float]], found: list[int]) -> None:
    row, column = len(own), len(other)
    while row and column:
        here = costs[row][column]
        put_in = 0.0 if row == len(own) and gap.open_right else _GONE
        # What is put in behind the text belongs to the site; so ends the text as early as it can.
        if put_in == 0.0 and here == costs[row][column - 1]:
            column -= 1
        elif here == costs[row - 1][column - 1] + _replaced(own[row - 1], other[column - 1]):
            row, column = row - 1, column - 1
            found[gap.start + row] = gap.page_start + column
        elif here == costs[row - 1][column] + _GONE:
            row -= 1
        else:
            column -= 1


def _replaced(own: str, other: str) -> float:
    if own == other:
        return 0.0
    if EDGE in (own, other):
        return _NEVER
    both = (own.isdigit() or own == BLANK) and (other.isdigit() or other == BLANK)
    return _GONE if both else _OTHER
