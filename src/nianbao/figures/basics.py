"""Figures on the report itself: year, unit, issue."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.dates import chinese_date
from nianbao.figures.named import Facts, NamedFigure
from nianbao.narrative import visible
from nianbao.params.model import Parameters


def figures(facts: Facts) -> Iterator[NamedFigure]:
    """List them; those that the parameter file leaves out are missing."""
    parameters = facts.parameters
    unit, issued = parameters.unit, parameters.issued
    rows = (
        ("year", "报告年份", str(parameters.year)),
        ("last_year", "上一年", str(parameters.year - 1)),
        ("next_year", "下一年", str(parameters.year + 1)),
        ("unit.name", "单位简称", unit.name),
        ("unit.full_name", "单位全称", full_name(parameters)),
        ("unit.parent", "上级地区", unit.parent),
        ("issued.by", "署名", issued.by),
        ("issued.date", "成文日期", chinese_date(issued.date) if issued.date else None),
    )
    for name, label, given in rows:
        if given and (text := visible(given)):
            yield NamedFigure(name, label, text, "底稿")


def full_name(parameters: Parameters) -> str | None:
    """Give the unit's full name; without one, the signature or the short name has to do."""
    unit = parameters.unit
    return unit.full_name or parameters.issued.by or unit.name
