"""A template of another year is named first, whatever else follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.build import build_report
from nianbao.checks import check_path, check_report
from nianbao.task import Task
from tests.national import write_report

# Last year's file with the year changed: cells, sections and headings that the template doesn't have.
CELLS = {"applications": {"new_received": {"natural_person": 3}, "fee_unpaid": {"natural_person": 1}}}
"""A row of the form of 2021 that the one of 2019 lacks."""


def copied(folder: Path, **changes: object) -> Path:
    values: dict[str, object] = {"template": "national-2019", "tables": CELLS}
    return write_report(folder, **(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"sections": {"overview": "甲", "nothing": "乙"}},
        {"printed": {"headings": {"nothing": "一、甲"}, "cells": {"nothing": {}}, "labels": {"nothing": {}}}},
        # Other errors beside it.
        {"tables": {}, "settings": {"forms": ["doc"]}},
        {"tables": {}, "issued": {"by": 5}},
        {"unit": {"id": "other", "name": "测试镇"}, "tables": {}},
    ],
)
def test_the_right_template_and_its_basis_come_first(folder: Path, changes: dict[str, object]) -> None:
    path = copied(folder, **changes)
    text = path.read_text(encoding="utf-8")
    in_folder, readable = check_path(path, folder)
    assert not readable
    for found in (in_folder, check_report(text), check_report(text, folder)):
        assert found[0].code == "T101"
        assert (found[0].severity, found[0].line, found[0].column) == ("error", 1, 11)
        assert "national-2021" in (found[0].suggestion or "")
        assert "国办公开办函〔2021〕30号" in (found[0].suggestion or "")
        assert "国办公开办函〔2019〕60号" in found[0].message
        assert [one.code for one in found].count("T101") == 1
        assert "P109" not in [one.code for one in found]


def test_it_comes_first_even_where_the_template_is_named_last(folder: Path) -> None:
    path = copied(folder, issued={"by": 5})
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[1:], lines[0]]) + "\n", encoding="utf-8")
    assert [one.code for one in check_path(path, folder)[0]] == ["T101", "P119"]


def test_a_report_that_can_be_read_hears_of_it_once_among_the_rest(folder: Path) -> None:
    found, readable = check_path(copied(folder, tables={}, issued={"by": "测试镇人民政府"}), folder)
    assert readable
    codes = [one.code for one in found]
    assert codes.count("T101") == 1
    assert "T102" in codes


def test_the_right_year_still_names_what_its_template_lacks(folder: Path) -> None:
    found, _ = check_path(copied(folder, year=2020), folder)
    assert "P109" in [one.code for one in found]
    assert "T101" not in [one.code for one in found]


def test_a_year_that_is_none_says_nothing_of_templates(folder: Path) -> None:
    path = copied(folder)
    path.write_text(path.read_text(encoding="utf-8").replace("year: 2024", "year: 今年"), encoding="utf-8")
    found, _ = check_path(path, folder)
    assert "P119" in [one.code for one in found]
    assert "T101" not in [one.code for one in found]


def test_build_says_it(folder: Path) -> None:
    outcome = build_report(Task(copied(folder), folder, folder / "out"))
    assert outcome.status == "failed"
    assert [one.code for one in outcome.findings] == ["T101"]
