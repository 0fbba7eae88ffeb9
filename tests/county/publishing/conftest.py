"""The fictional county with its roster, and a site that publishes its reports."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from nianbao.cli.init import fill
from nianbao.county.place import CountyPlace
from nianbao.county.publishing.checking import Checker
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_reading import read_roster
from nianbao.county.roster_start import entries_of_params
from nianbao.folder import write_atomically
from tests.verifying.conftest import site
from tests.verifying.samples import ROOT

__all__ = ["site"]

ZONE = datetime.timezone(datetime.timedelta(hours=8))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CountyPlace:
    """A working folder with the county's reports and roster, which is also the current folder."""
    folder = tmp_path / "示例 县"
    fill(folder)
    shutil.copytree(ROOT / "params", folder / "params", dirs_exist_ok=True)
    one = CountyPlace(folder, 2024)
    county, entries = entries_of_params(folder)
    write_atomically(one.roster, roster_workbook(county, entries))
    monkeypatch.chdir(folder)
    return one


class Clock:
    """A clock that goes on by a day whenever it is told to."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2025, 1, 26, 9, 30, tzinfo=ZONE)

    def __call__(self) -> datetime.datetime:
        return self.now

    def tomorrow(self) -> None:
        self.now += datetime.timedelta(days=1)


@pytest.fixture
def clock() -> Clock:
    """A clock for a test."""
    return Clock()


@pytest.fixture
def checker(place: CountyPlace, clock: Clock) -> Checker:
    """What looks at pages, at a time that the test knows."""
    return Checker(place, read_roster(place.roster), clock)
