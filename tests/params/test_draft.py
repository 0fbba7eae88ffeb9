"""New parameter files: what is written can be read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.params.draft import draft_text, free_id, full_name_of, level_of_name, unit_id, without_parent
from nianbao.params.model import Unit
from nianbao.template import load_template
from tests.params.conftest import Read

ROOT = Path(__file__).parents[2]
TEMPLATE = load_template("laiyang-2017")


@pytest.mark.parametrize(
    "name",
    [
        "河洛镇",
        "true",
        "null",
        "no",
        "010",
        "12:30",
        '甲"乙',
        "甲: 乙",
        "#甲",
        "- 甲",
        "{甲}",
        "甲\\乙",
        "𠮷镇",
    ],
)
def test_a_draft_keeps_names_whatever_they_look_like(read: Read, name: str) -> None:
    unit = Unit(id="heluo", name=name, full_name=f"{name}人民政府", parent=name, level="township")
    file = read(draft_text(TEMPLATE, 2017, unit)).file
    assert file and file.findings == ()
    assert file.parameters.unit == unit
    assert set(file.parameters.sections) == set(TEMPLATE.section_ids)
    assert not any(file.parameters.sections.values())


def test_last_years_prose_stands_beside_and_is_not_this_years(read: Read) -> None:
    last = read((ROOT / "params/2017/heluo.yaml").read_text(encoding="utf-8")).file
    assert last
    text = draft_text(TEMPLATE, 2018, last.parameters.unit, last)
    assert "# —— 2017 年的原文，仅供参考 ——" in text
    file = read(text).file
    assert file and not any(file.parameters.sections.values())
    assert file.parameters.issued.by == last.parameters.issued.by


@pytest.mark.parametrize(
    ("name", "unit", "level", "full"),
    [
        ("河洛镇", "heluo", "township", "莱阳市河洛镇人民政府"),
        ("河洛镇人民政府", "heluo", "township", "莱阳市河洛镇人民政府"),
        ("城厢街道", "chengxiang", "subdistrict", "莱阳市城厢街道办事处"),
        ("财政局", "caizhengju", "department", "莱阳市财政局"),
        ("莱阳市", "laiyangshi", "county", "莱阳市人民政府"),
        ("镇", "zhen", "township", "莱阳市镇人民政府"),
    ],
)
def test_what_a_name_tells(name: str, unit: str, level: str, full: str) -> None:
    assert unit_id(name) == unit
    assert level_of_name(name) == level
    assert full_name_of(name, level_of_name(name), "莱阳市") == full


@pytest.mark.parametrize("name", ["", "！！", "字" * 100, "Ａ镇", "𠮷"])
def test_an_id_is_always_a_legal_one(name: str) -> None:
    assert Unit(id=unit_id(name)).id == unit_id(name)


@pytest.mark.parametrize(
    "other", ["和罗镇".encode(), "和罗镇".encode("gbk"), b""], ids=["UTF-8", "GBK", "empty"]
)
def test_namesakes_get_a_number(tmp_path: Path, other: bytes) -> None:
    assert free_id("河洛镇", tmp_path) == "heluo"
    (tmp_path / "heluo.yaml").write_bytes(b"unit:\n  name: " + other + b"\n")
    assert free_id("河洛镇", tmp_path) == "heluo-2"


def test_the_same_unit_keeps_its_id(tmp_path: Path) -> None:
    (tmp_path / "heluo.yaml").write_text("unit:\n  name: 河洛镇\n", encoding="utf-8")
    assert free_id("河洛镇", tmp_path) == "heluo"


@pytest.mark.parametrize(
    ("name", "parent", "short"),
    [
        ("示例县云溪镇", "示例县", "云溪镇"),
        ("云溪镇", "示例县", "云溪镇"),
        ("示例县", "示例县", "示例县"),
        ("示例县人民政府", "示例县", "示例县人民政府"),
        ("示例县人民政府办公室", "示例县", "示例县人民政府办公室"),
        ("示例县财政局", "示例县", "财政局"),
        ("示例县财政局", None, "示例县财政局"),
    ],
)
def test_a_parent_is_left_out_only_where_a_name_remains(name: str, parent: str | None, short: str) -> None:
    assert without_parent(name, parent) == short


def test_a_county_signs_with_its_name(read: Read) -> None:
    unit = Unit(name="示例县", full_name="示例县人民政府", parent="示例县", level="county")
    file = read(draft_text(TEMPLATE, 2017, unit)).file
    assert file
    assert file.parameters.issued.by == "示例县人民政府"
