"""图解 of the sums: who has how many applications, and how they ended. A unit that is missing isn't 0."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.charts import Chart, UnitValue, has_outcomes, outcomes, outcomes_of, units_compared
from nianbao.county.sums.model import CountySum

RECEIVED = ("applications", "new_received", "total")


def charts_of(county: CountySum) -> Iterator[Chart]:
    """Draw what there is to draw: nothing where a form has no such table, or nobody had an application."""
    cell = county.cell(RECEIVED)
    if cell is None or not cell.value:
        return
    values = {one.unit.id: one.value for one in cell.contributions}
    open_ = "" if county.is_certain else "（未定）"
    yield units_compared(
        f"各单位新收政府信息公开申请{open_}",
        [UnitValue(one.unit.name, values.get(one.unit.id)) for one in county.handed],
        width=580,
    )
    table = county.tables[RECEIVED[0]]
    if has_outcomes(table.form):
        yield outcomes(f"全县申请办理情况{open_}", outcomes_of(table.form, table.filled.values), width=580)
