"""What units made on the desk gets into the inbox, as theirs and nobody else's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nianbao.county.roster_reading import read_roster
from nianbao.county_server.collecting import collect
from nianbao.county_server.homes import home, made_ready
from tests.county.office import YEAR, Office, at, printed


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office.in_folder(tmp_path / "县政府办", ("yunxi", "bailu"))
    roster = read_roster(office.place.roster)
    for member in roster.members:
        made_ready(office.place, roster.county, member)
    return office


def _make(office: Office, unit: str, data: bytes, *, draft: bool = False) -> None:
    """Leave what a build leaves."""
    out = home(office.place.folder, unit) / "out"
    place = f"{YEAR}/{unit}/report.docx"
    (out / place).parent.mkdir(parents=True)
    (out / place).write_bytes(data)
    entry = {
        "params": f"params/{YEAR}/{unit}.yaml",
        "unit": unit,
        "year": YEAR,
        "status": "built",
        "outputs": {"docx": place},
        "former": {},
        "draft": draft,
    }
    (out / "manifest.json").write_text(json.dumps({"reports": [entry]}), encoding="utf-8")


def _collect(office: Office) -> dict[str, tuple[bool, str]]:
    found = collect(office.place, read_roster(office.place.roster), at(10))
    return {one.member.id: (one.good, one.said) for one in found}


def test_a_report_that_was_made_is_received(office: Office) -> None:
    _make(office, "yunxi", printed("yunxi"))
    first = _collect(office)
    assert first["yunxi"][0], first
    assert not first["bailu"][0]
    assert "还没有生成" in first["bailu"][1]
    assert _collect(office)["yunxi"][0], "once more does no harm"
    assert list(office.place.received.rglob("*.docx"))


def test_a_unit_that_never_opened_its_link_is_named(tmp_path: Path) -> None:
    found = _collect(Office.in_folder(tmp_path / "县政府办", ("yunxi", "bailu")))
    assert found == dict.fromkeys(("yunxi", "bailu"), (False, "还没有打开过。"))


def test_a_draft_is_not(office: Office) -> None:
    _make(office, "yunxi", printed("yunxi"), draft=True)
    good, said = _collect(office)["yunxi"]
    assert not good
    assert "初稿" in said


def test_nobody_hands_in_for_another_unit(office: Office) -> None:
    _make(office, "bailu", printed("yunxi"))
    good, said = _collect(office)["bailu"]
    assert not good
    assert "云溪镇" in said
    assert not office.place.parameter_file("yunxi").exists()
    assert not office.place.parameter_file("bailu").exists()
