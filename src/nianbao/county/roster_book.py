"""Writes the roster as a workbook that the officer goes on with; the same units give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from nianbao.county.roster import Entry, Kind
from nianbao.county.roster_reading import COUNTY_LABEL
from nianbao.county.roster_rows import COLUMNS

SHEET = "单位名单"
HEADER_ROW = 2
"""0-based row of the header, below the title and the county's name."""

_SHOWN = ("name", "kind", "full_name", "code", "contact", "phone", "aliases")
_WIDTHS = (24, 12, 36, 24, 12, 18, 30)
_ROWS_MORE = 60
"""Empty rows below the units that are ready to be written in."""

_HINTS = {
    "name": "简称，如 云溪镇。县政府以自己名义办理的事项，单独写一行，类别选政府本级。",
    "kind": "汇总按类别相加：政府本级＋部门＋乡镇（街道）。",
    "full_name": "落款用的全称，如 示例县云溪镇人民政府。不写的，按县名加简称推出。",
    "code": "区划代码或统一社会信用代码，可以不写；写了，材料里有代码的，按代码认单位。",
    "contact": "催报用，不会写进报告。",
    "phone": "催报用，不会写进报告。",
    "aliases": "收到的材料可能用的其他名称，用顿号隔开，如 云溪、云溪镇政府。",
}


def roster_workbook(county: str, entries: Sequence[Entry]) -> bytes:
    """Write a roster.

    Args:
        county: The county's name; empty where the officer is to fill it in.
        entries: The units.
    """
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        book.set_properties({"title": SHEET, "created": datetime(2000, 1, 1)})
        sheet = book.add_worksheet(SHEET)
        _head(book, sheet, county)
        _units(book, sheet, entries)
        _layout(sheet, HEADER_ROW + len(entries) + _ROWS_MORE)
    return packed.getvalue()


def _head(book: Any, sheet: Any, county: str) -> None:
    sheet.merge_range(
        0,
        0,
        0,
        len(_SHOWN) - 1,
        f"{county}政府信息公开工作年度报告报送单位名单",
        book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}),
    )
    sheet.set_row(0, 32)
    sheet.write_string(1, 0, COUNTY_LABEL, book.add_format({"bold": True, "valign": "vcenter"}))
    entry = book.add_format({"bottom": 1, "valign": "vcenter"})
    sheet.write_string(1, 1, county, entry) if county else sheet.write_blank(1, 1, None, entry)
    sheet.set_row(1, 24)


def _units(book: Any, sheet: Any, entries: Sequence[Entry]) -> None:
    head = book.add_format(
        {
            "bold": True,
            "border": 1,
            "align": "center",
            "valign": "vcenter",
            "bg_color": "#E8EEF4",
            "text_wrap": True,
        }
    )
    # Text, so that Excel turns no code into 3.70682E+11 and no telephone into a number.
    cell = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True, "num_format": "@"})
    for column, key in enumerate(_SHOWN):
        sheet.write_string(HEADER_ROW, column, COLUMNS[key][0], head)
        sheet.write_comment(HEADER_ROW, column, _HINTS[key], {"author": "年报", "x_scale": 2})
    sheet.set_row(HEADER_ROW, 34)
    for index in range(len(entries) + _ROWS_MORE):
        values = _values(entries[index]) if index < len(entries) else ("",) * len(_SHOWN)
        for column, value in enumerate(values):
            row = HEADER_ROW + 1 + index
            sheet.write_string(row, column, value, cell) if value else sheet.write_blank(
                row, column, None, cell
            )


def _values(entry: Entry) -> tuple[str, ...]:
    return (
        entry.name,
        entry.kind.value,
        entry.full_name,
        entry.code or "",
        entry.contact,
        entry.phone,
        "、".join(entry.aliases),
    )


def _layout(sheet: Any, last_row: int) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.data_validation(
        HEADER_ROW + 1,
        1,
        last_row,
        1,
        {
            "validate": "list",
            "source": [kind.value for kind in Kind],
            "error_title": "类别",
            "error_message": "请从下拉列表里选一个类别。",
        },
    )
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
