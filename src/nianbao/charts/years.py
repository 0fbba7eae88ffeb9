"""Years beside each other: for each thing counted a bar a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nianbao.charts.bars import Bar, Fill, Panel, draw
from nianbao.charts.chart import Chart
from nianbao.charts.units import WIDTH
from nianbao.tables.numbers import Amount, as_text


@dataclass(frozen=True)
class Measured:
    """A thing that is counted each year.

    Attributes:
        label: What it is, such as 行政许可.
        values: Year → its number; None, or a year left out, where there is no report.
        measure: Unit of measurement.
    """

    label: str
    values: Mapping[int, Amount | None]
    measure: str = "件"


def years(caption: str, measured: Iterable[Measured], *, width: float = WIDTH, columns: int = 2) -> Chart:
    """Put the numbers of years beside each other, the latest year in the darkest bar.

    Each thing has a scale of its own, for decisions come by the thousand and applications by the
    dozen; the caption says so.
    """
    rows = list(measured)
    known = sorted({year for row in rows for year in row.values})
    panels = tuple(
        Panel(tuple(_bar(row, year, known[-1]) for year in known), f"{row.label}（{row.measure}）")
        for row in rows
    )
    told = "；".join(
        f"{row.label}：" + "，".join(f"{year} 年 {_told(row, year)}" for year in known) for row in rows
    )
    alt = f"{told}。" if told else "没有数据。"
    own = "（各项比例不同，以数字为准）" if len(rows) > 1 else ""
    return Chart(draw(panels, alt, width=width, columns=min(columns, max(len(rows), 1))), alt, caption + own)


def _bar(row: Measured, year: int, latest: int) -> Bar:
    value = row.values.get(year)
    fill: Fill = "dark" if year == latest else "hatched"
    if value is None:
        return Bar(str(year), (), "没有报告", (fill,))
    return Bar(str(year), (value,), as_text(value), (fill,))


def _told(row: Measured, year: int) -> str:
    value = row.values.get(year)
    return "没有报告" if value is None else f"{as_text(value)} {row.measure}"
