"""Totals and relations: what is derived holds, and what is corrupted is found and named."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from nianbao.checks import Subject, run_checks
from nianbao.params import load_parameters
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount
from nianbao.tables.relations import described, mismatches
from nianbao.template import CellId, TableForm, load_template
from tests.tables.conftest import FORMS, filled, leaves, numbers

each_table = pytest.mark.parametrize("form", [form for _, form in FORMS], ids=[name for name, _ in FORMS])
APPLICATIONS = load_template("national-2021").table("applications")
REVIEWS = load_template("national-2021").table("review_litigation")
STATISTICS = load_template("national-2014").table("statistics")


def balanced(form: TableForm, values: dict[CellId, Amount]) -> dict[CellId, Amount]:
    """Choose the first cells of relations between two sums so that they hold."""
    for relation in form.relations:
        if relation.is_ == "=" and relation.derives is None:
            for line in form.lines(relation):
                first, *others = (relation.cell(line, one) for one in (*relation.left, *relation.right))
                if first in form.derivations:
                    continue  # It follows from the lines that were chosen.
                table = filled(form, values)
                right = sum(table.values[relation.cell(line, one)] for one in relation.right)
                left = sum(table.values[relation.cell(line, one)] for one in relation.left)
                values[first] += right - left
                if values[first] < 0:
                    # Then the last one on the right takes what is missing.
                    values[others[-1]] -= values[first]
                    values[first] = 0
    return values


def consistent(form: TableForm) -> st.SearchStrategy[dict[CellId, Amount]]:
    """Draw leaf cells for which the relations between sums hold."""
    drawn = st.fixed_dictionaries({cell: numbers(form, cell) for cell in leaves(form)})
    return drawn.map(lambda values: balanced(form, dict(values)))


def equalities(form: TableForm) -> Iterator[CellId]:
    """List the cells that an equality binds."""
    for relation in form.relations:
        if relation.is_ == "=":
            for line in form.lines(relation):
                yield from (relation.cell(line, one) for one in (*relation.left, *relation.right))


def wrong(table: FilledTable) -> list[str]:
    return [found.message for found in mismatches(table) if found.relation.is_ == "="]


@each_table
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_leaf_cells_yield_totals_that_satisfy_every_identity(form: TableForm, data: st.DataObject) -> None:
    values = data.draw(consistent(form))
    table = filled(form, values)
    assert wrong(table) == []
    assert all(table.source(cell) == "derived" for cell in form.derivations)
    # A total that is typed as it follows changes nothing.
    full = filled(form, {cell: str(table.values[cell]) for cell in form.cells})
    assert full.values == table.values
    assert wrong(full) == []


@pytest.mark.parametrize(
    "form",
    [form for _, form in FORMS if any(equalities(form))],
    ids=[name for name, form in FORMS if any(equalities(form))],
)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_single_corruption_of_a_full_table_is_found_and_named(
    form: TableForm, data: st.DataObject
) -> None:
    table = filled(form, data.draw(consistent(form)))
    cell = data.draw(st.sampled_from(sorted(set(equalities(form)))))
    right = table.values[cell]
    other = data.draw(st.integers(0, 10**9).filter(lambda value: value != right))
    found = list(mismatches(filled(form, {**table.values, cell: other})))
    assert found
    row, column = form.row_by_id[cell[0]], form.column_by_id[cell[1]]
    named = [row.label, *([row.short] if row.short else []), column.label]
    assert any(name in one.message for one in found for name in named)
    assert any(cell in one.cells for one in found)
    assert all(str(one.left) in one.message and str(one.right) in one.message for one in found)


def test_every_cell_of_the_tables_of_applications_and_reviews_is_bound() -> None:
    for form in (APPLICATIONS, REVIEWS, load_template("national-2019").table("applications")):
        assert set(equalities(form)) == set(form.cells)


def test_there_are_42_identities_in_2021() -> None:
    forms = load_template("national-2021").tables
    counts = {form.id: sum(len(list(form.lines(one))) for one in form.relations) for form in forms}
    assert counts == {"proactive_disclosure": 0, "applications": 25 + 7 + 7, "review_litigation": 3}


def test_a_mismatch_is_said_in_words_with_its_numbers() -> None:
    table = filled(APPLICATIONS, {("new_received", "natural_person"): 3, ("new_received", "total"): 4})
    said = [one.message for one in mismatches(table)]
    assert (
        "表三「一、本年新收政府信息公开申请数量」行「总计」为 4，「自然人」至「其他」各项之和为 3，差 1。"
        in said
    )
    balance = next(one for one in mismatches(table) if one.relation.derives is None)
    assert balance.message == "表三「自然人」列勾稽关系不平：一加二为 3，三（七）加四为 0，差 3。"
    assert balance.place == (None, "natural_person")


def test_a_total_in_words() -> None:
    (relation,) = REVIEWS.relations
    assert (
        described(REVIEWS, relation)
        == "每一行，「总计」等于「结果维持」加「结果纠正」加「其他结果」加「尚未审结」"
    )


# --- 2014: bounds, not sums -----------------------------------------------------------------------------


def test_channels_may_add_up_to_more_than_the_items() -> None:
    values = {
        ("proactively_disclosed", "value"): 10,
        ("via_website", "value"): 10,
        ("via_wechat", "value"): 7,
    }
    assert list(mismatches(filled(STATISTICS, values))) == []


def test_a_channel_with_more_than_all_items_is_pointed_out() -> None:
    values = {("proactively_disclosed", "value"): 10, ("via_wechat", "value"): 11}
    (found,) = mismatches(filled(STATISTICS, values))
    assert found.relation.severity == "warning"
    assert "政务微信公开政府信息数" in found.message
    assert "前者不应大于后者" in found.message
    assert "11" in found.message


def test_sums_of_2014() -> None:
    values: dict[CellId, int] = {
        (row, "value"): number
        for number, row in enumerate(
            (
                "received_in_person",
                "received_by_letter",
                "concluded_on_time",
                "concluded_extended",
                "refused_privacy",
                "refused_other",
                "not_existing",
                "litigations_upheld",
                "staff_part_time",
            ),
            1,
        )
    }
    table = filled(STATISTICS, values)
    totals = {
        row: table.values[row, "value"]
        for row in (
            "applications_received",
            "applications_concluded",
            "refused",
            "replies",
            "litigations",
            "staff",
        )
    }
    assert totals == {
        "applications_received": 1 + 2,
        "applications_concluded": 3 + 4,
        "refused": 5 + 6,
        "replies": 5 + 6 + 7,
        "litigations": 8,
        "staff": 9,
    }


# --- 2019: warnings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"published": 5, "total_published": 4}, "「对外公开总数量」为 4"),
        ({"published": 5, "total_published": 5}, None),
    ],
)
def test_published_in_all_is_at_least_what_was_published(cells: dict[str, int], said: str | None) -> None:
    form = load_template("national-2019").table("proactive_disclosure")
    found = list(mismatches(filled(form, {("rules", column): value for column, value in cells.items()})))
    assert [one.relation.severity for one in found] == (["warning"] if said else [])
    assert all(said is None or said in one.message for one in found)


def test_items_cannot_fall_below_none() -> None:
    form = load_template("national-2019").table("proactive_disclosure")
    (found,) = mismatches(filled(form, {("licences", "last_year_items"): 2, ("licences", "change"): -3}))
    assert "「行政许可」行" in found.message
    assert "不会小于零" in found.message
    assert (
        list(mismatches(filled(form, {("charges", "last_year_items"): 2, ("charges", "change"): "-2"}))) == []
    )


# --- Filling --------------------------------------------------------------------------------------------


def test_a_typed_total_stands_until_it_is_corrected() -> None:
    table = filled(REVIEWS, {("reconsideration", "upheld"): 10, ("reconsideration", "total"): 0})
    assert table.values["reconsideration", "total"] == 0
    assert table.source(("reconsideration", "total")) == "typed"
    assert table.source(("litigation_direct", "total")) == "derived"
    assert table.source(("litigation_direct", "upheld")) == "none"


def test_a_total_that_cannot_be_read_follows_from_its_parts() -> None:
    table = filled(REVIEWS, {("reconsideration", "upheld"): 10, ("reconsideration", "total"): "十"})
    assert table.values["reconsideration", "total"] == 10


def test_money_is_added_exactly() -> None:
    form = load_template("national-2021").table("proactive_disclosure")
    table = filled(form, {("charges", "amount"): 0.1})
    assert table.values["charges", "amount"] == Decimal("0.1")
    assert table.text(("charges", "amount")) == "0.1"


def test_a_blamed_total_is_one_that_was_typed(tmp_path: Path) -> None:
    # The corner 「（七）总计」「总计」 differs too, but nobody typed it.
    data = {
        "template": "national-2021",
        "year": 2024,
        "tables": {
            "applications": {
                "new_received": {"natural_person": 2},
                "disclosed": {"natural_person": 2, "total": 3},
            }
        },
    }
    path = tmp_path / "unit.yaml"
    with path.open("w", encoding="utf-8") as stream:
        YAML().dump(data, stream)
    found = [one for one in run_checks(Subject.of(load_parameters(path))) if one.code == "A101"]
    assert [(one.row, one.cell) for one in found] == [("disclosed", "total")]
    assert found[0].line == 9
