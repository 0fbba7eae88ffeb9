"""What a desk shows of a table: every cell with its number, where that comes from, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.editor.round import Round
from nianbao.finding import Finding
from nianbao.ledgers.entry import Entry
from nianbao.tables.fill import FilledTable, Source
from nianbao.template import CellId


def is_begun(table: FilledTable) -> bool:
    """Tell whether a table has a number that somebody typed, a 0 too, or a ledger that fills it."""
    return any(table.source(cell) in ("typed", "ledger") for cell in table.form.cells)


@dataclass(frozen=True)
class CellState:
    """A cell of a table as the desk shows it.

    Attributes:
        cell: Row and column id.
        place: What people call it.
        typed: What the file says, or None.
        text: What is printed.
        source: Where that comes from.
        is_total: It follows from others and isn't typed.
        findings: What is to be said of it, or of its row or column.
    """

    cell: CellId
    place: str
    typed: str | None
    text: str
    source: Source
    is_total: bool
    findings: tuple[Finding, ...]


def cell_states(round_: Round, table_id: str) -> dict[CellId, CellState]:
    """Give the cells of a table in printed order.

    Raises:
        KeyError: The report has no such table.
    """
    table = round_.report.tables[table_id]
    findings = [finding for finding in round_.unanswered if finding.table == table_id]
    return {
        cell: CellState(
            cell=cell,
            place=table.form.place(cell),
            typed=None if (typed := table.typed.get(cell)) is None else str(typed),
            text=table.text(cell),
            source=table.source(cell),
            is_total=cell in table.form.derivations,
            findings=tuple(found for found in findings if _is_about(found, cell)),
        )
        for cell in table.form.cells
    }


def _is_about(finding: Finding, cell: CellId) -> bool:
    row, column = cell
    return (
        finding.row in (None, row)
        and finding.cell in (None, column)
        and (finding.row or finding.cell) is not None
    )


def origin(round_: Round, table_id: str, cell: CellId) -> tuple[Entry, ...]:
    """List the ledger rows behind a cell; no personal data is among them."""
    return round_.report.tables[table_id].rows_behind(cell)
