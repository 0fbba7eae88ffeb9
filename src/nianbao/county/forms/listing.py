"""A workbook of all remarks on the forms that were read: a line a remark, to be sorted and sent on."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter

from nianbao.county.forms.collecting import Collected
from nianbao.county.forms.looks import Looks, height_of
from nianbao.finding import SEVERITY_WORDS
from nianbao.ledgers.sheet import letter

LISTING = "填报表读入情况.xlsx"
"""Name of the workbook."""

_HEADS = (("单位", 20.0), ("文件", 28.0), ("页", 16.0), ("格", 8.0), ("程度", 10.0), ("说明", 90.0))


def listing(collected: Iterable[Collected]) -> bytes:
    """Write the workbook."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        looks = Looks(book)
        sheet = book.add_worksheet("读入情况")
        for column, (head, width) in enumerate(_HEADS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, head, looks["head"])
        row = 1
        for row, cells in enumerate(_lines(collected), 1):
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text, looks["fact"])
            sheet.set_row(row, max(20.0, height_of(cells[-1], _HEADS[-1][1])))
        sheet.autofilter(0, 0, row, len(_HEADS) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return packed.getvalue()


def _lines(collected: Iterable[Collected]) -> Iterable[tuple[str, ...]]:
    for one in collected:
        name = one.member.name if one.member else ""
        said = "已读入" if one.taken else "没有读入"
        yield name, one.path.name, "", "", said, one.how
        for remark in one.remarks:
            cell = f"{letter((remark.column or 1) - 1)}{remark.row}" if remark.row and remark.column else ""
            yield (
                name,
                one.path.name,
                remark.sheet or "",
                cell,
                SEVERITY_WORDS[remark.severity],
                remark.message,
            )
