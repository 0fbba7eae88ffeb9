"""No sum is called wrong of which a number couldn't be read; the number itself is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
    assert bool([one for one in found if one.code.startswith("A")]) is accused
    assert bool([one for one in found if one.code == "D105"]) is not accused
