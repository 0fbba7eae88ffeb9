"""Published figures: real tables go through parameter files and come out cell for cell.

Numbers only; the reports themselves stay in ../shared, and the 杭州-style set of 2025 stands here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from ruamel.yaml import YAML

from nianbao.build import build_report
from nianbao.checks import Subject, run_checks
from nianbao.export.base import load_form
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.task import Task
from nianbao.template import load_template
from tests.conftest import SHARED

GOLDEN = SHARED / "reports" / "golden.json"
COLUMNS = (
    "natural_person",
    "enterprise",
    "research_institute",
    "public_welfare",
    "legal_service",
    "other",
    "total",
)
OUTCOMES = {
    "r1": "disclosed",
    "r2": "partly_disclosed",
    "n1": "state_secret",
    "n2": "prohibited_by_law",
    "n3": "security_stability",
    "n4": "third_party_rights",
    "n5": "internal_affairs",
    "n6": "process_information",
    "n7": "enforcement_file",
    "n8": "administrative_query",
    "u1": "not_held",
    "u2": "needs_creation",
    "u3": "still_unclear",
    "d1": "petition",
    "d2": "repeated",
    "d3": "publication",
    "d4": "excessive",
    "d5": "reconfirmation",
    "o1": "not_corrected",
    "o2": "fee_unpaid",
    "o3": "other_handling",
    "o": "other_handling",
}
ROWS = {
    "new": "new_received",
    "carry": "carried_over",
    **OUTCOMES,
    "sum": "outcome_total",
    "next": "carried_forward",
}
REVIEWS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RESULTS = ("upheld", "corrected", "other_result", "pending", "total")
DISCLOSURE: dict[str, tuple[str, tuple[str, ...]]] = {
    "规章": ("rules", ("issued", "repealed", "in_force")),
    "规范性文件": ("normative_documents", ("issued", "repealed", "in_force")),
    "许可": ("licences", ("decisions",)),
    "处罚": ("penalties", ("decisions",)),
    "强制": ("coercions", ("decisions",)),
    "收费": ("charges", ("amount",)),
}
DISCLOSURE_2019: dict[str, tuple[str, tuple[str, ...]]] = {
    "规章": ("rules", ("produced", "published", "total_published")),
    "规范性文件": ("normative_documents", ("produced", "published", "total_published")),
    "许可": ("licences", ("last_year_items", "change", "decisions")),
    "其他": ("other_services", ("last_year_items", "change", "decisions")),
    "处罚": ("penalties", ("last_year_items", "change", "decisions")),
    "强制": ("coercions", ("last_year_items", "change", "decisions")),
    "收费": ("charges", ("last_year_items", "change")),
    "集中采购": ("procurement", ("items", "amount")),
}

# A city of 杭州's size, 2025: every identity holds. A row of six leaves the total out.
CITY_2025: dict[str, Any] = {
    "table2": {
        "规章": [3, 5, 74],
        "规范性文件": [564, 984, 4185],
        "许可": 11398889,
        "处罚": 6937489,
        "强制": 166105,
        "收费": 316441,
    },
    "table3": {
        "new": [13612, 252, 0, 45, 128, 32, 14069],
        "carry": [535, 6, 0, 1, 18, 0, 560],
        "r1": [5345, 129, 0, 41, 19, 14, 5548],
        "r2": [2120, 39, 0, 1, 6, 2, 2168],
        "n1": [13, 0, 0, 0, 0, 0, 13],
        "n2": [30, 0, 0, 0, 0, 0, 30],
        "n3": [11, 0, 0, 0, 0, 0, 11],
        "n4": [49, 2, 0, 0, 0, 0, 51],
        "n5": [103, 1, 0, 0, 0, 0, 104],
        "n6": [84, 1, 0, 0, 0, 0, 85],
        "n7": [282, 4, 0, 0, 0, 0, 286],
        "n8": [147, 0, 0, 0, 1, 2, 150],
        "u1": [3075, 50, 0, 0, 89, 8, 3222],
        "u2": [177, 3, 0, 0, 0, 0, 180],
        "u3": [19, 0, 0, 0, 0, 0, 19],
        "d1": [199, 1, 0, 0, 3, 0, 203],
        "d2": [147, 1, 0, 0, 0, 0, 148],
        "d3": [0, 0, 0, 0, 0, 0, 0],
        "d4": [100, 1, 0, 0, 0, 0, 101],
        "d5": [5, 0, 0, 0, 0, 0, 5],
        "o1": [315, 3, 0, 0, 0, 0, 318],
        "o2": [202, 0, 0, 1, 0, 0, 203],
        "o3": [941, 17, 0, 1, 3, 3, 965],
        "sum": [13364, 252, 0, 44, 121, 29, 13810],
        "next": [783, 6, 0, 2, 25, 3, 819],
    },
    "table4": [376, 97, 196, 121, 790, 16, 1, 12, 27, 56, 74, 1, 30, 51, 156],
}


@dataclass(frozen=True)
class Body:
    """A body whose figures were published.

    Attributes:
        unit: Id that we give it.
        source: Key in golden.json, or None for the set above.
        year: Report year.
        errors: What is wrong with the published numbers: table, row, cell.
    """

    unit: str
    source: str | None
    year: int
    errors: tuple[tuple[str, str, str], ...] = ()


BODIES = (
    Body(
        "hongze",
        "2023-江苏-淮安市洪泽区.txt",
        2023,
        (
            ("review_litigation", "reconsideration", "total"),
            ("review_litigation", "litigation_after_reconsideration", "total"),
        ),
    ),
    Body("suqian", "2023-江苏-宿迁市.txt", 2023),
    Body("shanghai", "2019-上海-上海市政府办公厅.txt", 2019),
    Body("city", None, 2025),
)


def figures(body: Body) -> dict[str, Any]:
    if body.source is None:
        return CITY_2025
    if not GOLDEN.is_file():
        pytest.skip(f"{GOLDEN} is absent: published figures can't be tested here")
    found: dict[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))[body.source]
    return found


def cells_of(names: tuple[str, ...], numbers: Any) -> dict[str, Any]:
    values = numbers if isinstance(numbers, list) else [numbers]
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def tables_of(published: Mapping[str, Any]) -> dict[str, Any]:
    is_2019 = "table2_2019" in published
    rows = DISCLOSURE_2019 if is_2019 else DISCLOSURE
    disclosure = published["table2_2019" if is_2019 else "table2"]
    return {
        "proactive_disclosure": {rows[key][0]: cells_of(rows[key][1], disclosure[key]) for key in disclosure},
        "applications": {ROWS[key]: cells_of(COLUMNS, row) for key, row in published["table3"].items()},
        "review_litigation": {
            row: cells_of(RESULTS, published["table4"][place * 5 : place * 5 + 5])
            for place, row in enumerate(REVIEWS)
        },
    }


@pytest.fixture(params=BODIES, ids=lambda body: body.unit)
def body(request: pytest.FixtureRequest) -> Body:
    found: Body = request.param
    return found


@pytest.fixture
def path(body: Body, folder: Path) -> Path:
    """The body's parameter file in a working folder."""
    template = "national-2019" if body.year < 2021 else "national-2021"
    tables = tables_of(figures(body))
    data = {
        "template": template,
        "year": body.year,
        "unit": {"id": body.unit, "name": "某地", "full_name": "某地人民政府", "level": "city"},
        "issued": {"by": "某地人民政府", "date": f"{body.year + 1}-03-01"},
        "sections": {"overview": "正文从略。", "problems": "正文从略。"},
        "tables": tables,
    }
    file = folder / "params" / str(body.year) / f"{body.unit}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as stream:
        YAML().dump(data, stream)
    return file


