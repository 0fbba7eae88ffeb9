"""The formulas of a form: their stored values are what they come to, as sent out and after it is filled in."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

from nianbao.county.forms.check_plan import BLANK
from nianbao.tables.fill import FilledTable
from tests.county.forms.clerk import Clerk, form
from tests.county.forms.office import recalculated, same_office
from tests.county.forms.test_round_trip import report_of

needs_office = same_office


def values(data: bytes) -> dict[tuple[str, str], Any]:
    """Give the value of each cell with a formula, by sheet and address."""
    formulas, stored = load_workbook(io.BytesIO(data)), load_workbook(io.BytesIO(data), data_only=True)
    return {
        (sheet.title, cell.coordinate): stored[sheet.title][cell.coordinate].value or ""
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_stored_totals_are_the_sums_of_what_was_filled_in_beforehand() -> None:
    clerk = Clerk(form("xianzhengfubangongshi"), "xianzhengfubangongshi")
    stored = load_workbook(io.BytesIO(form("xianzhengfubangongshi")), data_only=True)
    plans = [plan for plan in clerk.plans if plan.form is not None]
    assert plans
    for plan in plans:
        assert plan.form is not None
        typed = {
            (path[2], path[3]): value
            for path in plan.by_path
            if plan.by_path[path].role == "entry" and isinstance(value := clerk.get(path), int | float)
        }
        table = FilledTable(plan.form, typed)
        for cell in plan.form.derivations:
            slot = plan.by_path["tables", plan.form.id, *cell]
            assert stored[plan.name].cell(slot.row + 1, slot.column + 1).value == table.values[cell]
    carried = ("tables", "applications", "carried_over", "total")
    sheet, row, column = clerk.place(carried)
    assert stored[sheet.title].cell(row, column).value == 4


@needs_office
def test_an_office_program_comes_to_the_stored_values() -> None:
    data = form("xianzhengfubangongshi")
    # Saved by a library that keeps no values, so that the office program has to work all of them out.
    again = values(recalculated(Clerk(data, "xianzhengfubangongshi").save()))
    known = values(data)
    assert known
    assert {place: again.get(place) for place in known} == known


@needs_office
def test_what_does_not_add_up_is_said_at_once() -> None:
    clerk = Clerk(form("yunxi"), "yunxi")
    clerk.fill(report_of("yunxi"))
    even = load_workbook(io.BytesIO(recalculated(clerk.save())), data_only=True)
    results = [row[6].value for row in even["勾稽检查"].iter_rows(min_row=4)]
    assert set(results) == {"平"}
    assert even["首页"]["B9"].value == "勾稽关系都平"
    clerk.put(("tables", "applications", "disclosed", "natural_person"), 50)
    clerk.put(("tables", "applications", "carried_over", "natural_person"), 7)
    odd = load_workbook(io.BytesIO(recalculated(clerk.save())), data_only=True)
    failing = [row[6].value for row in odd["勾稽检查"].iter_rows(min_row=4) if row[6].value != "平"]
    assert len(failing) == 3  # the column, its total, and what goes on from last year
    assert failing[0].startswith("不平：一加二为 ")
    assert "，三（七）加四为 " in failing[0]
    assert failing[-1] == "不平：今年写的是 7，上年报告是 1"
    assert odd["首页"]["B9"].value == "有 3 处不平，请看「勾稽检查」"
    assert str(odd["表三"]["D32"].value).startswith("差")
    blank = load_workbook(io.BytesIO(form("yunxi")), data_only=True)
    assert {row[6].value for row in blank["勾稽检查"].iter_rows(min_row=4)} == {BLANK, "平"}


@needs_office
def test_an_inner_office_fills_the_table_as_it_types() -> None:
    clerk = Clerk(form("yunxi"), "yunxi")
    clerk.put(("offices", "便民服务中心", "proactive_disclosure", "licences", "decisions"), 12)
    book = load_workbook(io.BytesIO(recalculated(clerk.save())), data_only=True)
    sheet, row, column = clerk.place(("tables", "proactive_disclosure", "licences", "decisions"))
    assert book[sheet.title].cell(row, column).value == 12
