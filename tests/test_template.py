"""Templates as data."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from nianbao.errors import TemplateError
from nianbao.template import Template, Years, load_template, template_names, templates_for

LAIYANG = load_template("laiyang-2017")
MINIMAL: dict[str, Any] = {
    "name": "ours",
    "title": "本县",
    "years": {"first": 2008},
    "guidance": "说明",
    "legal_basis": [],
    "title_lines": ["{year}年"],
    "sections": [{"id": "a", "heading": "一、甲", "guidance": "写", "legal": "条例"}],
}


def put(folder: Path, name: str, data: str) -> None:
    path = folder / "templates" / name / "template.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data, encoding="utf-8")


def dump(**changes: Any) -> str:
    return yaml.safe_dump({**MINIMAL, **changes}, allow_unicode=True)


# --- laiyang-2017


def test_the_nine_sections_stand_in_the_contracts_order() -> None:
    assert LAIYANG.section_ids == (
        "preamble",
        "overview",
        "organization",
        "interpretation_response",
        "key_areas",
        "proactive_disclosure",
        "applications",
        "fees",
        "confidentiality",
        "problems",
    )
    numbers = [section.heading[0] for section in LAIYANG.sections if section.heading]
    assert numbers == list("一二三四五六七八九")


def test_every_section_says_what_the_law_asks_for() -> None:
    for section in LAIYANG.sections:
        assert re.search("[\u4e00-\u9fff]", section.guidance)
        assert section.legal.startswith("《条例》第")
        assert section.label in (section.name, section.heading)


def test_the_legal_duty_without_a_section_is_named() -> None:
    (duty,) = LAIYANG.duties
    assert "行政复议" in duty.item
    assert "行政诉讼" in duty.item
    assert duty.section == "applications"
    assert duty.say
    assert any(word in duty.say for word in duty.mentions)


def test_the_sentences_for_nothing_to_report_satisfy_the_duty() -> None:
    none = LAIYANG.section("applications").none
    assert none
    assert any(word in none for word in LAIYANG.duties[0].mentions)


def test_the_regulation_was_in_force_in_every_year() -> None:
    (law,) = LAIYANG.legal_basis
    assert law.number == "国务院令第492号"
    assert law.in_force.year <= LAIYANG.years.first
    assert law.until and LAIYANG.years.last and law.until.year > LAIYANG.years.last


def test_an_unknown_section() -> None:
    with pytest.raises(KeyError):
        LAIYANG.section("nothing")


@pytest.mark.parametrize(("year", "meant"), [(2007, False), (2008, True), (2018, True), (2019, False)])
def test_templates_for_a_year(year: int, meant: bool) -> None:
    assert (LAIYANG in templates_for(year)) is meant


# --- loading


@pytest.mark.parametrize(
    ("years", "words"), [(Years(first=2021), "2021 年起"), (Years(first=2008, last=2018), "2008—2018 年")]
)
def test_years_in_words(years: Years, words: str) -> None:
    assert str(years) == words


def test_a_near_miss_is_suggested() -> None:
    with pytest.raises(TemplateError, match="没有名为「laiyang2017」的模板。是不是想写「laiyang-2017」"):
        load_template("laiyang2017")


@pytest.mark.parametrize("name", ["", ".", "..", "../templates/laiyang-2017", "html", "x\ny"])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(TemplateError, match="没有名为"):
        load_template(name)


def test_an_own_template_joins_the_shipped_ones(tmp_path: Path) -> None:
    put(tmp_path, "ours", dump())
    assert template_names(tmp_path) == sorted(["ours", *template_names()])
    assert load_template("ours", tmp_path).title == "本县"
    assert load_template("laiyang-2017", tmp_path) == LAIYANG


def test_an_own_template_stands_for_a_shipped_one(tmp_path: Path) -> None:
    put(tmp_path, "laiyang-2017", dump(name="laiyang-2017"))
    assert load_template("laiyang-2017", tmp_path).title == "本县"


def test_a_changed_template_is_read_again(tmp_path: Path) -> None:
    put(tmp_path, "ours", dump())
    first = load_template("ours", tmp_path)
    put(tmp_path, "ours", dump(title="改过"))
    os.utime(tmp_path / "templates/ours/template.yaml", ns=(1, 1))
    assert (first.title, load_template("ours", tmp_path).title) == ("本县", "改过")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "- a",
        "a: [",
        "name: ours\n",
        dump(name="other"),
        dump(extra=1),
        dump(sections=[]),
        dump(title_lines=[]),
        dump(levels=["town"]),
        dump(sections=MINIMAL["sections"] * 2),
        dump(duties=[{"item": "甲", "legal": "乙", "section": "z", "mentions": ["丙"], "say": "丁"}]),
    ],
)
def test_a_template_that_is_not_in_order(tmp_path: Path, data: str) -> None:
    put(tmp_path, "ours", data)
    with pytest.raises(TemplateError, match=r"模板「.*ours"):
        load_template("ours", tmp_path)


def test_the_hash_is_of_the_data(tmp_path: Path) -> None:
    put(tmp_path, "ours", "# 注释\n" + dump())
    commented = load_template("ours", tmp_path)
    assert commented.sha256 == Template.model_validate(MINIMAL).sha256
    assert commented.sha256 != Template.model_validate({**MINIMAL, "guidance": "另"}).sha256


def test_a_template_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        LAIYANG.title = "另"  # type: ignore[misc]


@pytest.mark.parametrize("line", ["{fullname}年", "{ {year}", "{year.__class__}", "{}"])
def test_unknown_placeholders_are_refused_in_chinese(tmp_path: Path, line: str) -> None:
    put(tmp_path, "ours", dump(title_lines=[line]))
    with pytest.raises(TemplateError, match="花括号只能写") as caught:
        load_template("ours", tmp_path)
    assert "pydantic" not in str(caught.value)


def test_wrong_fields_are_named_in_chinese(tmp_path: Path) -> None:
    put(tmp_path, "ours", dump(extra=1, years={}))
    with pytest.raises(TemplateError, match=r"years.first：缺少这一项；extra：没有这一项，请删去。"):
        load_template("ours", tmp_path)
    put(tmp_path, "ours", "name: [")
    with pytest.raises(TemplateError, match="第 1 行的格式读不懂"):
        load_template("ours", tmp_path)
