"""A county to add up: the fictional one, or one of a few made-up units."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from nianbao.county.place import CountyPlace
from nianbao.county.roster import Entry, Kind
from nianbao.county.roster_book import roster_workbook
from nianbao.county.sums.adding import add_up, form_of
from nianbao.county.sums.model import CountySum, Handed, Unit
from nianbao.folder import write_atomically
from nianbao.params import load_parameters
from nianbao.params.model import Parameters
from nianbao.report import Report

ROOT = Path(__file__).resolve().parents[3]
OFFICE = "县政府办公室"

OWN = list(Kind).index(Kind.OWN)
"""Number of a made-up unit that is 政府本级."""

COUNTY_ENTRIES = [
    Entry(unit.name or "", Kind.OWN if unit.name == OFFICE else kinds[unit.level])
    for kinds in [{kind.level: kind for kind in Kind}]
    for path in sorted((ROOT / "params" / "2024").glob("*.yaml"))
    for unit in [load_parameters(path).parameters.unit]
    if unit.level not in (None, "county")
]


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the fictional county's reports and roster; the county's own report isn't there yet."""
    folder = tmp_path / "县 folder"
    shutil.copytree(ROOT / "params", folder / "params")
    (folder / "params/2024/shilixian.yaml").unlink(missing_ok=True)
    write_atomically(CountyPlace(folder, 2024).roster, roster_workbook("示例县", COUNTY_ENTRIES))
    monkeypatch.chdir(folder)
    return folder


def handed(number: int, tables: Mapping[str, Any], *, template: str = "national-2021", **more: Any) -> Handed:
    """Make what a unit handed in: its tables and nothing else."""
    kinds = list(Kind)
    unit = Unit(f"u{number}", f"第{number}镇", kinds[number % len(kinds)])
    values = {
        "template": template,
        "year": 2024,
        "unit": {"id": unit.id, "name": unit.name},
        "tables": tables,
    }
    return Handed(unit, Report.of(Parameters.model_validate(values)), **more)


def absent(number: int, why: str = "没有报来") -> Handed:
    """Make a unit that has handed nothing in."""
    return Handed(Unit(f"u{number}", f"第{number}镇", Kind.TOWNSHIP), None, why)


def added(*units: Handed, strangers: tuple[str, ...] = ()) -> CountySum:
    """Add some units up."""
    return add_up("示例县", 2024, form_of(2024), units, strangers=strangers)
