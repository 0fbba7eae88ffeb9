"""``nianbao import`` as a clerk types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.params import load_parameters
from tests.cli.conftest import Run, run

__all__ = ["run"]

TEXT = """云溪镇2023年政府信息公开工作年度报告
一、总体情况
公开了12条信息。
二、主动公开政府信息情况
第二十条第（五）项
信息内容 | 本年处理决定数量 |
行政许可 | 4 |
第二十条第（六）项
信息内容 | 本年处理决定数量 |
行政处罚 | 若干 |
行政强制 | 1 |
这一行谁也不认识 | 5 |
五、存在的主要问题及改进情况
人手不足。
云溪镇人民政府
2024年1月16日
"""


def test_a_report_becomes_a_parameter_file_with_a_log(folder: Path, run: Run) -> None:
    (folder / "年报.txt").write_text(TEXT, encoding="utf-8")
    result = run("import", "年报.txt")
    assert result.status == 0, result.err
    path = folder / "params" / "2023" / "yunxi.yaml"
    file = load_parameters(path, folder)
    assert file.parameters.tables["proactive_disclosure"]["licences"] == {"decisions": 4}
    # What can't be read as a number stays out, and is named.
    assert "penalties" not in file.parameters.tables["proactive_disclosure"]
    assert "若干" in str(file.parameters.unplaced) + str(file.parameters.printed)
    log = (folder / "params" / "2023" / "yunxi.读入记录.txt").read_text(encoding="utf-8")
    assert "第 7 行" in log
    assert "有把握" in log
    assert "请先核对" in log
    assert "若干" in log
    assert run("import", "年报.txt").status == 2
    assert run("check", str(path)).status in (0, 1)


def test_out_template_and_year_may_be_given(folder: Path, run: Run) -> None:
    (folder / "年报.txt").write_text(TEXT, encoding="utf-8")
    out = folder / "elsewhere" / "mine.yaml"
    result = run("import", "年报.txt", "--template", "national-2019", "--year", "2020", "--out", str(out))
    assert result.status == 0, result.err
    parameters = load_parameters(out, folder).parameters
    assert (parameters.template, parameters.year, parameters.unit.id) == ("national-2019", 2020, "mine")


def test_a_folder_goes_on_past_a_broken_file(folder: Path, run: Run) -> None:
    place = folder / "归档"
    place.mkdir()
    (place / "a.txt").write_text(TEXT, encoding="utf-8")
    (place / "b.txt").write_text(TEXT.replace("2023年政府", "2022年政府"), encoding="utf-8")
    (place / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (place / "d.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (place / "说明.ini").write_text("x", encoding="utf-8")
    result = run("import", "归档")
    assert result.status == 1
    assert "[4/4]" in result.err
    assert "读入了 2 份，没有读入的 2 份" in result.out
    assert "WPS中另存为docx/xlsx" in "".join(result.out.split())
    assert {path.parent.name for path in (folder / "params").glob("*/yunxi.yaml")} == {"2022", "2023"}


def test_the_summary_of_a_folder_cuts_nothing_off(folder: Path, run: Run) -> None:
    place = folder / "归档"
    place.mkdir()
    long = "关于云溪镇人民政府二〇二三年度政府信息公开工作的若干材料汇编和往来文件说明（第二次征求意见稿）"
    (place / f"{long}.txt").write_text("今天下午三点开会。", encoding="utf-8")
    (place / "云溪镇.txt").write_text(f"网站导航\n{TEXT}", encoding="utf-8")
    said = "".join(run("import", "归档").out.split())
    assert "…" not in said
    assert "不像年度报告" in said
    assert "请核对是否选错了文件。" in said


def test_without_a_working_folder_it_is_written_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "年报.txt").write_text(TEXT, encoding="utf-8")
    assert run("import", "年报.txt").status == 0
    assert (tmp_path / "2023" / "yunxi.yaml").is_file()


def test_a_year_that_no_one_says_is_asked_for(folder: Path, run: Run) -> None:
    (folder / "x.txt").write_text("一、总体情况\n公开了12条信息。\n", encoding="utf-8")
    result = run("import", "x.txt", "--out", "x.yaml")
    assert result.status == 0
    assert "年份不明" in result.out
    assert "请填写" in (folder / "x.yaml").read_text(encoding="utf-8")
    assert run("check", "x.yaml").status == 2


def test_wrong_usage(folder: Path, run: Run) -> None:
    assert run("import", "没有.txt").status == 2
    assert run("import").status == 2
    (folder / "x.txt").write_text(TEXT, encoding="utf-8")
    assert run("import", "x.txt", "--template", "national-2031").status == 2
    assert "读入已公布的报告" in run("import", "--help").out
    assert "import" in run("--help").out


@pytest.mark.parametrize(("name", "data"), [("坏.docx", b"x"), ("通知.txt", "今天下午三点开会。".encode())])
def test_what_holds_no_report_is_refused_and_nothing_written(
    folder: Path, run: Run, name: str, data: bytes
) -> None:
    (folder / name).write_bytes(data)
    before = sorted(folder.rglob("*"))
    result = run("import", name)
    assert result.status == 2
    assert "不像年度报告" in result.err
    assert sorted(folder.rglob("*")) == before
    (folder / "归档").mkdir()
    (folder / "归档" / name).write_bytes(data)
    (folder / "归档" / "a.txt").write_text(TEXT, encoding="utf-8")
    several = run("import", "归档")
    assert several.status == 1
    assert "读入了 1 份，没有读入的 1 份" in several.out
