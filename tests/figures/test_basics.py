"""Figures on the report itself."""

from __future__ import annotations

from typing import Any

import pytest

from nianbao.dates import chinese_date
from nianbao.figures.basics import full_name
from nianbao.params.model import Parameters
from nianbao.report import Report

FULL: dict[str, Any] = {
    "template": "laiyang-2017",
    "year": 2017,
    "unit": {"name": "河洛镇", "full_name": "莱阳市河洛镇人民政府", "parent": "莱阳市"},
    "issued": {"by": "河洛镇人民政府", "date": "2018-01-07"},
}


def test_figures_of_a_full_file() -> None:
    figures = Report.of(Parameters.model_validate(FULL)).figures
    assert {name: figure.text for name, figure in figures.items()} == {
        "year": "2017",
        "last_year": "2016",
        "next_year": "2018",
        "unit.name": "河洛镇",
        "unit.full_name": "莱阳市河洛镇人民政府",
        "unit.parent": "莱阳市",
        "issued.by": "河洛镇人民政府",
        "issued.date": "2018年1月7日",
    }
    assert all(figure.name == name and figure.label for name, figure in figures.items())


def test_what_the_file_leaves_out_is_missing() -> None:
    figures = Report.of(Parameters(template="laiyang-2017", year=2017)).figures
    assert list(figures) == ["year", "last_year", "next_year"]


def test_zero_width_characters_are_left_out() -> None:
    figures = Report.of(Parameters.model_validate({**FULL, "unit": {"name": "河\u200b洛镇"}})).figures
    assert figures["unit.name"].text == "河洛镇"


@pytest.mark.parametrize(
    ("unit", "by", "expected"),
    [
        ({"full_name": "全称", "name": "简称"}, "署名", "全称"),
        ({"name": "简称"}, "署名", "署名"),
        ({"name": "简称"}, None, "简称"),
        ({}, None, None),
    ],
)
def test_full_name(unit: dict[str, str], by: str | None, expected: str | None) -> None:
    assert full_name(Parameters.model_validate({**FULL, "unit": unit, "issued": {"by": by}})) == expected


@pytest.mark.parametrize(
    ("iso", "expected"), [("2018-01-07", "2018年1月7日"), ("2018-12-31", "2018年12月31日")]
)
def test_chinese_date(iso: str, expected: str) -> None:
    assert chinese_date(iso) == expected
