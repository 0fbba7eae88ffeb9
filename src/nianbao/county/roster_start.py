"""The first roster: from the parameter files that there are, or from a list that was read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from nianbao.county.roster import Entry, Kind, Member, Roster, usual_name
from nianbao.errors import ParameterFileError
from nianbao.params import load_parameters
from nianbao.params.draft import full_name_of
from nianbao.params.model import Unit


def entries_of_roster(roster: Roster) -> list[Entry]:
    """Give a roster's units as rows again; a full name that is derived stays out, to follow the county's name."""
    return [
        Entry(m.name, m.kind, _told(m, roster.county), m.code, m.contact, m.phone, m.aliases, m.row)
        for m in roster.members
    ]


def _told(member: Member, county: str) -> str:
    """Give a full name that isn't the usual one."""
    return "" if member.full_name == usual_name(member.name, member.kind, county) else member.full_name


def entries_of_params(folder: Path) -> tuple[str, list[Entry]]:
    """List the units of a county that a working folder has parameter files of.

    The county is the superior area that most units name; units of another one, such as samples, stay out.

    Returns:
        The county's name, or an empty text, and its units: departments behind towns, as rosters list them.
    """
    units: dict[str, Unit] = {}
    for path in sorted(folder.glob("params/[0-9]*/*.yaml")):
        try:
            unit = load_parameters(path).parameters.unit
        except ParameterFileError:
            continue  # `check` tells of a file that can't be read; no unit is known from it
        if unit.name and unit.parent:
            units[unit.name] = unit
    counties = Counter(unit.parent for unit in units.values())
    if not counties:
        return "", []
    county = str(max(sorted(map(str, counties)), key=lambda name: counties[name]))
    order = list(Kind)
    entries = [_entry(unit, county) for unit in units.values() if unit.parent == county]
    return county, sorted(entries, key=lambda entry: order.index(entry.kind))


def _entry(unit: Unit, county: str) -> Entry:
    name = unit.name or ""
    kind = next((kind for kind in Kind if kind.level == unit.level), Kind.DEPARTMENT)
    usual = full_name_of(name, kind.level, county)
    return Entry(
        name=name,
        kind=kind,
        full_name=unit.full_name if unit.full_name and unit.full_name != usual else "",
        code=unit.code,
    )
