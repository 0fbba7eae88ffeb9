"""图解 of the sums: how the county's applications ended, its units side by side, this year beside last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from nianbao import charts
from nianbao.charts import Chart, Measured, UnitValue
from nianbao.county.place import CountyPlace
from nianbao.county.sums.draft import JSON_NAME
from nianbao.county.sums.model import CountySum
from nianbao.tables.numbers import Amount

_COMPARED: tuple[tuple[tuple[str, str, str], str], ...] = (
    (("applications", "new_received", "total"), "新收政府信息公开申请"),
    (("proactive_disclosure", "licences", "decisions"), "行政许可"),
    (("proactive_disclosure", "penalties", "decisions"), "行政处罚"),
    (("applications", "carried_forward", "total"), "结转下年度继续办理"),
    (("proactive_disclosure", "normative_documents", "in_force"), "现行有效的行政规范性文件"),
    (("review_litigation", "reconsideration", "total"), "行政复议"),
)
"""What is compared: cell, and the words on the chart."""

_ACROSS_UNITS = 3
"""The first of them are shown unit by unit as well."""


def sums_charts(county: CountySum, place: CountyPlace) -> list[Chart]:
    """Draw the charts of a county's sums; what is nought all through has none.

    Args:
        county: The sums.
        place: The year's places; last year's sums lie beside them.
    """
    return [*_outcomes(county), *_years(county, place), *_units(county)]


def _outcomes(county: CountySum) -> Iterator[Chart]:
    table = county.tables.get("applications")
    if table and charts.has_outcomes(table.form):
        rows = charts.outcomes_of(table.form, table.filled.values)
        if any(row.total for row in rows):
            caption = f"{county.county}{county.year}年收到和处理政府信息公开申请情况"
            yield charts.outcomes(caption, rows)


def _units(county: CountySum) -> Iterator[Chart]:
    for place, words in _COMPARED[:_ACROSS_UNITS]:
        cell = county.cell(place)
        if cell is None or not cell.value:
            continue
        given = {one.unit.id: one.value for one in cell.contributions}
        values = [UnitValue(one.unit.name, given.get(one.unit.id)) for one in county.handed]
        yield charts.units_compared(f"各单位{words}", values, measure=county.measure(cell))


def _years(county: CountySum, place: CountyPlace) -> Iterator[Chart]:
    before = _sums_of(CountyPlace(place.folder, county.year - 1))
    measured = [
        Measured(words, {county.year - 1: then, county.year: cell.value}, county.measure(cell))
        for where, words in _COMPARED
        if (cell := county.cell(where)) and (then := before.get("/".join(where))) is not None
        if cell.value or then
    ]
    if measured:
        yield charts.years(f"{county.year - 1}年和{county.year}年主要数据", measured)


def _sums_of(place: CountyPlace) -> dict[str, Amount]:
    """Read the sums of a year by cell; none where they weren't made, are uncertain, or can't be read."""
    try:
        data: Any = json.loads((place.sums / JSON_NAME).read_text(encoding="utf-8"))
        if not data["certain"]:
            return {}
        return {
            f"{table}/{row}/{column}": Decimal(cell["value"])
            for table, rows in data["tables"].items()
            for row, cells in rows.items()
            for column, cell in cells.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, InvalidOperation, RecursionError):
        return {}
