"""Parts that a report has in another order than the format: each is found, and the order is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.importer import read_report

TEXT = """云溪镇2017年政府信息公开工作年度报告

一、概述
　　成立了领导小组。
二、主动公开政府信息的情况
　　主动公开三十二条。
三、依申请公开政府信息情况
　　没有收到申请。
{first}
{second}
六、存在的主要问题及改进情况
　　更新不够及时，将专人负责。
"""
REVIEWS = "四、因政府信息公开申请行政复议、提起行政诉讼的情况\n　　没有发生。"
CHARGES = "五、政府信息公开的收费及减免情况\n　　没有收费。"


@pytest.mark.parametrize("order", [(REVIEWS, CHARGES), (CHARGES, REVIEWS)])
def test_each_part_keeps_its_text(tmp_path: Path, order: tuple[str, str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT.format(first=order[0], second=order[1]), encoding="utf-8")
    read = read_report(path, tmp_path, template="national-2014", year=2017)
    assert read.parameters is not None
    assert read.parameters.sections["review_litigation"].strip() == "没有发生。"
    assert read.parameters.sections["fees"].strip() == "没有收费。"
    said = [note for note in read.log if "先后不同" in note.said]
    assert [note.certainty for note in said] == (["low"] if order[0] == REVIEWS else [])


def test_the_usual_order_goes_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    usual = (CHARGES.replace("五、", "四、"), REVIEWS.replace("四、", "五、"))
    path.write_text(TEXT.format(first=usual[0], second=usual[1]), encoding="utf-8")
    read = read_report(path, tmp_path, template="national-2014", year=2017)
    assert not [note for note in read.log if "先后" in note.said]


@pytest.mark.parametrize("style", ["【{}、{}】", "{} {}"])
def test_headings_in_boxes_and_behind_a_space_are_found(tmp_path: Path, style: str) -> None:
    boxed = style.startswith("【")
    text = TEXT.format(first=CHARGES.replace("五、", "四、"), second=REVIEWS.replace("四、", "五、"))
    for number, sign in enumerate("一二三四五六", 1):
        start = text.index(f"{sign}、")
        words = text[start + 2 :].partition("\n")[0]
        text = text.replace(f"{sign}、{words}", style.format(sign if boxed else number, words), 1)
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    read = read_report(path, tmp_path, template="national-2014", year=2017)
    assert read.parameters is not None
    assert read.parameters.sections["review_litigation"].strip() == "没有发生。"
    assert [one.section for one in read.sections] == [
        "overview",
        "proactive_disclosure",
        "applications",
        "fees",
        "review_litigation",
        "problems",
    ]


def test_a_count_before_a_word_is_no_heading(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    usual = TEXT.format(first=CHARGES.replace("五、", "四、"), second=REVIEWS.replace("四、", "五、"))
    path.write_text(
        usual.replace("没有收到申请。", "没有收到申请。\n\n12 次主动公开政府信息的培训"), encoding="utf-8"
    )
    read = read_report(path, tmp_path, template="national-2014", year=2017)
    assert len(read.sections) == 6
