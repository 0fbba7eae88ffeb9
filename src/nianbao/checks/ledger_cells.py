"""L: the ledgers, and the cells that they fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding
from nianbao.ledgers import Entry
from nianbao.tables.fill import FilledTable, matches, total
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
    """Name the ledger entries that fall into none of the cells meant for them."""
    form = table.form
    for kind in form.ledgers:
        counted = {id(entry) for entries in table.counted.values() for entry in entries}
        lost = [entry for entry in table.entries.get(kind, ()) if id(entry) not in counted]
        if lost:
            yield _lost(table, lost, "在表里没有相应的格子，没有计入", "申请人类别、办理结果或案件类型")
    for cover in form.covers:
        counted = {id(entry) for (row, _), own in table.counted.items() if row in cover.rows for entry in own}
        entries = table.entries.get(cover.ledger, ())
        lost = [one for one in entries if matches(one, cover.where) and id(one) not in counted]
        # Where people typed the rows themselves, they have counted; the ledger is held against that.
        if lost and not any(
            table.source((row, column)) == "typed" for row in cover.rows for column in form.columns_of(row)
        ):
            yield _lost(table, lost, f"不能归入「{cover.words}」的任何一行，没有计入", cover.words)


def _lost(table: FilledTable, lost: Sequence[Entry], what: str, where: str) -> Finding:
    form, origin = table.form, lost[0].origin
    rows = "、".join(f"第 {entry.origin.row} 行" for entry in lost[:_MOST_ROWS])
    more = f"等 {len(lost)} 行" if len(lost) > _MOST_ROWS else ""
    return Finding(
        code="L202",
        severity="error",
        message=f"台账「{origin.file}」{rows}{more}{what}（{form.name}）。",
        suggestion=f"请核对台账里这几行的{where}；确实没有相应栏目的，请在底稿的表里直接填写这几格。",
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


EXAMPLES = {
    "L201": Example(
        reason="表里填的数和台账算出的数不同。以台账为准的，删去这一格，由程序从台账填。",
        legal="《政府信息公开条例》第六条（公开的信息应当准确）",
        severity="error",
        none="要有台账文件才看得出来。",
    ),
    "L202": Example(
        reason="台账里有几行归不进表里的任何一格。不补上就会漏计。",
        legal="《政府信息公开条例》第六条（公开的信息应当准确）",
        severity="error",
        none="要有台账文件才看得出来。",
    ),
}
