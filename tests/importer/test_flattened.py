"""Tables in every flattening: each number comes to its own cell, and no character is lost."""

from __future__ import annotations

import random

import pytest

from nianbao.importer import Imported, read_report_text
from nianbao.importer.characters import counted
from nianbao.importer.readers.txt import text_source
from nianbao.template import load_template
from tests.importer.flatten import (
    FLATTENINGS,
    TOWN,
    bars,
    grid_of,
    numbers_of,
    read_numbers,
    report_text,
    sentence_of,
)

TEMPLATES = {"national-2021": 2023, "national-2019": 2020, "national-2014": 2016}


def imported(text: str) -> Imported:
    report = read_report_text(text, "报告.txt")
    source = counted(line.text for line in text_source(text, "").lines)
    assert counted(part for _, _, part in report.kept) == source
    return report


@pytest.mark.parametrize("flattening", FLATTENINGS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_every_number_is_in_its_cell(name: str, flattening: str) -> None:
    template, numbers = load_template(name), numbers_of(load_template(name))
    report = imported(report_text(template, TEMPLATES[name], FLATTENINGS[flattening], numbers))
    assert (report.template, report.year) == (name, TEMPLATES[name])
    assert read_numbers(report.text.values["tables"]) == numbers
    assert report.counts["unplaced"] == 0
    assert "printed" not in report.text.values


@pytest.mark.parametrize("flattening", FLATTENINGS)
def test_the_rest_is_read_beside_any_table(flattening: str) -> None:
    template = load_template("national-2021")
    report = imported(report_text(template, 2023, FLATTENINGS[flattening], numbers_of(template)))
    parameters = report.parameters
    assert parameters is not None
    for section in template.sections:
        if section.heading:
            assert parameters.sections[section.id].strip() == sentence_of(section.id)
    assert parameters.unit.full_name == f"{TOWN}人民政府"
    assert (parameters.unit.name, parameters.unit.level) == ("云溪镇", "township")
    assert (parameters.unit.parent, parameters.unit.id) == ("示例县", "yunxi")
    assert (parameters.issued.by, parameters.issued.date) == (f"{TOWN}人民政府", "2024-01-16")
    assert "统计期限" in parameters.sections["preamble"]


@pytest.mark.parametrize("flattening", ["cell_a_line", "bars", "bar_behind_each_cell", "pdf_lines"])
def test_a_missing_row_moves_no_other(flattening: str) -> None:
    """A row that the page lost is missing; every other number stays right."""
    template = load_template("national-2021")
    numbers = numbers_of(template)
    for seed in range(5):
        row = random.Random(seed).choice(list(template.tables[1].row_by_id))
        text = report_text(template, 2023, FLATTENINGS[flattening], numbers)
        own = {cell for cell in numbers["applications"] if cell[0] == row}
        for cell in own:
            text = _without_number(text, numbers["applications"][cell])
        found = read_numbers(imported(text).text.values["tables"])
        expected = {cell: value for cell, value in numbers["applications"].items() if cell not in own}
        assert found["applications"] == expected, row
        assert found["review_litigation"] == numbers["review_litigation"]


def _without_number(text: str, number: int) -> str:
    lines = []
    for line in text.split("\n"):
        parts = line.split(" ")
        kept = [part for part in parts if part != str(number)]
        if len(kept) != len(parts) and not "".join(kept).strip("| "):
            continue
        lines.append(" ".join(kept))
    return "\n".join(lines)


def test_a_row_with_lost_cells_stays_out_and_is_named() -> None:
    template = load_template("national-2021")
    numbers = numbers_of(template)
    text = report_text(template, 2023, FLATTENINGS["cell_a_line"], numbers)
    lost = numbers["applications"]["repeated", "enterprise"]
    report = imported(text.replace(f"\n{lost}\n", "\n", 1))
    found = read_numbers(report.text.values["tables"])["applications"]
    assert not [cell for cell in found if cell[0] == "repeated"]
    assert len(found) == len(numbers["applications"]) - 7
    left = "\n".join(one["text"] for one in report.text.values["unplaced"])
    assert all(
        str(value) in left
        for cell, value in numbers["applications"].items()
        if cell[0] == "repeated" and value != lost
    )
    assert any("2.重复申请" in note.what and note.certainty == "low" for note in report.log)


def test_an_extra_row_is_kept_and_takes_no_place() -> None:
    template = load_template("national-2019")
    numbers = numbers_of(template)
    text = report_text(template, 2020, FLATTENINGS["cell_a_line"], numbers)
    report = imported(
        text.replace("第二十条第（五）项", "本单位自己加的一行\n77771\n77772\n77773\n第二十条第（五）项")
    )
    assert read_numbers(report.text.values["tables"]) == numbers
    assert "77772" in str(report.text.values["unplaced"])


def test_single_row_of_other_handling() -> None:
    """Published 2021 reports may have one row （六）其他处理, as the format of 2019 had."""
    template = load_template("national-2021")
    old = load_template("national-2019").tables[1]
    numbers = numbers_of(template)
    grid_numbers = {cell: numbers["applications"][cell] for cell in old.cells}
    text = "\n".join(
        [
            "云溪镇2023年政府信息公开工作年度报告",
            "二、主动公开政府信息情况",
            bars(grid_of(template.tables[0], numbers["proactive_disclosure"])),
            "三、收到和处理政府信息公开申请情况",
            bars(grid_of(old, grid_numbers)),
        ]
    )
    report = imported(text)
    assert report.template == "national-2021"
    assert read_numbers(report.text.values["tables"])["applications"] == grid_numbers
    assert report.text.values["printed"]["labels"]["applications"] == {"other_handling": "（六）其他处理"}


@pytest.mark.parametrize(
    ("raw", "value", "printed"),
    [
        ("12", 12, None),
        ("12件", 12, "12件"),
        ("1,234", 1234, "1,234"),
        ("　5　", 5, None),
        ("3.5", 3.5, None),
        ("", None, ""),
        ("-", None, "-"),
        ("／", None, "／"),
        ("无", None, "无"),
        ("&nbsp;", None, "&nbsp;"),
    ],
)
def test_what_stands_in_a_cell(raw: str, value: float | None, printed: str | None) -> None:
    text = f"""云溪镇2023年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项 |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | {raw} | 2 | 9 |
第二十条第（五）项 |
信息内容 | 本年处理决定数量 |
行政许可 | 4 |
"""
    values = imported(text).text.values
    row = values["tables"]["proactive_disclosure"]["normative_documents"]
    assert row.get("issued") == value
    assert (row["repealed"], row["in_force"]) == (2, 9)
    cells = values.get("printed", {}).get("cells", {}).get("proactive_disclosure", {})
    assert cells.get("normative_documents", {}).get("issued") == printed


def test_labels_that_differ_are_kept() -> None:
    text = """云溪镇2023年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项
信息内容
本年（2023）制发件数
本年（2023）废止件数
现行有效件数
规章（县级无此项）
0
0
0
规范性文件
3
1
8
第二十条第（五）项
信息内容
本年处理决定数量
行政许可
4
"""
    values = imported(text).text.values
    assert values["tables"]["proactive_disclosure"]["normative_documents"] == {
        "issued": 3,
        "repealed": 1,
        "in_force": 8,
    }
    assert values["printed"]["labels"]["proactive_disclosure"] == {
        "rules": "规章（县级无此项）",
        "normative_documents": "规范性文件",
        "issued": "本年（2023）制发件数",
        "repealed": "本年（2023）废止件数",
    }


def test_charges_in_yuan_become_wan_yuan_and_purchases_keep_their_unit() -> None:
    template = load_template("national-2019")
    numbers = numbers_of(template)
    text = report_text(template, 2020, FLATTENINGS["bars"], numbers)
    amount = numbers["proactive_disclosure"]["procurement", "amount"]
    values = imported(text.replace(f"{amount} |", "20.5万元 |")).text.values
    assert values["tables"]["proactive_disclosure"]["procurement"]["amount"] == "20.5万元"
