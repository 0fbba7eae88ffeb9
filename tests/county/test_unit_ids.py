"""Ids of units: whoever has one keeps it, however the roster is put in order, and nobody takes another's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nianbao.county.place import CountyPlace
from nianbao.county.roster import Entry, Kind, Roster
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_reading import read_roster
from nianbao.county.sums.units import units_handed
from nianbao.county.unit_ids import ids_for
from nianbao.folder import write_atomically

TOWN = Entry("城关镇", Kind.TOWNSHIP)
STREETS = Entry("城关街道", Kind.SUBDISTRICT)


def write(folder: Path, *entries: Entry) -> Roster:
    place = CountyPlace(folder, 2024)
    write_atomically(place.roster, roster_workbook("示例县", entries))
    return read_roster(place.roster)


def ids(roster: Roster) -> dict[str, str]:
    return {member.name: member.id for member in roster.members}


def draft(folder: Path, year: int, unit: str, name: str) -> None:
    text = f"template: national-2021\nyear: {year}\nunit:\n  id: {unit}\n  name: {name}\n"
    write_atomically(folder / f"params/{year}/{unit}.yaml", text.encode())


def test_the_order_of_the_rows_gives_no_id() -> None:
    names = [("长桥镇",), ("常桥镇",), ("示例县人民政府",)]
    given = ids_for("示例县", names, {})
    assert given == ["changqiao-2", "changqiao", "shilixian-2"]
    assert ids_for("示例县", names[::-1], {}) == given[::-1]


def test_rows_that_change_places_keep_their_ids(tmp_path: Path) -> None:
    before = ids(write(tmp_path, TOWN, STREETS))
    assert len(set(before.values())) == 2
    assert ids(write(tmp_path, STREETS, TOWN)) == before


def test_who_was_first_keeps_its_id_when_a_namesake_comes(tmp_path: Path) -> None:
    assert ids(write(tmp_path, TOWN)) == {"城关镇": "chengguan"}
    assert ids(write(tmp_path, STREETS, TOWN)) == {"城关街道": "chengguan-2", "城关镇": "chengguan"}


def test_an_id_is_never_given_to_another_unit(tmp_path: Path) -> None:
    write(tmp_path, TOWN)
    new = write(tmp_path, STREETS)
    assert ids(new) == {"城关街道": "chengguan-2"}
    assert any("如果是「城关镇」改的名" in remark for remark in new.remarks)


def test_a_renamed_unit_keeps_its_id(tmp_path: Path) -> None:
    write(tmp_path, TOWN)
    renamed = Entry("城北街道", Kind.SUBDISTRICT, aliases=("城关镇",))
    assert ids(write(tmp_path, renamed)) == {"城北街道": "chengguan"}
    # The old name's line no longer counts: a new 城关镇 is another unit.
    later = write(tmp_path, TOWN, Entry("城北街道", Kind.SUBDISTRICT))
    assert ids(later) == {"城关镇": "chengguan-2", "城北街道": "chengguan"}


def test_a_folder_without_a_register_is_known_by_its_parameter_files(tmp_path: Path) -> None:
    draft(tmp_path, 2023, "chengguan-2", "城关街道")
    draft(tmp_path, 2024, "chengguan", "城关镇")
    for rows in ((STREETS, TOWN), (TOWN, STREETS)):
        assert ids(write(tmp_path, *rows)) == {"城关街道": "chengguan-2", "城关镇": "chengguan"}
        (tmp_path / "county/代号.jsonl").unlink()


def test_the_register_may_be_torn_and_the_folder_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ids(write(tmp_path, TOWN, STREETS))
    with (tmp_path / "county/代号.jsonl").open("ab") as file:
        file.write('{"id": "x"}\n[]\n{"name": "城关镇", "id": ["../外"]}\n{"name": "x'.encode())
    assert ids(write(tmp_path, STREETS, TOWN)) == before
    shutil.rmtree(tmp_path / "county")
    (tmp_path / "county").mkdir()
    (tmp_path / "county/代号.lock").mkdir()  # nothing can be written there
    assert ids(write(tmp_path, STREETS, TOWN)).keys() == before.keys()


@pytest.mark.parametrize("name", ["城关街道", "白鹭镇"])
def test_a_draft_that_names_another_unit_is_not_added_up(tmp_path: Path, name: str) -> None:
    roster = write(tmp_path, TOWN, STREETS)
    draft(tmp_path, 2024, ids(roster)["城关镇"], name)
    handed = {one.unit.name: one for one in units_handed(roster, CountyPlace(tmp_path, 2024))}
    assert handed["城关镇"].report is None
    assert handed["城关镇"].missing == f"底稿写的是别的单位（{name}）"