def test_known_errors_are_named_and_nothing_else_is(body: Body, path: Path, folder: Path) -> None:
    subject = Subject.of(load_parameters(path, folder), folder)
    found = [finding for finding in run_checks(subject) if finding.code[0] in "AD"]
    assert {(one.table, one.row, one.cell) for one in found} == set(body.errors), [
        one.message for one in found
    ]
    assert len(found) == len(body.errors)
    assert all(one.code == "A101" and one.severity == "error" for one in found)


def test_every_number_comes_out(body: Body, path: Path, folder: Path) -> None:
    outcome = build_report(Task(path, folder, folder / "out", draft=True))
    assert outcome.status == "built", outcome.error
    parameters = load_parameters(path, folder).parameters
    expected = {
        form.id: [printed(parameters.tables, form.id, row, column) for row, column in form.cells]
        for form in load_template(parameters.template).tables
    }
    for form, read in (("html", numbers_of_html), ("pdf", numbers_of_pdf)):
        data = (folder / "out" / outcome.outputs[form]).read_bytes()
        found = read(data, [len(numbers) for numbers in expected.values()])
        assert found == list(expected.values()), form
    typed = sum(len(row) for table in parameters.tables.values() for row in table.values())
    assert typed > 150 - 22 * 7 * (body.unit == "shanghai")


def printed(tables: Mapping[str, Any], table: str, row: str, column: str) -> str:
    """What should stand in a cell: the published number, else the sum that the others make, else 0."""
    row_cells = tables[table].get(row, {})
    if column in row_cells:
        return str(row_cells[column])
    if column == "total" and table != "proactive_disclosure":
        others = [
            printed(tables, table, row, one) for one in (COLUMNS if table == "applications" else RESULTS)[:-1]
        ]
        return str(sum(map(int, others)))
    if row == "outcome_total":
        return str(sum(int(tables[table].get(one, {}).get(column, 0)) for one in set(OUTCOMES.values())))
    return "0"


def numbers_of_html(page: bytes, sizes: list[int]) -> list[list[str]]:
    """The data cells of each table, in the order of the page."""
    found = [
        [str(cell.xpath("string()")) for cell in table.iter("td") if cell.xpath("normalize-space()")]
        for table in html.document_fromstring(page).iter("table")
    ]
    assert [len(numbers) for numbers in found] == sizes
    return found


def numbers_of_pdf(pdf: bytes, sizes: list[int]) -> list[list[str]]:
    """The lines that are numbers, in reading order, dealt out to the tables."""
    lines = [line.strip() for line in load_form("pdf").read_text(pdf).split("\n")]
    numbers = [line for line in lines if re.fullmatch(r"-?\d+(\.\d+)?(元|万元)?", line)]
    assert len(numbers) == sum(sizes)
    dealt = iter(numbers)
    return [[next(dealt) for _ in range(size)] for size in sizes]


def test_blank_cells_and_totals_left_out_are_worked_out(folder: Path) -> None:
    # The office left blanks and, in most rows, totals out; the identities still hold.
    body = BODIES[2]
    tables = tables_of(figures(body))
    report = Report.of(
        load_parameters_of(folder, {"template": "national-2019", "year": 2019, "tables": tables}), folder
    )
    values = report.tables["applications"].values
    assert values["disclosed", "total"] == 258 + 12 + 1 + 1
    assert values["outcome_total", "total"] == 805


def load_parameters_of(folder: Path, data: dict[str, Any]) -> Any:
    path = folder / "params" / str(data["year"]) / "unit.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as stream:
        YAML().dump(data, stream)
    return load_parameters(path, folder).parameters
