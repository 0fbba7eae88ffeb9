"""The same figures in every form: text, web page, Word file and PDF, made to be read back.

Two ways: the lines of a text as they are, each a paragraph; and a report with real tables, blank cells
where the original left them blank.
"""

from __future__ import annotations

import html
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import typst
from docx import Document

from nianbao.blocks import Cell
from nianbao.resources import shipped
from nianbao.tables.fill import FilledTable
from nianbao.tables.layout import table_block
from nianbao.template import CellId, Template

Rows = list[list[tuple[str, int, int]]]
"""Rows of cells: text, columns and rows that it spans."""

Part = str | Rows

_PDF = """
#let parts = json("data.json")
#set page(paper: "a4", margin: 2cm)
#set text(font: "Nianbao Song", size: 10pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true))
#for part in parts {
  if type(part) == str [#par(part)] else {
    set text(size: 7pt)
    set par(first-line-indent: 0pt)
    let width = part.first().map(cell => cell.at(1)).sum()
    table(
      columns: range(width).map(_ => 1fr), align: center + horizon, inset: 2pt, stroke: 0.5pt,
      ..part.flatten().chunks(3).map(cell => table.cell(colspan: cell.at(1), rowspan: cell.at(2), cell.at(0)))
    )
  }
}
"""


def report_parts(
    template: Template, year: int, unit: str, cells: Iterable[tuple[str, str, str, Any]]
) -> list[Part]:
    """Lay a report out: title, period, headings, real tables, signature.

    Args:
        template: The format.
        year: Report year.
        unit: Who reports.
        cells: Table, row, column and figure; None for a blank cell.
    """
    figures: dict[str, dict[CellId, Any]] = {}
    for table, row, column, value in cells:
        figures.setdefault(table, {})[row, column] = value
    parts: list[Part] = [
        f"{unit}{year}年政府信息公开工作年度报告",
        f"统计期限为{year}年1月1日至{year}年12月31日。",
    ]
    for section in template.sections:
        if section.heading:
            parts += [section.heading, f"这里写{section.label}。"]
        parts += [rows_of(form_table) for form_table in _tables(template, section.id, figures)]
    return [*parts, unit, f"{year + 1}年1月20日"]


def _tables(
    template: Template, section: str, figures: Mapping[str, Mapping[CellId, Any]]
) -> Iterable[FilledTable]:
    for form in template.tables:
        if form.section == section and form.id in figures:
            own = figures[form.id]
            # What golden figures don't list was blank, or isn't in this report's form.
            blank = {cell: "" for cell in form.cells if own.get(cell) is None}
            typed = {cell: value for cell, value in own.items() if value is not None}
            yield FilledTable(form, typed, printed=blank)


def rows_of(table: FilledTable) -> Rows:
    """Give a table's rows as printed."""
    block = table_block(table)

    def row_of(row: tuple[Cell, ...]) -> list[tuple[str, int, int]]:
        return [(cell.text.strip("\u3000"), cell.colspan, cell.rowspan) for cell in row]

    return [row_of(row) for row in (*block.header, *block.body)]


def as_html(parts: Sequence[Part]) -> bytes:
    """Write a web page."""

    def cell(text: str, columns: int, rows: int) -> str:
        return f"<td colspan={columns} rowspan={rows}><p>{html.escape(text)}</p></td>"

    def body(part: Part) -> str:
        if isinstance(part, str):
            return f"<p>{html.escape(part)}</p>"
        return (
            f"<table>{''.join(f'<tr>{chr(10).join(cell(*one) for one in row)}</tr>' for row in part)}</table>"
        )

    return f"<!DOCTYPE html><meta charset=utf-8>{chr(10).join(map(body, parts))}".encode()


def as_docx(parts: Sequence[Part]) -> bytes:
    """Write a Word file."""
    document = Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph("".join(char for char in part if char.isprintable() or char == "\t"))
            continue
        width = sum(columns for _, columns, _ in part[0])
        table = document.add_table(len(part), width)
        free = [[True] * width for _ in part]
        for number, row in enumerate(part):
            for text, columns, rows in row:
                place = free[number].index(True)
                for down in range(rows):
                    free[number + down][place : place + columns] = [False] * columns
                last = table.cell(number + rows - 1, place + columns - 1)
                table.cell(number, place).merge(last).text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(parts: Sequence[Part]) -> bytes:
    """Set a PDF."""
    compiler = typst.Compiler(font_paths=[str(shipped("fonts"))], ignore_system_fonts=True)
    files = {"main.typ": _PDF.encode(), "data.json": json.dumps(parts).encode()}
    found: bytes = compiler.compile(input=files, format="pdf")
    return found


FORMS: dict[str, Callable[[Sequence[Part]], bytes]] = {"html": as_html, "docx": as_docx, "pdf": as_pdf}
