"""The county's own figures against the sums: what differs is told with its explanation, which is kept."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from nianbao.county.place import CountyPlace
from nianbao.county.roster_reading import read_roster
from nianbao.county.sums.explanations import REGISTER
from nianbao.county.sums.making import Sums, sums_of, write_sums
from nianbao.county.sums.own import OWN_BOOK
from nianbao.errors import UsageError
from nianbao.resources import shipped

NOW = datetime.datetime(2025, 2, 3, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
TOTAL = "applications/new_received/total"


def made(folder: Path, now: datetime.datetime = NOW) -> Sums:
    place = CountyPlace(folder, 2024)
    roster = read_roster(place.roster)
    sums = sums_of(roster, place, now)
    write_sums(sums, roster, place)
    return sums


def fill_in(folder: Path, cell: str, value: object, why: str | None = None, who: str | None = None) -> None:
    path = folder / "county/2024" / OWN_BOOK
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    (row,) = [row for row in sheet.iter_rows(min_row=4) if row[7].value == cell]
    row[4].value, row[5].value, row[6].value = value, why, who  # type: ignore[assignment]
    book.save(path)


def register(folder: Path) -> list[dict[str, str]]:
    lines = (folder / "county/2024/汇总" / REGISTER).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_own_figures_that_agree_leave_nothing_to_say(county: Path) -> None:
    first = made(county)
    assert first.own == ()
    fill_in(county, TOTAL, int(next(c for c in first.county.cells() if c.name == TOTAL).value))
    again = made(county)
    assert len(again.own) == 1
    assert again.differences == ()
    assert again.is_in_order


def test_a_difference_is_told_with_delta_and_missing_units(county: Path) -> None:
    (county / "params/2024/gaoling.yaml").unlink()
    made(county)
    fill_in(county, TOTAL, "１６０件")
    (one,) = made(county).differences
    assert one.own.value == 160
    assert one.delta == 160 - one.cell.value
    assert one.signed.startswith("+")
    assert [lack.unit.name for lack in one.cell.lacks] == ["高岭乡"]
    assert one.explanation is None
    page = (county / "county/2024/汇总/汇总.html").read_text(encoding="utf-8")
    assert "还没有说明" in page
    data = json.loads((county / "county/2024/汇总/汇总.json").read_text(encoding="utf-8"))
    assert data["differences"][0]["missing"] == ["gaoling"]
    assert data["certain"] is False


def test_an_explanation_is_kept_with_who_and_when_until_the_difference_changes(county: Path) -> None:
    made(county)
    fill_in(county, TOTAL, 160, "石门镇有一件次年登记，已核实。", "王")
    sums = made(county)
    assert sums.unexplained == ()
    assert sums.is_in_order
    assert [(one["text"], one["by"], one["at"]) for one in register(county)] == [
        ("石门镇有一件次年登记，已核实。", "王", "2025-02-03T09:30:00+08:00")
    ]
    made(county, NOW + datetime.timedelta(days=1))
    assert len(register(county)) == 1, "what is in the register already isn't entered again"
    fill_in(county, TOTAL, 161)
    (stale,) = made(county).unexplained
    assert stale.explanation is not None
    assert "现在变了" in (county / "county/2024/汇总/汇总.html").read_text(encoding="utf-8")


def test_the_countys_own_report_counts_where_it_states_numbers(county: Path) -> None:
    made(county)
    path = county / "params/2024/shilixian.yaml"
    text = path.read_text(encoding="utf-8")
    assert made(county).own == (), "a report that takes its tables from the sums states nothing of its own"
    path.write_text(
        text + "tables:\n  proactive_disclosure:\n    licences: {decisions: 7}\n", encoding="utf-8"
    )
    sums = made(county)
    (one,) = sums.differences
    assert (one.cell.name, one.own.value) == ("proactive_disclosure/licences/decisions", 7)
    assert one.own.source == "县级年报底稿"
    assert path.read_text(encoding="utf-8").startswith(text), "the draft is never overwritten"


@pytest.mark.parametrize(("value", "words"), [("若干", "不是数字"), (-3, "不能是负数"), (1.5, "只能填整数")])
def test_what_cannot_be_read_is_named_by_row(county: Path, value: object, words: str) -> None:
    made(county)
    fill_in(county, TOTAL, value)
    with pytest.raises(UsageError, match=rf"县级数.xlsx」第 \d+ 行（表三.*{words}"):
        made(county)


def test_a_row_without_its_id_is_known_by_its_labels(county: Path) -> None:
    made(county)
    fill_in(county, TOTAL, 5)
    path = county / "county/2024" / OWN_BOOK
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=4):
        row[7].value = None
    book.save(path)
    assert [one.cell.name for one in made(county).differences] == [TOTAL]


def test_a_torn_line_of_the_register_stops_nothing_and_spoils_no_other(county: Path) -> None:
    made(county)
    fill_in(county, TOTAL, 160, "石门镇有一件次年登记，已核实。", "王")
    made(county)
    path = county / "county/2024/汇总" / REGISTER
    whole = path.read_bytes()
    path.write_bytes(whole + b'[1]\n{"cell": 5}\n{"cell": "applications/new_rec')
    assert made(county).unexplained == ()
    path.write_bytes(whole[: len(whole) // 2])  # the explanation itself was torn: it is asked for again
    fill_in(county, TOTAL, 160)
    assert [one.cell.name for one in made(county).unexplained] == [TOTAL]
    fill_in(county, TOTAL, 160, "已核实。")
    assert made(county).unexplained == ()
    assert path.read_bytes().startswith(whole[: len(whole) // 2] + b"\n")


def test_the_countys_own_report_may_have_a_form_of_the_folders_own(county: Path) -> None:
    made(county)
    shutil.copytree(shipped("templates") / "national-2021", county / "templates" / "sheng-2024")
    form = county / "templates/sheng-2024/template.yaml"
    form.write_text(
        form.read_text(encoding="utf-8").replace("name: national-2021", "name: sheng-2024", 1), "utf-8"
    )
    path = county / "params/2024/shilixian.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("template: national-2021", "template: sheng-2024"), "utf-8"
    )
    with pytest.raises(UsageError, match="用的是 sheng-2024"):
        made(county)


def test_a_year_with_the_same_files_gives_the_same_bytes(county: Path) -> None:
    folder = county / "county/2024/汇总"
    made(county)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    made(county, NOW + datetime.timedelta(days=3))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
