"""The overview as a workbook: a line a page, and all differences one below the other."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from nianbao.county.publishing.overview import Overview, Row
from nianbao.county.remarks.fitting import row_height

_GROUNDS = {
    "一致": "#DDF0E0",
    "不一致": "#FBE3D6",
    "不是这份年报": "#FBE3D6",
    "没有核对成": "#FFF2CC",
    "没有网址": "#E7EAED",
}
_BORDER = {"border": 1, "border_color": "#B8BEC6", "valign": "vcenter", "text_wrap": True, "font_size": 10.5}
_NARROW = 13
"""What is as narrow as its content stands in the middle."""

_LONGEST = 32_767
"""A cell holds so many characters; of more, nothing would be written."""

_LINES = (
    ("单位", 16),
    ("地址", 34),
    ("标题", 34),
    ("发布日期", 12),
    ("结果", 13),
    ("处数", 7),
    ("第一处不同", 50),
    ("上次以后的改动", 30),
    ("截图时间", 17),
    ("比较的是", 28),
)
_PLACES = (("单位", 16), ("序号", 6), ("类别", 10), ("位置", 34), ("应为", 26), ("网页上", 26), ("说明", 60))


def publishing_workbook(found: Overview) -> bytes:
    """Write the workbook; the same overview gives the same bytes."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_urls": False}) as book:
        made = datetime.fromisoformat(found.at).replace(tzinfo=None)
        book.set_properties({"title": f"{found.year}年度报告发布核对", "created": made})
        lines = [_line(row) for row in found.rows]
        _sheet(book, "发布核对", _LINES, lines, f"{found.county}{found.year}年度报告发布核对", 4)
        places = [line for row in found.rows for line in _places(row)]
        _sheet(book, "逐处不同", _PLACES, places, "逐处列出", None)
    return packed.getvalue()


def _line(row: Row) -> list[str | int]:
    look, verdict = row.look, row.look.verdict if row.look else None
    return [
        row.name,
        look.asked.shown if look else "",
        (verdict.title or "") if verdict else "",
        (verdict.date or "") if verdict else "",
        row.result,
        len(verdict.wrong) if verdict else "",
        row.first,
        "；".join(look.changed) if look else "",
        look.at[:16].replace("T", " ") if look else "",
        verdict.source if verdict else "",
    ]


def _places(row: Row) -> list[list[str | int]]:
    wrong = row.look.verdict.wrong if row.look and row.look.verdict else ()
    return [
        [
            row.name,
            number,
            str(one.kind),
            one.where,
            one.should or "",
            one.was or "",
            one.message + one.advice,
        ]
        for number, one in enumerate(wrong, 1)
    ]


def _sheet(
    book: Any,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[str | int]],
    title: str,
    tinted: int | None,
) -> None:
    sheet = book.add_worksheet(name)
    widths = [width for _, width in columns]
    big = book.add_format({"bold": True, "font_size": 16, "valign": "vcenter"})
    head = book.add_format(_BORDER | {"bold": True, "bg_color": "#E8EEF4", "align": "center"})
    plain = book.add_format(_BORDER)
    middle = book.add_format(_BORDER | {"align": "center"})
    tints = {
        word: book.add_format(_BORDER | {"align": "center", "bg_color": ground})
        for word, ground in _GROUNDS.items()
    }
    sheet.merge_range(0, 0, 0, len(columns) - 1, title, big)
    sheet.set_row(0, 30)
    for column, (label, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, label, head)
    for number, cells in enumerate(rows, 2):
        sheet.set_row(number, row_height([str(cell) for cell in cells], widths, 15))
        for column, cell in enumerate(cells):
            usual = middle if widths[column] <= _NARROW else plain
            look = tints.get(str(cell), usual) if column == tinted else usual
            if isinstance(cell, int):
                sheet.write_number(number, column, cell, look)
            else:
                sheet.write_string(number, column, cell[:_LONGEST], look)
    sheet.freeze_panes(2, 1)
    sheet.autofilter(1, 0, max(1, len(rows) + 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
