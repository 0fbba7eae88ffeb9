"""Whether a report's template is the one of its year; said before anything else that follows from it."""

from __future__ import annotations

from pathlib import Path

from nianbao.finding import Finding, error_finding
from nianbao.params.model import FIRST_YEAR, LAST_YEAR
from nianbao.params.yaml_text import YamlText
from nianbao.template import Template, broken_templates, templates_for

REGIME_CODE = "T101"


def other_regime(template: Template, year: int, region: str | None, folder: Path | None) -> Finding | None:
    """Say that a template isn't meant for a year, and which one is; None when all is well.

    The finding has no place yet: it belongs to the name of the template.

    Args:
        template: The template that the report names.
        year: Report year.
        region: The unit's area, for the area's own formats.
        folder: The working folder, or None.
    """
    if year in template.years:
        return None
    fitting = [
        other
        for other in templates_for(year, folder, region)
        if other.region is None or (region and other.region in region)
    ]
    right = "；".join(f"{other.name}（依据{_basis(other)}）" for other in fitting)
    advice = f"{year} 年请用模板 {right}。" if right else f"还没有用于 {year} 年的模板，请核对年份。"
    if broken := broken_templates(folder):
        advice += f"另有模板读不出，没有算在内：{'、'.join(broken)}。"
    return error_finding(
        REGIME_CODE,
        f"模板 {template.name} 用于{template.years}的报告（依据{_basis(template)}），这份报告是 {year} 年的。",
        advice,
    )


def regime_in_text(text: YamlText, template: Template, folder: Path | None) -> Finding | None:
    """Say the same of a file whose shape may be wrong, with its place; None where it gives no legal year."""
    year, unit = text.values.get("year"), text.values.get("unit")
    if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    parent = unit.get("parent") if isinstance(unit, dict) else None
    found = other_regime(template, year, parent if isinstance(parent, str) else None, folder)
    place = text.place_of(("template",))
    return found and found.at(place.line, place.column)


def _basis(template: Template) -> str:
    """Name what a format rests on: the Regulation, and the notice that gives the format."""
    return "、".join(f"《{law.name}》（{law.number}）" for law in template.legal_basis[:2])
