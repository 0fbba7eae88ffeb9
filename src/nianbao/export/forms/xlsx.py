"""XLSX: the statutory tables as a workbook, a sheet a table, for the county and the filing system."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from nianbao.blocks import Block, Heading, Span
from nianbao.export.base import Form, Look
from nianbao.export.document import Document

LEAVES_OUT = "统计表里只有规定的统计表；正文、图和自己加的表，请看 Word、PDF 或网页。"

_DECIMALS = re.compile(r'0(?:\.(0+))?(?:"(.*)")?')


def render(document: Document, look: Look) -> bytes:
    """Write the workbook of a report."""
    # It takes a while to load: only those pay for it who want a workbook.
    from nianbao.export.excel import workbook_of

    return workbook_of(document, draft=look.line, leaves_out=LEAVES_OUT)


def printed(document: Document) -> tuple[Block, ...]:
    """Give what stands in the workbook: the title and the statutory tables, each under what it is called.

    That is its caption, or else its part's heading or its attachment's name, which stands without 附件 here.
    The note on corrections, which may be of these numbers, stands on the sheet on what the workbook is.
    """
    from nianbao.export.excel import called, corrections, statutory_tables

    parts: list[Block] = [document.title]
    for above, table in statutory_tables(document):
        if not table.caption and (name := called(above, table)):
            parts.append(Heading(level=1, spans=(Span(text=name),)))
        parts.append(table)
    return (*parts, *corrections(document))


def read_text(data: bytes) -> str:
    """Give the title and the tables' names and texts, numbers as they are shown; formulas give their stored values."""
    from openpyxl import load_workbook

    from nianbao.correcting.note import TITLE
    from nianbao.export.excel import NOTES
    from nianbao.export.worksheet import FIRST_ROW

    book = load_workbook(io.BytesIO(data), data_only=True)
    sheets = [sheet for sheet in book.worksheets if sheet.title != NOTES]
    lines = [str(book.properties.title)]
    for sheet in sheets:
        if str(sheet.cell(1, 1).value) != lines[0]:
            raise ValueError(f"the sheet {sheet.title} has another title")
        lines += _texts(sheet, FIRST_ROW)
    if NOTES in book.sheetnames:
        # It is the last that stands there.
        rows = list(book[NOTES].iter_rows(max_col=2, values_only=True))
        first = next((at for at, (name, _) in enumerate(rows) if name == TITLE), len(rows))
        lines += [str(value) for row in rows[first:] for value in row if value is not None]
    return "\n".join(lines)


def _texts(sheet: Any, first: int) -> Iterator[str]:
    for row in sheet.iter_rows(min_row=first):
        for cell in row:
            if cell.value is not None:
                yield _shown(cell)


def _shown(cell: Any) -> str:
    if isinstance(cell.value, str):
        return cell.value
    found = _DECIMALS.fullmatch(cell.number_format)
    if found is None:
        raise ValueError(f"{cell.coordinate} has a format that isn't ours")
    return f"{cell.value:.{len(found[1] or '')}f}{found[2] or ''}"


FORM = Form(
    name="xlsx",
    extension="xlsx",
    mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    called="政府信息公开统计表",
    purpose="WPS、Excel 表格，报县里汇总、填报送系统用。",
    render=render,
    read_text=read_text,
    printed=printed,
    leaves_out=LEAVES_OUT,
)
