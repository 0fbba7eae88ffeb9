"""The county is what its units are together: cell by cell, exactly, and open about who is missing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.county.place import CountyPlace
from nianbao.county.roster_reading import read_roster
from nianbao.county.sums.adding import add_up, form_of
from nianbao.county.sums.model import GROUPS, NO_OWN
from nianbao.county.sums.units import strangers, units_handed
from nianbao.errors import UsageError
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.template import load_template
from tests.county.sums.conftest import OWN, ROOT, absent, added, handed
from tests.tables.conftest import leaves, numbers

TEMPLATE = load_template("national-2021")
FORMS = {form.id: form for form in TEMPLATE.tables}


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a unit's tables: some cells of each, the rest left out."""
    found: dict[str, Any] = {}
    for form in TEMPLATE.tables:
        cells = draw(st.lists(st.sampled_from(list(leaves(form))), max_size=12, unique=True))
        for row, column in cells:
            value = draw(numbers(form, (row, column)))
            given_as = str(value) if isinstance(value, Decimal) else value
            found.setdefault(form.id, {}).setdefault(row, {})[column] = given_as
    return found


@settings(max_examples=25, deadline=None)
@given(st.lists(tables(), min_size=1, max_size=6))
def test_every_cell_is_the_sum_of_its_contributions(drawn: list[dict[str, Any]]) -> None:
    county = added(*(handed(number, one) for number, one in enumerate(drawn)))
    assert county.is_complete
    for cell in county.cells():
        table, row, column = cell.place
        if (row, column) in FORMS[table].derivations:
            continue
        # Arithmetic of its own: fractions of what was drawn, not the program's numbers.
        wanted = sum(Fraction(str(one.get(table, {}).get(row, {}).get(column, 0))) for one in drawn)
        assert Fraction(cell.value) == wanted
        assert sum(Fraction(one.value) for one in cell.contributions) == wanted
        assert sum(Fraction(cell.of_group(group)) for group in GROUPS) == wanted
        assert [one.unit.id for one in cell.contributions] == [f"u{n}" for n in range(len(drawn))]
    for table in county.tables.values():
        for cell, parts in table.form.derivations.items():
            assert table.cells[cell].value == sum(table.cells[part].value for part in parts)
    # 一加二 and 三加四 were drawn: they needn't agree, and where they don't some unit's don't either.
    assert all("勾稽关系不平" in broken.message and broken.units for broken in county.broken)


def test_the_fictional_county_by_independent_arithmetic(county: Path) -> None:
    place = CountyPlace(county, 2024)
    roster = read_roster(place.roster)
    found = add_up("示例县", 2024, form_of(2024), units_handed(roster, place))
    paths = [path for path in (ROOT / "params/2024").glob("*.yaml") if path.stem != "shilixian"]
    assert len(found.counted) == len(paths) == 19
    reports = [Report.of(load_parameters(path, ROOT).parameters, ROOT) for path in paths]
    for cell in found.cells():
        table, *rest = cell.place
        texts = [report.tables[table].number((rest[0], rest[1])) for report in reports]
        assert Fraction(cell.value) == sum(map(Fraction, texts)), cell.name
    assert found.is_certain
    assert found.broken == ()
    assert strangers(roster, place) == ()


def test_decimals_are_added_exactly() -> None:
    money = [{"proactive_disclosure": {"charges": {"amount": text}}} for text in ("0.1", "0.2", "0.0001")]
    cell = added(*(handed(n, one) for n, one in enumerate(money))).cell(
        ("proactive_disclosure", "charges", "amount")
    )
    assert cell is not None
    assert cell.value == Decimal("0.3001")


def test_while_a_unit_is_missing_nothing_is_certain() -> None:
    county = added(handed(0, {"applications": {"new_received": {"other": 2}}}), absent(1))
    assert not county.is_certain
    assert [one.unit.name for one in county.missing] == ["第1镇"]
    assert all([lack.unit.name for lack in cell.lacks] == ["第1镇"] for cell in county.cells())
    cell = county.cell(("applications", "new_received", "other"))
    assert cell is not None
    assert cell.value == 2


