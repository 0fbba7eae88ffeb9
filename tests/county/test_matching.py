"""Whose material it is."""

from __future__ import annotations

import pytest

from nianbao.county.matching import match
from nianbao.county.roster import Entry, Kind, roster_of

ROSTER = roster_of(
    "示例县",
    [
        Entry("云溪镇", Kind.TOWNSHIP, aliases=("云溪",), code="370682105000"),
        Entry("城关街道", Kind.SUBDISTRICT),
        Entry("城关镇", Kind.TOWNSHIP),
        Entry("民政局", Kind.DEPARTMENT, code="11370682000000000A"),
        Entry("县政府办公室", Kind.DEPARTMENT, full_name="示例县人民政府办公室"),
        Entry("县本级", Kind.OWN),
    ],
)


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("云溪镇", "云溪镇"),
        ("示例县云溪镇人民政府", "云溪镇"),
        ("云溪镇人民政府", "云溪镇"),
        ("示例县云溪镇", "云溪镇"),
        ("云 溪 镇", "云溪镇"),
        ("云溪", "云溪镇"),
        ("城关街道办事处", "城关街道"),
        ("示例县民政局", "民政局"),
        ("示例县人民政府办公室", "县政府办公室"),
        ("示例县人民政府", "县本级"),
        ("示例县", "县本级"),
    ],
)
def test_the_names_people_use(name: str, member: str) -> None:
    found = match(ROSTER, names=[name])
    assert found.member is not None and found.member.name == member
    assert name in found.how


@pytest.mark.parametrize(
    "name", ["白鹭镇", "城关", "镇", "人民政府", "别县人民政府", "邻县云溪镇人民政府", ""]
)
def test_nothing_is_guessed(name: str) -> None:
    found = match(ROSTER, names=[name])
    assert found.member is None
    assert "请" in found.how


def test_a_code_counts_most_unless_a_name_is_anothers() -> None:
    found = match(ROSTER, names=["民政事务局"], code="11370682000000000a")
    assert found.member is not None and found.member.name == "民政局"
    crossed = match(ROSTER, names=["云溪镇"], code="11370682000000000A")
    assert crossed.member is None and "请问清" in crossed.how
    assert [member.name for member in crossed.candidates] == ["民政局", "云溪镇"]


def test_the_first_name_that_fits_counts() -> None:
    found = match(ROSTER, names=["年度报告", "云溪镇"], code="999")
    assert found.member is not None and found.member.name == "云溪镇"
