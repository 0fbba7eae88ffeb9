"""What is to be said of a table, by the cells and the heads at which it is marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nianbao.desk.finding_words import finding_words
from nianbao.editor.round import Round
from nianbao.finding import Finding
from nianbao.tables.fill import FilledTable
from nianbao.tables.relations import Mismatch, mismatches
from nianbao.template import CellId

GRAVEST_FIRST = ("error", "warning", "hint")


def problems(round_: Round, table: FilledTable) -> list[dict[str, Any]]:
    """List the findings of a table that nobody answered, gravest first.

    Each names the ``slots`` (numbers of cells in printed order) that it is about, those of them ``at``
    which it is marked, and the ``line`` whose head is marked: of a relation that doesn't hold the row or
    column in which it doesn't. A wrong total is marked at the total, for its parts may all be right.
    """
    order = {cell: number for number, cell in enumerate(table.form.cells)}
    broken = {found.message: found for found in mismatches(table)}
    said = [
        _problem(finding, broken.get(finding.message), order)
        for finding in round_.unanswered
        if finding.table == table.form.id
    ]
    # Of equally grave ones those of the table's own relations come first.
    return sorted(said, key=lambda one: (GRAVEST_FIRST.index(one["severity"]), one["code"][0] != "A"))


def _problem(finding: Finding, broken: Mismatch | None, order: dict[CellId, int]) -> dict[str, Any]:
    at: list[CellId] | None = None
    if broken is not None:
        cells = list(_joined(broken))
        at = [broken.relation.cell(broken.line, whole)] if (whole := broken.relation.derives) else None
        line: dict[str, str | None] = {"row" if broken.relation.each == "row" else "column": broken.line}
    else:
        cells = [cell for cell in order if _is_at(finding, cell)]
        line = {} if finding.row and finding.cell else {"row": finding.row, "column": finding.cell}
    return {
        "code": finding.code,
        "severity": finding.severity,
        "words": finding.words,
        "message": finding_words(finding.message),
        "suggestion": finding_words(finding.suggestion or ""),
        "slots": [order[cell] for cell in cells],
        "at": [order[cell] for cell in (cells if at is None else at)],
        "line": {key: value for key, value in line.items() if value},
    }


def _joined(broken: Mismatch) -> Iterator[CellId]:
    """Give the cells of a relation themselves, without those that derive them."""
    for one in (*broken.relation.left, *broken.relation.right):
        yield broken.relation.cell(broken.line, one)


def _is_at(finding: Finding, cell: CellId) -> bool:
    if finding.row is None and finding.cell is None:
        return False
    return finding.row in (None, cell[0]) and finding.cell in (None, cell[1])
