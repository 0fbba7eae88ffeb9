"""Tables against what is printed, against ledgers, and against the sentences for nothing to report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from nianbao.checks import check_path
from nianbao.finding import Finding
from nianbao.template import load_template
from tests.national import read_back, write_ledger, write_report


def codes_of(path: Path, *kinds: str) -> list[Finding]:
    findings, readable = check_path(path, path.parents[2])
    assert readable
    return [finding for finding in findings if finding.code in kinds]


def printed(cell: str) -> dict[str, Any]:
    return {"cells": {"applications": {"new_received": {"natural_person": cell}}}}


@pytest.mark.parametrize("cell", ["3", " 3 ", "３件"])
def test_a_printed_cell_may_write_its_number_otherwise(tmp_path: Path, cell: str) -> None:
    assert not codes_of(write_report(tmp_path, printed=printed(cell)), "D105")


@pytest.mark.parametrize("cell", ["99", "许多", ""])
def test_a_printed_cell_may_not_contradict_its_number(tmp_path: Path, cell: str) -> None:
    path = write_report(tmp_path, printed=printed(cell))
    (finding,) = codes_of(path, "D105")
    assert finding.severity == "error"
    assert (finding.row, finding.cell) == ("new_received", "natural_person")
    # Prose quotes the number whatever is printed in the cell.
    assert read_back(path).figures["applications.new_received.natural_person"].text == "3"


def test_a_printed_label_is_told(tmp_path: Path) -> None:
    path = write_report(tmp_path, printed={"labels": {"applications": {"total": "合计"}}})
    (finding,) = codes_of(path, "D106")
    assert "「总计」印作「合计」" in finding.message
    assert (finding.row, finding.cell) == (None, "total")


def test_the_sentence_for_nothing_is_not_printed_against_the_numbers(tmp_path: Path) -> None:
    tables = {
        "applications": {
            "new_received": {"enterprise": 1},
            "fee_unpaid": {"enterprise": 1},
        }
    }
    path = write_report(tmp_path, tables=tables, sections={"overview": "甲。", "problems": "乙。"})
    (finding,) = codes_of(path, "S102", "S115")
    assert (finding.code, finding.severity, finding.section) == ("S115", "error", "other")
    assert not any("没有收取" in str(block) for block in read_back(path).part("other"))


def test_a_required_sentence_is_missed_in_an_empty_part_too(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "national-2021" / "additions.yaml"
    own.parent.mkdir(parents=True)
    sentence = {"say": "{name}已发放明白纸。", "section": "applications", "required_by": "县里的通知"}
    own.write_text(yaml.safe_dump({"sentences": [sentence]}, allow_unicode=True), encoding="utf-8")
    (finding,) = codes_of(write_report(tmp_path), "S105")
    assert "「测试镇已发放明白纸。」" in finding.message


def test_last_year_counts_only_where_its_numbers_can_be_relied_on(tmp_path: Path) -> None:
    write_report(tmp_path, 2023, tables={"applications": {"new_received": {"natural_person": "许多"}}})
    assert "applications.new_received.total.last" not in read_back(write_report(tmp_path)).figures


def test_rows_that_two_formats_count_differently_are_not_compared(tmp_path: Path) -> None:
    write_report(
        tmp_path, 2020, template="national-2019", tables={"applications": {"other_handling": {"other": 5}}}
    )
    figures = read_back(write_report(tmp_path, 2021)).figures
    assert "applications.other_handling.other.last" not in figures
    assert figures["applications.disclosed.other.last"].text == "0"


def test_what_the_statistics_of_2014_cannot_count_is_named(tmp_path: Path) -> None:
    ledger = write_ledger(
        tmp_path,
        "1,2016-03-07,信函,申请人甲,公民,1,2016-03-15,国家秘密",
        "2,2016-04-06,,申请人乙,公民,1,2016-04-15,予以公开",
    )
    path = write_report(
        tmp_path,
        2016,
        template="national-2014",
        sections={},
        tables={},
        ledgers={"applications": ledger},
    )
    received, replied = codes_of(path, "L202")
    assert "第 3 行不能归入「收到申请数（申请方式）」的任何一行" in received.message
    assert "第 3 行不能归入「申请答复数（办理结果）」的任何一行" in replied.message
    # Once people have filled these rows in, theirs is what counts.
    typed = {"statistics": {"disclosed": {"value": 1}, "received_by_network": {"value": 1}}}
    values = yaml.safe_load(path.read_text(encoding="utf-8")) | {"tables": typed}
    path.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    assert not codes_of(path, "L202")


def test_every_covered_row_is_one_that_the_form_has() -> None:
    form = load_template("national-2014").table("statistics")
    assert [len(cover.rows) for cover in form.covers] == [4, 14]
