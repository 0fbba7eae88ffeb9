"""``nianbao county init`` and the places of a year."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nianbao.county.place import place_for, years
from nianbao.county.roster import Kind
from nianbao.county.roster_reading import read_roster
from nianbao.errors import UsageError
from nianbao.resources import shipped
from tests.cli.conftest import Run


def test_the_roster_comes_from_the_units_there_are(folder: Path, run: Run) -> None:
    shutil.copytree(shipped("params"), folder / "params", dirs_exist_ok=True)
    result = run("county", "init")
    assert result.status == 0, result.err
    roster = read_roster(folder / "county" / "单位名单.xlsx")
    assert roster.county == "示例县"  # 河洛镇 is of another county
    stems = {path.stem for path in (folder / "params" / "2024").glob("*.yaml")} - {roster.county_id}
    assert {member.id for member in roster.members} == stems
    assert len(roster.of_kind(Kind.TOWNSHIP)) == 10
    assert "共 19 个单位" in result.out
    assert "政府本级" in result.out
    office = roster.by_id("xianzhengfubangongshi")
    assert office is not None
    assert office.full_name == "示例县人民政府办公室"


def test_a_roster_that_is_there_stays(folder: Path, run: Run) -> None:
    assert "空的名单" in run("county", "init").out
    path = folder / "county" / "单位名单.xlsx"
    before = path.read_bytes()
    empty = run("county", "init")
    assert empty.status == 2
    assert "还没有单位" in empty.err
    own = folder / "名单.csv"
    own.write_text("单位,类别,全称\n云溪镇,乡镇,示例县云溪镇人民政府\n", encoding="gbk")
    assert run("county", "init", str(own)).status == 2
    assert path.read_bytes() == before
    path.unlink()
    assert run("county", "init", str(own)).status == 0
    assert [member.id for member in read_roster(path).members] == ["yunxi"]


def test_a_county_that_was_guessed_is_told_and_can_be_said(folder: Path, run: Run) -> None:
    own = folder / "名单.csv"
    own.write_text("示例市示例区2024年联络表,,\n单位,类别,电话\n云溪镇,乡镇,1\n", encoding="gbk")
    result = run("county", "init", str(own))
    assert "县名按标题「示例市示例区2024年联络表」认作「示例市示例区」，不对的，请" in result.out
    path = folder / "county" / "单位名单.xlsx"
    path.unlink()
    result = run("county", "init", str(own), "--county", "示例区")
    assert "认作" not in result.out
    assert read_roster(path).members[0].full_name == "示例区云溪镇人民政府"


def test_the_year_is_the_latest_there_is(folder: Path) -> None:
    for name in ("params/2016", "county/2024", "county/旧", "params/12"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    assert years(folder)[-1] == 2024
    assert place_for(folder, None).params == folder / "params" / "2024"
    assert place_for(folder, 2016).year == 2016
    shutil.rmtree(folder / "params")
    shutil.rmtree(folder / "county")
    with pytest.raises(UsageError, match="--year"):
        place_for(folder, None)
