"""A statutory table as a sheet: as printed, this year's blanks in one piece, last year's figures beside them.

This year's places lie together, so that a block of numbers is pasted in one go; last year's stand to the
right of them, or below where the table has only one line of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nianbao.block_html import first_columns
from nianbao.blocks import Cell
from nianbao.county.forms.slots import Join, Role, SheetPlan, Slot
from nianbao.tables.fill import FilledTable
from nianbao.tables.layout import table_block
from nianbao.template import CellId, TableForm, Template

TOP = 2
"""0-based row below title and the line that names the unit."""

BALANCE = "勾稽（都应是“平”）"

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_GUIDANCE_WIDTH = 42.0
_WIDTHS = {
    "matrix": ((5.5, 11.0, 32.0), 8.8, 6.4),
    "banded": ((24.0,), 14.0, 11.0),
    "list": ((58.0, 7.0), 13.0, 13.0),
    "transposed": ((15.0,), 8.2, 8.2),
}
"""Of the labels' columns, this year's and last year's, in characters."""


def table_plan(form: TableForm, template: Template, year: int) -> SheetPlan:
    """Lay a table out for being filled in."""
    placed = list(_placed(form))
    below = form.layout == "transposed"
    slots = list(_below(form, placed, year) if below else _beside(form, placed, year))
    first = min(slot.column for slot in slots if slot.role in ("entry", "total"))
    last_row = max(slot.row + slot.rows for slot in slots)
    width = max(slot.column + slot.columns for slot in slots)
    slots += _balances(form, slots, last_row, first)
    guidance = f"怎么填\n{(form.guidance or '').strip()}\n\n依据\n{template.section(form.section).legal}"
    under = form.layout in ("transposed", "list")
    if under:
        slots.append(Slot(last_row + 1, 0, "note", guidance, columns=width))
    else:
        end = max(slot.row + slot.rows for slot in slots)
        slots.append(Slot(TOP, width, "note", guidance, rows=end - TOP))
    labels, now, then = _WIDTHS[form.layout]
    own = width - first if below else (width - first) // 2
    widths = (*labels, *[now] * own, *([] if below else [then] * own), *([] if under else [_GUIDANCE_WIDTH]))
    heads = [slot.row + slot.rows - 1 for slot in slots if slot.look == "head"]
    return SheetPlan(
        name=_NOT_IN_NAMES.sub("", form.name)[:_LONGEST_NAME],
        title=f"{form.name}　{form.title}",
        kind="table",
        slots=tuple(slots),
        widths=widths,
        head=(0, TOP if form.layout == "banded" else max(heads)),
        fixed=first,
        upright=form.layout == "list",
        form=form,
    )


def joins(form: TableForm) -> Iterator[Join]:
    """List what has to hold in a table, line by line."""
    for relation, line, left, right in form.checked:
        yield Join(form, relation, line, left, right)


def _placed(form: TableForm) -> Iterator[tuple[Cell, int, int]]:
    """Give the printed cells with their rows and columns, 0-based."""
    block = table_block(FilledTable(form, {}))
    row = 0
    for rows in (block.header, block.body):
        for cells, starts in zip(rows, first_columns(rows), strict=True):
            for cell, start in zip(cells, starts, strict=True):
                yield cell, row, start
            row += 1


def _beside(form: TableForm, placed: list[tuple[Cell, int, int]], year: int) -> Iterator[Slot]:
    """This year's columns, then the same columns for last year."""
    first = min(start for cell, _, start in placed if cell.name)
    own = len(form.widths) - first
    yield Slot(TOP, 0, "label", "", columns=first, look="band")
    yield Slot(TOP, first, "label", f"{year}年（今年）：填白格", columns=own, look="now")
    yield Slot(TOP, first + own, "label", f"{year - 1}年（上年报告），供参考", columns=own, look="then")
    for cell, row, start in placed:
        slot = _slot(form, cell, TOP + 1 + row, start)
        if cell.role == "row" and start < first < start + cell.colspan:
            yield replace(slot, columns=slot.columns + own)  # a heading within the table, with no number
            continue
        if slot.role == "label" and start < first < start + cell.colspan:
            # A band's name goes over the labels and this year's columns.
            yield slot
            yield replace(slot, column=first + own, columns=own, look="then")
            continue
        yield slot
        if start >= first:
            yield _of_last_year(slot, column=start + own)


def _below(form: TableForm, placed: list[tuple[Cell, int, int]], year: int) -> Iterator[Slot]:
    """One line of numbers for this year, one for last year under it."""
    depth = max(row + cell.rowspan for cell, row, _ in placed if not cell.name)
    yield Slot(TOP, 0, "label", "年度", rows=depth)
    yield Slot(TOP + depth, 0, "label", f"{year}年（今年）：填白格", look="now")
    yield Slot(TOP + depth + 1, 0, "label", f"{year - 1}年（上年报告），供参考", look="then")
    for cell, row, start in placed:
        slot = _slot(form, cell, TOP + row, start + 1)
        yield slot
        if cell.name:
            yield _of_last_year(slot, row=slot.row + 1)


def _slot(form: TableForm, cell: Cell, row: int, column: int) -> Slot:
    if cell.name is None:
        look = "head" if cell.role == "column" else "row" if cell.align == "left" else "number"
        return Slot(row, column, "label", cell.text, (), cell.rowspan, cell.colspan, look)
    one, other = cell.name.split("/")
    role: Role = "total" if (one, other) in form.derivations else "entry"
    return Slot(
        row, column, role, path=("tables", form.id, one, other), rows=cell.rowspan, columns=cell.colspan
    )


def _of_last_year(slot: Slot, row: int | None = None, column: int | None = None) -> Slot:
    """Give the place of last year's for one of this year's."""
    return replace(
        slot,
        row=slot.row if row is None else row,
        column=slot.column if column is None else column,
        role="last" if slot.path else slot.role,
        look="then",
    )


def _balances(form: TableForm, slots: list[Slot], row: int, first: int) -> Iterator[Slot]:
    """Say under each column whether its relation holds, where the printed form has one for columns."""
    relation = next((one for one in form.relations if one.each == "column" and not one.derives), None)
    if relation is None or form.layout != "matrix":
        return
    yield Slot(row, 0, "label", BALANCE, columns=first, look="row")
    columns = {slot.path[-1]: slot.column for slot in slots if slot.role in ("entry", "total")}
    for line in form.lines(relation):
        yield Slot(row, columns[line], "check", path=("balance", form.id, line))


def cell_of(slot: Slot) -> CellId:
    """Give the row and column id of a place that holds a number of a table."""
    return slot.path[-2], slot.path[-1]
