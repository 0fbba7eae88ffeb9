"""A clean report of a town, and what the families of checks say when one of its texts is another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from nianbao.checks.base import Subject
from nianbao.finding import Finding
from nianbao.params import load_parameters

TOWN: dict[str, Any] = {
    "template": "national-2021",
    "year": 2024,
    "unit": {
        "id": "yunxi",
        "name": "云溪镇",
        "full_name": "示例县云溪镇人民政府",
        "level": "township",
        "parent": "示例县",
    },
    "issued": {"by": "云溪镇人民政府", "date": "2025-01-20"},
}

PLACES = {"title": ("printed", "title"), "signature": ("issued", "by")}

Run = Callable[[Subject], Any]


def report(folder: Path, section: str, text: str, **changes: Any) -> Subject:
    """Write the report with one text, and with top-level keys changed key by key."""
    data = {
        key: {**value, **changes.get(key, {})} if isinstance(value, dict) else changes.get(key, value)
        for key, value in {**{key: {} for key in changes}, **TOWN}.items()
    }
    group, key = PLACES.get(section, ("sections", section))
    data[group] = {**data.get(group, {}), key: text}
    path = folder / "params" / str(data["year"]) / f"{data['unit']['id']}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return Subject.of(load_parameters(path, folder), folder)


def said(check: Run, folder: Path, text: str, section: str = "overview", **changes: Any) -> list[Finding]:
    """Give what a family says of a report with one text."""
    return list(check(report(folder, section, text, **changes)))


def codes(check: Run, folder: Path, text: str, section: str = "overview", **changes: Any) -> set[str]:
    """Give the codes of what a family says."""
    return {finding.code for finding in said(check, folder, text, section, **changes)}


def unit(name: str, level: str, parent: str | None = None, full_name: str | None = None) -> Mapping[str, Any]:
    """Give the ``unit`` of another kind of report."""
    return {"name": name, "level": level, "parent": parent, "full_name": full_name or (parent or "") + name}
