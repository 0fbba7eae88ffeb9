"""Template + parameters → blocks; the hash of the content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nianbao.blocks import Block, Heading, Paragraph, Signature, Title, plain_text, to_json
from nianbao.errors import TemplateError
from nianbao.params import load_parameters
from nianbao.params.model import Parameters
from nianbao.report import TITLE_LIMIT, TO_BE_FILLED, Report, break_title, content_sha256

ROOT = Path(__file__).parents[1]
BASE: dict[str, Any] = {
    "template": "laiyang-2017",
    "year": 2017,
    "unit": {"id": "heluo", "name": "河洛镇", "full_name": "莱阳市河洛镇人民政府", "level": "township"},
    "issued": {"by": "河洛镇人民政府", "date": "2018-01-27"},
    "sections": {"overview": "概述。", "applications": "没有申请。"},
}


def parameters(**changes: Any) -> Parameters:
    return Parameters.model_validate({**BASE, **changes})


def report(**changes: Any) -> Report:
    return Report.of(parameters(**changes))


def title(**changes: Any) -> tuple[str, ...]:
    (block,) = report(**changes).part("title")
    assert isinstance(block, Title)
    return block.lines


def headings(blocks: list[Block]) -> list[str]:
    return [plain_text(block) for block in blocks if isinstance(block, Heading) and block.level == 1]


# --- content hash


def content_hash(**changes: Any) -> str:
    return content_sha256(Report.of(parameters(**changes)))


@pytest.mark.parametrize(
    "changes",
    [
        {"accepted": [{"code": "S103", "reason": "无"}]},
        {"unplaced": {"a": ["b", 1.5]}},
        {"settings": {"forms": ["pdf"]}},
        {"ledgers": {"applications": "a.xlsx"}},
        {"fonts": {"folder": "fonts", "system": True}},
        {"printed": {}},
        {"tables": None},
        {"unit": dict(reversed(list(BASE["unit"].items())))},
        {"sections": dict(reversed(list(BASE["sections"].items())))},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_hash_of_what_never_reaches_a_page(changes: dict[str, Any]) -> None:
    assert content_hash(**changes) == content_hash()


@pytest.mark.parametrize(
    "changes",
    [
        {"template": "national-2021"},
        {"year": 2016},
        {"unit": {**BASE["unit"], "name": "河洛乡"}},
        {"unit": {**BASE["unit"], "code": "370682105000"}},
        {"unit": {**BASE["unit"], "level": None}},
        {"issued": {**BASE["issued"], "date": "2018-01-28"}},
        {"issued": {**BASE["issued"], "by": None}},
        {"sections": {**BASE["sections"], "fees": "没有。"}},
        {"sections": {**BASE["sections"], "overview": "概述"}},
        {"sections": {"applications": "概述。", "overview": "没有申请。"}},
        {"printed": {"title": "年报"}},
        {"printed": {"headings": {"fees": "七、收费"}}},
    ],
)
def test_hash_of_another_content(changes: dict[str, Any]) -> None:
    assert content_hash(**changes) != content_hash()


def test_hash_of_numbers() -> None:
    def hash_of(**cells: dict[str, int]) -> str:
        return content_hash(template="national-2021", tables={"applications": cells})

    none = hash_of()
    assert hash_of(new_received={"other": 1}) != none
    # Nothing, 0, and a total that follows anyway are one content.
    assert hash_of(new_received={"other": 0, "total": 0}) == none


def test_comments_and_spacing_do_not_change_the_hash(tmp_path: Path) -> None:
    source = ROOT / "params/2017/heluo.yaml"
    text = source.read_text(encoding="utf-8")
    copy = tmp_path / "a.yaml"
    copy.write_text("# 另一句注释\n\n" + text.replace("year: 2017", "year:   2017 # 年"), encoding="utf-8")
    assert content_sha256(Report.of(load_parameters(copy).parameters)) == content_sha256(
        Report.of(load_parameters(source).parameters)
    )


def test_the_hash_is_of_the_canonical_content_and_stable() -> None:
    assert content_hash() == content_hash()
    assert report().about.parameters_sha256 == content_hash()
    assert report().about.template_sha256 == report().template.sha256


# --- parts


def test_parts_come_in_printed_order() -> None:
    whole = report()
    assert whole.parts == ("title", *whole.template.section_ids, "signature")
    assert whole.blocks() == [block for part in whole.parts for block in whole.part(part)]
    blocks = whole.blocks()
    assert isinstance(blocks[0], Title)
    assert isinstance(blocks[-1], Signature)
    assert headings(blocks) == [section.heading for section in whole.template.sections if section.heading]


def test_sections_are_printed_in_the_templates_order_whatever_the_files() -> None:
    turned = report(sections=dict(reversed(list(BASE["sections"].items()))))
    assert turned.blocks() == report().blocks()


def test_an_unknown_part() -> None:
    with pytest.raises(KeyError):
        report().part("nothing")


def test_an_unknown_template() -> None:
    with pytest.raises(TemplateError, match="laiyang-2071"):
        report(template="laiyang-2071")


def test_an_untitled_part_has_no_heading() -> None:
    (block,) = report(sections={"preamble": "依据条例。"}).part("preamble")
    assert isinstance(block, Paragraph)
    assert report().part("preamble") == []


@pytest.mark.parametrize("text", ["", "  \n", "\u200b"])
def test_an_empty_optional_section_says_there_was_nothing(text: str) -> None:
    blocks = report(sections={"fees": text}).part("fees")
    assert [plain_text(block) for block in blocks] == [
        "七、政府信息公开的收费及减免情况",
        "2017年，河洛镇没有收取政府信息公开费用，也没有减免费用的情况。",
    ]


def test_an_empty_required_section_invents_nothing() -> None:
    assert [plain_text(block) for block in report().part("problems")] == [
        "九、政府信息公开工作存在的主要问题及改进情况"
    ]


def test_figures_are_quoted_in_prose() -> None:
    blocks = report(sections={"overview": "{{ year }}年，{{ unit.name }}"}).part("overview")
    assert plain_text(blocks[1]) == "2017年，河洛镇"


# --- title, headings, signature


def test_title_of_the_template() -> None:
    assert title() == ("莱阳市河洛镇人民政府", "2017年政府信息公开工作年度报告")


def test_title_as_published() -> None:
    printed = {"title": "河洛镇2017年政府信息公开年报", "headings": {}}
    assert title(printed=printed) == ("河洛镇2017年政府信息公开年报",)


def test_headings_as_published() -> None:
    whole = report(printed={"headings": {"fees": "七、收费\u200b情况", "preamble": "前言"}})
    assert plain_text(whole.part("fees")[0]) == "七、收费情况"
    assert headings(whole.blocks())[0] == "前言"


def test_a_name_is_never_filled_in_twice() -> None:
    unit = {"name": "{year}{full_name}", "full_name": "{name}镇"}
    assert title(unit=unit)[0] == "{name}镇"
    assert report(unit=unit).fill("{name}") == "{year}{full_name}"


@pytest.mark.parametrize(
    ("unit", "by", "first"),
    [
        ({"name": "河洛镇"}, "河洛镇人民政府", "河洛镇人民政府"),
        ({"name": "河洛镇"}, None, "河洛镇"),
        ({}, None, TO_BE_FILLED),
    ],
)
def test_title_without_a_full_name(unit: dict[str, Any], by: str | None, first: str) -> None:
    assert title(unit=unit, issued={"by": by})[0] == first


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("莱阳市河洛镇人民政府", ["莱阳市河洛镇人民政府"]),
        ("", [""]),
        ("字" * TITLE_LIMIT, ["字" * TITLE_LIMIT]),
        ("字" * (TITLE_LIMIT + 1), ["字" * TITLE_LIMIT, "字"]),
        ("莱阳市河洛镇人民政府2017年政府信息公开工作年度报告", ["莱阳市河洛镇人民政府", "2017年政府信息公开工作年度报告"]),
        ("新疆维吾尔自治区巴音郭楞蒙古自治州库尔勒市人民政府", ["新疆维吾尔自治区", "巴音郭楞蒙古自治州库尔勒市人民政府"]),
        ("某某省某某市政府信息公开领导小组办公室关于工作", ["某某省", "某某市政府信息公开领导小组办公室关于工作"]),
    ],
)  # fmt: skip
def test_break_title(line: str, expected: list[str]) -> None:
    assert break_title(line) == expected
    assert all(len(part) <= TITLE_LIMIT for part in expected)


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"by": "河洛镇", "date": "2018-01-27"}, ("河洛镇", "2018年1月27日", "2018-01-27")),
        ({"by": "河洛\u200b镇"}, ("河洛镇", None, None)),
        ({"date": "2018-10-01"}, (None, "2018年10月1日", "2018-10-01")),
    ],
)
def test_signature(issued: dict[str, Any], expected: tuple[str | None, ...]) -> None:
    (block,) = report(issued=issued).part("signature")
    assert isinstance(block, Signature)
    assert (block.by, block.date, block.iso) == expected


def test_no_signature_without_name_and_date() -> None:
    assert report(issued={}).part("signature") == []


def test_private_keys_are_in_no_block() -> None:
    secret = "内部情况不得外传"
    whole = report(
        accepted=[{"code": "S103", "where": secret, "reason": secret}],
        unplaced={secret: [secret]},
        settings={"forms": [secret]},
        ledgers={secret: secret},
        fonts={"folder": secret},
    )
    assert secret not in "".join(str(to_json(block)) for block in whole.blocks())
    assert whole.blocks() == report().blocks()


def test_facts_ride_on_the_title() -> None:
    about = report().about
    assert (about.template, about.year, about.unit.id, about.unit.name, about.unit.full_name) == (
        "laiyang-2017",
        2017,
        "heluo",
        "河洛镇",
        "莱阳市河洛镇人民政府",
    )
    assert (about.issued_by, about.issued_date) == ("河洛镇人民政府", "2018-01-27")
