"""The safe edits that are offered for a report: those of its text, and numbers that can only be meant so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nianbao.checks import Subject, fixes
from nianbao.checks.accepted import where_of
from nianbao.checks.fixes import Fix
from nianbao.finding import Finding
from nianbao.reviewing.totals import derived_totals, plain_cells
from nianbao.template import CellId


@dataclass(frozen=True)
class CellFix:
    """A number that is to stand in a cell.

    Attributes:
        code: Code of the finding that it settles.
        table: Table id.
        cell: Row and column id.
        number: The number, as written.
    """

    code: str
    table: str
    cell: CellId
    number: str


def offers(subject: Subject, findings: Iterable[Finding]) -> Iterator[Fix | CellFix]:
    """List the safe edits of a report that nobody has answered for, those of its text first.

    Args:
        subject: The report.
        findings: What the checks say of it.
    """
    answers = {(one.code, where_of(one)) for one in findings if one.answered is not None}
    for fix in fixes(subject):
        if (fix.code, fix.section) not in answers:
            yield fix
    for table in subject.report.tables.values():
        for code, found in (("D101", plain_cells(table)), ("A101", derived_totals(table))):
            for cell, number in found:
                if not any(one == code and _covers(where, table.form.id, cell) for one, where in answers):
                    yield CellFix(code, table.form.id, cell, number)


def _covers(where: str | None, table: str, cell: CellId) -> bool:
    """Tell whether an answered finding's place takes in a cell."""
    parts = (where or "").split("/")
    return parts[0] == table and all(part in ("*", own) for part, own in zip(parts[1:], cell, strict=False))
