"""Sentences that the numbers write, such as the one of a year without applications."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.figures.named import Facts, NamedFigure
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount, as_text
from nianbao.template.tables import Sentence

_CELL = re.compile(r"\{([a-z_]+)\.([a-z_]+)\}")


def figures(facts: Facts) -> Iterator[NamedFigure]:
    """List the sentences that the template's tables have."""
    for table in facts.tables.values():
        for sentence in table.form.sentences:
            yield NamedFigure(
                f"{table.form.id}.{sentence.id}",
                f"{table.form.name} {sentence.label}",
                facts.fill(_written(table, sentence)),
                "由表中数字写成",
            )


def _written(table: FilledTable, sentence: Sentence) -> str:
    nothing = not any(_number(table, *name.split(".")) for name in sentence.none_of)
    text = sentence.none if nothing else sentence.some
    return _CELL.sub(lambda match: as_text(_number(table, match[1], match[2])), text)


def _number(table: FilledTable, row: str, column: str) -> Amount:
    """Give a cell, or the sum that a group makes in a column."""
    groups = [group for group in table.form.groups if group.id == row and group.rows]
    cells = table.form.group_cells(groups[0], column) if groups else ((row, column),)
    return sum((table.values[cell] for cell in cells), start=0)
