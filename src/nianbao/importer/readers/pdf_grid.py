"""Ruled tables of a PDF's page: from the lines that are drawn to cells, merged ones too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nianbao.importer.readers.pdf_pages import Char, Page, Rule

_NEAR = 2.5
"""Lines no further apart (points) are one; so are lines that end so near to each other."""

_THIN = 3.0
_SHORTEST = 4.0
_LONG_CELL = 160
"""A cell with more characters holds text: the lines are a frame around it."""

_FEWEST_CELLS = 3
_STACKED = 3
"""So many numbers below each other are those of so many rows; so many such cells make a table of columns."""

_MOST_LINES = 4_000
_MOST_CELLS = 40_000


@dataclass
class Grid:
    """A ruled table.

    Attributes:
        xs: Its columns' edges, from the left.
        ys: Its rows' edges, from the top.
        cells: For each row its cells from left to right, each by its characters.
    """

    xs: list[float]
    ys: list[float]
    cells: list[list[list[Char]]] = field(default_factory=list)

    def holds(self, char: Char) -> bool:
        """Tell whether a character stands in it."""
        x = (char.left + char.right) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= char.middle <= self.ys[0]


def grids(page: Page) -> list[Grid]:
    """Find the tables of a page, from top to bottom."""
    found = _tables(page.lines, page.chars)
    # Some programs draw no lines, but fill each cell and leave gaps between.
    return found or _tables(_edges(page.boxes), page.chars)


def _edges(boxes: Iterable[Rule]) -> list[Rule]:
    return [
        edge
        for left, bottom, right, top in boxes
        for edge in (
            Rule(left, bottom, left, top),
            Rule(right, bottom, right, top),
            Rule(left, bottom, right, bottom),
            Rule(left, top, right, top),
        )
    ]


def _tables(lines: Sequence[Rule], chars: Sequence[Char]) -> list[Grid]:
    upright = _merged(
        [(line.left + line.right, line.bottom, line.top) for line in lines if _is_upright(line)]
    )
    level = _merged([(line.bottom + line.top, line.left, line.right) for line in lines if _is_level(line)])
    if len(upright) + len(level) > _MOST_LINES:
        return []
    found = []
    for down, across in _connected(upright, level):
        grid = _grid(down, across, chars)
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda grid: -grid.ys[0])


def _is_upright(line: Rule) -> bool:
    return line.right - line.left <= _THIN and line.top - line.bottom >= _SHORTEST


def _is_level(line: Rule) -> bool:
    return line.top - line.bottom <= _THIN and line.right - line.left >= _SHORTEST


_Edge = tuple[float, float, float]
"""Where a line stands, and from where to where it goes."""


def _merged(lines: Iterable[_Edge]) -> list[_Edge]:
    """Put lines that stand at the same place (given doubled) and touch each other into one."""
    groups: list[list[_Edge]] = []
    for doubled, first, last in sorted(lines):
        at = doubled / 2
        if groups and at - groups[-1][0][0] <= _NEAR:
            groups[-1].append((at, first, last))
        else:
            groups.append([(at, first, last)])
    found = []
    for group in groups:
        at = sum(line[0] for line in group) / len(group)
        pieces: list[list[float]] = []
        for _, first, last in sorted(group, key=lambda line: line[1]):
            if pieces and first <= pieces[-1][1] + _NEAR:
                pieces[-1][1] = max(pieces[-1][1], last)
            else:
                pieces.append([first, last])
        found += [(at, first, last) for first, last in pieces]
    return found


def _connected(upright: Sequence[_Edge], level: Sequence[_Edge]) -> list[tuple[list[_Edge], list[_Edge]]]:
    """Group lines that cross or touch each other."""
    groups = list(range(len(upright) + len(level)))

    def root(one: int) -> int:
        while groups[one] != one:
            groups[one] = groups[groups[one]]
            one = groups[one]
        return one

    for place, (x, bottom, top) in enumerate(upright):
        for other, (y, left, right) in enumerate(level, len(upright)):
            if left - _NEAR <= x <= right + _NEAR and bottom - _NEAR <= y <= top + _NEAR:
                groups[root(place)] = root(other)
    found: dict[int, tuple[list[_Edge], list[_Edge]]] = {}
    for place, line in enumerate([*upright, *level]):
        found.setdefault(root(place), ([], []))[place >= len(upright)].append(line)
    return [group for group in found.values() if group[0] and group[1]]


def _grid(upright: Sequence[_Edge], level: Sequence[_Edge], chars: Sequence[Char]) -> Grid | None:
    # A table may be open at its sides, or where the page breaks.
    xs = _distinct([x for x, _, _ in upright] + [end for _, *ends in level for end in ends])
    ys = _distinct([y for y, _, _ in level] + [end for _, *ends in upright for end in ends])[::-1]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > _MOST_CELLS:
        return None
    grid = Grid(xs, ys)
    roots = _united(grid, upright, level)
    texts: dict[int, list[Char]] = {}
    for char in chars:
        if grid.holds(char):
            column = min(bisect_right(xs, (char.left + char.right) / 2), columns) - 1
            row = min(bisect_right([-y for y in ys], -char.middle), rows) - 1
            texts.setdefault(roots[row * columns + column], []).append(char)
    # The last row of a table may stand on a page of its own.
    if len(set(roots)) < _FEWEST_CELLS or max(map(len, texts.values()), default=_LONG_CELL + 1) > _LONG_CELL:
        return None
    for row in range(rows):
        own = [place for place in range(row * columns, (row + 1) * columns) if roots[place] == place]
        if own:
            grid.cells.append([texts.get(place, []) for place in own])
    # Where only columns are ruled, a cell would hold the numbers of many rows.
    stacked = sum(_is_stacked(cell) for row in grid.cells for cell in row)
    return None if stacked >= _STACKED else grid


def _is_stacked(cell: Sequence[Char]) -> bool:
    """Tell whether numbers stand below each other in a cell, each at the end of a line of its own."""
    digits = [char for char in cell if char.text.isdigit()]
    if len(digits) < _STACKED or len(digits) * 2 < len(cell):
        return False
    lines = _distinct([char.middle for char in digits])
    # A long number may be broken by its column's edge; then it fills the lines but the last.
    return len(lines) >= _STACKED


def _united(grid: Grid, upright: Sequence[_Edge], level: Sequence[_Edge]) -> list[int]:
    """For each place of the grid, the first place of the cell it belongs to: no line stands between them."""
    columns = len(grid.xs) - 1
    roots = list(range(columns * (len(grid.ys) - 1)))

    def root(one: int) -> int:
        while roots[one] != one:
            one = roots[one]
        return one

    def unite(one: int, two: int) -> None:
        first, last = sorted((root(one), root(two)))
        roots[last] = first

    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        for column, (left, right) in enumerate(pairwise(grid.xs)):
            place = row * columns + column
            middle = (top + bottom) / 2
            if column + 1 < columns and not _stands(upright, right, middle):
                unite(place, place + 1)
            middle = (left + right) / 2
            if bottom > grid.ys[-1] and not _stands(level, bottom, middle):
                unite(place, place + columns)
    return [root(place) for place in range(len(roots))]


def _stands(lines: Iterable[_Edge], at: float, where: float) -> bool:
    return any(abs(line[0] - at) <= _NEAR and line[1] <= where <= line[2] for line in lines)


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found
