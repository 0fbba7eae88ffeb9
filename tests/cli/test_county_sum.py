"""``nianbao county sum`` and ``nianbao county table``: exit status, what is said, what is written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from nianbao.blocks import plain_text
from nianbao.build import build_report
from nianbao.checks import Subject, run_checks
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Kind
from nianbao.county.roster_book import roster_workbook
from nianbao.engine import execute
from nianbao.export.excel import statutory_tables
from nianbao.export.reader import read_document
from nianbao.folder import write_atomically
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.task import Task
from nianbao.template_notebook import notebook_of
from tests.cli.conftest import Run
from tests.county.sums.conftest import COUNTY_ENTRIES, ROOT

WRITTEN = {"汇总.html", "汇总.xlsx", "汇总.json", "雷同.html"}
NEW = "applications/new_received/natural_person"


@pytest.fixture
def place(folder: Path) -> CountyPlace:
    """The fictional county's working folder, as it is before its own report is begun."""
    shutil.copytree(ROOT / "params", folder / "params", dirs_exist_ok=True)
    found = CountyPlace(folder, 2024)
    found.parameter_file("shilixian").unlink()
    write_atomically(found.roster, roster_workbook("示例县", COUNTY_ENTRIES))
    return found


def test_a_whole_county_is_added_up_and_its_report_begun(place: CountyPlace, run: Run) -> None:
    result = run("county", "sum")
    assert (result.status, result.err) == (0, "")
    assert "计入 19 个" in result.out
    assert "汇总数确定" in result.out
    assert {path.name for path in place.sums.iterdir()} == WRITTEN
    assert (place.of_year / "县级数.xlsx").is_file()
    draft = place.parameter_file("shilixian")
    report = Report.of(load_parameters(draft, place.folder).parameters, place.folder)
    data = json.loads((place.sums / "汇总.json").read_text(encoding="utf-8"))
    for name, table in report.tables.items():
        for row, column in table.form.cells:
            assert table.text((row, column)) == data["tables"][name][row][column]["value"]
    assert report.figures["units.count"].value == 19
    overview = "".join(map(plain_text, report.part("overview")))
    assert "新收政府信息公开申请157件，其中政府本级43件、部门72件、乡镇（街道）42件" in overview
    # What only the county knows is asked for, and nothing else is wrong.
    found = run_checks(Subject.of(load_parameters(draft, place.folder), place.folder))
    assert {one.code for one in found if one.severity == "error"} == {"S302", "T102"}


def test_a_draft_that_is_there_is_never_overwritten(place: CountyPlace, run: Run) -> None:
    run("county", "sum")
    draft = place.parameter_file("shilixian")
    own = draft.read_text(encoding="utf-8").replace("〔待填〕", "已写好。")
    draft.write_text(own, encoding="utf-8")
    result = run("county", "sum", "--diff")
    assert draft.read_text(encoding="utf-8") == own
    assert "已有，没有改动；表里的数随汇总.json 变。" in result.out
    assert "-    已写好。" in result.out
    assert "+    〔待填〕" in result.out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("units: params/ledgers/shilixian-2024.json", "表里的数读自「params/ledgers/shilixian-2024.json」"),
        ("", "表里的数是底稿里自己写的"),
    ],
)
def test_a_draft_that_does_not_follow_the_sums_is_told_of(
    place: CountyPlace, run: Run, line: str, said: str
) -> None:
    run("county", "sum")
    draft = place.parameter_file("shilixian")
    own = draft.read_text(encoding="utf-8").replace("units: county/2024/汇总/汇总.json", line)
    draft.write_text(own, encoding="utf-8")
    result = run("county", "sum")
    assert f"「params/2024/shilixian.yaml」已有，没有改动；{said}" in result.out.replace("\\", "/")
    assert "随汇总.json 变" not in result.out
    assert (
        "不随这次的汇总变；要跟着变，请把底稿改成 ledgers: {units: county/2024/汇总/汇总.json}" in result.out
    )


def test_while_a_unit_is_missing_it_is_said_everywhere(place: CountyPlace, run: Run) -> None:
    place.parameter_file("gaoling").unlink()
    result = run("county", "sum", "--json")
    assert result.status == 1
    data = json.loads(result.out)
    assert data["certain"] is False
    assert [unit["name"] for unit in data["units"] if unit["missing"]] == ["高岭乡"]
    assert "未定" in run("county", "sum").out
    traced = run("county", "sum", "--trace", NEW)
    assert traced.status == 1
    assert "缺　高岭乡：没有报来" in traced.out
    # The county's own report hears of it too.
    file = load_parameters(place.parameter_file("shilixian"), place.folder)
    (said,) = [one for one in run_checks(Subject.of(file, place.folder)) if one.code == "L150"]
    assert "缺 1 个单位：高岭乡" in said.message


