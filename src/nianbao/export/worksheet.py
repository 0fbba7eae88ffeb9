"""One statutory table on a worksheet: printed layout, numbers as numbers, totals as formulas.

A formula has its value stored, for previews on phones show nothing else; what was typed over a total stays a
number. Labels are locked, without a password, so that a slip of the keyboard changes none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter.utility import xl_rowcol_to_cell

from nianbao.block_html import first_columns
from nianbao.blocks import Cell, Table

FIRST_ROW = 2
"""0-based row in which a table begins, below the title and what it is called: its caption, or its part's heading."""

_CHARACTERS = 88
"""Characters of 10.5 pt that stand side by side on an upright sheet of A4."""

_PIXELS_PER_CHARACTER = 7

_PIXELS_PER_HAN = 14

_LINE = 14.5
"""Height of a line of 10.5 pt, in points."""

_AROUND = 4

_NARROW = 0.07
"""Share of the width below which a label over many rows is set upright, as on the page."""

_STACKED = 270
"""What XlsxWriter calls letters one below the other."""

_NUMBER = re.compile(r"(-?\d+)(?:\.(\d+))?(\D*)")


@dataclass(frozen=True)
class _Place:
    cell: Cell
    row: int
    column: int

    @property
    def address(self) -> str:
        return str(xl_rowcol_to_cell(self.row, self.column))


