"""What changed is named, sentence by sentence and number by number; what isn't content is not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.params.model import Parameters
from nianbao.report import Report
from nianbao.signing.changes import changes
from nianbao.signing.content import Content

BASE: dict[str, Any] = {
    "template": "national-2021",
    "year": 2024,
    "unit": {"id": "yunxi", "name": "云溪镇", "full_name": "示例县云溪镇人民政府", "level": "township"},
    "issued": {"by": "云溪镇人民政府", "date": "2025-01-20"},
    "sections": {
        "overview": "（一）主动公开。公开信息120条。\n\n（二）监督保障。培训2次。",
        "problems": "更新不快。",
    },
    "tables": {"applications": {"new_received": {"natural_person": 3, "enterprise": 1}}},
}


def content(**changed: Any) -> Content:
    return Content.of(Report.of(Parameters.model_validate({**BASE, **changed})))


def told(**changed: Any) -> list[str]:
    return [str(one) for one in changes(content(), content(**changed))]


def with_section(**texts: str) -> dict[str, Any]:
    return {"sections": {**BASE["sections"], **texts}}


def test_nothing_changed_is_nothing_told() -> None:
    assert told() == []
    assert content() == content()


def test_a_word_is_named_with_its_section_and_its_neighbours() -> None:
    (change,) = told(**with_section(problems="更新不够快。"))
    assert change.startswith("五、存在的主要问题及改进情况：")
    assert "加上「够」" in change


def test_a_number_in_a_sentence_is_named_whole() -> None:
    (change,) = told(**with_section(overview="（一）主动公开。公开信息121条。\n\n（二）监督保障。培训2次。"))
    assert "120" in change
    assert "121" in change


def test_a_cell_is_named_by_row_and_column_and_so_are_its_sums() -> None:
    found = told(tables={"applications": {"new_received": {"natural_person": 4, "enterprise": 1}}})
    assert len(found) >= 2
    assert any("「自然人」列：「3」改为「4」" in one for one in found)
    assert any("「4」改为「5」" in one for one in found)


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"issued": {"by": "云溪镇人民政府", "date": "2025-01-21"}}, "落款"),
        ({"year": 2023}, "标题"),
        ({"unit": {**BASE["unit"], "code": "12345"}}, "单位信息"),
        ({"unit": {**BASE["unit"], "full_name": "另县云溪镇人民政府"}}, "单位信息"),
        ({"template": "national-2019"}, "格式（模板）"),
        (with_section(problems=""), "五、"),
        (with_section(problems="[更新不快](https://example.org/a)。"), "五、"),
    ],
)
def test_every_kind_of_change_is_named(changed: dict[str, Any], place: str) -> None:
    assert any(one.startswith(place) for one in told(**changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"settings": {"forms": ["pdf"]}},
        {"fonts": {"folder": "fonts", "system": True}},
        {"accepted": [{"code": "S103", "reason": "无"}]},
        {"unplaced": {"a": ["b", 1.5]}},
        # The same number, counted by the template instead of typed.
        {"tables": {"applications": {"new_received": {"natural_person": 3, "enterprise": 1, "total": 4}}}},
        # The same words, the year quoted instead of typed; where lines end; a character without width.
        with_section(problems="更新不快。\n"),
        with_section(problems="更新​不快。"),
        {"sections": dict(reversed(BASE["sections"].items()))},
    ],
)
def test_what_is_not_printed_does_not_count(changed: dict[str, Any]) -> None:
    assert told(**changed) == []
    assert content(**changed).sha256 == content().sha256


_TEXT = st.text(st.sampled_from("公开信息条件年的了不是。，（）120一二三abc \n"), max_size=40)


@settings(max_examples=30, deadline=None)
@given(one=_TEXT, other=_TEXT)
def test_sections_that_print_other_words_are_always_named(one: str, other: str) -> None:
    was, now = content(**with_section(problems=one)), content(**with_section(problems=other))
    assert bool(changes(was, now)) == (was.sha256 != now.sha256)
    printed = [[line for line in found.lines if line[0].startswith("五、")] for found in (was, now)]
    assert (was.sha256 != now.sha256) == (printed[0] != printed[1])


_LINES = st.lists(st.tuples(st.sampled_from(["甲", "乙", "丙"]), st.text("公开3\n ", max_size=6)), max_size=5)


@settings(max_examples=300, deadline=None)
@given(_LINES, _LINES)
def test_contents_differ_exactly_where_changes_are_named(
    was: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    one, other = Content(tuple(was)), Content(tuple(now))
    assert bool(changes(one, other)) == (one.sha256 != other.sha256)


@settings(max_examples=15, deadline=None)
@given(number=st.integers(0, 99999), row=st.sampled_from(["new_received", "carried_over"]))
def test_a_changed_number_is_always_named(number: int, row: str) -> None:
    cells = {**BASE["tables"]["applications"]["new_received"]}
    was = content(tables={"applications": {row: cells}})
    now = content(tables={"applications": {row: {**cells, "natural_person": number}}})
    found = changes(was, now)
    assert bool(found) == (number != cells["natural_person"])
    if found:
        assert any(f"「3」改为「{number}」" in one.words for one in found)


def test_a_change_is_shown_word_by_word_with_little_around_it() -> None:
    long = "前面一段很长很长的话，" * 20
    was = content(**with_section(problems=f"{long}更新不快。{long}"))
    (change,) = changes(was, content(**with_section(problems=f"{long}更新不够快。{long}")))
    assert [piece.text for piece in change.pieces if piece.kind == "new"] == ["够"]
    assert "".join(piece.text for piece in change.pieces if piece.kind == "same").count("……") == 2
    assert len("".join(piece.text for piece in change.pieces)) < 80
