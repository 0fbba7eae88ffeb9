"""Rows of numbers, each with the labels around it: what is left of a table when its lines are gone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nianbao.importer.items import Item

_NEAR = 60
"""So many labels before a row may be its own; the header of the widest table has some thirty."""

_WIDE = 6
"""A row of so many cells is told from two shorter ones by their number."""


@dataclass
class Run:
    """Numbers and blanks that follow each other in one row.

    Attributes:
        cells: Them, in printed order.
        before: Labels since the last run, those on its own line included.
        same: Labels on its own line, to its left.
        after: Labels up to the next run.
        ahead: How many cells of the same printed row stand before, blank ones too.
    """

    cells: list[Item]
    before: list[Item]
    same: list[Item]
    after: list[Item] = field(default_factory=list)
    ahead: int = 0

    @property
    def numbers(self) -> int:
        """How many of the cells aren't blank."""
        return sum(cell.kind == "value" for cell in self.cells)


def runs(items: Sequence[Item], lengths: Collection[int]) -> list[Run]:
    """Cut items into runs.

    Args:
        items: Items of all tables in the order of the source.
        lengths: How many cells rows of these tables have; pieces that together have one are joined.
    """
    found = list(_joined(list(_cut(items)), lengths))
    for run, later in pairwise(found):
        run.after = later.before
    if found:
        last = found[-1].cells[-1]
        found[-1].after = [item for item in items if (item.line, item.span) > (last.line, last.span)][:_NEAR]
    return [piece for run in found for piece in _split(run, lengths)]


def _cut(items: Sequence[Item]) -> Iterator[Run]:
    cells: list[Item] = []
    labels: list[Item] = []
    before: list[Item] = []
    row: int | None = None
    seen = ahead = 0
    for item in items:
        seen = seen + 1 if item.row is not None and item.row == row else 0
        row = item.row
        if cells and (item.kind in ("label", "unit") or _new_row(cells[-1], item)):
            if any(cell.kind == "value" for cell in cells) or before:
                yield _run(cells, before, ahead)
            cells, before = [], []
        if item.kind in ("label", "unit"):
            # Single characters are those of a label that is printed downwards.
            labels += [item] if item.kind == "label" and len(item.text.strip()) > 1 else []
            continue
        if not cells:
            before, labels, ahead = labels[-_NEAR:], [], seen
        cells.append(item)
    if cells:
        yield _run(cells, before, ahead)


def _run(cells: list[Item], before: list[Item], ahead: int) -> Run:
    same = [label for label in before if label.line == cells[0].line]
    return Run(cells, before, same, ahead=ahead)


def _new_row(last: Item, item: Item) -> bool:
    """A row that stands on one line ends with it; one cell a line goes on."""
    return last.row != item.row and not (last.row is None and item.row is None)


def _joined(found: list[Run], lengths: Collection[int]) -> Iterator[Run]:
    """Join two pieces of a row that was broken between two of its cells."""
    place = 0
    while place < len(found):
        run = found[place]
        if place + 1 < len(found) and not found[place + 1].before:
            both = [*run.cells, *found[place + 1].cells]
            alone = len(run.cells) in lengths or len(found[place + 1].cells) in lengths
            if len(both) in lengths and not alone:
                run = Run(both, run.before, run.same)
                place += 1
        yield run
        place += 1


def _split(run: Run, lengths: Collection[int]) -> Iterator[Run]:
    """Split rows whose labels the page dropped: 14 cells are two rows of 7."""
    size = len(run.cells)
    if size in lengths or not run.numbers:
        yield run
        return
    part = max((length for length in lengths if length >= _WIDE and size % length == 0), default=size)
    if part == size:
        yield run
        return
    for first in range(0, size, part):
        yield Run(
            run.cells[first : first + part],
            run.before if not first else [],
            run.same if not first else [],
            run.after if first + part == size else [],
        )
