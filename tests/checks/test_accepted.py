"""情况说明: what an answer settles, what it can't, and which answers are findings themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.build import build_report
from nianbao.checks.accepted import may_be_answered, where_of
from nianbao.finding import Finding, errors_of
from nianbao.task import Task
from tests.checks.conftest import Check
from tests.conftest import Write

TABLE = """\
template: national-2021
year: 2024
unit: {id: heluo, name: 河洛镇, full_name: 示例县河洛镇人民政府, level: township}
issued: {by: 河洛镇人民政府, date: 2025-01-20}
sections:
  overview: 主动公开、依申请公开、信息管理、平台、监督保障、考核、评议、追责。
  problems: 问题和改进。
  other: 没有。
tables:
  review_litigation:
    reconsideration: {upheld: 1, total: 5}
    litigation_direct: {upheld: 1, total: 7}
"""


def answer(code: str, where: str | None = None, reason: str | None = "另有依据。") -> str:
    lines = [f"  - code: {code}", *([f"    where: {where}"] if where else [])]
    lines += [f"    reason: {reason}"] if reason is not None else []
    return "\n".join(["accepted:", *lines]) + "\n"


def said(findings: list[Finding], code: str) -> list[str | None]:
    return [finding.answered for finding in findings if finding.code == code]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("review_litigation", ["另有依据。", "另有依据。"]),
        ("review_litigation/reconsideration", ["另有依据。", None]),
        ("review_litigation/litigation_direct/total", [None, "另有依据。"]),
        ("review_litigation/reconsideration/upheld", [None, None]),
        ("review", [None, None]),
        (None, [None, None]),
    ],
)
def test_an_answer_settles_what_stands_where_it_says(
    check: Check, where: str | None, expected: list[str | None]
) -> None:
    assert said(check(text=TABLE + answer("A101", where)), "A101") == expected


def test_an_answer_without_a_place_is_about_the_whole_report(check: Check) -> None:
    changes = ("  date: 2018-01-27\n", "  date: 2017-12-20\n" + answer("t103"))
    findings = check(changes)
    assert said(findings, "T103") == ["另有依据。"]
    assert errors_of(findings) == []


def test_an_answered_finding_says_so_and_gives_the_reason(check: Check) -> None:
    (finding,) = (f for f in check(("2018-01-27\n", "2017-12-20\n" + answer("T103"))) if f.code == "T103")
    assert "已作情况说明 T103" in str(finding)
    assert "情况说明：另有依据。" in str(finding)
    assert finding.severity == "error"
    assert finding.as_dict()["answered"] == "另有依据。"


@pytest.mark.parametrize("reason", [None, "", "'  '"])
def test_an_answer_without_a_reason_does_not_count(check: Check, reason: str | None) -> None:
    findings = check(("2018-01-27\n", "2017-12-20\n" + answer("T103", reason=reason)))
    assert said(findings, "T103") == [None]
    (finding,) = (f for f in findings if f.code == "Y101")
    assert (finding.severity, finding.line) == ("warning", 12)


def test_a_stale_answer_is_a_finding(check: Check) -> None:
    (finding,) = check(("2018-01-27\n", "2018-01-27\n" + answer("T103")))
    assert (finding.code, finding.severity, finding.line, finding.column) == ("Y102", "warning", 12, 5)


def test_an_answer_to_what_only_several_reports_show_is_never_stale(check: Check) -> None:
    assert check(("2018-01-27\n", "2018-01-27\n" + answer("M201", "overview"))) == []


def test_what_stands_in_the_way_of_a_report_cannot_be_answered(check: Check) -> None:
    findings = check(
        ("overview: 概述。", "overview: '{{ q }}'"),
        ("2018-01-27\n", "2018-01-27\n" + answer("N101", "overview")),
    )
    assert said(findings, "N101") == [None]
    assert said(findings, "Y103") == [None]


@pytest.mark.parametrize("code", ["A101", "T103", "I101", "X101", "L201", "K130", "S101", "D101", "K201"])
def test_the_unit_may_answer_for_what_it_says(code: str) -> None:
    assert may_be_answered(code)


@pytest.mark.parametrize(
    ("finding", "where"),
    [
        ({"section": "overview"}, "overview"),
        ({"section": "applications", "table": "applications"}, "applications"),
        ({"table": "t", "row": "r"}, "t/r"),
        ({"table": "t", "row": "r", "cell": "c"}, "t/r/c"),
        ({"table": "t", "cell": "c"}, "t/*/c"),
        ({}, None),
    ],
)
def test_places_are_named_as_answers_name_them(finding: dict[str, str], where: str | None) -> None:
    assert where_of(Finding(code="A101", severity="error", message="。", **finding)) == where


def test_an_answered_error_does_not_block_a_report(folder: Path, write: Write) -> None:
    path = write("yunxi", "云溪镇", **{"date: 2018-01-20": "date: 2017-12-20"})
    task = Task(path, folder, folder / "out", ("html",))
    assert build_report(task).status == "blocked"
    path.write_text(path.read_text(encoding="utf-8") + answer("T103"), encoding="utf-8")
    outcome = build_report(task)
    assert (outcome.status, said(outcome.findings, "T103")) == ("built", ["另有依据。"])
    path.write_text(path.read_text(encoding="utf-8").replace("另有依据。", "''"), encoding="utf-8")
    assert build_report(task).status == "blocked"
