"""Figures of the tables: every cell, sums over groups of rows or columns, and shares of a total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from nianbao.figures.named import Facts, NamedFigure
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount, as_text
from nianbao.template.tables import CellId

_SOURCES = {"typed": "底稿里填的", "ledger": "台账", "derived": "由各项相加", "none": "没有填，按 0 计"}


def figures(facts: Facts) -> Iterator[NamedFigure]:
    """List them, table by table."""
    for table in facts.tables.values():
        for cell in table.form.cells:
            yield from _cell(table, cell)
        yield from _groups(table)
        yield from _shares(table)


def cell_names(table: FilledTable, cell: CellId) -> Iterator[str]:
    """Give the names of a cell: ``table.row.column``; without the column where its row has only one."""
    row, column = cell
    yield f"{table.form.id}.{row}.{column}"
    if len(table.form.columns_of(row)) == 1:
        yield f"{table.form.id}.{row}"


def cell_label(table: FilledTable, cell: CellId) -> str:
    """Give what people call a cell: 表三 （一）予以公开 自然人."""
    form = table.form
    words = [form.name, form.row_by_id[cell[0]].name]
    if len(form.columns_of(cell[0])) > 1:
        words.append(form.column_by_id[cell[1]].label)
    return " ".join(words)


def percent(part: Amount, whole: Amount) -> str | None:
    """Write a share with one decimal, rounded as people do; None of nothing."""
    if not whole:
        return None
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share:f}".removesuffix(".0") + "%"


def _cell(table: FilledTable, cell: CellId) -> Iterator[NamedFigure]:
    for name in cell_names(table, cell):
        yield NamedFigure(
            name,
            cell_label(table, cell),
            table.number(cell),
            _SOURCES[table.source(cell)],
            table.values[cell],
            table.rows_behind(cell),
        )


def _groups(table: FilledTable) -> Iterator[NamedFigure]:
    form = table.form
    for group in form.groups:
        for line in form.column_by_id if group.rows else form.row_by_id:
            cells = form.group_cells(group, line)
            if not cells:
                continue
            if group.rows:
                name, label = f"{group.id}.{line}", f"{group.label} {form.column_by_id[line].label}"
            else:
                name, label = f"{line}.{group.id}", f"{form.row_by_id[line].name} {group.label}"
            value = sum((table.values[cell] for cell in cells), start=0)
            rows = tuple(entry for cell in cells for entry in table.rows_behind(cell))
            label = f"{form.name} {label}"
            yield NamedFigure(f"{form.id}.{name}", label, as_text(value), "由各项相加", value, rows)


def _shares(table: FilledTable) -> Iterator[NamedFigure]:
    """Give each part's share of its total, where there is something to share."""
    form = table.form
    for relation in form.relations:
        if relation.derives is None or relation.each != "column":
            continue
        for line in form.lines(relation):
            whole = table.values[relation.cell(line, relation.derives)]
            for part in relation.right:
                cell = relation.cell(line, part)
                share = percent(table.values[cell], whole)
                if share is not None:
                    name = f"{next(cell_names(table, cell))}.share"
                    label = f"{cell_label(table, cell)} 占{form.row_by_id[relation.derives].name}的比例"
                    yield NamedFigure(name, label, share, f"{table.values[cell]} ÷ {whole}")