class TableSheet:
    """One table on a sheet of its own."""

    def __init__(self, book: Any, name: str, table: Table) -> None:
        self.book, self.table = book, table
        self.sheet = book.add_worksheet(name)
        shares = table.widths or (1.0,) * table.columns
        self.widths = [round(_CHARACTERS * share / sum(shares), 1) for share in shares]
        self.places = list(self._places())
        self.addresses = {place.cell.name: place.address for place in self.places if place.cell.name}

    def _places(self) -> Iterator[_Place]:
        row = FIRST_ROW
        for rows in (self.table.header, self.table.body):
            for cells, starts in zip(rows, first_columns(rows), strict=True):
                for cell, start in zip(cells, starts, strict=True):
                    yield _Place(cell, row, start)
                row += 1

    def formula(self, cell: Cell) -> str | None:
        """Give the formula of a number, or None where it is to be a number itself."""
        parts = [self.addresses.get(part) for part in cell.parts]
        return "=" + "+".join(map(str, parts)) if parts and all(parts) else None

    def write(self, title: str, name: str, *, draft: str) -> None:
        """Write the table below the report's title and its own name; a draft says so on each page."""
        last = self.table.columns - 1
        self._merge(0, 0, 1, last + 1, title, self._format(bold=True, size=14, border=0, align="center"))
        self._merge(1, 0, 1, last + 1, name, self._format(bold=True, border=0, align="center"))
        for place in self.places:
            self._write_cell(place)
        if self.table.note:
            below = FIRST_ROW + len(self.table.header) + len(self.table.body)
            self._merge(below, 0, 1, last + 1, self.table.note, self._format(border=0, align="left"))
        self._set_up(draft=draft)

    def _write_cell(self, place: _Place) -> None:
        cell = place.cell
        look = self._look(place)
        number = _number_format(cell)
        if number is None:
            self._merge(place.row, place.column, cell.rowspan, cell.colspan, cell.text, look)
            return
        if cell.colspan > 1 or cell.rowspan > 1:
            self._merge(place.row, place.column, cell.rowspan, cell.colspan, "", look)
        if (formula := self.formula(cell)) is not None:
            self.sheet.write_formula(place.row, place.column, formula, look, cell.value)
        else:
            self.sheet.write_number(place.row, place.column, cell.value, look)
            self._validate(place)

    def _validate(self, place: _Place) -> None:
        """Have Excel refuse what is no number; a change against last year may be below zero."""
        self.sheet.data_validation(
            place.row,
            place.column,
            place.row,
            place.column,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -999999999,
                "maximum": 999999999,
                "error_title": "这里只能填数字",
                "error_message": "请填数字，没有的填 0，不要写单位。",
            },
        )

    def _merge(self, row: int, column: int, rows: int, columns: int, text: str, look: Any) -> None:
        if rows == columns == 1:
            self.sheet.write_string(row, column, text, look)
        else:
            self.sheet.merge_range(row, column, row + rows - 1, column + columns - 1, text, look)

    def _stands_upright(self, place: _Place) -> bool:
        cell = place.cell
        room = sum(self.widths[place.column : place.column + cell.colspan])
        return cell.role == "row" and cell.rowspan > max(2, len(cell.text)) and room < _NARROW * _CHARACTERS

    def _look(self, place: _Place) -> Any:
        cell = place.cell
        usual = "center" if cell.role == "column" else "left" if cell.value is None else "right"
        number = _number_format(cell)
        derived = bool(cell.parts)
        return self._format(
            bold=cell.role == "column",
            align=cell.align or usual,
            number=number,
            locked=number is None or derived,
            ground="#F0F0F0" if cell.role != "data" or derived else None,
            upright=self._stands_upright(place),
        )

    def _format(
        self,
        *,
        bold: bool = False,
        size: float = 10.5,
        border: int = 1,
        align: str = "left",
        number: str | None = None,
        locked: bool = True,
        ground: str | None = None,
        upright: bool = False,
    ) -> Any:
        wanted = {
            "font_name": "宋体",
            "font_size": size,
            "bold": bold,
            "border": border,
            "align": align,
            "valign": "vcenter",
            "text_wrap": True,
            "locked": locked,
        }
        wanted |= {"num_format": number} if number else {}
        wanted |= {"bg_color": ground} if ground else {}
        wanted |= {"rotation": _STACKED, "align": "center"} if upright else {}
        return self.book.add_format(wanted)

    def _set_up(self, *, draft: str) -> None:
        sheet, table = self.sheet, self.table
        for column, width in enumerate(self.widths):
            sheet.set_column(column, column, width)
        sheet.set_row(0, 2 * _LINE)
        sheet.set_row(1, 1.5 * _LINE)
        for row, lines in self._lines().items():
            sheet.set_row(row, lines * _LINE + _AROUND)
        sheet.set_paper(9)
        if draft:
            sheet.set_header(f"&C{draft}")
        sheet.set_footer("&C— &P —")
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        if table.header:
            sheet.repeat_rows(FIRST_ROW, FIRST_ROW + len(table.header) - 1)
            sheet.freeze_panes(FIRST_ROW + len(table.header), 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _lines(self) -> dict[int, int]:
        """Count the lines of each row: Excel makes no row higher for a cell that covers several places."""
        lines: dict[int, int] = {}
        for place in sorted(self.places, key=lambda place: place.cell.rowspan):
            cell, rows = place.cell, range(place.row, place.row + place.cell.rowspan)
            if self._stands_upright(place):
                continue
            room = sum(self.widths[place.column : place.column + cell.colspan]) * _PIXELS_PER_CHARACTER
            a_line = max(1, int(room // _PIXELS_PER_HAN))
            width = sum(1.0 if east_asian_width(sign) in "WFA" else 0.55 for sign in cell.text)
            missing = math.ceil(width / a_line) - sum(lines.get(row, 1) for row in rows)
            lines |= {row: lines.get(row, 1) for row in rows}
            lines[rows[-1]] += max(0, missing)
        return lines


def _number_format(cell: Cell) -> str | None:
    """Give the format in which Excel shows a cell's number as printed; None where it isn't the number itself."""
    found = _NUMBER.fullmatch(cell.text)
    if cell.value is None or found is None or float(f"{found[1]}.{found[2] or 0}") != cell.value:
        return None
    unit = found[3].replace('"', "")
    return "0" + (f".{'0' * len(found[2])}" if found[2] else "") + (f'"{unit}"' if unit else "")
