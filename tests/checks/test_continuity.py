"""R: against last year's report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from nianbao.checks import Subject, run_checks
from nianbao.finding import Finding
from nianbao.params import load_parameters

Continue = Callable[..., list[Finding]]


@pytest.fixture
def go_on(tmp_path: Path) -> Continue:
    """Check a report of 2024 whose tables go on from those of 2023; give the findings on continuity."""

    def _go_on(
        now: dict[str, Any],
        then: dict[str, Any] | None,
        text: str = "主动公开。",
        year: int = 2024,
        templates: tuple[str, str] = ("national-2021", "national-2021"),
    ) -> list[Finding]:
        for one, tables, template in ((year, now, templates[0]), (year - 1, then, templates[1])):
            if tables is None:
                continue
            values = {
                "template": template,
                "year": one,
                "unit": {"id": "yunxi", "name": "云溪镇", "level": "township"},
                "issued": {"by": "云溪镇人民政府", "date": f"{one + 1}-01-20"},
                "sections": {"overview": text},
                "tables": tables,
            }
            path = tmp_path / "params" / str(one) / "yunxi.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
        found = run_checks(
            Subject.of(load_parameters(tmp_path / f"params/{year}/yunxi.yaml", tmp_path), tmp_path)
        )
        return [finding for finding in found if finding.code[0] == "R"]

    return _go_on


def applications(**rows: dict[str, int]) -> dict[str, Any]:
    return {"applications": rows}


def documents(issued: int, repealed: int, in_force: int) -> dict[str, Any]:
    cells = {"issued": issued, "repealed": repealed, "in_force": in_force}
    return {"proactive_disclosure": {"normative_documents": cells}}


def test_each_column_goes_on_where_it_ended(go_on: Continue) -> None:
    then = applications(
        new_received={"natural_person": 2, "enterprise": 1},
        carried_forward={"natural_person": 2, "enterprise": 1},
    )
    good = applications(
        carried_over={"natural_person": 2, "enterprise": 1}, disclosed={"natural_person": 2, "enterprise": 1}
    )
    bad = applications(
        carried_over={"natural_person": 1, "enterprise": 1}, disclosed={"natural_person": 1, "enterprise": 1}
    )
    assert go_on(good, then) == []
    [finding] = go_on(bad, then)
    assert (finding.code, finding.severity, finding.table, finding.row, finding.cell) == (
        "R101", "error", "applications", "carried_over", "natural_person")  # fmt: skip
    assert "「自然人」列是 1" in finding.message
    assert "「自然人」列是 2" in finding.message
    assert finding.line


def test_a_total_is_named_only_when_no_column_is(go_on: Continue) -> None:
    then = applications(carried_forward={"total": 3})
    [finding] = go_on(applications(carried_over={"total": 2}), then)
    assert finding.cell == "total"


def test_moving_an_application_to_another_column_is_found_twice(go_on: Continue) -> None:
    then = applications(carried_forward={"natural_person": 1})
    found = go_on(applications(carried_over={"enterprise": 1}), then)
    assert [finding.cell for finding in found] == ["natural_person", "enterprise"]


def test_the_format_of_2021_goes_on_from_that_of_2019(go_on: Continue) -> None:
    then = applications(carried_forward={"natural_person": 2})
    [finding] = go_on(
        applications(carried_over={"natural_person": 1}),
        then,
        year=2021,
        templates=("national-2021", "national-2019"),
    )
    assert finding.code == "R101"


def test_nothing_is_compared_without_last_years_numbers(go_on: Continue) -> None:
    now = applications(carried_over={"natural_person": 1})
    assert go_on(now, None) == []
    assert go_on(now, {}) == []


def test_what_is_in_force_goes_on_or_is_explained(go_on: Continue) -> None:
    assert go_on(documents(2, 1, 6), documents(0, 0, 5)) == []
    [finding] = go_on(documents(2, 1, 9), documents(0, 0, 5))
    assert (finding.code, finding.severity, finding.cell) == ("R201", "warning", "in_force")
    assert "应是 6 件" in finding.message
    assert go_on(documents(2, 1, 9), documents(0, 0, 5), text="本年开展了文件清理。") == []


def test_no_more_is_repealed_than_there_was(go_on: Continue) -> None:
    [finding] = go_on(documents(1, 7, 0), documents(0, 0, 5))
    assert (finding.code, finding.cell) == ("R202", "repealed")


def test_in_force_of_2021_has_no_predecessor(go_on: Continue) -> None:
    then = {
        "proactive_disclosure": {
            "normative_documents": {"produced": 1, "published": 1, "total_published": 30}
        }
    }
    assert go_on(documents(0, 0, 4), then, year=2021, templates=("national-2021", "national-2019")) == []


def test_items_of_2020_go_on_from_2019(go_on: Continue) -> None:
    def items(last_year: int, change: int) -> dict[str, Any]:
        return {"proactive_disclosure": {"licences": {"last_year_items": last_year, "change": change}}}

    both = ("national-2019", "national-2019")
    assert go_on(items(12, 0), items(10, 2), year=2020, templates=both) == []
    [finding] = go_on(items(10, 0), items(10, 2), year=2020, templates=both)
    assert (finding.code, finding.cell) == ("R203", "last_year_items")


def test_pending_cases_leave_a_trace(go_on: Continue) -> None:
    def cases(**cells: int) -> dict[str, Any]:
        return {"review_litigation": {"reconsideration": cells}}

    assert go_on(cases(upheld=2), cases(pending=2)) == []
    assert go_on(cases(pending=2), cases(pending=2)) == []
    [finding] = go_on(cases(upheld=1), cases(pending=2))
    assert (finding.code, finding.severity, finding.row) == ("R301", "warning", "reconsideration")
    assert go_on(cases(upheld=1), cases(pending=2), text="另有1件申请人撤回。") == []


@pytest.mark.parametrize(("now", "then", "codes"), [(120, 110, []), (1200, 110, ["R401"]), (20, 110, ["R401"]), (6, 1, []), (0, 40, ["R401"]), (0, 5, [])])  # fmt: skip
def test_jumps(now: int, then: int, codes: list[str], go_on: Continue) -> None:
    def licences(count: int) -> dict[str, Any]:
        return {"proactive_disclosure": {"licences": {"decisions": count}}}

    assert [finding.code for finding in go_on(licences(now), licences(then))] == codes


def test_a_copied_table_is_found(go_on: Continue) -> None:
    table = {
        "normative_documents": {"in_force": 4},
        "licences": {"decisions": 31},
        "penalties": {"decisions": 7},
        "coercions": {"decisions": 2},
        "charges": {"amount": 1.25},
    }
    [finding] = go_on({"proactive_disclosure": table}, {"proactive_disclosure": table})
    assert (finding.code, finding.table) == ("R402", "proactive_disclosure")
    assert (
        go_on(
            {"proactive_disclosure": {**table, "licences": {"decisions": 33}}},
            {"proactive_disclosure": table},
        )
        == []
    )
    one = applications(new_received={"natural_person": 1}, disclosed={"natural_person": 1})
    assert go_on(one, one) == []
