"""The other units of the working folder: names that a report of this one has no business with.

Only their names are read, by lines, so that a folder of hundreds is looked over in a moment. What is
learned here never blocks a report: whether it does must not depend on other reports.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

from nianbao.identity.names import Place, split
from nianbao.plain_yaml import plain_yaml

_MOST_LINES = 40
"""The unit stands at the top of a file; one that puts it elsewhere isn't learned from."""


def neighbours(folder: Path | None, year: int, own: Path) -> frozenset[Place]:
    """List the towns whose parameter files lie in a year's folder, without one's own.

    A file renamed, added or taken away is noticed at once; a name changed within a file with the next
    of these.
    """
    if folder is None:
        return frozenset()
    place = folder / "params" / str(year)
    try:
        changed = place.stat().st_mtime_ns
    except OSError:
        return frozenset()
    towns = _towns(place, changed)
    return frozenset(town for name, town in towns if name != own.name)


@functools.lru_cache(maxsize=8)
def _towns(place: Path, _changed: int) -> tuple[tuple[str, Place], ...]:
    return tuple(
        (path.name, town) for path in sorted(place.glob("*.yaml")) if (town := _town(path)) is not None
    )


def _town(path: Path) -> Place | None:
    unit = _unit(path)
    for key in ("full_name", "name"):
        name = unit.get(key)
        if isinstance(name, str):
            places, _ = split(name)
            if places and places[-1].is_town:
                return places[-1]
    return None


def _unit(path: Path) -> dict[str, Any]:
    """Read the ``unit`` group of a file, and nothing else of it."""
    lines: list[str] = []
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            for _, line in zip(range(_MOST_LINES), file, strict=False):
                if lines and line[:1] not in (" ", "\t", "#", "\n", "\r"):
                    break
                if lines or line.startswith("unit:"):
                    lines.append(line)
        data = plain_yaml("".join(lines))
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return {}
    unit = data.get("unit") if isinstance(data, dict) else None
    return unit if isinstance(unit, dict) else {}
