"""Fixes: safe, exact, and they settle what they are for."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from nianbao.checks import Subject, run_checks
from nianbao.checks.fixes import Fix
from tests.checks.whole import OVERVIEW, subject_of, whole

FIXED = {
    "half-width comma": ("全年公开32条,都按期更新。", "全年公开32条，都按期更新。"),
    "half-width comma with its space": ("全年公开, 都按期更新，没有拖延。", "全年公开，都按期更新，没有拖延。"),
    "half-width stop": ("全年公开都按期.", "全年公开都按期。"),
    "half-width brackets": ("公开(财政类)32条，都按期。", "公开（财政类）32条，都按期。"),
    "one bracket of a pair": ("公开（财政类)32条，都按期。", "公开（财政类）32条，都按期。"),
    "doubled comma": ("公开32条，，都按期。", "公开32条，都按期。"),
    "straight quotation marks": ('公众号"云溪"更新，都按期。', "公众号“云溪”更新，都按期。"),
    "angle brackets": ("按<信息公开目录>公开，都按期。", "按《信息公开目录》公开，都按期。"),
    "angle brackets in a title": ("按《关于<目录>的通知》公开。", "按《关于〈目录〉的通知》公开。"),
    "、 between titles": ("修订《目录》、《指南》两份。", "修订《目录》《指南》两份。"),
    "space beside digits": ("2024 年公开32条，共2024年。", "2024年公开32条，共2024年。"),
    "space between characters": ("全年 公开32条。", "全年公开32条。"),
    "no end mark": ("全年公开信息32条，都按期更新", "全年公开信息32条，都按期更新。"),
    "comma at the end": ("全年公开信息32条，都按期更新，", "全年公开信息32条，都按期更新。"),
    "broken line": ("全年的信息按时按要求通\n\n过公开栏张贴。", "全年的信息按时按要求通过公开栏张贴。"),
    "slip": ("有1件转结下年度，都按期。", "有1件结转下年度，都按期。"),
    "截止 before a date": ("截止2024年12月31日，公开32条。", "截至2024年12月31日，公开32条。"),
    "markup": ("公开&nbsp;32条<br/>，都按期。", "公开32条，都按期。"),
    "lone stars": ("公开**32条，都按期。", "公开32条，都按期。"),
    "eaten date": ("统计到2024年1231日，公开32条。", "统计到2024年12月31日，公开32条。"),
    "around a figure": ("{{ unit.name }},{{ year }} 年公开，共2024年。", "{{ unit.name }}，{{ year }}年公开，共2024年。"),
}  # fmt: skip

UNTOUCHED = {
    "URL, time and figures": "见 https://a.example/x,y:z?(1) ，时间8:30，共3,000条，占12.5%。",
    "a single bracket": "公开（财政类32条，都按期。",
    "odd straight quotation mark": '公众号"云溪更新，都按期。',
    "another year's eaten date": "统计到2019年1231日，公开32条。",
    "emphasis": "公开**32条**，都按期。",
    "Latin words": "用 WPS Office 写成，都按期。",
}


def all_fixes(subject: Subject) -> list[Fix]:
    modules = ("punctuation", "wording", "period")
    return [
        fix for name in modules for fix in importlib.import_module(f"nianbao.checks.{name}").fixes(subject)
    ]


def applied(text: str, fixes: list[Fix]) -> str:
    for fix in sorted(fixes, key=lambda fix: fix.start, reverse=True):
        text = text[: fix.start] + fix.replacement + text[fix.end :]
    return text


@pytest.mark.parametrize(("wrong", "right"), FIXED.values(), ids=FIXED)
def test_a_fix_changes_what_is_wrong_and_nothing_else(wrong: str, right: str, tmp_path: Path) -> None:
    subject = subject_of(whole(sections__overview=wrong), tmp_path)
    own = [fix for fix in all_fixes(subject) if fix.section == "overview"]
    text = subject.report.parameters.sections["overview"]
    assert applied(text, own).strip() == right
    # What it mends was told, under the same code.
    assert {fix.code for fix in own} <= {finding.code for finding in run_checks(subject)}
    assert own


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_may_be_right_stays(text: str, tmp_path: Path) -> None:
    assert all_fixes(subject_of(whole(sections__overview=text), tmp_path)) == []


def test_a_second_run_has_nothing_left_to_do(tmp_path: Path) -> None:
    wrong = (
        "（一）公开, 共32条;都 按期。。\n\n"
        + OVERVIEW.replace("，", ",", 3)
        + "\n\n按时按要求通\n\n过公开栏张贴的都按期更新"
    )
    subject = subject_of(whole(sections__overview=wrong), tmp_path)
    once = applied(subject.report.parameters.sections["overview"], all_fixes(subject))
    again = subject_of(whole(sections__overview=once.strip()), tmp_path / "again")
    assert all_fixes(again) == []


def test_a_text_folded_to_half_width_throughout_is_left_to_its_importer(tmp_path: Path) -> None:
    folded = whole()
    for name, text in folded["sections"].items():
        folded["sections"][name] = text.translate(str.maketrans("，；：（）", ",;:()"))
    subject = subject_of(folded, tmp_path)
    assert [finding for finding in run_checks(subject) if finding.code == "W101"] == []
    assert [fix for fix in all_fixes(subject) if fix.code == "W101"] == []
