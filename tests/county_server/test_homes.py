"""A unit's own folder: what is the unit's and the county's templates, and nothing of another unit's."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.correcting.register import CorrectionRegister
from nianbao.county.place import CountyPlace
from nianbao.county.roster_reading import read_roster
from nianbao.county_server.homes import home, made_ready
from nianbao.params import load_parameters
from nianbao.signing.register import SealedRegister, SignRegister
from tests.county.office import YEAR, Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.in_folder(tmp_path / "县政府办", ("yunxi", "bailu"))


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _with_ledger(office: Office, unit: str, ledger: str) -> None:
    path = office.place.folder / "params" / str(YEAR - 1) / f"{unit}.yaml"
    text = path.read_text(encoding="utf-8").split("\nledgers:")[0]
    path.write_text(f"{text}\nledgers:\n  applications: {ledger}\n", encoding="utf-8")


def _ready(office: Office, unit: str) -> Path:
    roster = read_roster(office.place.roster)
    member = roster.by_id(unit)
    assert member is not None
    return made_ready(office.place, roster.county, member)


def test_it_holds_the_units_own_and_the_years_report_is_begun(office: Office) -> None:
    templates = office.place.folder / "templates" / "national-2021"
    templates.mkdir(parents=True)
    (templates / "additions.yaml").write_text("# ours\n", encoding="utf-8")
    own = _ready(office, "yunxi")
    assert own == home(office.place.folder, "yunxi")
    files = _files(own)
    assert {
        "params/2023/yunxi.yaml",
        "params/2024/yunxi.yaml",
        "templates/national-2021/additions.yaml",
    } <= files
    assert not [name for name in files if "bailu" in name or "county" in name or "单位名单" in name]
    unit = load_parameters(own / "params" / str(YEAR) / "yunxi.yaml", own).parameters.unit
    assert (unit.id, unit.name, unit.parent) == ("yunxi", "云溪镇", "示例县")


def test_a_ledger_of_its_own_comes_along_and_a_shared_one_does_not(office: Office) -> None:
    ledgers = office.place.folder / "params" / "ledgers"
    (ledgers / "own.xlsx").write_bytes(b"own")
    (ledgers / "all.xlsx").write_bytes(b"all")
    _with_ledger(office, "yunxi", "params/ledgers/own.xlsx")
    assert "params/ledgers/own.xlsx" in _files(_ready(office, "yunxi"))
    _with_ledger(office, "yunxi", "params/ledgers/all.xlsx")
    # The same file by another way of writing its path.
    _with_ledger(office, "bailu", "params/../params/ledgers/all.xlsx")
    assert "params/ledgers/all.xlsx" not in _files(_ready(office, "bailu"))


def test_a_ledger_that_the_unit_put_there_stays(office: Office) -> None:
    (office.place.folder / "params" / "ledgers" / "own.xlsx").write_bytes(b"the county's")
    _with_ledger(office, "yunxi", "params/ledgers/own.xlsx")
    mine = home(office.place.folder, "yunxi") / "params" / "ledgers" / "own.xlsx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"the unit's")
    _ready(office, "yunxi")
    assert mine.read_bytes() == b"the unit's"


@pytest.mark.parametrize("kind", [SignRegister, CorrectionRegister])
def test_what_was_signed_and_corrected_comes_along_and_goes_on(
    office: Office, kind: type[SealedRegister]
) -> None:
    theirs = office.place.folder / "params" / str(YEAR - 1) / "yunxi.yaml"
    kind(theirs, office.place.folder).append({"do": "something"}, at="2024-01-02T03:04:05+08:00")
    own = _ready(office, "yunxi")
    register = kind(own / "params" / str(YEAR - 1) / "yunxi.yaml", own)
    reading = register.read()
    assert [entry["do"] for entry in reading.entries] == ["opened", "something"]
    assert not reading.problems
    assert not reading.sealed
    register.append({"do": "more"}, at="2024-01-03T03:04:05+08:00")
    assert _ready(office, "yunxi") == own
    assert [entry["do"] for entry in register.read().entries] == ["opened", "something", "more"]
    assert not [name for name in _files(own) if "bailu" in name]


def test_no_ledger_comes_along_while_another_units_file_cannot_be_read(office: Office) -> None:
    (office.place.folder / "params" / "ledgers" / "all.xlsx").write_bytes(b"all")
    _with_ledger(office, "yunxi", "params/ledgers/all.xlsx")
    path = office.place.folder / "params" / str(YEAR - 1) / "bailu.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nunit: {torn", encoding="utf-8")
    assert "params/ledgers/all.xlsx" not in _files(_ready(office, "yunxi"))


def test_what_the_unit_wrote_stays_and_the_countys_templates_are_renewed(office: Office) -> None:
    own = _ready(office, "yunxi")
    mine = own / "params" / str(YEAR) / "yunxi.yaml"
    mine.write_text("mine\n", encoding="utf-8")
    templates = office.place.folder / "templates" / "national-2021"
    templates.mkdir(parents=True)
    (templates / "additions.yaml").write_text("# new\n", encoding="utf-8")
    theirs = CountyPlace(office.place.folder, YEAR).parameter_file("yunxi")
    theirs.write_text("the county's\n", encoding="utf-8")
    assert _ready(office, "yunxi") == own
    assert mine.read_text(encoding="utf-8") == "mine\n"
    assert (own / "templates" / "national-2021" / "additions.yaml").read_text(encoding="utf-8") == "# new\n"
