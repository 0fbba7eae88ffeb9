"""From a place on the page to the place in the report that it shows."""

from __future__ import annotations

from nianbao.blocks import Table
from nianbao.editor.round import Round
from nianbao.template import CellId


def cell_at(round_: Round, table: int, row: int, place: int) -> tuple[str, CellId] | None:
    """Tell which cell of which table a number on the page is.

    Args:
        round_: The round that the page was made of.
        table: Number of the table on the page, from 0.
        row: Number of the row in its body.
        place: Number of the cell in its row, labels counted, as the page's markup has them.

    Returns:
        Table id and cell; None for a label or where there is no such place.
    """
    tables = [block for block in round_.report.blocks() if isinstance(block, Table)]
    block = tables[table] if 0 <= table < len(tables) else None
    filled = round_.report.tables.get(block.id or "") if block else None
    if block is None or filled is None:
        return None
    form = filled.form
    numbers = [
        (line, at)
        for line, cells in enumerate(block.body)
        for at, cell in enumerate(cells)
        if cell.value is not None
    ]
    if len(numbers) != len(form.cells) or (row, place) not in numbers:
        return None
    return form.id, form.cells[numbers.index((row, place))]
