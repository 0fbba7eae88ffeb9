"""What content management systems do to a report is found and named."""

from __future__ import annotations

import pytest

from nianbao.verifying.difference import Difference, Kind
from tests.verifying import cms
from tests.verifying.samples import SAMPLES, compare, page, wrong


def _one(found: list[Difference], kind: Kind, where: str) -> Difference:
    named = [one for one in found if one.kind == kind and one.where == where]
    assert len(named) == 1, [str(one) for one in found]
    return named[0]


def test_eaten_dates_are_named_with_both_writings() -> None:
    found = wrong(cms.eats_dates(page()))
    assert len(found) == 2
    span = _one(found, Kind.EATEN, "引言")
    assert span.should == "2024年1月1日至12月31日"
    assert span.was == "202411日至12月31日"
    assert _one(found, Kind.EATEN, "成文日期").was == "202519日"


def test_eaten_digits_are_named_with_both_writings() -> None:
    found = wrong(cms.eats_digits(page()))
    assert _one(found, Kind.EATEN, "引言").was == "2024年月日至12月日"
    assert _one(found, Kind.EATEN, "成文日期").was == "2025年月日"


def test_eaten_brackets_are_named_with_the_document_number() -> None:
    found = wrong(cms.eats_brackets(page()))
    assert len(found) == 1
    eaten = _one(found, Kind.EATEN, "引言")
    assert (eaten.should, eaten.was) == ("〔2021〕30号", "202130号")
    assert "括号" in eaten.message


def test_an_eaten_bracket_is_told_with_the_words_beside_it() -> None:
    found = [one for one in wrong(cms.eats_round_brackets(page())) if one.kind == Kind.EATEN]
    assert len(found) > 1
    assert len({str(one) for one in found}) == len(found)
    for one in found:
        assert one.should is not None
        assert one.was == one.should.replace("（", "")
        assert any(char.isalnum() for char in one.was)
        assert f"应为「{one.should}」，网页上是「{one.was}」" in one.message


@pytest.mark.parametrize("flatten", [cms.flattens, cms.a_cell_a_line])
@pytest.mark.parametrize("path", SAMPLES[::6], ids=lambda path: path.stem)
def test_a_table_as_text_is_told_once_and_its_numbers_are_found(flatten, path) -> None:  # type: ignore[no-untyped-def]
    found = wrong(flatten(page(path)), path)
    assert [one.kind for one in found] == [Kind.TABLE] * len(found)
    assert [one.where for one in found] == ["表二", "表三", "表四"]
    assert all("成了文字" in one.message for one in found)


def test_numbers_that_ran_together_are_told_once_a_table() -> None:
    found = wrong(cms.runs_together(page()))
    assert {one.where for one in found} == {"表二", "表三", "表四"}
    assert len(found) == 3
    assert all("分不开" in one.message for one in found)


def test_a_table_that_became_a_picture_is_told_from_one_that_is_missing() -> None:
    assert ["图片" in one.message for one in wrong(cms.pictures(page()))] == [True] * 3
    assert ["图片" in one.message for one in wrong(cms.strips(page()))] == [False] * 3
    assert [one.table for one in wrong(cms.strips(page()))] == [
        "proactive_disclosure",
        "applications",
        "review_litigation",
    ]


def test_styles_and_spans_and_empty_cells_are_no_difference() -> None:
    assert compare(cms.without_markup(page())).differences == ()


def test_half_width_punctuation_is_a_hint_at_most() -> None:
    verdict = compare(cms.widens(page()))
    assert verdict.same
    assert [one.kind for one in verdict.differences] == [Kind.STYLE]


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16"])
def test_an_encoding_that_the_page_does_not_name_is_told(encoding: str) -> None:
    source = page().replace('<meta charset="utf-8">', "")
    assert compare(source.encode(encoding)).same


def test_an_encoding_that_the_page_names_wrongly_does_no_harm() -> None:
    assert compare(page().replace("utf-8", "gb2312").encode("utf-8")).same
    assert compare(page().replace("utf-8", "gb2312").encode("gbk")).same
