"""A report's pieces against a page: for each, what the page has in its place."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from nianbao.verifying.aligning import align
from nianbao.verifying.effort import Effort
from nianbao.verifying.page import PageCell
from nianbao.verifying.pieces import Piece
from nianbao.verifying.sliding import LONG, slide
from nianbao.verifying.stream import BLANK, EDGE, Stream

_LEAST = 0.34
"""A piece of which a smaller share stands on the page isn't there; what matched did so by chance."""

_SHORT = 6


_TAIL = 300
"""Characters of a page behind the text among which a changed signature is looked for."""

_ENDING = 0.4
"""So alike a line is to the signature or date that it stands for."""


@dataclass(frozen=True)
class Run:
    """A stretch of the page that stands for nothing in the report.

    Attributes:
        start: First character in the page's stream.
        end: The one behind its last.
        inside: It stands between parts of the report, not before or behind it.
    """

    start: int
    end: int
    inside: bool


class Matched:
    """A report and a page, character by character.

    Attributes:
        pieces: The report's pieces.
        report: Its stream; owners are numbers of pieces.
        cells: The page's lines and cells.
        page: Its stream; owners are numbers of cells.
        wrapped: The page's lines end where the paper does.
        effort: What may still be done for the page.
        places: For each character of the report its place in the page, or -1.
        owners: For each character of the page the piece it belongs to, or -1.
    """

    def __init__(
        self,
        pieces: list[Piece],
        report: Stream,
        cells: list[PageCell],
        page: Stream,
        *,
        wrapped: bool = False,
        effort: Effort | None = None,
    ) -> None:
        self.pieces, self.report, self.cells, self.page = pieces, report, cells, page
        self.wrapped, self.effort = wrapped, effort or Effort()
        self.places = align(report.text, page.text, self.effort)
        self.spans = _spans(report.owners, len(pieces))
        self._forget_chance()
        self._find_ending()
        slide(self.places, pieces, report, page)
        self.owners = self._owned()

    def _forget_chance(self) -> None:
        for number in range(len(self.pieces)):
            start, end = self.spans[number]
            size = end - start
            if (
                size
                and self.kept(number) < _LEAST
                and (size >= _SHORT or self.pieces[number].kind != "value")
            ):
                self.places[start:end] = [-1] * size

    def _find_ending(self) -> None:
        """Find a signature or date that was changed so much that it seems gone: among the next lines."""
        for number, piece in enumerate(self.pieces):
            if piece.kind not in ("signed", "date") or not self.is_missing(number):
                continue
            start, end = self.spans[number]
            own = self.report.text[start:end]
            after = max(self.places, default=-1) + 1
            lines = self._lines(after, after + _TAIL)
            alike = [(SequenceMatcher(None, own, self.page.text[a:b]).ratio(), a, b) for a, b in lines]
            share, first, last = max(alike, key=lambda one: one[0], default=(0.0, 0, 0))
            if share >= _ENDING:
                found = align(own, self.page.text[first:last], self.effort)
                self.places[start:end] = [first + one if one >= 0 else -1 for one in found]

    def _lines(self, start: int, end: int) -> list[tuple[int, int]]:
        """List where the lines and cells of a stretch of the page begin and end."""
        cells = self.page.owners
        found: list[tuple[int, int]] = []
        for place in range(start, min(end, len(cells))):
            if found and cells[place] == cells[place - 1]:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
        return found

    def kept(self, number: int) -> float:
        """Tell how great a share of a piece stands on the page unchanged."""
        start, end = self.spans[number]
        same = sum(self.is_same(place) for place in range(start, end))
        return same / (end - start) if end > start else 1.0

    def is_same(self, place: int) -> bool:
        """Tell whether a character of the report stands on the page unchanged."""
        other = self.places[place]
        return other >= 0 and self.report.text[place] == self.page.text[other]

    def is_missing(self, number: int) -> bool:
        """Tell whether nothing on the page stands for a piece."""
        start, end = self.spans[number]
        if self.report.text[start:end] == BLANK:
            return False
        return end > start and all(self.places[place] < 0 for place in range(start, end))

    @functools.cached_property
    def likeness(self) -> float:
        """How great a share of the report's words stands on the page; numbers don't count."""
        words = [place for place, char in enumerate(self.report.text) if not char.isdigit() and char > BLANK]
        return sum(self.is_same(place) for place in words) / max(len(words), 1)

    def _owned(self) -> list[int]:
        """Give each character of the page to a piece: that of its partner, or of its neighbours."""
        owners = [-1] * len(self.page.text)
        for place, other in enumerate(self.places):
            if other >= 0:
                owners[other] = self.report.owners[place]
        last = -1
        at = 0
        while at < len(owners):
            if owners[at] >= 0:
                last = at
                at += 1
                continue
            end = at
            while end < len(owners) and owners[end] < 0:
                end += 1
            self._give(owners, last, at, end)
            at = end
            last = -1 if end == len(owners) else last
        return owners

    def _give(self, owners: list[int], before: int, start: int, end: int) -> None:
        """Give a run that has no partner to the piece it stands in, or in whose cell it begins or ends."""
        left = owners[before] if before >= 0 else -1
        right = owners[end] if end < len(owners) else -1
        if left >= 0 and left == right and not self._is_apart(before, start, end):
            owners[start:end] = [left] * (end - start)
            return
        cells = self.page.owners
        if left >= 0:
            while start < end and cells[start] == cells[before] and not self._is_full(left, start, end):
                owners[start] = left
                start += 1
        if right >= 0:
            while start < end and cells[end - 1] == cells[end]:
                end -= 1
                owners[end] = right

    def _is_apart(self, before: int, start: int, end: int) -> bool:
        """Tell whether a run in the midst of a piece is whole lines of its own."""
        cells = self.page.owners
        return end - start > LONG and cells[before] != cells[start] and cells[end - 1] != cells[end]

    def _is_full(self, piece: int, start: int, end: int) -> bool:
        """Tell whether a run behind a value belongs to the next one: it is parted from the value."""
        return self.pieces[piece].kind == "value" and self.page.text[start] == EDGE and start + 1 < end

    def was(self, number: int) -> str:
        """Give the page's words for a piece."""
        return self.page.raw(self.page_places(number))

    def page_places(self, number: int) -> list[int]:
        """List the places of the page's characters that belong to a piece."""
        return self._by_piece.get(number, [])

    @functools.cached_property
    def _by_piece(self) -> dict[int, list[int]]:
        grouped: dict[int, list[int]] = {}
        for place, owner in enumerate(self.owners):
            if owner >= 0 and not (self.wrapped and self._is_wrap(place, owner)):
                grouped.setdefault(owner, []).append(place)
        return grouped

    def _is_wrap(self, place: int, owner: int) -> bool:
        """Tell whether an edge is the end of a printed line within running text: an address may be broken there."""
        if self.page.text[place] != EDGE or self.pieces[owner].kind in ("value", "label"):
            return False
        lines = [self.cells[self.page.owners[one]].line for one in (place - 1, place)]
        return lines[0] != lines[1]

    def owner_before(self, place: int) -> int | None:
        """Give the piece that stands next before a place of the page."""
        at = bisect_left(self._owned_places, place) - 1
        return self.owners[self._owned_places[at]] if at >= 0 else None

    @functools.cached_property
    def _owned_places(self) -> list[int]:
        return [place for place, owner in enumerate(self.owners) if owner >= 0]

    def extent(self) -> tuple[int, int]:
        """Give the first character of the page that is the report's, and the one behind the last."""
        found = [place for place in self.places if place >= 0]
        return (min(found), max(found) + 1) if found else (0, 0)

    def extra(self) -> list[Run]:
        """List the stretches of the page that stand for nothing in the report."""
        first, last = self.extent()
        runs: list[Run] = []
        at = 0
        while at < len(self.owners):
            if self.owners[at] >= 0:
                at += 1
                continue
            end = at
            while end < len(self.owners) and self.owners[end] < 0 and (end == at or end not in (first, last)):
                end += 1
            runs.append(Run(at, end, first <= at < last))
            at = end
        return runs


def _spans(owners: list[int], count: int) -> list[tuple[int, int]]:
    """Give where each piece begins and ends in its stream."""
    sizes = Counter(owners)
    spans, at = [], 0
    for number in range(count):
        spans.append((at, at + sizes[number]))
        at += sizes[number]
    return spans
