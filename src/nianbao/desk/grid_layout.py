"""A statutory table as the grid draws it: heads with their spans as printed, and a place for each cell.

The layout doesn't hold a number. The browser builds it once and then only writes numbers into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from nianbao.block_html import PlacedCell, first_columns, table_shape
from nianbao.blocks import Table
from nianbao.template import CellId, TableForm


@dataclass
class _Line:
    """A printed line: its cells, where each starts, and whether it stands in the table's head."""

    cells: list[PlacedCell]
    starts: list[int]


@dataclass
class _Walk:
    """One pass over the printed lines; knows what stands above a column."""

    form: TableForm
    cells: Iterator[CellId]
    slots: list[tuple[str, str, int, int, int, str]] = field(default_factory=list)
    above: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    def line(self, number: int, line: _Line) -> list[dict[str, Any]]:
        """Draw a line; a head learns of which row or column it is."""
        drawn = []
        for placed, start in zip(line.cells, line.starts, strict=True):
            one = _drawn(placed)
            drawn.append(one)
            if placed.cell.value is not None:
                one["slot"] = len(self.slots)
                self._slot(number, start, placed.cell.colspan)
            elif placed.cell.role == "column":
                for column in range(start, start + placed.cell.colspan):
                    self._over(column, one, number)
        self._name_row(drawn)
        return drawn

    def _over(self, column: int, head: dict[str, Any], number: int) -> None:
        heads = self.above.setdefault(column, [])
        if heads and self.slots and self.slots[-1][2] > heads[-1]["y"]:
            heads.clear()  # a band of its own begins
        head["y"] = number
        heads.append(head)

    def _slot(self, number: int, start: int, span: int) -> None:
        row, column = cell = next(self.cells)
        self.slots.append((row, column, number, start, span, self.form.unit(cell) or ""))
        heads = self.above.get(start, [])
        if self.form.layout == "transposed":
            # One line of numbers: the heads of a number name its column, those over it its row.
            label = self.form.row_by_id[row].label
            for head in heads[:-1]:
                head |= {"row": row} if head["text"] == label else {}
        elif heads:
            heads[-1]["column"] = column

    def _name_row(self, drawn: list[dict[str, Any]]) -> None:
        """Tell the innermost head of a line with numbers which row it is."""
        heads = [one for one in drawn if one["tag"] == "th" and "y" not in one]
        first = next((one for one in drawn if "slot" in one), None)
        if heads and first:
            heads[-1]["row"] = self.slots[first["slot"]][0]


def grid_layout(form: TableForm, block: Table) -> dict[str, Any]:
    """Lay a table out for the grid.

    Args:
        form: The table's form.
        block: The table as printed.

    Returns:
        Column widths in per cent, lines of the head, groups of lines of the body; the slots, which are
        the cells that hold a number, in printed order, each with row, column, printed line, first
        printed column, printed columns covered and unit; the totals, by slot, with the slots of their
        parts; and what people call rows and columns. It is sent with each keystroke, so it is terse.
    """
    shape = table_shape(block)
    walk = _Walk(form, iter(form.cells))
    groups = [shape.head, *shape.bodies]
    starts = iter([*first_columns(block.header), *first_columns(block.body)])
    numbers = iter(range(sum(map(len, groups))))
    drawn = [
        [walk.line(next(numbers), _Line(list(line), next(starts))) for line in group] for group in groups
    ]
    for one in chain.from_iterable(chain.from_iterable(drawn)):
        one.pop("y", None)
    place = {cell: number for number, cell in enumerate(form.cells)}
    return {
        "widths": [list(group) for group in shape.column_groups],
        "head": drawn[0],
        "bodies": drawn[1:],
        "slots": walk.slots,
        "totals": {
            place[total]: [place[part] for part in parts] for total, parts in form.derivations.items()
        },
        "rows": {row.id: row.name for row in form.rows if row.id},
        "columns": {column.id: column.label for column in form.columns},
        "dense": block.columns > 8,
    }


def _drawn(placed: PlacedCell) -> dict[str, Any]:
    """Give what of a printed cell isn't a number."""
    cell = placed.cell
    found: dict[str, Any] = {"tag": placed.tag, "align": cell.align or "center"}
    if cell.value is None:
        found["text"] = cell.text
    if placed.scope:
        found["scope"] = placed.scope
    if cell.rowspan > 1:
        found["rows"] = cell.rowspan
    if cell.colspan > 1:
        found["columns"] = cell.colspan
    if placed.box and "vertical" in placed.box:
        found["upright"] = True
    return found
