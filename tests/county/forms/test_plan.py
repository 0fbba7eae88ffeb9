"""What a form is made of: offices are data, and what can't be a sheet is said."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nianbao.county.forms.known import known_of
from nianbao.county.forms.plan import form_plan
from nianbao.county.forms.reading import read_form
from nianbao.county.forms.writing import form_workbook
from nianbao.county.roster import Entry, Kind, roster_of
from nianbao.errors import TemplateError
from nianbao.template import load_template

TEMPLATE = load_template("national-2021")


def write_offices(folder: Path, text: str) -> None:
    path = folder / "templates" / "county" / "offices.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_each_level_has_its_offices() -> None:
    names = {
        level: [plan.name for plan in form_plan(TEMPLATE, 2024, level, None) if plan.kind == "office"]
        for level in ("township", "subdistrict", "department", "county")
    }
    assert names["township"] == names["subdistrict"] == ["便民服务中心", "综合行政执法队", "财政所", "司法所"]
    assert names["department"] == ["行政审批股", "执法大队（股）", "财务股", "法规股"]
    assert names["county"] == []


def test_a_county_names_its_own_offices(folder: Path) -> None:
    write_offices(
        folder,
        "offices:\n"
        "  - {name: 派出所, cells: [proactive_disclosure.penalties]}\n"
        "  - {name: 执法中队, cells: [proactive_disclosure.penalties, no_such_table.row]}\n"
        "  - {name: 气象站, cells: [weather]}\n",
    )
    plans = form_plan(TEMPLATE, 2024, "township", folder)
    assert [plan.name for plan in plans if plan.kind == "office"] == ["派出所", "执法中队"]


@pytest.mark.parametrize(
    "text",
    [
        "offices: [{name: a/b, cells: [applications]}]",
        "offices: [{name: 财政所, cells: [applications]}, {name: 财政所, cells: [applications]}]",
        "offices: [{name: 表三, cells: [applications]}]",
        "offices: 3",
        "offices: [",
    ],
)
def test_offices_that_cannot_be_sheets_are_refused(folder: Path, text: str) -> None:
    write_offices(folder, text)
    with pytest.raises(TemplateError):
        form_plan(TEMPLATE, 2024, "township", folder)


def test_two_offices_of_one_cell_are_added_up(folder: Path) -> None:
    write_offices(
        folder,
        "offices:\n"
        "  - {name: 派出所, cells: [proactive_disclosure.penalties]}\n"
        "  - {name: 执法中队, cells: [proactive_disclosure.penalties]}\n",
    )
    roster = roster_of("示例县", [Entry("云溪镇", Kind.TOWNSHIP)])
    known = known_of(roster.members[0], "示例县", 2024, TEMPLATE, folder)
    book = load_workbook(io.BytesIO(form_workbook(known, folder)))
    for name, value in (("派出所", 2), ("执法中队", 3)):
        book[name]["D4"] = value
    stream = io.BytesIO()
    book.save(stream)
    reading = read_form(stream.getvalue(), "云溪镇.xlsx", folder)
    assert reading.values["tables"]["proactive_disclosure"]["penalties"]["decisions"] == 5


def test_the_government_itself_has_a_form_too(folder: Path) -> None:
    roster = roster_of("示例县", [Entry("县本级", Kind.OWN)])
    known = known_of(roster.members[0], "示例县", 2024, TEMPLATE, folder)
    reading = read_form(form_workbook(known, folder), "县本级.xlsx", folder)
    assert reading.unit_name == "示例县人民政府"
    assert reading.values["unit"]["level"] == "county"
    assert known.without_last == "没有 2023 年的底稿，上年的数和原文空着"
