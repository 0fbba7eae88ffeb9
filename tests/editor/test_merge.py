"""Nothing of either side is lost, and nothing is decided for the clerk."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editor.document import Document
from nianbao.editor.merge import CHOICE_WORDS, Choice, Difference, differences, merged
from nianbao.editor.parts import Part
from nianbao.errors import EditError
from tests.editor.conftest import document

OVERVIEW: Part = ("sections", "overview")
PARTS: list[Part] = [
    OVERVIEW,
    ("sections", "problems"),
    ("unit", "name"),
    ("tables", "applications", "new_received", "natural_person"),
    ("accepted", "S103", "overview"),
]
TEXT = st.lists(st.sampled_from(["甲。", "乙。", "丙。", "丁。"]), max_size=4).map("\n\n".join)
EDITS = st.lists(st.tuples(st.sampled_from(PARTS), TEXT | st.none()), max_size=4)


def edited(base: Document, edits: list[tuple[Part, Any]]) -> Document:
    for part, value in edits:
        if part[0] == "tables" and value is not None:
            value = len(value)
        if part[0] == "unit" and value is not None:
            value = value.replace("\n", "")
        base = base.with_value(part, value)
    return base


def merge(
    base: Document, mine: Document, theirs: Document, choice: Choice
) -> tuple[list[Difference], Document]:
    found = differences(base.parts, mine.parts, theirs.parts)
    choices = {one.part: choice if choice in one.choices else "mine" for one in found if one.whose == "both"}
    return found, merged(theirs, found, choices)  # type: ignore[arg-type]  # a mapping of literals


@settings(max_examples=120, deadline=None)
@given(
    mine=EDITS,
    theirs=EDITS,
    choice=st.sampled_from(sorted(CHOICE_WORDS)),
    style=st.sampled_from(["ours", "comments"]),
)
def test_each_side_keeps_what_the_other_did_not_touch(
    mine: Any, theirs: Any, choice: Choice, style: str
) -> None:
    base = document(style)
    one, other = edited(base, mine), edited(base, theirs)
    found, result = merge(base, one, other, choice)
    conflicts = {difference.part for difference in found if difference.whose == "both"}
    for part in {*base.parts, *one.parts, *other.parts}:
        was, own, their, now = (doc.value(part) for doc in (base, one, other, result))
        if part not in conflicts:
            assert now == (their if own == was else own)
            assert own == their or was in (own, their)
            continue
        assert was not in (own, their)
        if choice == "keep_both" and part[0] == "sections" and None not in (own, their):
            paragraphs = str(now).split("\n\n")
            for text in (own, their):
                left = iter(paragraphs)
                assert all(paragraph in left for paragraph in str(text).split("\n\n"))
        elif choice == "theirs":
            assert now == their
        elif choice == "mine":
            assert now == own


@settings(max_examples=60, deadline=None)
@given(edits=EDITS)
def test_one_side_alone_never_conflicts(edits: Any) -> None:
    base = document("ours")
    changed = edited(base, edits)
    assert {one.whose for one in differences(base.parts, changed.parts, base.parts)} <= {"mine"}
    assert {one.whose for one in differences(base.parts, base.parts, changed.parts)} <= {"theirs"}
    assert differences(base.parts, changed.parts, changed.parts) == []
    assert merge(base, base, changed, "mine")[1].data == changed.data
    assert merge(base, changed, base, "theirs")[1].parts == changed.parts


def test_their_comments_and_order_stay() -> None:
    base = document("comments")
    theirs = Document.of(base.path, base.data.replace("# 甲".encode(), "# 同事写的".encode()))
    _, result = merge(base, base.with_value(OVERVIEW, "我的。"), theirs, "mine")
    assert "# 同事写的" in result.source
    assert result.value(OVERVIEW) == "我的。"


def test_a_conflict_waits_for_the_clerk() -> None:
    base = document("ours")
    mine, theirs = base.with_value(OVERVIEW, "我"), base.with_value(OVERVIEW, "他")
    found = differences(base.parts, mine.parts, theirs.parts)
    assert [(one.whose, one.usual, one.choices) for one in found] == [
        ("both", None, ("mine", "theirs", "keep_both"))
    ]
    with pytest.raises(EditError, match="请先选"):
        merged(theirs, found, {})
    cell: Part = ("tables", "applications", "new_received", "enterprise")
    found = differences({}, {cell: 1}, {cell: 2})
    assert found[0].choices == ("mine", "theirs")
    with pytest.raises(EditError):
        merged(theirs, found, {cell: "keep_both"})


def test_both_keeps_shared_paragraphs_once_and_their_reasons() -> None:
    base = document("ours").with_value(OVERVIEW, "一\n\n二\n\n三")
    mine, theirs = (
        base.with_value(OVERVIEW, "一\n\n二我\n\n三"),
        base.with_value(OVERVIEW, "一\n\n二他\n\n三\n\n四"),
    )
    assert merge(base, mine, theirs, "keep_both")[1].value(OVERVIEW) == "一\n\n二他\n\n二我\n\n三\n\n四"
    reason: Part = ("accepted", "S103", "overview")
    mine, theirs = base.with_value(reason, "甲"), base.with_value(reason, "乙")
    assert merge(base, mine, theirs, "keep_both")[1].value(reason) == "乙；甲"
