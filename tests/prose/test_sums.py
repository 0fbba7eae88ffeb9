"""Part sums, shares and changes: what adds up says nothing, one wrong number is found."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nianbao.prose.balance import balance_remarks
from nianbao.prose.changes import change_remarks
from nianbao.prose.figures_told import claims
from nianbao.prose.reading import read_text
from nianbao.prose.remark import Remark
from nianbao.prose.shares import share_remarks
from nianbao.prose.sums import sum_remarks
from nianbao.prose.wording import unit_remarks, vague_remarks
from tests.prose.controls import CLEAN, WRONG

YEAR = 2023
NAMES = ("计划", "财政", "民政", "社保", "农业", "教育", "人事", "会议", "统计", "医保", "就业", "救助")


def remarks(text: str) -> list[Remark]:
    found: list[Remark] = []
    for told in read_text(text):
        told_claims = list(claims(told, YEAR))
        found += [*sum_remarks(told), *share_remarks(told), *vague_remarks(told)]
        found += change_remarks(told, told_claims, YEAR, lambda claim: ())
        found += balance_remarks(told, told_claims)
        found += [remark for claim in told_claims for remark in unit_remarks(claim)]
    return found


@pytest.mark.parametrize("text", CLEAN)
def test_positive_controls_have_no_finding(text: str) -> None:
    assert remarks(text) == []


@pytest.mark.parametrize("text", CLEAN)
def test_positive_controls_in_full_width_have_none_either(text: str) -> None:
    wide = text.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789():,;%"})
    assert remarks(wide) == []


@pytest.mark.parametrize("text", WRONG)
def test_defects_of_the_field_are_found(text: str) -> None:
    assert [remark.code for remark in remarks(text)] == [WRONG[text]]


@dataclass(frozen=True)
class Node:
    """A number with the numbers that it is made of."""

    value: int
    parts: tuple[Node, ...] = ()


@st.composite
def trees(draw: st.DrawFn, depth: int = 2) -> Node:
    if depth == 0 or (depth == 1 and draw(st.booleans())):
        return Node(draw(st.integers(1, 9_999)))
    parts = tuple(draw(st.lists(trees(depth=depth - 1), min_size=3, max_size=6)))
    # 20, of which 10, 4 and 6 may be one list or two: nobody can tell.
    assume(parts[0].value != sum(part.value for part in parts[1:]))
    return Node(sum(part.value for part in parts), parts)


def sentence(root: Node, separator: str, opening: str) -> str:
    """Write a tree as clerks do: the first level in the sentence, deeper ones in brackets."""
    parts = separator.join(f"{NAMES[i]}类{_number(part)}" for i, part in enumerate(root.parts))
    return f"全年公开信息{root.value}条{opening}{parts}。"


def _number(node: Node) -> str:
    inner = "、".join(f"{NAMES[-1 - i]}{_number(part)}" for i, part in enumerate(node.parts))
    return f"{node.value}条（{inner}）" if inner else f"{node.value}条"


def _places(node: Node) -> int:
    return 1 + sum(_places(part) for part in node.parts)


def _changed(node: Node, place: int, value: int) -> Node:
    """Give the tree with its n-th number replaced."""
    if place == 0:
        return replace(node, value=value)
    place -= 1
    parts = list(node.parts)
    for index, part in enumerate(parts):
        if place < _places(part):
            parts[index] = _changed(part, place, value)
            break
        place -= _places(part)
    return replace(node, parts=tuple(parts))


def _ambiguous(node: Node) -> bool:
    first, *rest = node.parts or (Node(-1),)
    return first.value == sum(part.value for part in rest) or any(_ambiguous(part) for part in node.parts)


SEPARATORS = st.sampled_from("、，；")
OPENINGS = st.sampled_from(("，其中：", "，其中", "。其中，", "，包括", "："))


@settings(deadline=None)
@given(trees(), SEPARATORS, OPENINGS)
def test_a_list_that_adds_up_never_has_a_finding(root: Node, separator: str, opening: str) -> None:
    assert remarks(sentence(root, separator, opening)) == []


@settings(deadline=None)
@given(trees(), SEPARATORS, OPENINGS, st.data())
def test_one_changed_number_is_found(root: Node, separator: str, opening: str, data: st.DataObject) -> None:
    value = data.draw(st.integers(1, 99_999))
    wrong = _changed(root, data.draw(st.integers(0, _places(root) - 1)), value)
    assume(wrong != root and not _ambiguous(wrong))
    assert {remark.code for remark in remarks(sentence(wrong, separator, opening))} & {"B101", "B102"}


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 500), min_size=3, max_size=5),
    st.lists(st.integers(1, 500), min_size=3, max_size=5),
)
def test_a_second_which_opens_a_list_within_the_list(outer: list[int], inner: list[int]) -> None:
    first = sum(inner)
    within = "、".join(f"{NAMES[-1 - i]}{value}条" for i, value in enumerate(inner))
    others = "；".join(f"{NAMES[i]}{value}条" for i, value in enumerate(outer))
    text = f"公开信息{first + sum(outer)}条，其中动态{first}条，其中{within}；{others}。"
    assert remarks(text) == []


@settings(deadline=None)
@given(st.integers(1, 999), st.lists(st.integers(1, 999), min_size=2, max_size=6), st.integers(0, 2))
def test_shares_of_a_list_are_held_against_it(wrong: int, parts: list[int], decimals: int) -> None:
    whole = sum(parts)

    def listed(off: float) -> str:
        shares = [round(part * 100 / whole, decimals) for part in parts]
        shares[0] += off
        words = "，".join(
            f"{NAMES[i]}{part}条，占{share:.{decimals}f}%"
            for i, (part, share) in enumerate(zip(parts, shares, strict=True))
        )
        return f"公开信息{whole}条，其中{words}。"

    assert remarks(listed(0)) == []
    found = [remark.code for remark in remarks(listed(wrong + 1))]
    assert found[0] == "B103"


def test_the_message_names_the_numbers_and_the_place() -> None:
    [remark] = remarks("上半年忙。全年公开信息160条，其中计划70条、财政60条、其他40条。")
    assert "相加是 170（70+60+40），比 160条 多 10" in remark.message
    assert (remark.severity, remark.start) == ("error", 5)


def test_channels_may_overlap() -> None:
    [remark] = remarks("主动公开306条，其中网站216条、微信22条、公开栏299条。")
    assert (remark.code, remark.severity) == ("B101", "warning")
    [remark] = remarks("主动公开306条，其中网站416条、微信22条。")
    assert remark.severity == "error"


def test_no_report_of_the_field_takes_long_or_fails() -> None:
    long = "其中、（" * 3_000 + "公开5条，其中1条、" * 500
    assert isinstance(remarks(long), list)
