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
    """Say what the readers found (L1xx), which typed cells contradict them (L201), what counts nowhere (L202)."""
    yield from subject.report.ledgers.findings
    for table in subject.report.tables.values():
        for cell, entries in table.counted.items():
            number = table.numbers.get(cell)
            if number and number.value is not None and number.value != total(entries):
                yield _contradiction(subject, table, cell)
        yield from _counted_nowhere(table)


def _counted_nowhere(table: FilledTable) -> Iterator[Finding]:
    """Name the entries of a table's own ledgers that fall into none of its cells."""
    form = table.form
    counted = {id(entry) for entries in table.counted.values() for entry in entries}
    for kind in form.ledgers:
        lost = [entry for entry in table.entries.get(kind, ()) if id(entry) not in counted]
        if lost:
            origin = lost[0].origin
            rows = "、".join(f"第 {entry.origin.row} 行" for entry in lost[:_MOST_ROWS])
            more = f"等 {len(lost)} 行" if len(lost) > _MOST_ROWS else ""
            yield Finding(
                code="L202",
                severity="error",
                message=f"台账「{origin.file}」{rows}{more}在{form.name}里没有相应的格子，没有计入。",
                suggestion="请核对这几行的申请人类别、办理结果或案件类型；确实没有相应栏目的，请在底稿里填相近的格子并说明。",
                file=origin.file,
                sheet=origin.sheet,
                line=origin.row,
                section=form.section,
                table=form.id,
            )


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
