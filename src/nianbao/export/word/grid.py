"""Tables: spans as printed, header rows repeated on each page, no row split.

The XML is made at once: python-docx's own cells take time that grows with the square of their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.block_html import FIRST_LEVEL, digits_of, first_columns
from nianbao.blocks import Cell, Rows, Table
from nianbao.export.word.text import paragraph, run
from nianbao.export.word.xml import Element, w

TEXT_WIDTH = 8844
"""Width of the text block, 156 mm, in twentieths of a point."""

DENSE_FROM = 9
"""Columns from which a table is set smaller."""

_INDENT = "\u3000"

_ONE_A_LINE = re.compile("[^、，。][、，。]?(?=.)")
"""A letter with the mark behind it, and more to come."""


@dataclass(frozen=True)
class _Look:
    table: str
    text: str
    size: int
    padding: int

    @property
    def digit(self) -> int:
        """Width of a digit of Times New Roman."""
        return self.size // 2


_USUAL = _Look("ReportTable", "TableText", 210, 80)
_DENSE = _Look("ReportTableDense", "TableDense", 180, 60)


@dataclass(frozen=True)
class _Place:
    """A cell in the grid, or what continues one from the row above."""

    cell: Cell
    start: int
    continued: bool = False


def table_elements(table: Table) -> Iterator[Element]:
    """Give a table with the caption above and the note under it."""
    if table.caption:
        yield paragraph("Caption", run(table.caption))
    yield _Grid(table).element()
    # Word joins tables that nothing stands between, and wants a paragraph at the end of the text.
    yield paragraph("TableNote", run(table.note)) if table.note else paragraph("TableNote", settings=[_low()])


def _low() -> Element:
    """Make what stands below a table without a note as high as a quarter of a line."""
    return w("spacing", before=0, after=0, line=145, lineRule="exact")


class _Grid:
    def __init__(self, table: Table) -> None:
        self.table = table
        self.look = _DENSE if table.columns >= DENSE_FROM else _USUAL
        shares = table.widths or (1.0,) * table.columns
        self.widths = [round(TEXT_WIDTH * share / sum(shares)) for share in shares]
        self.digits = self._digits()

    def element(self) -> Element:
        properties = w(
            "tblPr",
            w("tblStyle", val=self.look.table),
            w("tblW", w=sum(self.widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0000"),
        )
        grid = w("tblGrid", *(w("gridCol", w=width) for width in self.widths))
        rows = [
            *self._rows(self.table.header, header=True),
            *self._rows(self.table.body, header=False),
        ]
        return w("tbl", properties, grid, *rows)

    def _rows(self, rows: Rows, *, header: bool) -> Iterator[Element]:
        for row in _places(rows, self.table.columns):
            settings = w("trPr", w("cantSplit"), w("tblHeader") if header else None)
            yield w("tr", settings, *map(self._cell, row))

    def _cell(self, place: _Place) -> Element:
        cell = place.cell
        merge = None
        if cell.rowspan > 1:
            merge = w("vMerge", val=None if place.continued else "restart")
        settings = w(
            "tcPr",
            w("tcW", w=self._width(place), type="dxa"),
            w("gridSpan", val=cell.colspan) if cell.colspan > 1 else None,
            merge,
            w("shd", val="clear", color="auto", fill="F0F0F0") if self._is_band(cell) else None,
            w("vAlign", val="center"),
        )
        return w("tc", settings, self._text(place))

    def _text(self, place: _Place) -> Element:
        cell = place.cell
        if cell.role == "row" and cell.rowspan > 2 and self._room(place) < 2.5 * self.look.size:
            return self._upright(place)
        usual = "center" if cell.role == "column" else "left" if cell.value is None else "right"
        side = cell.align or usual
        text = "" if place.continued else cell.text
        indent = len(text) - len(text.lstrip(_INDENT)) if side == "left" else 0
        settings = [w("ind", left=indent * self.look.size) if indent else None, w("jc", val=side)]
        digits = None if place.continued else digits_of(cell)
        if digits is not None:
            settings = [w("ind", right=self._behind(place, digits[1])), w("jc", val="right")]
        strong = cell.role == "column" or (cell.role == "row" and bool(FIRST_LEVEL.match(text)))
        content = [run(text[indent:], "Strong" if strong else None)] if text else []
        return paragraph(self.look.text, *content, settings=[one for one in settings if one is not None])

    def _upright(self, place: _Place) -> Element:
        """Set a label over many rows of a narrow column upright, a letter a line.

        Word's own vertical text comes out of LibreOffice with letters upon each other. A mark stands beside
        the letter before it, without the empty half of its width, so that the letters stay under each other.
        """
        beside = max(0, (self._room(place) - self.look.size) // 2)
        pieces = (
            [] if place.continued else re.split("([、，。])", _ONE_A_LINE.sub(r"\g<0>\n", place.cell.text))
        )
        half = w("spacing", val=-self.look.size // 2)
        runs = [run(piece, settings=[half] if at % 2 else []) for at, piece in enumerate(pieces) if piece]
        settings = [w("ind", left=beside), w("jc", val="left")]
        return paragraph(self.look.text, *runs, settings=settings)

    def _behind(self, place: _Place, fraction: str) -> int:
        """Give the room behind a number, so that a column's digits stand under each other in its middle."""
        whole, longest = self.digits[place.start, place.cell.colspan]
        room = self._room(place) - (whole + longest) * self.look.digit
        return max(0, room // 2 + (longest - len(fraction)) * self.look.digit)

    def _digits(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Give the longest whole part and fraction of the numbers of each place in the grid."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for row, starts in zip(self.table.body, first_columns(self.table.body), strict=True):
            for cell, start in zip(row, starts, strict=True):
                if (digits := digits_of(cell)) is not None:
                    whole, fraction = found.get((start, cell.colspan), (0, 0))
                    found[start, cell.colspan] = (max(whole, len(digits[0])), max(fraction, len(digits[1])))
        return found

    def _width(self, place: _Place) -> int:
        return sum(self.widths[place.start : place.start + place.cell.colspan])

    def _room(self, place: _Place) -> int:
        return self._width(place) - 2 * self.look.padding

    def _is_band(self, cell: Cell) -> bool:
        return cell.role == "column" and cell.colspan == self.table.columns


def _places(rows: Rows, columns: int) -> Iterator[list[_Place]]:
    """Give the rows with what continues cells from above put back: Word wants every place filled."""
    hanging: dict[int, tuple[Cell, int]] = {}
    for row, starts in zip(rows, first_columns(rows), strict=True):
        own = [_Place(cell, start) for cell, start in zip(row, starts, strict=True)]
        above = [_Place(cell, start, continued=True) for start, (cell, _) in hanging.items()]
        hanging = {start: (cell, left - 1) for start, (cell, left) in hanging.items() if left > 1}
        hanging |= {
            place.start: (place.cell, place.cell.rowspan - 1) for place in own if place.cell.rowspan > 1
        }
        yield sorted([*own, *above], key=lambda place: place.start)
