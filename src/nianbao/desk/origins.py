"""Where a number of a table comes from: typed, added up, or counted from which rows of a ledger."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from nianbao.dates import chinese_date
from nianbao.desk.workspace import Workspace
from nianbao.editor.grid import origin
from nianbao.errors import EditError
from nianbao.figures.cells import cell_names
from nianbao.ledgers.entry import Entry
from nianbao.ledgers.words import load_words
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import as_text
from nianbao.template import CellId

SOURCE_WORDS: Mapping[str, str] = {
    "typed": "手工填的",
    "ledger": "台账计得",
    "derived": "由各项加得",
    "none": "还没有填，印作 0",
}
"""What a clerk reads for where a number comes from."""


def origin_of(workspace: Workspace, table: str, row: str, cell: str) -> dict[str, Any]:
    """Tell where a number comes from; any figure of text or preview may ask.

    No personal data is among what is given: ledger rows are named by number, 文号 or 承办科室.

    Args:
        workspace: The workspace, with a report open.
        table: Table id.
        row: Row id.
        cell: Column id.

    Returns:
        ``place`` and ``value`` in words, ``source`` and ``words`` for it, ``parts`` of a total with
        their values, the ledger ``rows`` behind it (``ledger``, ``file``, ``sheet``, ``row``,
        ``date`` of receipt where there is one, ``what``, ``amount``), and their sum in ``counted``, also for a typed number.

    Raises:
        EditError: The report has no such cell.
    """
    tables = workspace.round.report.tables
    if table not in tables or (row, cell) not in tables[table].form.cells:
        raise EditError("这份报告没有这一格。")
    filled, place = tables[table], (row, cell)
    received = {case.origin: case.received for case in workspace.round.report.ledgers.cases}
    entries = origin(workspace.round, table, place)
    return {
        "place": filled.form.place(place),
        "value": f"{filled.text(place)}{filled.form.unit(place) or ''}",
        "source": filled.source(place),
        "words": SOURCE_WORDS[filled.source(place)],
        "parts": _parts(filled, place),
        "rows": [_row(entry, received.get(entry.origin)) for entry in entries],
        "counted": as_text(sum((entry.amount for entry in entries), start=0)) if entries else None,
    }


def origin_of_figure(workspace: Workspace, name: str) -> dict[str, Any]:
    """Tell where a figure of prose comes from, a sum or share of a table or a count of a ledger too.

    Args:
        workspace: The workspace, with a report open.
        name: Dotted name, as between the braces of a text.

    Returns:
        As ``origin_of`` does.

    Raises:
        EditError: The report has no such figure.
    """
    report = workspace.round.report
    if (cell := _cells_by_name(report).get(name)) is not None:
        return origin_of(workspace, *cell)
    if name not in report.figures:
        raise EditError(f"没有「{name}」这个数。")
    figure = report.figures[name]
    received = {case.origin: case.received for case in report.ledgers.cases}
    return {
        "place": figure.label,
        "value": figure.text,
        "source": "ledger" if figure.rows else "derived",
        "words": figure.source,
        "parts": [],
        "rows": [_row(entry, received.get(entry.origin)) for entry in figure.rows],
        "counted": as_text(sum((entry.amount for entry in figure.rows), start=0)) if figure.rows else None,
    }


def _cells_by_name(report: Report) -> dict[str, tuple[str, str, str]]:
    return {
        name: (table.form.id, *cell)
        for table in report.tables.values()
        for cell in table.form.cells
        for name in cell_names(table, cell)
    }


def _parts(table: FilledTable, cell: CellId) -> list[dict[str, Any]]:
    """List what a total adds up, without the zeros."""
    return [
        {"place": table.form.place(part), "row": part[0], "column": part[1], "value": table.text(part)}
        for part in table.form.derivations.get(cell, ())
        if table.values[part]
    ]


def _row(entry: Entry, received: datetime.date | None) -> dict[str, Any]:
    source = entry.origin
    return {
        "ledger": load_words(source.kind).name,
        "file": source.file.replace("\\", "/").rsplit("/", 1)[-1],
        "sheet": source.sheet or "",
        "row": source.row,
        "date": chinese_date(received.isoformat()) if received else "",
        "what": source.words,
        "amount": as_text(entry.amount),
    }
