"""An import as a parameter file whose findings name the source's lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.checks import Subject, run_checks
from nianbao.importer import read_report, read_report_text
from nianbao.params.yaml_text import Place

TEXT = """
　　云溪镇2023年政府信息公开工作年度报告

一、总体情况
　　（一）主动公开。公开了信息。
　　（二）依申请公开。没有收到申请。
二、主动公开政府信息情况
第二十条第（五）项
信息内容 | 本年处理决定数量 |
行政许可 | 3.5 |
五、存在的主要问题及改进情况
　　人手不足，引用了{{ nothing.here }}。
　　　云溪镇人民政府
　　　2023年11月16日
"""


def test_findings_name_the_lines_of_the_source(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(TEXT, encoding="utf-8")
    file = read_report(path).as_file(path)
    found = run_checks(Subject.of(file))
    places = {finding.code: (finding.line, finding.column) for finding in found}
    lines = TEXT.split("\n")
    assert places["D103"] == (10, lines[9].index("3.5") + 1)
    assert places["N101"] == (12, lines[11].index("{{") + 1)
    dated = [finding for finding in found if finding.code.startswith("T") and finding.line == 14]
    assert dated
    assert all(finding.file == str(path) for finding in found)


def test_a_label_that_differs_has_its_place_and_row(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_text(TEXT.replace("行政许可 |", "行政许可(本级) |"), encoding="utf-8")
    (told,) = [one for one in run_checks(Subject.of(read_report(path).as_file(path))) if one.code == "D106"]
    assert (told.line, told.row, told.cell) == (10, "licences", None)


def test_one_row_for_all_other_handling_is_no_odd_label(tmp_path: Path) -> None:
    rows = "（五）不予处理 | 1.信访举报投诉类申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n（六）其他处理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"
    path = tmp_path / "年报.txt"
    path.write_text(TEXT.replace("五、存在", f"{rows}\n五、存在"), encoding="utf-8")
    file = read_report(path).as_file(path)
    assert file.parameters.printed.labels["applications"] == {"other_handling": "（六）其他处理"}
    assert not [one for one in run_checks(Subject.of(file)) if one.code == "D106"]


def test_each_line_of_a_section_has_its_place() -> None:
    report = read_report_text(TEXT, "年报.txt")
    path = ("sections", "overview")
    assert report.text.values["sections"]["overview"].split("\n")[2].startswith("（二）")
    assert report.text.place_in_text(path, 0, 0) == Place(5, 3)
    assert report.text.place_in_text(path, 2, 4) == Place(6, 7)
    assert report.places["tables", "proactive_disclosure", "licences", "decisions"] == Place(10, 8)
    assert report.places["printed", "title"] if "printed" in report.text.values else True


def test_no_file_without_a_year() -> None:
    with pytest.raises(ValueError, match="year"):
        read_report_text("一、总体情况\n公开了信息。\n", "x").as_file(Path("x"))


def test_what_was_understood_covers_the_source() -> None:
    report = read_report_text(TEXT, "年报.txt")
    covered: dict[int, str] = {}
    for one in report.stretches:
        covered[one.line] = covered.get(one.line, "") + report.lines[one.line].text[one.start : one.end]
    for index, line in enumerate(report.lines):
        shown = covered.get(index, "")
        assert "".join(shown.split()) == "".join(line.text.split())
    cell = next(one for one in report.cells if one.raw == "3.5")
    assert (cell.row, cell.column, cell.value) == ("licences", "decisions", 3.5)
    assert cell.place.line == 10
    assert "整数" in cell.why
    first = report.sections[0]
    assert (first.section, first.moved) == ("overview", False)
