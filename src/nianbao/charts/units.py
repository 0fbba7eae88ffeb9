"""Units compared by one number: a bar a unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nianbao.charts.bars import Bar, Panel, draw
from nianbao.charts.chart import Chart
from nianbao.tables.numbers import Amount, as_text

WIDTH = 480.0
"""Width of a chart in CSS pixels: three quarters of a line of a report on paper."""

_MOST_IN_A_COLUMN = 20


@dataclass(frozen=True)
class UnitValue:
    """A unit's number; None where the unit hasn't reported, which isn't 0."""

    unit: str
    value: Amount | None


def units_compared(
    caption: str,
    values: Iterable[UnitValue],
    *,
    measure: str = "件",
    ranked: bool = True,
    width: float = WIDTH,
) -> Chart:
    """Compare units by one number.

    Args:
        caption: What is compared, such as 各单位新收政府信息公开申请.
        values: The units in the order of the roster.
        measure: Unit of measurement.
        ranked: The largest first, equal ones and those without a number in their order.
        width: Width in CSS pixels; more than twenty units stand in two columns.
    """
    rows = list(values)
    if ranked:
        rows.sort(key=lambda row: (row.value is None, -(row.value or 0)))
    bars = [Bar(row.unit, () if row.value is None else (row.value,), _words(row.value)) for row in rows]
    columns = 2 if len(bars) > _MOST_IN_A_COLUMN else 1
    share = -(-len(bars) // columns)
    panels = tuple(Panel(tuple(bars[first : first + share])) for first in range(0, len(bars), share or 1))
    told = "，".join(f"{row.unit} {_told(row.value, measure)}" for row in rows)
    alt = f"{told}。" if told else "没有单位。"
    drawn = draw(panels, alt, width=width, columns=columns, one_scale=True)
    return Chart(drawn, alt, f"{caption}（单位：{measure}）")


def _words(value: Amount | None) -> str:
    return "未报" if value is None else as_text(value)


def _told(value: Amount | None, measure: str) -> str:
    return "未报" if value is None else f"{as_text(value)} {measure}"
