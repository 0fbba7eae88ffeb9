"""Figures of tables, of last year, of ledgers, and sentences."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.checks import check_path
from nianbao.figures.cells import percent
from nianbao.figures.changes import change, difference
from tests.national import read_back, write_ledger, write_report

NONE = {"applications": {}}


def cells(received: int, enterprise: int = 0, carried_forward: int = 0) -> dict[str, object]:
    return {
        "applications": {
            "new_received": {"natural_person": received, "enterprise": enterprise},
            "disclosed": {"natural_person": received - carried_forward},
            "not_held": {"enterprise": enterprise},
            "carried_forward": {"natural_person": carried_forward},
        }
    }


def test_cells_groups_and_shares(tmp_path: Path) -> None:
    figures = read_back(write_report(tmp_path, tables=cells(6, 2))).figures
    assert figures["applications.new_received.total"].text == "8"
    assert figures["applications.new_received.total"].source == "由各项相加"
    assert figures["applications.new_received.enterprise"].source == "底稿里填的"
    assert figures["applications.petition.other"].source == "没有填，按 0 计"
    assert figures["applications.not_available.total"].value == 2
    assert figures["applications.not_available.total"].label == "表三 （四）无法提供 总计"
    assert figures["applications.disclosed.total.share"].text == "75%"
    # A row of one cell needs no column in its name.
    assert figures["proactive_disclosure.licences"] == figures[
        "proactive_disclosure.licences.decisions"
    ].__class__(
        **{
            **vars(figures["proactive_disclosure.licences.decisions"]),
            "name": "proactive_disclosure.licences",
        }
    )


def test_without_last_years_report_there_are_no_changes(tmp_path: Path) -> None:
    figures = read_back(write_report(tmp_path)).figures
    assert "applications.new_received.total.change" not in figures
    assert "applications.new_received.total.nothing" not in figures


def test_changes_against_last_year(tmp_path: Path) -> None:
    write_report(tmp_path, 2023, tables=cells(8))
    figures = read_back(write_report(tmp_path, tables=cells(6, 2))).figures
    name = "applications.new_received"
    assert figures[f"{name}.total.change"].text == "与上年持平"
    assert figures[f"{name}.natural_person.change"].text == "下降25%"
    assert figures[f"{name}.natural_person.compared"].text == "比上年下降25%"
    assert figures[f"{name}.total.compared"].text == "与上年持平"
    assert figures[f"{name}.natural_person.difference"].text == "减少2件"
    assert figures[f"{name}.natural_person.last"].text == "8"
    # From nothing there is no per cent.
    assert figures[f"{name}.enterprise.change"].text == "增加2件"


def test_a_broken_file_of_last_year_is_no_report(tmp_path: Path) -> None:
    broken = write_report(tmp_path, 2023)
    broken.write_text("template: [", encoding="utf-8")
    report = read_back(write_report(tmp_path))
    assert report.last is None
    assert "applications.new_received.total.last" not in report.figures


def test_another_units_file_is_not_compared(tmp_path: Path) -> None:
    other = write_report(tmp_path, 2023)
    text = other.read_text(encoding="utf-8").replace("测试镇", "别的镇")
    other.write_text(text, encoding="utf-8")
    path = write_report(tmp_path)
    assert read_back(path).last is None
    assert "T104" in {finding.code for finding in check_path(path, tmp_path)[0]}


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (NONE, "2024年，测试镇没有收到政府信息公开申请，也没有上年结转的申请。"),
        (
            cells(3, 0, 1),
            "2024年，测试镇新收政府信息公开申请3件，上年结转0件，办结2件，结转下年度继续办理1件。",
        ),
    ],
)
def test_sentences(tmp_path: Path, tables: dict[str, object], expected: str) -> None:
    report = read_back(write_report(tmp_path, tables=tables))
    assert report.figures["applications.sentence"].text == expected
    assert "行政诉讼" in report.figures["review_litigation.sentence"].text


def test_figures_of_ledgers_and_the_clock(tmp_path: Path) -> None:
    ledger = write_ledger(
        tmp_path,
        "1,2024-03-05,信函,申请人甲,公民,1,2024-03-15,予以公开",
        "2,2024-04-01,网络,申请人乙,企业,1,2024-04-29,信息不存在",
        "3,2024-12-25,网络,申请人丙,公民,1,,",
    )
    figures = read_back(write_report(tmp_path, tables={}, ledgers={"applications": ledger})).figures
    assert figures["applications.new_received.total"].text == "3"
    assert figures["applications.new_received.natural_person"].source == "台账"
    assert [entry.origin.row for entry in figures["applications.new_received.total"].rows] == [2, 4, 3]
    assert figures["applications.not_held.enterprise"].value == 1
    assert figures["applications.carried_forward.natural_person"].value == 1
    assert figures["ledgers.applications.event.new_received"].value == 3
    # From 5 to 15 March are 8 working days; from 1 to 29 April, 清明 out and two Sundays in, are 20.
    assert figures["handling.longest_days"].value == 20
    assert figures["handling.average_days"].value == Decimal("14")
    assert figures["handling.on_time"].value == 2
    assert [entry.origin.row for entry in figures["handling.average_days"].rows] == [2, 3]
    assert not any(
        "申请人" in figure.text + figure.label and "甲" in figure.text for figure in figures.values()
    )


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(1, 3, "33.3%"), (1, 8, "12.5%"), (2, 3, "66.7%"), (1, 1, "100%"), (0, 5, "0%"), (1, 0, None)],
)
def test_percent(part: int, whole: int, text: str | None) -> None:
    assert percent(part, whole) == text


def test_change_and_difference() -> None:
    assert change(9, 8, "件") == "增长12.5%"
    assert difference(9, 8, "件") == "增加1件"
    assert difference(Decimal("2.5"), 3, "万元") == "减少0.5万元"
    assert change(3, 0, "件") == "增加3件"
    assert change(0, 0, "件") == "与上年持平"
