"""Near misses and quotations for messages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.suggest import did_you_mean, nearest, quoted

KNOWN = ["year", "last_year", "unit.name", "unit.full_name", "issued.by"]


@pytest.mark.parametrize(
    ("word", "best"),
    [("yaer", "year"), ("YEAR", "year"), ("unit.nmae", "unit.name"), ("issue.by", "issued.by"),
     ("unit_name", "unit.name")],
)  # fmt: skip
def test_nearest(word: str, best: str) -> None:
    assert nearest(word, KNOWN)[0] == best


def test_nearest_gives_no_more_than_asked_for() -> None:
    assert len(nearest("unit.name", KNOWN, count=1)) == 1
    assert nearest("完全不同", KNOWN) == []


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("yaer", ["year"], "是不是想写「year」？"),
        ("甲", ["year", "unit"], "可以写的有：year、unit。"),
        ("甲", [], ""),
    ],
)
def test_did_you_mean(word: str, known: list[str], expected: str) -> None:
    assert did_you_mean(word, known) == expected
    assert did_you_mean(word, iter(known)) == expected


MANY = [f"cell.number{place}" for place in range(500)]


def test_what_nobody_would_read_is_not_listed() -> None:
    assert did_you_mean("甲", MANY, "请用 nianbao figures 查看。") == "请用 nianbao figures 查看。"
    assert did_you_mean("甲", MANY).startswith("可以写的有 500 个，如：cell.number0、")
    assert len(did_you_mean("甲", MANY)) < 250
    assert did_you_mean("cell.nunber7", MANY, "请用 nianbao figures 查看。").startswith(
        "是不是想写「cell.number7」"
    )
    assert (
        did_you_mean("甲", MANY[:12], "请用 nianbao figures 查看。")
        == f"可以写的有：{'、'.join(MANY[:12])}。"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("河洛镇", "河洛镇"),
        ("a\nb", "a\\u000ab"),
        ("a\u202eb", "a\\u202eb"),
        ("河洛\u3000镇 x", "河洛\u3000镇 x"),
        ("字" * 40, "字" * 40),
        ("字" * 41, "字" * 39 + "…"),
    ],
)
def test_quoted(text: str, expected: str) -> None:
    assert quoted(text) == expected


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=80))
def test_a_quotation_is_one_short_line(text: str) -> None:
    assert len(quoted(text)) <= 40
    assert len(quoted(text).splitlines()) <= 1
