"""Who reports in 示例县, and what is known of each unit: ``words/towns.yaml``, ``words/departments.yaml``."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import yaml

from nianbao.levels import Level
from nianbao.params.draft import full_name_of, level_of_name, unit_id

COUNTY = "示例县"
YEARS = (2023, 2024)
WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Review:
    """A reconsideration or lawsuit; ``concluded`` is None while it is pending."""

    kind: str
    received: datetime.date
    concluded: datetime.date | None
    result: str


@dataclass(frozen=True, eq=False)
class Unit:
    """A unit of the county.

    Attributes:
        place: Its place in the list; it turns layouts, so that neighbours look different.
        data: What the file of words says of it.
    """

    place: int
    data: dict[str, Any]

    @property
    def name(self) -> str:
        """Short name."""
        return str(self.data["name"])

    @cached_property
    def id(self) -> str:
        """Unit id, as ``nianbao new`` derives it."""
        return unit_id(self.name)

    @property
    def level(self) -> Level:
        """Level, as ``nianbao new`` derives it."""
        return level_of_name(self.name)

    @property
    def full_name(self) -> str:
        """Full name, as in the title."""
        return str(self.data.get("full_name") or full_name_of(self.name, self.level, COUNTY))

    @property
    def issuer(self) -> str:
        """Signature: the full name, of a town or subdistrict without the county."""
        is_local = self.level in ("township", "subdistrict")
        return self.full_name.removeprefix(COUNTY) if is_local else self.full_name

    @property
    def is_office(self) -> bool:
        """Tell whether it is the county government's office."""
        return "full_name" in self.data

    @property
    def reviews(self) -> list[Review]:
        """Reconsiderations and lawsuits of all years."""
        return [Review(*row) for row in self.data.get("reviews", ())]

    def of_year(self, key: str, year: int) -> Any:
        """Give this year's value of a list that has one a year."""
        return self.data[key][YEARS.index(year)]

    def charges(self, year: int) -> Decimal:
        """Fees of 表二, 万元; written as text in the data, since money isn't binary."""
        return Decimal(self.of_year("charges", year))

    def random(self, *purpose: object) -> Random:
        """Give a source of numbers that is the same at each run and on each machine."""
        return Random(" ".join(map(str, (COUNTY, self.name, *purpose))))  # noqa: S311 - samples, no secrets


def load(name: str) -> Any:
    """Load a file of words."""
    return yaml.safe_load((WORDS / f"{name}.yaml").read_text(encoding="utf-8"))


def units() -> list[Unit]:
    """List the units: towns and subdistricts, departments, the county office."""
    return [Unit(place, data) for place, data in enumerate([*load("towns"), *load("departments")])]
