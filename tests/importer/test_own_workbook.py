"""Our own workbook read back: its sheet 说明 is known, nothing of it is left over."""

from __future__ import annotations

import shutil
from pathlib import Path

from nianbao.build import build_report
from nianbao.importer import read_report
from nianbao.task import Task

ROOT = Path(__file__).resolve().parents[2]


def test_the_notes_of_our_own_workbook_are_known(tmp_path: Path) -> None:
    place = tmp_path / "params/2024/qingyan.yaml"
    place.parent.mkdir(parents=True)
    shutil.copy(ROOT / "params/2024/qingyan.yaml", place)
    outcome = build_report(Task(place, tmp_path, tmp_path / "out", forms=("xlsx",), draft=True))
    assert outcome.status == "built", outcome.error
    report = read_report(tmp_path / "out/2024/qingyan/report.xlsx")
    assert report.counts["unplaced"] == 0
    assert report.parameters is not None
    assert report.parameters.unit.full_name == "示例县青岩镇人民政府"
    assert report.year == 2024
    assert "数据指纹" in "".join(text for part, _, text in report.kept if part == "chrome")
    log = report.log_text()
    assert "请先核对" not in log
    assert "\\u0009" not in log


def test_a_sheet_of_that_name_from_others_is_read_as_it_is(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "说明"
    for row in (("报告", "测试镇2023年政府信息公开工作年度报告"), ("格式", "自己的话")):
        sheet.append(row)
    book.save(tmp_path / "报告.xlsx")
    kept = read_report(tmp_path / "报告.xlsx").kept
    assert "自己的话" in "".join(text for part, _, text in kept if part != "chrome")
