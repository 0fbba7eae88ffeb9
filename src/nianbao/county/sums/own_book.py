"""县级数.xlsx as an empty form: a line for each cell, for the figures that the upper system or the county says."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from nianbao.county.sums.model import CountySum
from nianbao.county.sums.own import KEY, NAMES, OWN_COLUMN, WHO, WHY

_HEADS = (*NAMES, "单位", OWN_COLUMN, WHY, WHO, KEY)
_WIDTHS = (7, 46, 22, 7, 12, 40, 12, 26)
_ADVICE = (
    "把本县自己的数（上级系统里的数、已报出的数）填进「县级数」，只填要核对的格子；与各单位相加的数不同的，"
    "在「说明」里写原因、在「说明人」里写谁说的，再运行一次 nianbao county sum。"
)
HEADER_ROW = 2


def own_workbook(county: CountySum) -> bytes:
    """Write the form; the same tables give the same bytes."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        title = f"{county.county}{county.year}年县级数"
        book.set_properties({"title": title, "created": datetime(county.year + 1, 1, 1)})
        sheet = book.add_worksheet("县级数")
        _head(book, sheet, title)
        line = {"font_name": "宋体", "font_size": 10.5, "border": 1, "valign": "vcenter", "text_wrap": True}
        look, entry = book.add_format(line), book.add_format({**line, "bg_color": "#FFF9E5"})
        for row, cell in enumerate(county.cells(), HEADER_ROW + 1):
            form = county.tables[cell.place[0]].form
            labels = (form.row_by_id[cell.place[1]].name, form.column_by_id[cell.place[2]].label)
            words = (form.name, *labels, county.measure(cell), None, None, None, cell.name)
            for column, text in enumerate(words):
                if text is None:
                    sheet.write_blank(row, column, None, entry)
                else:
                    sheet.write_string(row, column, text, look)
    return packed.getvalue()


def _head(book: Any, sheet: Any, title: str) -> None:
    plain = {"font_name": "宋体", "text_wrap": True, "valign": "vcenter"}
    sheet.merge_range(
        0, 0, 0, len(_HEADS) - 1, title, book.add_format({**plain, "bold": True, "font_size": 14})
    )
    sheet.merge_range(1, 0, 1, len(_HEADS) - 1, _ADVICE, book.add_format({**plain, "font_size": 10.5}))
    sheet.set_row(0, 28)
    sheet.set_row(1, 34)
    look = book.add_format({**plain, "bold": True, "border": 1, "bg_color": "#E8EEF4", "align": "center"})
    for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.write_string(HEADER_ROW, column, head, look)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(HEADER_ROW + 1, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
