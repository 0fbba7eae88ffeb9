"""What is typed in prose and counts something, and what only looks like it."""

from __future__ import annotations

import pytest

from nianbao.papers.typed import typed_spans


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in typed_spans(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("编写材料30余万字，办结2000余条。", ["30余万字", "2000余条"]),
        ("今年开工的工程五处，张贴海报壹拾张。", ["五处", "壹拾张"]),
        ("平均提速1/3，减少三分之一。", ["1/3", "三分之一"]),
        ("同比下降2.3个百分点，是上年的3倍。", ["2.3个百分点", "3倍"]),
        ("十一份材料、五处工程、三个村、一页纸。", ["十一份", "五处", "三个", "一页"]),
        ("咨询1.2万次，培训三次，共二十余人次、十五人。", ["1.2万次", "三次", "二十余人次", "十五人"]),
        ("十个工作日内答复，比规定少5个工作日。", ["十个工作日", "5个工作日"]),
        ("公开率百分之百，及时率99.9%。", ["百分之百", "99.9%"]),
    ],
)
def test_figures_are_found_as_people_write_them(text: str, figures: list[str]) -> None:
    assert found(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "第三季度和上半年，二〇二四年1月20日，2024/1/2。",
        "一是加强学习，二是落实十九大、二十大精神。",
        "三公经费、一站式服务、一人一档、百日行动。",
        "依照《条例》第三条、国办公开办函〔2021〕30号。",
        "报告由七个部分组成，从三个方面十分重视。",
        "拨打12345热线，进一步做一些工作，每一件、同一名。",
    ],
)
def test_what_counts_nothing_is_passed_over(text: str) -> None:
    assert found(text) == []
