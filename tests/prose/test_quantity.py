"""What is a count in prose, and what isn't."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.passages.paragraphs import passages
from nianbao.prose.numerals import han_number
from nianbao.prose.quantity import quantities

COUNTS = {
    "公开50条。": ("50", "条"),
    "公开５０条。": ("50", "条"),
    "公开 163 条。": ("163", "条"),
    "公开1,234条。": ("1234", "条"),
    "公开1，234条。": ("1234", "条"),
    "收取12.5万元。": ("12.5", "万元"),
    "印发3万册。": ("30000", "册"),
    "办结率98.50%。": ("98.50", "%"),
    "办结率９８％。": ("98", "%"),
    "办结率百分之九十五。": ("95", "%"),
    "办结率百分之百。": ("100", "%"),
    "收到申请三件，": ("3", "件"),
    "收到申请二十五件。": ("25", "件"),
    "培训120人次。": ("120", "人次"),
    "有25个单位。": ("25", "个"),
    "12345热线接到来电40件。": ("40", "件"),
}

NO_COUNTS = (
    "2023年1月1日至12月31日",
    "202311日至20231231日",
    "国办公开办函〔2021〕30号",
    "安政〔2013〕 27 号、国务院令第711号、第492号",
    "第二十条第（一）项、第20条、第3次会议",
    "电话0535-1234567，邮编265200",
    "电话：05351234567",
    "1.计划",
    "一是计划；（2）总结；3、财政",
    "在20个工作日内、3天内、24小时",
    "3—5件",
    "3至5个",
    "每月3次、平均每件5天",
    "711条例、12部门、5G网络、1+6+N模式",
    "一事一件，同一件，每一条",
    "提高2个百分点",
    "https://example.org/2023/12条",
    "2021—2023年",
)


@pytest.mark.parametrize("text", COUNTS)
def test_a_count_is_read_with_its_unit(text: str) -> None:
    [passage] = passages(text)
    [found] = quantities(passage.folded)
    assert (found.value, found.unit) == (Decimal(COUNTS[text][0]), COUNTS[text][1])


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_counts_nothing_is_left_alone(text: str) -> None:
    [passage] = passages(text)
    assert [found for found in quantities(passage.folded) if found.unit] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("370余条", 370, 379),
        ("100多条", 100, 199),
        ("1500余条", 1500, 1599),
        ("约100条", 90, 110),
        ("近100条", 90, 100),
        ("100条左右", 90, 110),
        ("100条", 100, 100),
    ],
)
def test_a_vague_number_has_bounds(text: str, low: int, high: int) -> None:
    [found] = quantities(f"公开{text}。")
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "value"),
    [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("一百零八", 108), ("两千三百", 2300), ("二十条", None), ("百十", None), ("三三", None), ("", None)],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert han_number(text) == value
