"""Figures against last year's report: last year's number, the difference, the change in per cent."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.figures.cells import cell_label, cell_names, percent
from nianbao.figures.named import Facts, NamedFigure
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount, as_text
from nianbao.template.tables import CellId

UNCHANGED = "与上年持平"


def figures(facts: Facts) -> Iterator[NamedFigure]:
    """List them for the cells that both years' tables have; none without last year's report."""
    before = facts.tables_before()
    if before is None:
        return
    year = facts.parameters.year - 1
    for table in facts.tables.values():
        other = before.get(table.form.id)
        if other is None:
            continue
        shared = set(other.form.cells)
        for cell in table.form.cells:
            # A row that another year's form prints in another place counts something else.
            if cell in shared and table.form.row_by_id[cell[0]].name == other.form.row_by_id[cell[0]].name:
                yield from _compared(table, other, cell, year)


def _compared(table: FilledTable, before: FilledTable, cell: CellId, year: int) -> Iterator[NamedFigure]:
    now, then = table.values[cell], before.values[cell]
    unit = table.form.unit(cell) or ""
    source = f"{year} 年底稿：{then}；本年：{now}"
    label = cell_label(table, cell)
    for name in cell_names(table, cell):
        yield NamedFigure(f"{name}.last", f"{label} 上年数", before.number(cell), f"{year} 年底稿", then)
        yield NamedFigure(f"{name}.difference", f"{label} 比上年增减", difference(now, then, unit), source)
        share = change(now, then, unit)
        yield NamedFigure(f"{name}.change", f"{label} 比上年增减百分比", share, source)
        yield NamedFigure(f"{name}.compared", f"{label} 与上年比较", compared(share), source)


def difference(now: Amount, then: Amount, unit: str) -> str:
    """Say by how much: 增加3件, 减少3件, 与上年持平."""
    if now == then:
        return UNCHANGED
    return f"{'增加' if now > then else '减少'}{as_text(_gap(now, then))}{unit}"


def change(now: Amount, then: Amount, unit: str) -> str:
    """Say by what share: 增长12.5%, 下降12.5%, 与上年持平; from nothing there is only a difference."""
    share = percent(_gap(now, then), then)
    if now == then or share is None:
        return difference(now, then, unit)
    return f"{'增长' if now > then else '下降'}{share}"


def compared(share: str) -> str:
    """Say a change so that it fits behind a number: 比上年增长12.5%, or 与上年持平."""
    return share if share == UNCHANGED else f"比上年{share}"


def _gap(now: Amount, then: Amount) -> Amount:
    return now - then if now > then else then - now
