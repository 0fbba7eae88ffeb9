"""The statutory tables as worksheets: printed layout, numbers as numbers, totals as formulas.

A formula has its value stored, for previews on phones show nothing else; what was typed over a total stays a
number. Labels are locked, without a password, so that a slip of the keyboard changes none.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from nianbao.block_html import first_columns
from nianbao.blocks import About, Cell, Heading, Table, spans_text
from nianbao.export.document import Document

FIRST_ROW = 2
"""0-based row in which a table begins, below title and name of the table."""

NOTES = "说明"
"""Name of the sheet on what the workbook is."""

_CHARACTERS = 88
"""Characters of 10.5 pt that stand side by side on an upright sheet of A4."""

_PIXELS_PER_CHARACTER = 7
_PIXELS_PER_HAN = 14
_LINE = 14.5
"""Height of a line of 10.5 pt, in points."""

_AROUND = 4

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_NUMBER = re.compile(r"(-?\d+)(?:\.(\d+))?(\D*)")


def statutory_tables(document: Document) -> list[Table]:
    """Give the tables that have an id; an author's own are no numbers to be handed in."""
    return [block for block in document.blocks if isinstance(block, Table) and block.id is not None]


def workbook_of(document: Document, *, draft: bool) -> bytes:
    """Write the workbook of a report; the same input gives the same bytes."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        _set_properties(book, document.about, document.title.text)
        names = _sheet_names(document)
        for table in statutory_tables(document):
            TableSheet(book, names[id(table)], table).write(document.title.text)
        _write_notes(book, document, draft=draft)
    return packed.getvalue()


def _set_properties(book: Any, about: About, title: str) -> None:
    day = date.fromisoformat(about.issued_date) if about.issued_date else date(about.year + 1, 1, 1)
    book.set_properties(
        {
            "title": title,
            "author": about.issued_by or about.unit.full_name,
            "keywords": f"{about.unit.full_name}；{about.year}；sha256:{about.parameters_sha256}",
            "created": datetime.combine(day, time()),
        }
    )
    book.set_calc_mode("auto")


def _sheet_names(document: Document) -> dict[int, str]:
    """Name each table's sheet after the heading above it, as Excel allows."""
    names: dict[int, str] = {}
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            heading = spans_text(block.spans)
        elif isinstance(block, Table) and block.id is not None:
            wanted = (
                _NOT_IN_NAMES.sub("", block.caption or heading or block.id).strip("'")[:_LONGEST_NAME]
                or block.id
            )
            taken, name, number = {one.casefold() for one in names.values()} | {NOTES}, wanted, 1
            while name.casefold() in taken:
                number += 1
                name = f"{wanted[: _LONGEST_NAME - 3]}{number}"
            names[id(block)] = name
    return names


@dataclass(frozen=True)
class _Place:
    cell: Cell
    row: int
    column: int

    @property
    def address(self) -> str:
        return str(xl_rowcol_to_cell(self.row, self.column))


class TableSheet:
    """One table on a sheet of its own.

    Args:
        book: The workbook, open.
        name: The sheet's name.
        table: The table.
    """

    def __init__(self, book: Any, name: str, table: Table) -> None:
        self.book, self.table = book, table
        self.sheet = book.add_worksheet(name)
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

    def write(self, title: str) -> None:
        """Write title, table and note, and set the sheet up for the printer."""
        last = self.table.columns - 1
        self._merge(0, 0, 1, last + 1, title, self._format(bold=True, size=14, border=0, align="center"))
        if self.table.caption:
            self._merge(
                1, 0, 1, last + 1, self.table.caption, self._format(bold=True, border=0, align="center")
            )
        for place in self.places:
            self._write_cell(place)
        if self.table.note:
            below = FIRST_ROW + len(self.table.header) + len(self.table.body)
            self._merge(below, 0, 1, last + 1, self.table.note, self._format(border=0, align="left"))
        self._set_up()

    def _write_cell(self, place: _Place) -> None:
        cell = place.cell
        look = self._look(cell)
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

    def _look(self, cell: Cell) -> Any:
        usual = "center" if cell.role == "column" else "left" if cell.value is None else "right"
        number = _number_format(cell)
        derived = bool(cell.parts)
        return self._format(
            bold=cell.role == "column",
            align=cell.align or usual,
            number=number,
            locked=number is None or derived,
            ground="#F0F0F0" if cell.role != "data" or derived else None,
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
        return self.book.add_format(wanted)

    def _set_up(self) -> None:
        sheet, table = self.sheet, self.table
        shares = table.widths or (1.0,) * table.columns
        widths = [round(_CHARACTERS * share / sum(shares), 1) for share in shares]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for row, lines in self._lines(widths).items():
            sheet.set_row(row, lines * _LINE + _AROUND)
        sheet.set_paper(9)
        sheet.set_header("&C&A")
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        if table.header:
            sheet.repeat_rows(FIRST_ROW, FIRST_ROW + len(table.header) - 1)
            sheet.freeze_panes(FIRST_ROW + len(table.header), 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _lines(self, widths: list[float]) -> dict[int, int]:
        """Count the lines of each row: Excel makes no row higher for a cell that covers several places."""
        lines: dict[int, int] = {}
        for place in sorted(self.places, key=lambda place: place.cell.rowspan):
            cell, rows = place.cell, range(place.row, place.row + place.cell.rowspan)
            room = sum(widths[place.column : place.column + cell.colspan]) * _PIXELS_PER_CHARACTER
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


def _write_notes(book: Any, document: Document, *, draft: bool) -> None:
    about = document.about
    sheet = book.add_worksheet(NOTES)
    look = book.add_format({"font_name": "宋体", "font_size": 10.5, "text_wrap": True, "valign": "top"})
    lines = [
        ("报告", document.title.text + ("（初稿）" if draft else "")),
        ("单位", about.unit.full_name),
        ("年份", str(about.year)),
        ("格式", about.template),
        ("数据指纹", about.parameters_sha256),
        ("说明", "灰底的合计由公式得出。要改数字，请改年报底稿后重新生成；这里改的数不会回到底稿。"),
    ]
    if not statutory_tables(document):
        lines.append(("表格", "这种格式的报告没有统计表。"))
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, name, look)
        sheet.write_string(row, 1, value, look)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 72)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
