"""Years of the year's work: left over from last year's report, or written without 年."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.checks.period import check as period
from nianbao.checks.period import fixes
from nianbao.checks.years import check as years
from tests.checks.families import report, said

LEFT_OVER = (
    "2023年全年主动公开政府信息32条。",
    "2023年我镇共公开信息32条。",
    "2023年共收到群众来信32件。",
    "（一）2023年全镇公开信息32条。",
    "截至2023年底，全镇公开信息32条。",
    "此外，2025年我镇网站公开24条。",
    "2023年1月1日至2023年12月31日，我镇公开信息15条。",
    "自2023年1月1日起至2023年12月31日止，我镇收到申请4件。",
    "2023年1月至12月，我镇公开5条。",
    "2023年1-12月，我镇公开5条。",
    "二〇二三年，我镇公开10条。",
    "二〇二三年全年公开信息32条。",
)
OUR_OWN = (
    "2023年结转的1件已经办结。",
    "2023年我镇公开32条，2024年公开40条。",
    "2023年我镇公开32条，2024年比上年增加8条。",
    "2025年我镇将公开预算信息20条。",
    "公示2023年度部门决算。",
    "2024年1月1日至2024年12月31日，我镇公开信息15条。",
    "2023年1月至12月公开32条，2024年同期公开40条。",
    "2023年7月至2024年6月，村里修了3条路。",
    "二〇二四年，我镇公开10条，比二〇二三年多2条。",
    "二〇二三年我镇公开8条，二〇二四年公开10条。",
    "2023年1月至12月，修了一座桥。",
    "落实《2023年工作要点》。",
    "截至2024年底，全镇公开信息32条。",
)


@pytest.mark.parametrize("text", LEFT_OVER)
def test_a_year_left_over_is_asked_about_once(text: str, tmp_path: Path) -> None:
    assert [finding.code for finding in said(years, tmp_path, text)] == ["T207"]


@pytest.mark.parametrize("text", OUR_OWN)
def test_a_year_that_belongs_there_is_not(text: str, tmp_path: Path) -> None:
    assert [finding for finding in said(years, tmp_path, text) if finding.code != "T206"] == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("统计期限自202411日起。", "2024年1月1日"),
        ("统计期限为2024111231日。", "2024年1月1日至12月31日"),
        ("统计期限自2024 1 1 日起。", "2024年1月1日"),
        ("至202024年12月31日止。", "2024年"),
        ("2024度，全镇公开信息32条。", "2024年度"),
        ("2024全年公开信息32条。", "2024年全年"),
    ],
)
def test_a_date_that_pasting_has_eaten_is_told_with_the_right_one(
    text: str, right: str, tmp_path: Path
) -> None:
    found = [finding for finding in said(period, tmp_path, text) if finding.code == "T204"]
    assert len(found) == 1
    assert right in (found[0].suggestion or "")
    (fix,) = fixes(report(tmp_path, "overview", text))
    assert fix.replacement == right


@pytest.mark.parametrize("text", ["2024年度，公开32条。", "国办发〔2020〕17号。", "电话：05352024111。"])
def test_whole_years_and_other_numbers_are_left_alone(text: str, tmp_path: Path) -> None:
    assert [finding for finding in said(period, tmp_path, text) if finding.code == "T204"] == []
