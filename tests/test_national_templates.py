"""The national formats: parts, law, duties by level, the right one for the year, and their samples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from nianbao.checks import Subject, run_checks
from nianbao.finding import Finding
from nianbao.levels import Level
from nianbao.params import load_parameters
from nianbao.template import load_template, templates_for
from tests.conftest import Write

ROOT = Path(__file__).resolve().parents[1]
SIX = ("overview", "proactive_disclosure", "applications", "review_litigation", "problems", "other")
OF_2014 = (
    "overview",
    "proactive_disclosure",
    "applications",
    "fees",
    "review_litigation",
    "problems",
    "other",
)
SAMPLES = {"national-2014": "2016/yunxi", "national-2019": "2020/yunxi"}


def findings(path: Path) -> list[Finding]:
    return run_checks(Subject.of(load_parameters(path)))


@pytest.mark.parametrize(
    ("name", "sections", "tables"),
    [
        ("national-2014", OF_2014, ["statistics"]),
        ("national-2019", SIX, ["proactive_disclosure", "applications", "review_litigation"]),
        ("national-2021", SIX, ["proactive_disclosure", "applications", "review_litigation"]),
    ],
)
def test_parts(name: str, sections: tuple[str, ...], tables: list[str]) -> None:
    template = load_template(name)
    assert template.section_ids == ("preamble", *sections)
    assert [table.id for table in template.tables] == tables
    assert template.region is None
    for section in template.sections:
        assert section.legal.startswith("《条例》第")
        assert re.search("[\u4e00-\u9fff]", section.guidance)
    assert [(table.id, table.guidance is not None) for table in template.tables] == [
        (table, True) for table in tables
    ]


@pytest.mark.parametrize("year", range(2014, 2026))
def test_each_year_has_one_national_format(year: int) -> None:
    (national,) = [template for template in templates_for(year) if template.region is None]
    assert national.name == (
        "national-2014" if year < 2019 else "national-2019" if year < 2021 else "national-2021"
    )


@pytest.mark.parametrize(
    ("template", "year", "right", "number"),
    [
        ("national-2021", 2020, "national-2019", "国办公开办函〔2019〕60号"),
        ("national-2019", 2021, "national-2021", "国办公开办函〔2021〕30号"),
        ("national-2019", 2018, "national-2014", "国办发〔2014〕32号"),
        ("national-2014", 2019, "national-2019", "国务院令第711号"),
        ("laiyang-2017", 2024, "national-2021", "国办公开办函〔2021〕30号"),
    ],
)
def test_the_wrong_format_for_a_year_is_an_error_that_names_the_right_one(
    tmp_path: Path, template: str, year: int, right: str, number: str
) -> None:
    path = tmp_path / "unit.yaml"
    with path.open("w", encoding="utf-8") as stream:
        YAML().dump({"template": template, "year": year}, stream)
    (found,) = [one for one in findings(path) if one.code == "T101"]
    assert found.severity == "error"
    assert right in f"{found.suggestion}"
    assert number in f"{found.suggestion}"
    assert found.line == 1


@pytest.mark.parametrize("name", ["national-2019", "national-2021"])
@pytest.mark.parametrize(
    ("level", "bound"), [("township", True), ("county", True), ("subdistrict", False), ("department", False)]
)
def test_only_governments_report_on_appraisal_and_accountability(
    name: str, level: Level, bound: bool
) -> None:
    duties = [
        duty
        for duty in load_template(name).duties
        if duty.binds(level) and duty.severity != "hint" and "第五十条第四项" in duty.legal
    ]
    assert {duty.item for duty in duties} == (
        {"工作考核结果情况", "社会评议结果情况", "责任追究结果情况"} if bound else set()
    )


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_the_sample_is_in_order_and_says_that_it_is_made_up(name: str) -> None:
    path = ROOT / "params" / f"{SAMPLES[name]}.yaml"
    assert [one.message for one in findings(path) if one.code != "S102"] == []
    parameters = load_parameters(path).parameters
    assert parameters.template == name
    assert parameters.unit.parent == "示例县"
    assert "虚构" in parameters.sections["preamble"]
    assert "{{" in "".join(parameters.sections.values())


def test_the_wrong_date_of_a_sample_is_found(write: Write) -> None:
    # The samples aren't clean because nothing is looked at.
    path = write()
    text = (ROOT / "params" / "2020" / "yunxi.yaml").read_text(encoding="utf-8")
    path.write_text(
        text.replace("2021-01-22", "2020-12-22").replace("natural_person: 5", "natural_person: 6"),
        encoding="utf-8",
    )
    assert {one.code for one in findings(path)} >= {"T103", "A102"}
