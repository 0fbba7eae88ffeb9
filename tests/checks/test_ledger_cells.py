"""Ledger entries that no cell counts."""

from __future__ import annotations

from nianbao.checks.ledger_cells import _counted_nowhere
from nianbao.ledgers import Entry, Origin
from nianbao.tables.fill import FilledTable
from nianbao.template import load_template

FORM = load_template("national-2021").table("applications")


def entry(row: int, **tags: str) -> Entry:
    return Entry(Origin("applications", "ledgers/a.xlsx", "台账", row, ""), tags)


def test_an_entry_without_a_cell_is_named() -> None:
    known = entry(2, event="disclosed", applicant="other")
    lost = [entry(row, event="elsewhere", applicant="other") for row in range(3, 10)]
    table = FilledTable(FORM, {}, {"applications": (known, *lost)})
    (finding,) = _counted_nowhere(table)
    assert (finding.code, finding.severity, finding.line) == ("L202", "error", 3)
    assert "第 3 行、第 4 行、第 5 行、第 6 行、第 7 行等 7 行" in finding.message
    assert list(_counted_nowhere(FilledTable(FORM, {}, {"applications": (known,)}))) == []
