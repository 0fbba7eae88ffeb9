"""A form of each unit: written, filled in, read; nothing is lost and nothing is remarked on."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.county.forms.reading import FormReading, is_form, read_form
from nianbao.params import load_parameters
from nianbao.params.model import Parameters
from nianbao.report import Report
from nianbao.template import load_template
from tests.county.forms.clerk import ROOT, YEAR, Clerk, form, printed, roster

UNITS = [unit.id for unit in roster().members]


def report_of(unit_id: str, year: int = YEAR) -> Report:
    path = ROOT / "params" / str(year) / f"{unit_id}.yaml"
    return Report.of(load_parameters(path, ROOT).parameters, ROOT)


def read_report(reading: FormReading) -> Report:
    values = {key: value for key, value in reading.values.items() if key != "unplaced"}
    return Report(load_template(reading.template or ""), Parameters.model_validate(values))


@pytest.mark.parametrize("unit_id", UNITS)
def test_what_is_filled_in_is_read(unit_id: str) -> None:
    report = report_of(unit_id)
    clerk = Clerk(form(unit_id), unit_id)
    clerk.fill(report)
    data = clerk.save()
    assert is_form(data)
    reading = read_form(data, "填报表.xlsx")
    again = read_report(reading)
    parameters = report.parameters
    assert (reading.unit_name, reading.year, reading.template) == (
        parameters.unit.full_name,
        YEAR,
        "national-2021",
    )
    assert again.parameters.unit == parameters.unit.model_copy(update={"code": again.parameters.unit.code})
    assert again.parameters.issued == parameters.issued
    for name, table in report.tables.items():
        assert dict(again.tables[name].values) == dict(table.values)
    for section in report.template.sections:
        assert printed(again, section.id) == printed(report, section.id)
    assert "unplaced" not in reading.values
    # What was carried over by the form beforehand is only remarked on where the unit says something else.
    changed = [remark for remark in reading.remarks if "县里预填" not in remark.message]
    assert changed == []


@pytest.mark.parametrize("unit_id", UNITS)
def test_a_form_as_sent_out_says_what_is_known(unit_id: str) -> None:
    reading = read_form(form(unit_id), "填报表.xlsx")
    assert reading.untouched
    assert reading.unit_name == report_of(unit_id).parameters.unit.full_name
    last = report_of(unit_id, YEAR - 1).tables["applications"]
    said = reading.values["tables"]["applications"]["carried_over"]
    assert said == {
        column: last.values["carried_forward", column]
        for column in last.form.column_by_id
        if column != "total"
    }
    assert [remark for remark in reading.remarks if remark.severity == "error"] == []


@pytest.mark.parametrize(
    ("template", "year"), [("national-2019", 2020), ("national-2014", 2018), ("laiyang-2017", 2017)]
)
def test_older_formats_go_round_too(template: str, year: int) -> None:
    clerk = Clerk(form("yunxi", template, year), "yunxi", template, year)
    wanted: dict[tuple[str, ...], object] = {}
    for number, table in enumerate(load_template(template).tables):
        for place, cell in enumerate(table.cells):
            if cell not in table.derivations:
                kind = table.kind(cell)
                value: object = (
                    -place if kind == "change" else place + 0.5 if kind == "amount" else place + number
                )
                wanted["tables", table.id, *cell] = value
    for section in load_template(template).sections:
        wanted["sections", section.id] = f"这是{section.label}的一段文字。"
    for path, value in wanted.items():
        clerk.put(path, value)
    reading = read_form(clerk.save(), "填报表.xlsx")
    assert reading.template == template
    for path, value in wanted.items():
        there = reading.values[path[0]]
        for key in path[1:]:
            there = there[key]
        assert there == value, path
    assert [str(remark) for remark in reading.remarks if remark.severity != "hint"] == []


def test_the_same_input_gives_the_same_bytes() -> None:
    from nianbao.county.forms.writing import form_workbook
    from tests.county.forms.clerk import known

    assert form_workbook(known("yunxi"), ROOT) == form("yunxi")


def test_marks_that_are_lost_are_not_needed(tmp_path: Path) -> None:
    report = report_of("minzhengju")
    clerk = Clerk(form("minzhengju"), "minzhengju")
    clerk.fill(report)
    del clerk.book["填报表标记"]
    reading = read_form(clerk.save(), "填报表.xlsx")
    assert (reading.unit_name, reading.year, reading.template) == ("示例县民政局", YEAR, "national-2021")
    assert dict(read_report(reading).tables["applications"].values) == dict(
        report.tables["applications"].values
    )