def test_a_cell_that_cannot_be_read_is_missing_and_no_zero() -> None:
    county = added(handed(0, {"applications": {"disclosed": {"other": "3 4"}}}), handed(1, {}))
    lacking = {cell.name: cell.lacks[0].why for cell in county.lacking}
    assert set(lacking) == {
        "applications/disclosed/other",
        "applications/disclosed/total",
        "applications/outcome_total/other",
        "applications/outcome_total/total",
    }
    assert "3 4" in lacking["applications/disclosed/other"]
    assert not county.is_certain


def test_doubts_and_strangers_make_it_uncertain() -> None:
    assert not added(handed(0, {}, doubts=("台账有读不出的地方",))).is_certain
    assert not added(handed(0, {}), strangers=("waidi.yaml",)).is_certain


def test_without_the_county_government_itself_a_complete_sum_is_open_and_says_why() -> None:
    county = added(handed(0, {}))
    assert county.is_complete
    assert not county.is_certain
    assert county.why_open == NO_OWN
    whole = added(handed(0, {}), handed(OWN, {}))
    assert whole.is_certain
    assert whole.why_open == ""
    assert added(handed(OWN, {}), absent(1)).why_open == "还缺单位的数"


def test_another_form_is_put_where_it_counts_the_same_and_named_where_not() -> None:
    county = added(
        handed(
            0,
            {
                "applications": {"new_received": {"other": 5}, "other_handling": {"other": 4}},
                "proactive_disclosure": {
                    "normative_documents": {"produced": 3, "published": 2, "total_published": 9},
                    "licences": {"last_year_items": 7, "decisions": 11},
                    "procurement": {"items": 6},
                },
            },
            template="national-2019",
        ),
        handed(1, {"applications": {"other_handling": {"other": 1}}}),
    )

    def cell(name: str) -> Any:
        table, row, column = name.split("/")
        found = county.cell((table, row, column))
        assert found is not None
        return found

    assert cell("applications/new_received/other").value == 5
    assert cell("applications/other_handling/other").value == 5
    assert "没有细分" in cell("applications/other_handling/other").contributions[0].note
    assert cell("applications/outcome_total/total").value == 5
    assert cell("applications/fee_unpaid/other").lacks == ()
    assert "3.其他" in cell("applications/fee_unpaid/other").contributions[0].note
    assert cell("proactive_disclosure/normative_documents/issued").value == 3
    assert cell("proactive_disclosure/licences/decisions").value == 11
    # What the older form doesn't ask for is missing, not 0; what only it asks for is named.
    lacking = {one.name for one in county.lacking}
    assert "proactive_disclosure/normative_documents/in_force" in lacking
    assert "proactive_disclosure/charges/amount" in lacking
    assert "applications/other_handling/other" not in lacking
    named = "".join(county.unplaced)
    assert all(
        words in named for words in ("「政府集中采购」行「采购项目数量」列的 6", "的 9 ", "的 7 ", "的 2 ")
    )
    assert not county.is_certain


def test_a_relation_that_does_not_hold_names_the_units() -> None:
    wrong = {
        "applications": {"new_received": {"other": 2, "total": 3}, "disclosed": {"other": 2, "total": 2}}
    }
    right = {"applications": {"new_received": {"other": 1}, "disclosed": {"other": 1}}}
    county = added(handed(0, wrong), handed(1, right))
    # A typed total stands as it is, for the county too.
    cell = county.cell(("applications", "new_received", "total"))
    assert cell is not None
    assert cell.value == 4
    row, column = county.broken
    assert "为 4，" in row.message
    assert "为 3，差 1" in row.message
    assert [unit.name for unit in row.units] == ["第0镇"]
    assert "勾稽关系不平" in column.message


@pytest.mark.parametrize("year", [2010, 2017])
def test_a_year_without_tables_cannot_be_added_up(year: int) -> None:
    if year == 2017:
        assert form_of(year).name == "national-2014"
    else:
        with pytest.raises(UsageError, match="没有带统计表"):
            form_of(year)
