"""The same report as a web page, a Word file and a workbook, as offices make them."""

from __future__ import annotations

import html
import io

from docx import Document
from openpyxl import Workbook

from nianbao.template import Template
from tests.importer.flatten import PREAMBLE, TITLE, TOWN, Grid, Numbers, grid_of, sentence_of


def report_parts(template: Template, year: int, numbers: Numbers) -> list[str | Grid]:
    parts: list[str | Grid] = [TITLE.format(unit=TOWN, year=year), PREAMBLE.format(year=year)]
    for section in template.sections:
        if section.heading:
            parts += [section.heading, sentence_of(section.id)]
            parts += [
                grid_of(form, numbers[form.id]) for form in template.tables if form.section == section.id
            ]
    return [*parts, f"{TOWN}人民政府", f"{year + 1}年1月16日"]


def as_html(template: Template, year: int, numbers: Numbers, encoding: str = "utf-8") -> bytes:
    """Write a page as a website shows it: around the report a navigation, and the whole in a table."""
    body = "".join(
        f"<p>&nbsp;&nbsp;{html.escape(part)}</p>" if isinstance(part, str) else _html_table(part)
        for part in report_parts(template, year, numbers)
    )
    page = (
        f"<!DOCTYPE html><html><head><meta charset='{encoding}'><title>年报</title>"
        "<style>.a{color:red}</style><script>var 数 = 1;</script></head><body>"
        "<table><tr><td><div>首页 &gt; 政务公开 &gt; 年报</div></td></tr>"
        f"<tr><td><table><tr><td><div class='text'>{body}</div></td></tr></table></td></tr></table>"
        "<div>【打印本页】 【关闭窗口】</div></body></html>"
    )
    return page.encode(encoding)


def _html_table(grid: Grid) -> str:
    def cell(text: str, columns: int, rows: int) -> str:
        spans = f' colspan="{columns}"' * (columns > 1) + f' rowspan="{rows}"' * (rows > 1)
        # Word puts a paragraph and spans into each cell; a long label is broken.
        inside = html.escape(text[:12]) + ("<br>" if len(text) > 12 else "") + html.escape(text[12:])
        return f"<td{spans}><p><span>{inside}</span></p></td>"

    rows = "".join(f"<tr>{''.join(cell(*one) for one in row)}</tr>\n" for row in grid)
    return f"<table border=1><tbody>{rows}</tbody></table>"


def as_docx(template: Template, year: int, numbers: Numbers) -> bytes:
    """Write a Word file whose tables have merged cells."""
    document = Document()
    for part in report_parts(template, year, numbers):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        width = sum(columns for _, columns, _ in part[0])
        table = document.add_table(rows=len(part), cols=width)
        for number, place, text, columns, rows in _placed(part, width):
            cell = table.cell(number, place)
            cell.merge(table.cell(number + rows - 1, place + columns - 1)).text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_xlsx(template: Template, year: int, numbers: Numbers) -> bytes:
    """Write a workbook with everything on one sheet, cells merged."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    first = 1
    for part in report_parts(template, year, numbers):
        if isinstance(part, str):
            sheet.cell(first, 1, part)
            first += 1
            continue
        width = sum(columns for _, columns, _ in part[0])
        for number, place, text, columns, rows in _placed(part, width):
            top, left = first + number, place + 1
            sheet.cell(top, left, int(text) if text.isdigit() else text)
            if columns > 1 or rows > 1:
                sheet.merge_cells(
                    start_row=top, start_column=left, end_row=top + rows - 1, end_column=left + columns - 1
                )
        first += len(part) + 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _placed(grid: Grid, width: int) -> list[tuple[int, int, str, int, int]]:
    """Give each cell with its row and column in a grid without spans."""
    taken = [[False] * width for _ in grid]
    found = []
    for number, row in enumerate(grid):
        for text, columns, rows in row:
            place = taken[number].index(False)
            found.append((number, place, text, columns, rows))
            for down in range(rows):
                for across in range(columns):
                    taken[number + down][place + across] = True
    return found
