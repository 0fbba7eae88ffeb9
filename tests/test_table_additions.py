"""Rows that a county adds: printed, or refused in Chinese before a report is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nianbao.checks import run_checks
from nianbao.checks.base import Subject
from nianbao.errors import TemplateError
from nianbao.params import load_parameters
from nianbao.tables.fill import FilledTable
from nianbao.tables.layout import table_block
from nianbao.tables.relations import mismatches
from nianbao.template import TableForm, load_template
from nianbao.template.spans import header_flaw
from tests.national import write_report

NAME = "national-2021"


def add(folder: Path, **additions: Any) -> None:
    path = folder / "templates" / NAME / "additions.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(additions, allow_unicode=True), encoding="utf-8")


def form_with(folder: Path, table: str, **row: Any) -> TableForm:
    add(folder, rows={table: [row]})
    return load_template(NAME, folder).table(table)


def blank(form: TableForm) -> FilledTable:
    return FilledTable(form, {}, {}, {}, {})


def test_a_row_of_the_transposed_table_gets_widths(tmp_path: Path) -> None:
    shipped = load_template(NAME).table("review_litigation")
    form = form_with(tmp_path, "review_litigation", id="mediation", label="调解", after="litigation_direct")
    assert len(form.widths) == len(shipped.widths) + len(form.columns)
    block = table_block(blank(form))
    assert block.columns == len(form.widths)
    assert "调解" in [cell.text for row in block.header for cell in row]


def test_widths_of_a_new_row_are_those_of_the_one_before_it(tmp_path: Path) -> None:
    form = form_with(
        tmp_path, "review_litigation", id="a", label="甲", after="litigation_after_reconsideration"
    )
    assert form.widths == load_template(NAME).table("review_litigation").widths + (1,) * 5


@pytest.mark.parametrize(
    ("after", "within", "said"),
    [
        ("other_handling", ["三、本年度办理结果", "（六）其他处理", "更深一层", "再深一层"], "widths"),
        ("disclosed", ["三、本年度办理结果", "（一）予以公开"], "「（一）予以公开」自己就是一行"),
    ],
)
def test_headers_that_cannot_be_printed_are_refused(
    tmp_path: Path, after: str, within: list[str], said: str
) -> None:
    with pytest.raises(TemplateError) as raised:
        form_with(tmp_path, "applications", id="deeper", label="更深", after=after, within=within)
    assert said in str(raised.value)
    assert "表三" in str(raised.value)
    assert "additions.yaml" in str(raised.value)
    assert "Input" not in str(raised.value)


@pytest.mark.parametrize("name", ["甲", "A", "1a", "a-b", "a.b", "", "a b", "_a"])
def test_ids_that_no_figure_can_be_named_by_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(TemplateError, match=r"代号「.*」只能用小写英文字母"):
        form_with(tmp_path, "applications", id=name, label="甲", after="disclosed")
    add(
        tmp_path,
        sections=[{"id": name, "heading": "七、甲", "guidance": "写", "legal": "县", "after": "other"}],
    )
    with pytest.raises(TemplateError, match=r"代号「.*」只能用小写英文字母"):
        load_template(NAME, tmp_path)


@pytest.mark.parametrize("name", ["title", "signature"])
def test_parts_of_every_report_are_no_sections(tmp_path: Path, name: str) -> None:
    add(
        tmp_path,
        sections=[{"id": name, "heading": "七、甲", "guidance": "写", "legal": "县", "after": "other"}],
    )
    with pytest.raises(TemplateError, match=f"不能叫 {name}"):
        load_template(NAME, tmp_path)


@pytest.mark.parametrize("part", ["columns", "groups"])
def test_columns_and_groups_have_such_ids_too(part: str) -> None:
    data = load_template(NAME).table("review_litigation").model_dump(by_alias=True)
    data[part][0]["id"] = "Ab"
    with pytest.raises(ValidationError, match=r"代号「Ab」"):
        TableForm.model_validate(data)


# --- adds_to


def test_a_balance_is_not_widened(tmp_path: Path) -> None:
    form = form_with(tmp_path, "applications", id="withdrawn", label="撤回", after="other_handling",
                     within=["三、本年度办理结果", "（六）其他处理"], adds_to=["outcome_total"])  # fmt: skip
    shipped = load_template(NAME).table("applications")
    balances = [relation for relation in form.relations if relation.derives is None]
    assert balances == [relation for relation in shipped.relations if relation.derives is None]
    assert "withdrawn" in {part for part, _ in form.derivations["outcome_total", "other"]}


def test_a_correct_report_with_an_added_row_stays_correct(tmp_path: Path) -> None:
    form_with(tmp_path, "applications", id="withdrawn", label="撤回", after="other_handling",
              within=["三、本年度办理结果", "（六）其他处理"], adds_to=["outcome_total"])  # fmt: skip
    tables = {
        "applications": {"new_received": {"other": 3}, "disclosed": {"other": 1}, "withdrawn": {"other": 2}}
    }
    path = write_report(tmp_path, tables=tables)
    subject = Subject.of(load_parameters(path, tmp_path), tmp_path)
    assert list(mismatches(subject.report.tables["applications"])) == []
    assert [one for one in run_checks(subject) if one.code.startswith("A")] == []


@pytest.mark.parametrize("total", ["new_received", "carried_forward", "disclosed", "nothing"])
def test_what_is_no_total_cannot_be_added_to(tmp_path: Path, total: str) -> None:
    with pytest.raises(
        TemplateError, match=f"「{total}」不是由各行相加得来的总计；可以写的有：outcome_total"
    ):
        form_with(tmp_path, "applications", id="a", label="甲", after="disclosed", adds_to=[total])


def test_a_table_without_totals_of_rows_says_so(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="请删去 adds_to"):
        form_with(
            tmp_path, "review_litigation", id="a", label="甲", after="reconsideration", adds_to=["total"]
        )


# --- Whatever is accepted is printed, and nothing else is refused

PATHS = st.lists(
    st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=3).map(tuple), min_size=1, max_size=6
)


@settings(max_examples=200, deadline=None)
@given(rows=PATHS, columns=PATHS)
def test_headers_are_refused_exactly_when_they_cannot_be_laid_out(
    rows: list[tuple[str, ...]], columns: list[tuple[str, ...]]
) -> None:
    def items(paths: list[tuple[str, ...]], letter: str) -> list[dict[str, Any]]:
        return [
            {"id": f"{letter}{at}", "label": path[-1], "within": path[:-1]} for at, path in enumerate(paths)
        ]

    data = {
        "id": "t", "name": "表", "title": "表", "section": "a", "layout": "matrix",
        "rows": items(rows, "r"), "columns": items(columns, "c"),
        "widths": (1,) * (max(map(len, rows)) + len(columns)),
    }  # fmt: skip
    if header_flaw(rows) or header_flaw(columns):
        with pytest.raises(ValidationError, match="自己就是一行"):
            TableForm.model_validate(data)
        form = TableForm.model_construct(**unchecked(data))
        with pytest.raises(ValidationError):
            table_block(blank(form))
    else:
        assert table_block(blank(TableForm.model_validate(data))).columns == len(data["widths"])


def unchecked(data: dict[str, Any]) -> dict[str, Any]:
    """The same form without our own rule on headers: its parts stand each by itself."""
    from nianbao.template import Column, Row

    return data | {
        "rows": tuple(Row(**row) for row in data["rows"]),
        "columns": tuple(Column(**column) for column in data["columns"]),
    }
