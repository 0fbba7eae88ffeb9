"""Published reports are checked where they stand, and never changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SOURCE = "云溪镇2024年政府信息公开工作年度报告\n\n一、总体情况\n主动公开{{ q }}条。\n"


@pytest.fixture
def text_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published text outside any working folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("云溪镇.txt")
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_findings_name_the_published_files_lines(text_file: Path, run: Run) -> None:
    result = run("check", str(text_file), "--select", "N", "--json")
    (finding,) = json.loads(result.out)
    found = (finding["code"], finding["file"], finding["line"], finding["column"])
    assert found == ("N101", "云溪镇.txt", 4, 5)
    assert "│ 主动公开{{ q }}条。\n    │         ^^^^^^^" in run("check", str(text_file), "--select", "N").out


def test_a_report_without_a_year_is_not_readable(text_file: Path, run: Run) -> None:
    text_file.write_text(SOURCE.replace("2024年", ""), encoding="utf-8")
    result = run("check", str(text_file))
    assert result.status == 2
    assert "读不出这是哪一年的报告" in result.out


def test_a_published_report_is_never_mended(text_file: Path, run: Run) -> None:
    run("check", str(text_file), "--fix")
    assert text_file.read_text(encoding="utf-8") == SOURCE


PAGE = """青石镇2012年政府信息公开工作年度报告
根据《中华人民共和国政府信息公开条例》，编制本报告。本报告由概述、主动公开情况等{count}个部分组成。电话：0000-8000100。
一、主动公开政府信息情况
2012年，我镇主动公开信息120条，其中财政40条，民政80条，，门户网站都有。
二、依申请公开政府信息的情况
2012年收到申请2件，均予以公开。
三、政府信息公开的收费及减免情况
2012年没有收取费用。
四、申请行政复议、提起行政诉讼情况
没有。
五、存在的主要问题和改进措施
栏目更新慢；明年每周更新。
六、附表
见县政府网站。
"""


def of_page(count: str, run: Run, text: str = PAGE) -> list[dict[str, str]]:
    Path("青石镇.txt").write_text(text.format(count=count), encoding="utf-8")
    found: list[dict[str, str]] = json.loads(run("check", "青石镇.txt", "--json").out)
    return found


def test_a_page_is_told_nothing_of_yaml_and_nothing_that_a_page_need_not_have(
    text_file: Path, run: Run
) -> None:
    found = of_page("六", run) + json.loads(run("check", str(text_file), "--json").out)
    words = "".join(one["message"] + one["suggestion"] for one in found)
    assert not [
        key for key in ("unit.", "issued", "printed", "tables", "yaml", "name:", "date:") if key in words
    ]
    assert "U103" not in {one["code"] for one in found}
    lost = [one["severity"] for one in found if one["code"] in ("T102", "U104")]
    assert lost == ["hint"] * 4, "it may only not have been read"


def test_a_part_has_the_name_that_the_page_gives_it(text_file: Path, run: Run) -> None:
    (finding,) = [one for one in of_page("六", run) if "，，" in one["message"]]
    assert finding["message"].startswith("「一、主动公开政府信息情况」")


def test_a_part_that_an_early_page_lacks_has_no_number(text_file: Path, run: Run) -> None:
    page = PAGE.split("五、")[0]
    (finding,) = [one for one in of_page("四", run, page) if one["code"] == "S101"]
    assert finding["message"] == "「政府信息公开工作存在的主要问题及改进情况」没有写内容。"


@pytest.mark.parametrize(("count", "found"), [("六", False), ("五", True), ("七", True)])
def test_the_parts_of_a_page_are_counted_by_its_own_headings(
    text_file: Path, run: Run, count: str, found: bool
) -> None:
    told = [one["message"] for one in of_page(count, run) if one["code"] == "S201"]
    assert bool(told) is found
    assert all("实际有 6 个部分" in one for one in told)


def test_of_a_page_that_was_read_in_part_no_parts_are_counted(text_file: Path, run: Run) -> None:
    page = PAGE.split("二、")[0]
    assert not [one for one in of_page("七", run, page) if one["code"] == "S201"]


def test_headings_that_happen_to_be_an_areas_ask_for_none_of_its_other_parts(
    text_file: Path, run: Run
) -> None:
    page = PAGE.split("一、")[0] + "一、概述\n2012年，我镇设立专栏，公开工作有序进行。\n"
    told = [one["message"] for one in of_page("六", run, page) if one["code"] in ("S101", "S102")]
    assert not [one for one in told if "组织领导" in one or "保密" in one]


NAMELESS = """青石镇政府信息公开工作年度报告
一、总体情况
主动公开信息12条。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、政府信息公开行政诉讼情况
行政复议 | 行政诉讼
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 0 | 0 | 5 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0
"""


def test_the_tables_of_a_report_without_a_year_are_checked_all_the_same(text_file: Path, run: Run) -> None:
    text_file.write_text(NAMELESS, encoding="utf-8")
    codes = {one["code"] for one in json.loads(run("check", str(text_file), "--json").out)}
    assert codes == {"P118", "A101"}


def test_a_year_may_be_given_where_the_report_says_none(text_file: Path, run: Run) -> None:
    text_file.write_text(SOURCE.replace("2024年", ""), encoding="utf-8")
    assert run("check", str(text_file), "--year", "2022").status == 1
    other = Path("青石镇2024.txt")
    other.write_text(SOURCE, encoding="utf-8")
    together = run("check", str(text_file), str(other), "--year", "2022", "--format", "text").out
    assert "校核了 2 份报告" in together
    assert "P118" not in together
    assert "2022 年" not in run("check", str(other), "--year", "2022").out, "what it says counts"


def test_a_folder_without_parameter_files_stands_for_its_reports(text_file: Path, run: Run) -> None:
    place = Path("年报")
    (place / "附件").mkdir(parents=True)
    for name in ("a.txt", "附件/b.txt", ".c.txt", "~$d.docx", "e.jpg", "a.读入记录.txt"):
        (place / name).write_text(SOURCE, encoding="utf-8")
    found = json.loads(run("check", str(place), "--select", "N", "--json").out)
    assert [one["file"].replace("\\", "/") for one in found] == ["年报/a.txt", "年报/附件/b.txt"]


def test_a_folder_with_nothing_to_check_says_what_it_looked_for(text_file: Path, run: Run) -> None:
    Path("空").mkdir()
    result = run("check", "空")
    assert result.status == 2
    assert "没有年报底稿" in result.err
    assert "已公布的报告" in result.err
