"""The county's own report: tables added up from its units, prose from ``words/county.yaml``."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from county.units import COUNTY, load, units
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Entry, Kind, Roster, roster_of
from nianbao.county.sums.adding import add_up, form_of
from nianbao.county.sums.data import json_bytes
from nianbao.county.sums.units import units_handed
from nianbao.params.draft import level_of_name
from nianbao.template import Template


def roster() -> Roster:
    """List the units as the county's roster has them; the government's office reports for 政府本级."""
    kinds = {kind.level: kind for kind in Kind}
    return roster_of(
        COUNTY,
        [
            Entry(unit.name, Kind.OWN if unit.is_office else kinds[level_of_name(unit.name)])
            for unit in units()
        ],
    )


def whole(files: Mapping[str, bytes], template: Template) -> dict[str, bytes]:
    """Give the county's parameter file and the sums it takes its tables from.

    Args:
        files: The units' files, by path below ``params``.
        template: The form of the year.
    """
    data, everyone = load("county"), roster()
    year, name = data["year"], everyone.county_id
    sums = f"ledgers/{name}-{year}.json"
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files.items():
            target = Path(folder, "params", path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        handed = units_handed(everyone, CountyPlace(Path(folder), year))
        added = json_bytes(add_up(COUNTY, year, form_of(year), handed))
    lines = [
        f"# yaml-language-server: $schema=../../templates/{template.name}/schema.json",
        f"# {COUNTY}和它的单位都是虚构的；这份县级年报的数由各单位的年报相加，只为演示。",
        "# 由 scripts/make_county.py 写成：要改请改那里，再运行 make county。",
        f"template: {template.name}",
        f"year: {year}",
        "unit:",
        f"  id: {name}",
        f"  name: {COUNTY}",
        f"  full_name: {COUNTY}人民政府",
        "  level: county",
        "issued:",
        f"  by: {COUNTY}人民政府办公室",
        f"  date: {data['date'].isoformat()}",
        "sections:",
    ]
    for section, text in data["sections"].items():
        lines += [f"  {section}: |", *(f"    {line}" if line else "" for line in text.splitlines())]
    lines += ["ledgers:", f"  units: params/{sums}"]
    return {f"{year}/{name}.yaml": ("\n".join(lines) + "\n").encode("utf-8"), sums: added}
