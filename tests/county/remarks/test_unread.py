"""A unit isn't told that sums are wrong of which a number couldn't be read; the number itself is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nianbao.county.remarks.unread import judged
from nianbao.finding import Finding
from nianbao.reviewing.reviewed import review
from tests.county.office import ROOT, YEAR

PRINTED = 'printed:\n  cells:\n    applications:\n      disclosed:\n        natural_person: "{}"\n'
TABLES = (
    "tables:\n  applications:\n    new_received:\n      natural_person: 8\n      total: 8\n"
    "    disclosed:\n      total: {}\n    outcome_total:\n      natural_person: {}\n"
)


@pytest.mark.parametrize(("printed", "accused"), [("8*", False), ("无", True)])
def test_a_number_that_cannot_be_read_makes_no_sum_wrong(tmp_path: Path, printed: str, accused: bool) -> None:
    source = (ROOT / "params" / str(YEAR) / "yunxi.yaml").read_text(encoding="utf-8")
    head = re.split(r"^(?:tables|ledgers):", source, maxsplit=1, flags=re.MULTILINE)[0]
    path = tmp_path / "params" / str(YEAR) / "yunxi.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(head + TABLES.format(8, 8) + PRINTED.format(printed), encoding="utf-8")
    reviewed = review(path, tmp_path)
    assert reviewed.subject is not None, reviewed.findings
    found = [one for one in reviewed.findings if one.table == "applications"]
    assert _sums(found), "the checks do accuse them"
    kept = judged(found, reviewed.subject.report)
    assert bool(_sums(kept)) is accused
    assert [one for one in kept if one.code == "D105"] == [one for one in found if one.code == "D105"]


def _sums(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.code[0] == "A"]
