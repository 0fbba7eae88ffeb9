"""The charts of one report (图解), from its tables and last year's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from nianbao.charts.chart import Chart
from nianbao.charts.outcomes import has_outcomes, outcomes, outcomes_of
from nianbao.charts.years import Measured, years
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount
from nianbao.template.tables import CellId

Tables = Mapping[str, FilledTable]

NAMES = {"applications": "申请办理情况", "years": "与上年比较"}
"""The charts there are, with what people call them."""

_COMPARED: tuple[tuple[str, CellId, str], ...] = (
    ("proactive_disclosure", ("normative_documents", "in_force"), "规范性文件现行有效"),
    ("proactive_disclosure", ("licences", "decisions"), "行政许可"),
    ("proactive_disclosure", ("penalties", "decisions"), "行政处罚"),
    ("proactive_disclosure", ("coercions", "decisions"), "行政强制"),
    ("applications", ("new_received", "total"), "新收申请"),
    ("applications", ("outcome_total", "total"), "办结申请"),
    ("review_litigation", ("reconsideration", "total"), "行政复议"),
    ("review_litigation", ("litigation_direct", "total"), "未经复议直接起诉"),
    ("review_litigation", ("litigation_after_reconsideration", "total"), "复议后起诉"),
)
"""What years are compared by: table, cell, and the words on the chart."""

LastYear = Callable[[], Tables | None]
"""Gives last year's tables when they are wanted: reading them takes a while."""


def chart_of(name: str, tables: Tables, year: int, before: LastYear) -> Chart | None:
    """Draw a chart of a report.

    Args:
        name: One of ``NAMES``.
        tables: The report's tables.
        year: Its year.
        before: Gives last year's tables; None where there are none to rely on.

    Returns:
        None where the tables don't hold what the chart is of, or nothing but noughts.

    Raises:
        KeyError: There is no such chart.
    """
    if name not in NAMES:
        raise KeyError(name)
    return _applications(tables, year) if name == "applications" else _years(tables, before(), year)


def place_of(name: str, tables: Tables) -> str | None:
    """Give the id of the table a chart stands under: its own, or the last of those compared."""
    if name == "applications":
        return "applications" if "applications" in tables else None
    return next((table for table, _, _ in reversed(_COMPARED) if table in tables), None)


def _applications(tables: Tables, year: int) -> Chart | None:
    table = tables.get("applications")
    if table is None or not has_outcomes(table.form):
        return None
    rows = outcomes_of(table.form, table.values)
    if not any(row.total for row in rows):
        return None
    return outcomes(f"{year}年收到和处理政府信息公开申请情况", rows)


def _years(tables: Tables, before: Tables | None, year: int) -> Chart | None:
    measured = tuple(_measured(tables, before, year)) if before else ()
    return years(f"{year - 1}年和{year}年主要数据", measured) if measured else None


def _measured(tables: Tables, before: Tables, year: int) -> Iterator[Measured]:
    """List what both years have a cell for, and one of them a number."""
    for table, cell, label in _COMPARED:
        now, then = _value(tables, table, cell), _value(before, table, cell)
        if now is not None and then is not None and (now or then):
            yield Measured(label, {year - 1: then, year: now})


def _value(tables: Tables, table: str, cell: CellId) -> Amount | None:
    return tables[table].values.get(cell) if table in tables else None
