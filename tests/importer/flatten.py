"""Reports of our own making, and what web pages and PDF make of their tables.

Every cell has a number of its own, so that none can be taken for another.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from typing import Any

from nianbao.blocks import Cell, Table
from nianbao.tables.fill import FilledTable
from nianbao.tables.layout import table_block
from nianbao.tables.numbers import UNITS
from nianbao.template import CellId, TableForm, Template

Numbers = dict[str, dict[CellId, int]]
Grid = list[list[tuple[str, int, int]]]
"""Rows of cells: text, columns and rows that it spans."""


def numbers_of(template: Template, seed: int = 7) -> Numbers:
    """Give every cell a number of its own; sums don't matter here."""
    chance = random.Random(seed)
    cells = [(form.id, cell) for form in template.tables for cell in form.cells]
    found: Numbers = {form.id: {} for form in template.tables}
    for (table, cell), number in zip(cells, chance.sample(range(10, 9000), len(cells)), strict=True):
        found[table][cell] = number
    return found


def grid_of(form: TableForm, numbers: dict[CellId, int]) -> Grid:
    """Lay a table out as it is printed."""
    block: Table = table_block(FilledTable(form, numbers))

    def row_of(row: tuple[Cell, ...]) -> list[tuple[str, int, int]]:
        return [(cell.text.strip("\u3000"), cell.colspan, cell.rowspan) for cell in row]

    return [row_of(row) for row in (*block.header, *block.body)]


def cell_a_line(grid: Grid) -> str:
    return "\n".join(text for row in grid for text, *_ in row)


def cell_a_line_with_blanks(grid: Grid) -> str:
    return "\n\n".join(text for row in grid for text, *_ in row)


def bars(grid: Grid) -> str:
    return "\n".join("".join(f"{text} | " for text, *_ in row).rstrip() for row in grid)


def bar_behind_each_cell(grid: Grid) -> str:
    return "\n".join(f"{text} |" for row in grid for text, *_ in row)


def bar_on_its_own_line(grid: Grid) -> str:
    return "\n".join(f"{text}\n|" for row in grid for text, *_ in row)


def markdown(grid: Grid) -> str:
    rows = ["| " + " | ".join(text for text, *_ in row) + " |" for row in grid]
    return "\n".join([rows[0], "|---" * len(grid[0]) + "|", *rows[1:]])


def markdown_broken_in_cells(grid: Grid) -> str:
    """Long labels are broken inside their cell."""
    return "\n".join("| " + " | ".join(_broken(text) for text, *_ in row) + " |" for row in grid)


def _broken(text: str) -> str:
    return f"{text[:9]}\n{text[9:]}" if len(text) > 12 else text


def spans_repeated(grid: Grid) -> str:
    """Some converters write a merged cell's text into each of its cells."""
    return "\n".join("| " + " | ".join(row) + " |" for row in _filled(grid))


def spans_left_empty(grid: Grid) -> str:
    """Others leave the covered cells empty."""
    return "\n".join("".join(f"{text} | " for text in row).rstrip() for row in _filled(grid, empty=True))


def _filled(grid: Grid, *, empty: bool = False) -> list[list[str]]:
    width = sum(columns for _, columns, _ in grid[0])
    full: list[list[str | None]] = [[None] * width for _ in grid]
    for number, row in enumerate(grid):
        for text, columns, rows in row:
            first = next(place for place in range(width) if full[number][place] is None)
            for down, across in itertools.product(range(rows), range(columns)):
                shown = text if not empty or (down, across) == (0, 0) else ""
                full[number + down][first + across] = shown
    return [[text or "" for text in row] for row in full]


def pdf_lines(grid: Grid) -> str:
    """Numbers beside their label; long labels above and below; a downward label letter by letter."""
    return "\n".join(line for row in grid for line in _pdf_row(row))


def _pdf_row(row: list[tuple[str, int, int]]) -> Iterator[str]:
    texts = [text for text, _, rows in row if rows < 10]
    letters = [text for text, _, rows in row if rows >= 10]
    label = "".join(text for text in texts if not text.isdigit() and text not in UNITS)
    values = " ".join(text for text in texts if text.isdigit() or text in UNITS)
    if not values:
        yield " ".join(texts)
    elif len(label) > 24:
        yield from (label[:16], values, label[16:])
    else:
        yield f"{label} {values}".strip()
    yield from itertools.chain.from_iterable(letters)


FLATTENINGS: dict[str, Callable[[Grid], str]] = {
    one.__name__: one
    for one in (
        cell_a_line,
        cell_a_line_with_blanks,
        bars,
        bar_behind_each_cell,
        bar_on_its_own_line,
        markdown,
        markdown_broken_in_cells,
        spans_repeated,
        spans_left_empty,
        pdf_lines,
    )
}

TOWN = "示例县云溪镇"
TITLE = "{unit}人民政府{year}年政府信息公开工作年度报告"
PREAMBLE = "本报告依照条例编制，统计期限为{year}年1月1日至{year}年12月31日，电话0535-7000001。"


def report_text(
    template: Template, year: int, flatten: Callable[[Grid], str], numbers: Numbers, unit: str = TOWN
) -> str:
    """Write a whole report as text, with its tables flattened."""
    parts = [TITLE.format(unit=unit, year=year), PREAMBLE.format(year=year)]
    for section in template.sections:
        if not section.heading:
            continue
        parts += [section.heading, sentence_of(section.id)]
        parts += [
            flatten(grid_of(form, numbers[form.id])) for form in template.tables if form.section == section.id
        ]
    return "\n".join([*parts, f"{unit}人民政府", f"{year + 1}年1月16日", ""])


def sentence_of(section: str) -> str:
    """Give each section a sentence that no other has."""
    return f"这是{section}部分的正文，写了做过的事和数字。"


def read_numbers(tables: dict[str, Any] | None) -> Numbers:
    """Turn the tables of a parameter file into numbers by cell."""
    return {
        table: {(row, column): value for row, cells in rows.items() for column, value in cells.items()}
        for table, rows in (tables or {}).items()
    }
