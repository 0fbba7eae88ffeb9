"""What an output folder holds: ``manifest.json`` for programs, ``index.html`` for people."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2

from nianbao import __version__
from nianbao.build import Outcome
from nianbao.finding import SEVERITY_WORDS
from nianbao.folder import write_atomically
from nianbao.resources import shipped

MANIFEST = "manifest.json"
INDEX = "index.html"

STATUS_WORDS = {"built": "已生成", "fresh": "未变", "failed": "失败", "blocked": "未通过校核"}


def record(out: Path, outcomes: Iterable[Outcome]) -> None:
    """Merge the outcomes of a run into the folder's manifest and index.

    A report is known by its year and unit; one that couldn't be read, by its file.
    """
    entries = {_key(entry): entry for entry in read_entries(out)}
    for outcome in outcomes:
        if outcome.status == "fresh":
            for entry in entries.values():
                if entry["params"] == outcome.params:
                    entry["status"] = "fresh"
            continue
        entry = _entry(outcome)
        # A file that is readable again replaces the entry of when it wasn't.
        entries.pop(f"file:{outcome.params}", None)
        entries[_key(entry)] = entry
    reports = sorted(entries.values(), key=_order)
    data = {"nianbao": __version__, "reports": reports}
    write_atomically(out / MANIFEST, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
    write_atomically(out / INDEX, _index(reports).encode("utf-8"))


def read_entries(out: Path) -> list[dict[str, Any]]:
    """Read the entries of earlier runs; a manifest that was damaged counts as none."""
    try:
        reports = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["reports"]
        return [entry for entry in reports if isinstance(entry, dict) and "params" in entry]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _entry(outcome: Outcome) -> dict[str, Any]:
    counts = {
        severity: sum(finding.severity == severity for finding in outcome.findings)
        for severity in SEVERITY_WORDS
    }
    return {
        "params": outcome.params,
        "unit": outcome.unit,
        "unit_name": outcome.unit_name,
        "year": outcome.year,
        "status": outcome.status,
        "outputs": outcome.outputs,
        "seconds": outcome.seconds,
        "error": outcome.error,
        "findings": counts,
        "warnings": outcome.warnings,
        "faces": outcome.faces,
        "fallback_characters": outcome.fallback_characters,
        "recipe": outcome.recipe,
        "inputs": outcome.inputs,
        "sha256": outcome.sha256,
    }


def _key(entry: dict[str, Any]) -> str:
    if entry.get("unit") is None or entry.get("year") is None:
        return f"file:{entry['params']}"
    return f"{entry['year']}/{entry['unit']}"


def _order(entry: dict[str, Any]) -> tuple[int, str, str]:
    return (-(entry.get("year") or 0), entry.get("unit") or "", entry["params"])


@functools.cache
def _page() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(shipped("templates") / "html")
    return jinja2.Environment(loader=loader, autoescape=True).get_template("index.html.j2")


def _index(reports: list[dict[str, Any]]) -> str:
    return _page().render(reports=reports, words=STATUS_WORDS, severities=SEVERITY_WORDS)