def test_a_number_is_traced_to_its_units(place: CountyPlace, run: Run) -> None:
    result = run("county", "sum", "--trace", NEW)
    assert result.status == 0
    assert "汇总数：103件" in result.out
    numbers = [line.split("　") for line in result.out.splitlines() if line.startswith("   ")]
    assert sum(int(one[0]) for one in numbers) == 103
    assert not place.sums.exists()
    wrong = run("county", "sum", "--trace", "applications/new_recieved")
    assert wrong.status == 2
    assert "没有「applications/new_recieved」这一格" in wrong.err


def test_a_difference_is_explained_by_somebody(place: CountyPlace, run: Run) -> None:
    run("county", "sum")
    draft = place.parameter_file("shilixian")
    draft.write_text(
        draft.read_text(encoding="utf-8")
        + "tables:\n  applications:\n    new_received:\n      natural_person: 104\n",
        encoding="utf-8",
    )
    assert "差 +1。还没有说明" in run("county", "sum").out
    assert run("county", "sum").status == 1
    assert run("county", "sum", "--explain", NEW).status == 2
    result = run("county", "sum", "--explain", NEW, "--reason", "年底一件次年登记", "--by", "王科长")
    assert result.status == 0
    assert "说明：年底一件次年登记（王科长，" in result.out
    none = run("county", "sum", "--explain", "applications/disclosed/other", "--reason", "x")
    assert none.status == 2
    assert "没有差异" in none.err


def test_a_roster_without_the_county_government_itself_is_said_and_is_no_fault(
    place: CountyPlace, run: Run
) -> None:
    others = [entry for entry in COUNTY_ENTRIES if entry.kind is not Kind.OWN]
    write_atomically(place.roster, roster_workbook("示例县", others))
    place.parameter_file("xianzhengfubangongshi").unlink()
    result = run("county", "sum")
    assert (result.status, result.err) == (0, "")
    assert "汇总数确定" not in result.out
    assert "没有政府本级：" in result.out
    assert json.loads(run("county", "sum", "--json").out)["without_own"] is True
    file = load_parameters(place.parameter_file("shilixian"), place.folder)
    (said,) = [one for one in run_checks(Subject.of(file, place.folder)) if one.code == "L150"]
    assert "没有政府本级" in said.message
    assert "单位名单" in str(said.suggestion)


def test_a_stranger_is_said(place: CountyPlace, run: Run) -> None:
    shutil.copy(place.parameter_file("yunxi"), place.params / "waidi.yaml")
    result = run("county", "sum")
    assert result.status == 1
    assert "waidi.yaml" in result.out


def test_without_a_report_there_is_nothing_to_add_up(place: CountyPlace, run: Run) -> None:
    result = run("county", "sum", "--year", "2022")
    assert result.status == 2
    assert "没有可以汇总的数" in result.err


def test_the_countys_report_is_built_in_every_form(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "params", folder / "params", dirs_exist_ok=True)
    path = folder / "params/2024/shilixian.yaml"
    outcome = build_report(Task(path, folder, tmp_path, forms=("html", "pdf", "docx", "xlsx")))
    assert outcome.status == "built", outcome.error
    assert set(outcome.outputs) == {"html", "pdf", "docx", "xlsx", "ipynb"}
    page = (tmp_path / outcome.outputs["html"]).read_text(encoding="utf-8")
    assert "示例县人民政府" in page
    assert "最多的单位" not in page, "what is for the author only isn't printed"
    record = json.loads((tmp_path / outcome.outputs["ipynb"]).read_text(encoding="utf-8"))
    assert any("最多的单位" in json.dumps(cell, ensure_ascii=False) for cell in record["cells"])


def test_the_templates_own_notebook_prints_the_same_report() -> None:
    file = load_parameters(ROOT / "params/2024/shilixian.yaml", ROOT)
    assert notebook_of(file.parameters) == "county.ipynb"
    assert notebook_of(load_parameters(ROOT / "params/2024/yunxi.yaml").parameters) == "national-2021.ipynb"
    both = [
        read_document(execute(ROOT / "notebooks" / name, dict(file.text.values), ROOT))
        for name in ("county.ipynb", "national-2021.ipynb")
    ]
    assert both[0].blocks == both[1].blocks
    assert len(statutory_tables(both[0])) == 3


def test_the_long_table_by_command(place: CountyPlace, run: Run) -> None:
    result = run("county", "table", "--to", "csv,parquet", str(place.params))
    assert (result.status, result.err) == (0, "")
    assert "读了 19 份年报，3800 个数" in result.out
    names = {path.name for path in (place.folder / "county/长表").iterdir()}
    assert names == {"长表.csv", "长表.parquet", "指标说明.csv", "指标说明.html"}
    place.parameter_file("gaoling").write_text("template: [", encoding="utf-8")
    result = run("county", "table", str(place.params))
    assert result.status == 1
    assert "没有读进：params/2024/gaoling.yaml" in result.err
    assert run("county", "table", "--to", "exel").status == 2
    nothing = run("county", "table", str(place.parameter_file("gaoling")))
    assert nothing.status == 2
