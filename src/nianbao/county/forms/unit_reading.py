"""Whose form it is, for which year, in which format: from the sheets' own words and the marks out of sight."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath

from nianbao.county.forms.given import Given
from nianbao.county.forms.head import Head, heads_of
from nianbao.county.forms.marks import Marks
from nianbao.county.forms.opening import Page
from nianbao.county.forms.remarks import Remark
from nianbao.county.forms.slots import Path
from nianbao.errors import TemplateError
from nianbao.ledgers.values import as_text, is_blank, read_date
from nianbao.levels import Level
from nianbao.params.draft import level_of_name
from nianbao.params.model import FIRST_YEAR, LAST_YEAR
from nianbao.suggest import quoted
from nianbao.template import Template, load_template, templates_at_hand

_LONGEST = 80
"""Characters of a name in a parameter file."""


def year_of(pages: Sequence[Page], marks: Marks | None, remarks: list[Remark]) -> int | None:
    """Tell the year: what most sheets say, else the marks."""
    heads = heads_of(pages)
    said = Counter(head.year for head in heads.values())
    year = said.most_common(1)[0][0] if said else marks.year if marks else None
    odd = [sheet for sheet, head in heads.items() if head.year != year]
    if odd:
        remarks.append(
            Remark(
                odd[0],
                None,
                None,
                f"「{odd[0]}」写的是 {heads[odd[0]].year} 年，其他各页是 {year} 年；请核对是不是从别的年度复制来的。",
                "warning",
            )
        )
    if marks and marks.year and year and marks.year != year:
        remarks.append(
            Remark(
                None,
                None,
                None,
                f"这张填报表发出去时是 {marks.year} 年的，现在写的是 {year} 年，请核对。",
                "warning",
            )
        )
    return year if year and FIRST_YEAR <= year <= LAST_YEAR else None


def unit_name_of(pages: Sequence[Page], marks: Marks | None, remarks: list[Remark]) -> str | None:
    """Tell the unit's full name: what most sheets say, else the marks."""
    heads = heads_of(pages)
    said = Counter(head.unit for head in heads.values())
    name = said.most_common(1)[0][0] if said else None
    odd = [(sheet, head) for sheet, head in heads.items() if head.unit != name]
    if odd:
        remarks.append(_of_another(odd[0], name))
    known = marks.unit.get("full_name") or marks.unit.get("name") if marks else None
    if known and name and known != name:
        remarks.append(
            Remark(
                None,
                None,
                None,
                f"这张填报表是发给「{known}」的，现在写的单位是「{quoted(name)}」，请核对是不是借用了别人的表。",
                "warning",
            )
        )
    return (name or known or "")[:_LONGEST] or None


def _of_another(odd: tuple[str, Head], name: str | None) -> Remark:
    sheet, head = odd
    said = f"「{sheet}」写的单位是「{quoted(head.unit)}」，其他各页是「{quoted(name or '')}」；请核对是不是复制错了。"
    return Remark(sheet, None, None, said, "error")


def template_of(marks: Marks | None, year: int | None, folder: FilePath | None) -> tuple[Template, ...]:
    """List the formats that a form may follow, the likeliest first."""
    named: list[Template] = []
    if marks and marks.template:
        with contextlib.suppress(TemplateError):
            named.append(load_template(marks.template, folder))
    others = [one for one in templates_at_hand(folder) if one.name not in {known.name for known in named}]
    # The newest format that holds for the year; a marked one is tried alone.
    fitting = sorted(
        others, key=lambda one: (year in one.years if year else False, one.years.first), reverse=True
    )
    return tuple(named or fitting)


def level_of(marks: Marks | None, name: str | None) -> Level | None:
    """Tell the kind of unit."""
    return (marks.level if marks else None) or (level_of_name(name) if name else None)


def unit_values(
    given: Mapping[Path, Given], marks: Marks | None, full_name: str | None, level: Level | None
) -> dict[str, str]:
    """Give the facts on the unit for a parameter file."""
    known = dict(marks.unit) if marks else {}
    found = {
        "full_name": _line(given, ("unit", "full_name")) or full_name or "",
        "name": _line(given, ("unit", "name")) or known.get("name", ""),
        "level": level or "",
        "parent": known.get("parent", ""),
        "code": _line(given, ("unit", "code")) or known.get("code", ""),
    }
    same = not known or known.get("full_name") in (None, full_name)
    if same and known.get("id"):
        found["id"] = known["id"]
    order = ("id", "name", "full_name", "level", "parent", "code")
    return {key: found[key] for key in order if found.get(key)}


def tell_of_facts(
    given: Mapping[Path, Given], full_name: str | None, year: int | None, remarks: list[Remark]
) -> None:
    """Say where the sheet on the unit gives another full name or year than the line on each sheet."""
    stated = given.get(("year",))
    if stated is not None and not stated.is_blank and year and str(year) not in as_text(stated.value):
        remarks.append(
            stated.remark(
                f"写的是 {quoted(as_text(stated.value))}，各页写的是 {year} 年，按各页的，请核对。", "warning"
            )
        )
    place = given.get(("unit", "full_name"))
    said = _line(given, ("unit", "full_name"))
    if place is not None and said and full_name and said != full_name:
        message = (
            f"「{place.sheet}」写的单位全称是「{quoted(said)}」，各页写的是「{quoted(full_name)}」，请核对。"
        )
        remarks.append(Remark(place.sheet, place.row + 1, place.column + 1, message, "warning"))


def issued_values(given: Mapping[Path, Given], remarks: list[Remark]) -> dict[str, str]:
    """Give who issues the report and when."""
    found: dict[str, str] = {}
    if by := _line(given, ("issued", "by")):
        found["by"] = by
    place = given.get(("issued", "date"))
    if place is None or is_blank(place.value):
        return found
    date = read_date(place.value)
    if date.value is None:
        why = "没有写年份" if date.how == "no_year" else "看不出是哪一天"
        remarks.append(
            place.remark(
                f"写的是「{quoted(as_text(place.value))}」，{why}，没有读入，请写成 2025-01-20 这样。",
                "error",
            )
        )
        return found
    found["date"] = date.value.isoformat()
    if date.how in ("century", "serial"):
        remarks.append(
            place.remark(f"写的是「{quoted(as_text(place.value))}」，按 {found['date']} 读入。", "hint")
        )
    return found


def _line(given: Mapping[Path, Given], path: Path) -> str:
    place = given.get(path)
    return (
        " ".join(as_text(place.value).split())[:_LONGEST] if place is not None and not place.is_blank else ""
    )
