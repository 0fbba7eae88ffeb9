"""Reports as PDF, set by Typst: with ruled tables, filled ones, bare ones, on a turned page, with blank cells."""

from __future__ import annotations

import io
import json
import random

import pikepdf
import typst

from nianbao.resources import shipped
from nianbao.template import CellId, Template
from tests.importer.flatten import Grid, Numbers
from tests.importer.forms import report_parts

LOOKS = {
    "ruled": "align: center + horizon, stroke: 0.5pt",
    "ruled left": "align: left + top, stroke: 0.5pt",
    "without sides": "align: center + horizon, stroke: (x, y) => (top: 0.5pt, bottom: 0.5pt, left: if x > 0 { 0.5pt })",
    "filled": "align: center, stroke: none, fill: luma(90%), gutter: 1pt",
    "columns": "align: right + horizon, stroke: (x, y) => (left: 0.5pt, right: 0.5pt)",
    "bare": "stroke: none, align: right + horizon",
}

_PROGRAM = """
#let parts = json("data.json")
#set page(paper: "a4", flipped: {flipped}, margin: 1.5cm)
#set text(font: "{font}", size: 9pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true))
#for part in parts {{
  if type(part) == str [#par(part)] else {{
    set text(size: 7pt)
    set par(first-line-indent: 0pt)
    table(
      columns: part.columns.map(width => width * 1fr), inset: 3pt, {look},
      ..part.cells.map(cell => table.cell(colspan: cell.at(1), rowspan: cell.at(2), cell.at(0)))
    )
  }}
}}
"""


def without(numbers: Numbers, share: float, seed: int = 3) -> tuple[Numbers, set[tuple[str, CellId]]]:
    """Choose cells to leave blank; give the numbers that remain, and the blank cells."""
    chance = random.Random(seed)
    blank = {(table, cell) for table, cells in numbers.items() for cell in cells if chance.random() < share}
    rest = {
        table: {cell: number for cell, number in cells.items() if (table, cell) not in blank}
        for table, cells in numbers.items()
    }
    return rest, blank


def as_pdf(
    template: Template, year: int, numbers: Numbers, look: str, *, blank: float = 0.0, turned: bool = False
) -> tuple[bytes, Numbers]:
    """Set a report as PDF; give it with the numbers that it shows."""
    rest, gone = without(numbers, blank)
    hidden = {str(numbers[table][cell]) for table, cell in gone}
    parts = [
        part if isinstance(part, str) else _table(part, hidden)
        for part in report_parts(template, year, numbers)
    ]
    program = _PROGRAM.format(font="Nianbao Song", look=LOOKS[look], flipped=str(turned).lower())
    compiler = typst.Compiler(font_paths=[str(shipped("fonts"))], ignore_system_fonts=True)
    files = {"main.typ": program.encode(), "data.json": json.dumps(parts).encode()}
    return compiler.compile(input=files, format="pdf"), rest


def _table(grid: Grid, hidden: set[str]) -> dict[str, object]:
    width = sum(columns for _, columns, _ in grid[0])
    first = 3 if width == 10 else 1
    widths = [2] * first + [1] * (width - first) if width > 6 else [1] * width
    cells = [["" if text in hidden else text, columns, rows] for row in grid for text, columns, rows in row]
    return {"columns": widths, "cells": cells}


_DOWNWARDS = """
#set page(paper: "a4", margin: 1.5cm)
#set text(font: "Nianbao Song", size: 9pt)
#let label = scale(5%, reflow: true, text(font: "Nianbao Hei", size: 180pt)[本年度办])
#table(
  columns: (1fr, 4fr, 1fr), inset: 6pt,
  table.cell(rowspan: 3, align: center + top, label),
  [予以公开的件数], [3], [部分公开的件数], [4], [不予公开的件数], [5],
)
"""


def with_label_downwards() -> bytes:
    """Set a table whose first cell is printed downwards, by a font that is set so and scaled by the page."""
    compiler = typst.Compiler(font_paths=[str(shipped("fonts"))], ignore_system_fonts=True)
    data = compiler.compile(input={"main.typ": _DOWNWARDS.encode()}, format="pdf")
    with pikepdf.open(io.BytesIO(data)) as document:
        for font in document.pages[0].Resources.Font.values():
            if "NianbaoHei" in str(font.BaseFont):
                font.Encoding = pikepdf.Name("/Identity-V")
        changed = io.BytesIO()
        document.save(changed)
    return changed.getvalue()
