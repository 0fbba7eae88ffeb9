"""A filled paper: what stands where, in points, and nothing of Word or PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MM = 72 / 25.4
"""Points of a millimetre."""

WIDTH, HEIGHT = 160 * MM, 240 * MM
"""The block that a paper's text fills."""

TOP, SIDE, BOTTOM = 28 * MM, 25 * MM, 29 * MM
"""What is left blank around it on A4."""

PAD = 4.5
"""Left and right of a cell's text."""

LEADING = 1.35
"""Height of a line against its size."""

Role = Literal["label", "value", "sign", "head", "number"]
Look = Literal["body", "flush", "right", "annex", "sign"]


@dataclass(frozen=True)
class Cell:
    """A cell.

    Attributes:
        text: Its text; may have several lines.
        width: Its width.
        role: ``label`` and ``head`` stand in the middle, ``value`` at the left, ``sign`` low at the right.
        rows: Rows that it covers; the rows after it have one cell less.
        above: There is a rule over it.
        below: There is one under it.
    """

    text: str
    width: float
    role: Role = "value"
    rows: int = 1
    above: bool = True
    below: bool = True


@dataclass(frozen=True)
class Row:
    """A row.

    Attributes:
        cells: Its cells, without those that reach down into it.
        start: How far from the left its first cell begins.
        height: How high it is at least.
    """

    cells: tuple[Cell, ...]
    start: float = 0.0
    height: float = 0.0


@dataclass(frozen=True)
class Line:
    """A paragraph of a letter."""

    text: str
    look: Look = "body"


@dataclass(frozen=True)
class Sheet:
    """One paper.

    Attributes:
        name: What it is called.
        title: Lines of its title.
        ink: Colour of title and rules.
        letterhead: The office's name over a letter, or empty.
        head: What stands left and right above the grid, or None.
        lines: Paragraphs.
        rows: The grid.
        header: How many rows at its top are repeated on each page.
        notes: Small print.
        foot: Lines at the foot of each page.
        size: Size of the type in the grid.
        issued: The date of the report, ISO, or None.
        year: Report year.
        author: Whose paper it is.
    """

    name: str
    title: tuple[str, ...]
    ink: str
    letterhead: str
    head: tuple[str, str] | None
    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    header: int
    notes: tuple[str, ...]
    foot: tuple[str, ...]
    size: float
    issued: str | None
    year: int
    author: str

    @property
    def edges(self) -> list[float]:
        """Where cells begin and end, from the left: the columns of the grid that all rows share."""
        places = {0.0, round(WIDTH, 2)}
        for row in self.rows:
            at = row.start
            for cell in row.cells:
                places.add(round(at, 2))
                at += cell.width
                places.add(round(at, 2))
        return sorted(places)

    @property
    def columns(self) -> list[float]:
        """Widths of the columns that all rows share."""
        return [end - start for start, end in zip(self.edges, self.edges[1:], strict=False)]

    @property
    def blank_lines(self) -> list[int]:
        """Blank lines over each paragraph: two over the signature, one under it and over the attachments."""
        looks = [line.look for line in self.lines]
        return [
            0 if before == look else 2 if look == "sign" else int(before == "sign" or look == "annex")
            for before, look in zip([None, *looks], looks, strict=False)
        ]

    def spans(self, row: Row) -> list[tuple[int, int]]:
        """Give first column and number of columns of each cell of a row."""
        edges, at, found = self.edges, row.start, []
        for cell in row.cells:
            first, last = edges.index(round(at, 2)), edges.index(round(at + cell.width, 2))
            found.append((first, last - first))
            at += cell.width
        return found
