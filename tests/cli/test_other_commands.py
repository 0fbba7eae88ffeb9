"""``nianbao init``, ``new`` and ``templates``, and how the command speaks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.params import load_parameters
from tests.cli.conftest import Run
from tests.national import write_report


def test_init_makes_a_folder_that_builds_and_tests_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "示例县").status == 0
    monkeypatch.chdir(tmp_path / "示例县")
    assert run("build", "--jobs", "1").status == 0
    tested = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--nbval", "-p", "no:cacheprovider", "notebooks"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert tested.returncode == 0, tested.stdout
    assert "passed" in tested.stdout


def test_init_never_writes_into_a_folder_in_use(tmp_path: Path, run: Run) -> None:
    (tmp_path / "note.txt").write_text("x", encoding="utf-8")
    result = run("init", str(tmp_path))
    assert result.status == 2
    assert "不是空文件夹" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize(
    ("name", "level", "unit_id", "full", "signed"),
    [
        ("示例县", "county", "shilixian", "示例县人民政府", "示例县人民政府"),
        ("示例县人民政府办公室", "department", "shilixianrenminzhengfubangongshi", "示例县人民政府办公室",
         "示例县人民政府办公室"),
        ("示例县云溪镇", "township", "yunxi", "示例县云溪镇人民政府", "云溪镇人民政府"),
    ],
)  # fmt: skip
def test_new_names_the_county_itself_and_its_office_in_full(
    folder: Path, run: Run, name: str, level: str, unit_id: str, full: str, signed: str
) -> None:
    result = run("new", name, "--year", "2022", "--level", level, "--parent", "示例县")
    assert result.status == 0, result.err
    parameters = load_parameters(folder / "params" / "2022" / f"{unit_id}.yaml", folder).parameters
    assert (parameters.unit.full_name, parameters.issued.by) == (full, signed)


@pytest.mark.parametrize(
    ("name", "unit_id", "level", "full"),
    [
        ("云溪镇", "yunxi", "township", "示例市云溪镇人民政府"),
        ("绿水乡", "lvshui", "township", "示例市绿水乡人民政府"),
        ("城北街道", "chengbei", "subdistrict", "示例市城北街道办事处"),
        ("河洛镇人民政府", "heluo", "township", "示例市河洛镇人民政府"),
        ("财政局", "caizhengju", "department", "示例市财政局"),
        ("市政府办公室", "shizhengfubangongshi", "department", "示例市政府办公室"),
        ("长桥镇", "changqiao", "township", "示例市长桥镇人民政府"),
        ("示例县", "shilixian", "county", "示例市示例县人民政府"),
    ],
)
def test_new_derives_what_the_name_tells(
    folder: Path, run: Run, name: str, unit_id: str, level: str, full: str
) -> None:
    result = run("new", name, "--year", "2017", "--parent", "示例市")
    assert result.status == 0, result.err
    path = folder / "params" / "2017" / f"{unit_id}.yaml"
    unit = load_parameters(path, folder).parameters.unit
    assert (unit.id, unit.name, unit.level, unit.full_name) == (unit_id, name, level, full)
    assert "没有写成文日期" in result.out
    assert "「一、概述」没有写内容" in result.out


def test_new_writes_guidance_beside_each_section(folder: Path, run: Run) -> None:
    run("new", "云溪镇", "--year", "2017", "--parent", "莱阳市")
    text = (folder / "params" / "2017" / "yunxi.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../templates/laiyang-2017/schema.json\n")
    assert "# 【七、政府信息公开的收费及减免情况】" in text
    assert (folder / "templates" / "laiyang-2017" / "schema.json").is_file()


def test_a_filled_new_file_is_complete(folder: Path, run: Run) -> None:
    run("new", "云溪镇", "--year", "2017", "--parent", "示例市")
    path = folder / "params" / "2017" / "yunxi.yaml"
    text = path.read_text(encoding="utf-8").replace("  date:  #", "  date: 2018-01-20  #")
    lines = [f"{line}\n    写了。" if line.endswith(": |") else line for line in text.splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = run("build", "--to", "html")
    assert result.status == 0, result.out


def test_namesakes_get_a_number_and_nothing_is_overwritten(folder: Path, run: Run) -> None:
    run("new", "云溪镇", "--year", "2017")
    again = run("new", "云溪镇", "--year", "2017")
    assert again.status == 2
    assert "已经有了" in again.err
    assert run("new", "云溪乡", "--year", "2017").status == 0
    assert (folder / "params" / "2017" / "yunxi-2.yaml").is_file()


def test_new_from_last_year_keeps_the_unit_and_puts_its_prose_beside(folder: Path, run: Run) -> None:
    run("new", "云溪镇", "--year", "2016", "--parent", "示例市")
    last = folder / "params" / "2016" / "yunxi.yaml"
    text = last.read_text(encoding="utf-8").replace("overview: |\n", "overview: |\n    去年写的概述。\n")
    last.write_text(text.replace('code: ""', ""), encoding="utf-8")
    assert run("new", "云溪镇", "--year", "2017", "--from", str(last)).status == 0
    new = folder / "params" / "2017" / "yunxi.yaml"
    parameters = load_parameters(new, folder).parameters
    assert parameters.unit.full_name == "示例市云溪镇人民政府"
    assert parameters.sections["overview"] == ""
    assert parameters.issued.date is None
    assert "# 去年写的概述。" in new.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["云溪镇"], "缺少选项「--year」"),
        (["云溪镇", "--year", "1999"], "应为 2008 到 2100 之间的整数"),
        (["云溪镇", "--year", "去年"], "应为 2008 到 2100 之间的整数"),
        (["云溪镇", "--year", "2017", "--level", "镇"], "应为township、"),
        (["  ", "--year", "2017"], "单位请写中文简称"),
        (["云\n溪", "--year", "2017"], "单位请写中文简称"),
        (["--year", "2017"], "缺少参数「单位」"),
        (["a", "b", "--year", "2017"], "多写了参数"),
    ],
)
def test_new_explains_wrong_usage(folder: Path, run: Run, arguments: list[str], said: str) -> None:
    result = run("new", *arguments)
    assert result.status == 2
    assert said in result.err
    assert not list(folder.glob("params/*/*.yaml"))


def test_new_says_when_no_template_is_for_the_year(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nianbao.starting.templates_for", lambda *_: [])
    result = run("new", "云溪镇", "--year", "2017")
    assert result.status == 2
    assert "还没有用于 2017 年的模板" in result.err
    assert not list(folder.glob("params/*/*.yaml"))


@pytest.mark.parametrize(
    ("year", "parent", "template"),
    [
        (2010, "莱阳市", "laiyang-2017"),
        (2017, "莱阳市", "laiyang-2017"),
        (2017, "示例县", "national-2014"),
        (2018, "示例县", "national-2014"),
        (2019, "莱阳市", "national-2019"),
        (2020, "示例县", "national-2019"),
        (2021, "莱阳市", "national-2021"),
        (2026, "示例县", "national-2021"),
    ],
)
def test_new_takes_the_format_of_the_year(
    folder: Path, run: Run, year: int, parent: str, template: str
) -> None:
    assert run("new", "云溪镇", "--year", str(year), "--parent", parent).status == 0
    made = load_parameters(folder / "params" / str(year) / "yunxi.yaml", folder)
    assert made.parameters.template == template
    assert not made.findings
    assert (folder / "ledgers" / f"yunxi-{year}.xlsx").is_file()


def test_a_template_explains_its_tables(run: Run) -> None:
    said = run("templates", "national-2021").out
    assert "勾稽：每一列，一加二等于三（七）加四" in said
    assert "街道办事处是派出机关" in said
    assert "new_received　一、本年新收政府信息公开申请数量（natural_person、enterprise" in said
    assert "行名待与原表核对" in run("templates", "national-2014").out
    assert run("templates", "national").status == 2


def test_guidance_in_a_new_file_is_for_the_level(folder: Path, run: Run) -> None:
    run("new", "云溪镇", "--year", "2024", "--parent", "示例县")
    run("new", "城北街道", "--year", "2024", "--parent", "示例县")
    town, street = (
        (folder / "params" / "2024" / f"{name}.yaml").read_text(encoding="utf-8")
        for name in ("yunxi", "chengbei")
    )
    assert "乡镇人民政府是一级政府" in town
    assert "派出机关" not in town
    assert "街道办事处是派出机关" in street
    assert "# 勾稽：每一列，一加二等于三（七）加四" in town


def test_numbers_go_on_from_last_year(folder: Path, run: Run) -> None:
    last = write_report(
        folder,
        2023,
        tables={"applications": {"new_received": {"enterprise": 2}, "carried_forward": {"enterprise": 2}}},
    )
    assert run("new", "测试镇", "--year", "2024", "--from", str(last)).status == 0
    made = load_parameters(folder / "params" / "2024" / "ceshi.yaml", folder).parameters
    assert made.tables["applications"]["carried_over"]["enterprise"] == 2
    assert made.tables["applications"]["carried_over"]["natural_person"] is None
    assert made.unit.full_name == "示例县测试镇人民政府"


def test_templates_are_listed_with_their_years(run: Run) -> None:
    result = run("templates")
    assert result.status == 0
    assert "laiyang-2017　莱阳市镇（街道）政府信息公开工作年度报告" in result.out
    assert "2008—2018 年" in result.out


def test_a_schema_is_printed_as_json(run: Run) -> None:
    schema = json.loads(run("templates", "--schema", "laiyang-2017").out)
    assert schema["properties"]["sections"]["properties"]["fees"]["title"].startswith("七、")
    missing = run("templates", "--schema", "laiyang")
    assert missing.status == 2
    assert "是不是想写「laiyang-2017」" in missing.err


def test_help_and_mistyped_commands_are_in_chinese(run: Run) -> None:
    help_page = run("--help")
    assert help_page.status == 0
    assert "用法：" in help_page.out
    assert "Usage" not in help_page.out
    assert "Options" not in run("build", "--help").out
    wrong = run("bild")
    assert wrong.status == 2
    assert "是不是想写「build」？" in wrong.err


def test_the_module_runs_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nianbao", "--version"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.startswith("nianbao 0.")


@pytest.mark.parametrize("name", ["..", 'a/b:c*?"<>|', "con", "云溪镇/x", "C:\\云溪镇", "2024"])
def test_what_is_no_unit_s_name_is_refused(name: str, folder: Path, run: Run) -> None:
    before = sorted((folder / "params").rglob("*"))
    result = run("new", name, "--year", "2024")
    assert result.status == 2
    assert "不像单位名称" in result.out + result.err
    assert sorted((folder / "params").rglob("*")) == before


@pytest.mark.parametrize("name", ["某某镇（街道）", "5号街道", "某某·某某镇", "㑇镇"])
def test_names_of_units_may_have_marks_in_them(name: str, folder: Path, run: Run) -> None:
    assert run("new", name, "--year", "2024").status == 0
