"""Marks that a 填报表 carries out of sight: whose it is, and what was filled in beforehand.

They only help: a form whose marks are lost, copied into another workbook say, is read by its words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from nianbao.county.forms.opening import Page
from nianbao.levels import LEVEL_WORDS, Level

MARKS = "填报表标记"
"""Name of the sheet that nobody sees."""

FIRST = "nianbao 填报表"
"""What its first cell says."""

VERSION = 1

_CHUNK = 30_000
"""Characters of one cell; no office program holds more than 32,767."""


@dataclass(frozen=True)
class Marks:
    """What a form says of itself out of sight.

    Attributes:
        unit: Facts on the unit, as in a parameter file.
        year: Report year.
        template: The statutory format.
        filled: What was filled in beforehand, by path joined with ``/``.
        last: Last year's figures as they were printed, by path joined with ``/``.
    """

    unit: dict[str, str] = field(default_factory=dict)
    year: int | None = None
    template: str | None = None
    filled: dict[str, str | int | float] = field(default_factory=dict)
    last: dict[str, str | int | float] = field(default_factory=dict)

    @property
    def level(self) -> Level | None:
        """Kind of unit."""
        known = self.unit.get("level")
        return next((level for level in LEVEL_WORDS if level == known), None)

    def lines(self) -> Iterator[str]:
        """Give what the sheet holds, a cell a line."""
        data = {
            "version": VERSION,
            "unit": self.unit,
            "year": self.year,
            "template": self.template,
            "filled": self.filled,
            "last": self.last,
        }
        text = json.dumps(data, ensure_ascii=False, sort_keys=True)
        yield FIRST
        yield from (text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK))


def read_marks(pages: Sequence[Page]) -> Marks | None:
    """Find the marks of a form; None where they are lost or spoiled."""
    for page in pages:
        if page.sheet.cell(0, 0) == FIRST:
            text = "".join(str(row[0]) for row in page.sheet.rows[1:] if row)
            try:
                data = json.loads(text)
            except ValueError:
                return None
            return _marks(data) if isinstance(data, dict) else None
    return None


def is_marks(page: Page) -> bool:
    """Tell whether a sheet is the one with the marks."""
    return page.sheet.cell(0, 0) == FIRST


def _marks(data: dict[str, Any]) -> Marks:
    """Take what is of the right kind; a file may say anything."""
    year, template = data.get("year"), data.get("template")
    return Marks(
        unit={key: value for key, value in _group(data, "unit").items() if isinstance(value, str)},
        year=year if isinstance(year, int) and not isinstance(year, bool) else None,
        template=template if isinstance(template, str) else None,
        filled=_values(data, "filled"),
        last=_values(data, "last"),
    )


def _group(data: dict[str, Any], key: str) -> dict[str, Any]:
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def _values(data: dict[str, Any], key: str) -> dict[str, str | int | float]:
    return {
        name: value
        for name, value in _group(data, key).items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }
