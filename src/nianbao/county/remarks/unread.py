"""Sums that nobody can judge: a number of theirs couldn't be read from the unit's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.finding import Finding
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import read_number
from nianbao.tables.relations import mismatches
from nianbao.template import CellId


def judged(findings: Sequence[Finding], report: Report) -> list[Finding]:
    """Leave out what is said of such sums: the unit is told of the cell itself, and its sums may well be right.

    Args:
        findings: What the checks found.
        report: The report.
    """
    open_ = set(_open_sums(report))
    return [one for one in findings if (one.table, one.message) not in open_]


def _open_sums(report: Report) -> Iterator[tuple[str, str]]:
    for name, table in report.tables.items():
        unread = set(_unread(table))
        for broken in mismatches(table) if unread else ():
            if unread & set(broken.cells):
                yield name, broken.message


def _unread(table: FilledTable) -> Iterator[CellId]:
    """List the cells in which something stands that is no number; what stands for nothing there is one."""
    form = table.form
    for cell, raw in table.printed.items():
        is_number = not raw.strip() or read_number(raw, form.kind(cell), form.unit(cell)).value is not None
        if not is_number and cell not in table.numbers:
            yield cell
