"""Charts for where people would rather look than read: SVG with its numbers in words beside it.

::

    charts.units_compared("各单位新收申请", [UnitValue("云溪镇", 7), UnitValue("河湾镇", None)]).svg
    charts.years("近两年", [Measured("行政许可", {2023: 1204, 2024: 1377})]).figure(1)
    charts.outcomes("申请办理情况", outcomes_of(table.form, table.values))

The same data gives the same bytes; text is text, in the faces of a report; what is told apart by
colour is told apart in grey; every number is printed exactly.
"""

from __future__ import annotations

from nianbao.charts.chart import Chart
from nianbao.charts.outcomes import Outcome, has_outcomes, outcomes, outcomes_of
from nianbao.charts.units import UnitValue, units_compared
from nianbao.charts.years import Measured, years

__all__ = [
    "Chart",
    "Measured",
    "Outcome",
    "UnitValue",
    "has_outcomes",
    "outcomes",
    "outcomes_of",
    "units_compared",
    "years",
]
