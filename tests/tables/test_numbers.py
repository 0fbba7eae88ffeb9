"""Numbers as clerks, spreadsheets and web pages write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nianbao.tables.numbers import NOTHING, as_text, read_number
from nianbao.template.tables import Kind

KINDS: list[Kind] = ["count", "change", "amount"]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (3, 3),
        ("3", 3),
        ("003", 3),
        ("+19", 19),
        (3.0, 3),
        ("12.0", 12),
        ("12.00", 12),
        (10**8, 10**8),
    ],
)
def test_whole_numbers(raw: object, value: int) -> None:
    number = read_number(raw, "count", "件")
    assert (number.value, number.problem) == (value, None)
    assert isinstance(number.value, int)


@pytest.mark.parametrize(
    ("raw", "value", "said"),
    [
        ("１２", 12, "全角"),
        ("１，２３４", 1234, "全角"),
        ("1,234", 1234, "千分位"),
        ("11,398,889", 11398889, "千分位"),
        ("1 234", 1234, "空格"),
        ("12件", 12, "件"),
        ("12 件", 12, "件"),
        ("12（件）", 12, "件"),
        ("", 0, "空白"),
        ("  ", 0, "空白"),
        *((sign, 0, "按 0 计") for sign in ("/", "／", "-", "—", "——", "–", "无", "零", "没有")),
        (2.0, 2, "2.0"),
    ],
)
def test_what_is_certain_is_read_and_said(raw: object, value: int, said: str) -> None:
    number = read_number(raw, "count", "件")
    assert (number.value, number.problem) == (value, None)
    assert number.note
    assert said in number.note


@pytest.mark.parametrize(
    ("raw", "kind", "unit", "code"),
    [
        ("2.5", "count", "件", "D103"),
        (2.5, "count", "件", "D103"),
        ("0.5", "change", "项", "D103"),
        (-1, "count", "件", "D104"),
        ("-1", "count", "件", "D104"),
        ("－１", "count", "件", "D104"),
        ("-0.5", "amount", "万元", "D104"),
        ("十二", "count", "件", "D102"),
        ("100余", "count", "件", "D102"),
        ("1,23", "count", "件", "D102"),
        ("12万元", "count", "件", "D102"),
        ("12条", "count", "件", "D102"),
        ("1e3", "count", "件", "D102"),
        ("件", "count", "件", "D102"),
        (True, "count", "件", "D102"),
        ([1], "count", "件", "D102"),
        (float("nan"), "count", "件", "D102"),
        (float("inf"), "amount", "万元", "D102"),
        (10**30, "count", "件", "D102"),
    ],
)
def test_what_is_not_certain_is_refused(raw: object, kind: Kind, unit: str, code: str) -> None:
    number = read_number(raw, kind, unit)
    assert (number.value, number.code) == (None, code)
    assert number.problem


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("7730.28", "7730.28"),
        (3.25, "3.25"),
        ("3.250", "3.25"),
        ("59237.2449", "59237.2449"),
        ("3.0", "3"),
        (0.1, "0.1"),
        ("3.25万元", "3.25"),
        ("12500元", "1.25"),
        ("380元", "0.038"),
        ("100000", "100000"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_money(raw: object, text: str) -> None:
    number = read_number(raw, "amount", "万元")
    assert number.value is not None
    assert as_text(number.value) == text


def test_yuan_in_a_column_of_wan_is_said() -> None:
    note = read_number("12500元", "amount", "万元").note
    assert note
    assert "万元" in note
    assert "1.25" in note


@pytest.mark.parametrize(("raw", "unit"), [("251000元", "元"), ("41.6万元", "万元"), ("41.6", None)])
def test_a_column_without_a_unit_keeps_that_of_the_cell(raw: str, unit: str | None) -> None:
    number = read_number(raw, "amount", None)
    assert (number.problem, number.note, number.unit) == (None, None, unit)


@pytest.mark.parametrize("raw", ["+19", "-3", "−3", "－3"])
def test_a_change_has_either_sign(raw: str) -> None:
    assert read_number(raw, "change", "项").value == (19 if "19" in raw else -3)


anything = st.one_of(
    st.text(),
    st.text("0123456789.,-+/—０１２，．（）() 万元件条无\u3000\u00a0\t\n", max_size=12),
    st.sampled_from(sorted(NOTHING)),
    st.integers(),
    st.floats(),
    st.decimals(allow_nan=True),
    st.none(),
    st.booleans(),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
)


@given(anything, st.sampled_from(KINDS), st.sampled_from(["件", "万元", None]))
@example("٣", "count", "件")
@example("²", "count", "件")
@example("9" * 5000, "amount", None)
@example("1" + ",000" * 200, "count", "件")
@example(float("1e308"), "amount", "万元")
@example("1\ud800", "count", "件")
def test_nothing_is_ever_guessed_and_nothing_raises(raw: Any, kind: Kind, unit: str | None) -> None:
    number = read_number(raw, kind, unit)
    assert (number.value is None) == (number.problem is not None)
    if number.value is not None:
        text = as_text(number.value)
        assert "E" not in text
        assert kind == "change" or number.value >= 0
        assert kind == "amount" or isinstance(number.value, int)
        # What is printed reads as the same number again, without a remark.
        again = read_number(text, kind, unit)
        assert (again.value, again.note) == (number.value, None)


@given(st.integers(0, 10**11))
def test_a_number_reads_the_same_however_it_is_written(value: int) -> None:
    wide = str.maketrans("0123456789,", "０１２３４５６７８９，")
    for text in (str(value), f"{value:,}", f" {value} ", f"{value}件", str(value).translate(wide)):
        assert read_number(text, "count", "件").value == value
