"""The statutory tables as a workbook: a sheet a table, and one on what the workbook is."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from nianbao import own_sheet
from nianbao.blocks import About, Annex, Block, Heading, Table, plain_text, spans_text
from nianbao.correcting.note import SECTION, TITLE
from nianbao.export.document import Document
from nianbao.export.worksheet import TableSheet

NOTES = own_sheet.SHEET
"""Name of the sheet on what the workbook is."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


def statutory_tables(document: Document) -> list[tuple[Heading | Annex | None, Table]]:
    """Give the tables that have an id, each with the first-level heading above it, or the attachment it is in.

    An author's own tables are no numbers to be handed in.
    """
    found: list[tuple[Heading | Annex | None, Table]] = []
    heading: Heading | Annex | None = None
    for block in document.blocks:
        if isinstance(block, Annex) or (isinstance(block, Heading) and block.level == 1):
            heading = block
        elif isinstance(block, Table) and block.id is not None:
            found.append((heading, block))
    return found


def corrections(document: Document) -> list[Block]:
    """Give the note on corrections: its heading, then its paragraphs; nothing where there were none."""
    return [block for block in document.blocks if block.section == SECTION]


def called(heading: Heading | Annex | None, table: Table) -> str:
    """Give what stands above a table on its sheet."""
    above = spans_text(heading.spans) if isinstance(heading, Heading) else heading.name if heading else ""
    return table.caption or above


def workbook_of(document: Document, *, draft: str, leaves_out: str) -> bytes:
    """Write the workbook of a report, which says what isn't in it; the same input gives the same bytes."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        _set_properties(book, document.about, document.title.text)
        tables = statutory_tables(document)
        for (heading, table), name in zip(tables, _sheet_names(tables), strict=True):
            TableSheet(book, name, table).write(document.title.text, called(heading, table), draft=draft)
        _write_notes(book, document, leaves_out, draft=draft)
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


def _sheet_names(tables: Sequence[tuple[Heading | Annex | None, Table]]) -> list[str]:
    """Name each table's sheet after what it is called, as Excel allows."""
    names: list[str] = []
    for heading, table in tables:
        plain = _NOT_IN_NAMES.sub("", called(heading, table)).strip("'")[:_LONGEST_NAME]
        wanted = plain or table.id or NOTES
        taken, name, number = {one.casefold() for one in (*names, NOTES)}, wanted, 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted[: _LONGEST_NAME - 3]}{number}"
        names.append(name)
    return names


def _write_notes(book: Any, document: Document, leaves_out: str, *, draft: str) -> None:
    about = document.about
    sheet = book.add_worksheet(NOTES)
    look = book.add_format({"font_name": "宋体", "font_size": 10.5, "text_wrap": True, "valign": "top"})
    lines = [
        (own_sheet.REPORT, document.title.text + (f"（{draft}）" if draft else "")),
        (own_sheet.UNIT, about.unit.full_name),
        (own_sheet.YEAR, str(about.year)),
        (own_sheet.TEMPLATE, about.template),
        (own_sheet.FINGERPRINT, about.parameters_sha256),
        (
            own_sheet.ADVICE,
            "灰底的合计由公式得出。要改数字，请改年报底稿后重新生成；这里改的数不会回到底稿。",
        ),
        (own_sheet.LEFT_OUT, leaves_out),
    ]
    if not statutory_tables(document):
        lines.append((own_sheet.TABLES, "这种格式的报告没有统计表。"))
    noted = [plain_text(block) for block in corrections(document)[1:]]
    lines += [(TITLE if not place else "", text) for place, text in enumerate(noted)]
    for row, (name, value) in enumerate(lines):
        if name:
            sheet.write_string(row, 0, name, look)
        sheet.write_string(row, 1, value, look)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 72)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
