"""Clauses that changed, as they were and as they are."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nianbao.correcting.kept import Change
from nianbao.correcting.told import told
from nianbao.signing.content import Content


def clauses(was: str, now: str) -> list[tuple[str, str]]:
    return [(one.was, one.now) for one in told(Content((("甲", was),)), Content((("甲", now),)))]


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ("3", "4", [("3", "4")]),
        ("共3件，答4件。", "共5件，答6件。", [("共3件", "共5件"), ("答4件", "答6件")]),
        ("共3件答4件。", "共5件答6件。", [("共3件答4件", "共5件答6件")]),
        ("解读及时。", "解读不及时。", [("解读及时", "解读不及时")]),
        ("一段。\n二段。\n三段。", "一段。\n三段。", [("二段。\n", "")]),
        ("一、标题\n旧的一句。", "一、标题\n新写的。", [("旧的一句", "新写的")]),
        ("", "新", [("", "新")]),
    ],
)
def test_a_change_is_told_by_its_clause(was: str, now: str, found: list[tuple[str, str]]) -> None:
    assert clauses(was, now) == found


def test_an_order_that_changed_is_told() -> None:
    lines = (("甲", "一"), ("乙", "二"))
    assert told(Content(lines), Content(lines[::-1])) == (Change("各部分的先后次序", "", ""),)


WORDS = st.text(alphabet="甲乙丙12，。\n", max_size=30)


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS)
@example("1\n", "1\n1")
def test_whatever_changed_is_told_and_nothing_else(was: str, now: str) -> None:
    found = clauses(was, now)
    assert bool(found) == (was != now)
    rest_was, rest_now = was, now
    for one, other in found:
        assert one != other
        assert one in rest_was
        assert other in rest_now
        rest_was = rest_was[rest_was.index(one) + len(one) :]
        rest_now = rest_now[rest_now.index(other) + len(other) :]
