"""L: the ledgers, and the cells that they fill."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.finding import Finding
from nianbao.tables.fill import FilledTable, total
from nianbao.tables.numbers import as_text
from nianbao.template import CellId

_MOST_ROWS = 5
"""Rows of a ledger named in one message."""


def check(subject: Subject) -> Iterator[Finding]:
    """Say what the readers of the ledgers found (L1xx), and which typed cells contradict them (L201)."""
    yield from subject.report.ledgers.findings
    for table in subject.report.tables.values():
        for cell, entries in table.counted.items():
            number = table.numbers.get(cell)
            if number and number.value is not None and number.value != total(entries):
                yield _contradiction(subject, table, cell)


def _contradiction(subject: Subject, table: FilledTable, cell: CellId) -> Finding:
    entries = table.counted[cell]
    counted = as_text(total(entries))
    rows = "、".join(f"第 {entry.origin.row} 行" for entry in entries[:_MOST_ROWS])
    more = f"等 {len(entries)} 行" if len(entries) > _MOST_ROWS else ""
    where = f"（{rows}{more}）" if rows else ""
    return subject.finding(
        "L201",
        "error",
        f"{table.form.place(cell)}填的是 {table.text(cell)}，台账里是 {counted}{where}。",
        "请核对台账和这一格；以台账为准的，删去这一格，由程序从台账填。",
        ("tables", table.form.id, *cell),
        section=table.form.section,
        table=table.form.id,
        row=cell[0],
        cell=cell[1],
        quote=str(table.typed[cell]),
    )
