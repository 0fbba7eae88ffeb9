"""Known tables in every flattening, with the noise that pages, converters and hands put on them."""

from __future__ import annotations

import random
from collections.abc import Callable

from nianbao.template import CellId, Template
from tests.importer.flatten import (
    FLATTENINGS,
    Grid,
    Numbers,
    bar_behind_each_cell,
    bar_on_its_own_line,
    bars,
    cell_a_line,
    grid_of,
    markdown,
    pdf_lines,
    report_text,
    spans_left_empty,
)


def leading_bars(grid: Grid) -> str:
    return "\n".join("".join(f"| {text} " for text, *_ in row).rstrip(" ") for row in grid)


def tabs(grid: Grid) -> str:
    """What is copied from a spreadsheet or a web page and pasted into a text."""
    return "\n".join("\t".join(text for text, *_ in row) for row in grid)


def box_lines(grid: Grid) -> str:
    rows = ["│" + "│".join(f" {text} " for text, *_ in row) + "│" for row in grid]
    return "┌──┬──┐\n" + "\n├──┼──┤\n".join(rows) + "\n└──┴──┘"


def wide_bars(grid: Grid) -> str:
    return "\n".join("｜".join(text for text, *_ in row) + "｜" for row in grid)


def dashes(grid: Grid) -> str:
    """One cell a line, with a dash for each blank."""
    return "\n".join(text or "-" for row in grid for text, *_ in row)


SHOWING_BLANKS: dict[str, Callable[[Grid], str]] = {
    one.__name__: one
    for one in (
        bars, markdown, leading_bars, tabs, box_lines, wide_bars, dashes, bar_behind_each_cell,
        bar_on_its_own_line, spans_left_empty,
    )
}  # fmt: skip
"""Flattenings from which a blank cell can be told."""

ALL: dict[str, Callable[[Grid], str]] = {**FLATTENINGS, **SHOWING_BLANKS}


_MARKS = ("", "", "-", "/", "&nbsp;", "—")


def by_columns(grid: Grid) -> str:
    """What a converter gives that reads a page downwards: nothing here can be told."""
    width = max(len(row) for row in grid)
    return "\n".join(row[place][0] for place in range(width) for row in grid if place < len(row))


def noisy(grid: Grid, chance: random.Random, *, numbers: bool = True) -> Grid:
    """Write labels and numbers as they are met: half-width marks, spaces, units, thousands, leading zeros."""

    def cell(text: str) -> str:
        if not text or text in _MARKS:
            return text
        if text.isdigit():
            return number(int(text), chance) if numbers else text
        if chance.random() < 0.25 and text:
            text = text.translate(str.maketrans("（），：“”", '(),:""'))
        if chance.random() < 0.15 and len(text) > 3:
            place = chance.randrange(1, len(text) - 1)
            if not text[place - 1].isdigit():
                text = f"{text[:place]}{chance.choice(' 　')}{text[place:]}"
        return f"{chance.choice(('', '', ' ', '　'))}{text}"

    return [[(cell(text), columns, rows) for text, columns, rows in row] for row in grid]


def number(value: int, chance: random.Random) -> str:
    return chance.choice(
        (
            str(value),
            str(value),
            f" {value}　",
            f"{value:,}",
            str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
            f"{value}.0",
            f"{value}.000000",
        )
    )


def interrupted(text: str, chance: random.Random) -> str:
    """Put between lines what pages have there: numbers of pages, empty lines, a site's own words."""
    lines = []
    for line in text.split("\n"):
        lines.append(line)
        if chance.random() < 0.04:
            lines.append(chance.choice(("", "　　", "- 3 -", "第 2 页 共 5 页", "【打印本页】 【关闭窗口】")))
    return "\n".join(lines)


def noisy_report(
    template: Template,
    year: int,
    numbers: Numbers,
    flatten: Callable[[Grid], str],
    seed: int,
    blank: float = 0.0,
) -> tuple[str, Numbers]:
    """Write a report with noise; give it with the numbers that it shows."""
    chance = random.Random(seed)
    gone: set[tuple[str, CellId]] = {
        (table, cell) for table, cells in numbers.items() for cell in cells if chance.random() < blank
    }
    hidden = {str(numbers[table][cell]) for table, cell in gone}
    mark = chance.choice(_MARKS)

    def flattened(grid: Grid) -> str:
        left = [
            [(mark if text in hidden else text, columns, rows) for text, columns, rows in row] for row in grid
        ]
        return interrupted(flatten(noisy(left, chance, numbers=flatten is not pdf_lines)), chance)

    shown = {
        table: {cell: value for cell, value in cells.items() if (table, cell) not in gone}
        for table, cells in numbers.items()
    }
    return report_text(template, year, flattened, numbers), shown


__all__ = ["ALL", "SHOWING_BLANKS", "by_columns", "cell_a_line", "grid_of", "noisy_report"]
