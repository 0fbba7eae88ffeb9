"""What an output folder holds: ``manifest.json`` for programs, ``index.html`` for people."""

from __future__ import annotations

import contextlib
import functools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from nianbao import __version__
from nianbao.export.own_looks import INDEX as INDEX_CSS
from nianbao.export.own_looks import own_css
from nianbao.finding import SEVERITY_WORDS
from nianbao.folder import write_atomically
from nianbao.resources import shipped
from nianbao.status_words import counted_words, status_words
from nianbao.task import OUTPUT_PATH, Outcome

MANIFEST = "manifest.json"
INDEX = "index.html"


def record(out: Path, outcomes: Iterable[Outcome], folder: Path | None = None) -> None:
    """Merge the outcomes of a run into the folder's manifest and index.

    A report is known by its parameter file, and by its year and unit. Files of an earlier run that
    this run didn't write stay only if they still say what the parameter file says.

    Args:
        out: The output folder.
        outcomes: What became of the reports of the run.
        folder: The working folder, which may have CSS of its own for the index.

    Raises:
        OwnLookError: That CSS isn't in order.
        WriteError: The folder can't be written.
    """
    # Found by name, not by looking through all: there may be a country's reports.
    entries = {entry["params"]: entry for entry in read_entries(out)}
    units = {(entry["year"], entry["unit"]): source for source, entry in entries.items()}
    for outcome in outcomes:
        unit = (outcome.year, outcome.unit)
        namesake = units.get(unit) if outcome.unit is not None else None
        before = [entries.pop(name) for name in (namesake, outcome.source) if name in entries]
        entry = _merged(before[-1] if before else {}, outcome, out)
        entries[outcome.source] = entry
        units[entry["year"], entry["unit"]] = outcome.source
    reports = sorted((_existing(entry, out) for entry in entries.values()), key=_order)
    reports = [entry for entry in reports if entry["outputs"] or entry["status"] not in ("built", "fresh")]
    data = {"nianbao": __version__, "reports": reports}
    write_atomically(out / MANIFEST, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
    write_atomically(out / INDEX, _index(reports, own_css(folder, INDEX_CSS)).encode("utf-8"))


def read_entries(out: Path) -> list[dict[str, Any]]:
    """Read the entries of earlier runs; what was damaged counts as none."""
    try:
        reports = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["reports"]
        return [entry for entry in reports if _is_whole(entry)]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return []


def mark_of(entry: dict[str, Any]) -> str:
    """Give what is printed on the pages of a report; empty for what may be published."""
    return str(entry.get("mark") or "初稿") if entry.get("draft") else ""


def blocked_by(entry: dict[str, Any]) -> str | None:
    """Tell what a report is blocked by; None where nothing does, or an older version didn't write it down."""
    found = entry.get("blocked_by")
    return found if isinstance(found, str) else None


def _is_whole(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and {"year", "unit"} <= entry.keys()
        and isinstance(entry.get("params"), str)
        and isinstance(entry.get("status"), str)
        and isinstance(entry.get("year"), int | None)
        and isinstance(entry.get("unit"), str | None)
        and all(
            isinstance(entry.get(key), dict)
            and all(OUTPUT_PATH.fullmatch(str(path)) for path in entry[key].values())
            for key in ("outputs", "former")
        )
    )


def _merged(before: dict[str, Any], outcome: Outcome, out: Path) -> dict[str, Any]:
    if outcome.status == "fresh":
        return {**before, "status": "fresh", "seconds": outcome.seconds}
    entry = _entry(outcome)
    lying = {**before.get("former", {}), **before.get("outputs", {})}
    if outcome.status != "built":
        # They say what an earlier text said: not this report's outputs, but nothing to hide either.
        named = {key: entry[key] or before.get(key) for key in ("unit", "unit_name", "year")}
        return {**entry, **named, "former": lying}
    others = {form: path for form, path in lying.items() if form not in outcome.outputs}
    if _says_the_same(before, entry):
        kept = {path: before["sha256"].get(path) for path in others.values()}
        return {**entry, "outputs": {**others, **entry["outputs"]}, "sha256": {**kept, **entry["sha256"]}}
    for path in others.values():
        with contextlib.suppress(OSError):  # open in WPS: it is named as a former one
            (out / path).unlink(missing_ok=True)
    return {**entry, "former": others}


def _says_the_same(before: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Tell whether an earlier run made its files of the same inputs, by the same code."""
    made, was = entry["recipe"] or {}, before.get("recipe") or {}
    same = bool(made) and all(made[key] == was.get(key) for key in ("code", "draft", "final"))
    return same and entry["inputs"] == before.get("inputs") and not before.get("former")


def _existing(entry: dict[str, Any], out: Path) -> dict[str, Any]:
    """Leave out files that were deleted since."""
    there = {
        key: {form: path for form, path in entry[key].items() if (out / path).is_file()}
        for key in ("outputs", "former")
    }
    return {**entry, **there}


def _entry(outcome: Outcome) -> dict[str, Any]:
    counts = {
        severity: sum(
            finding.severity == severity and finding.answered is None for finding in outcome.findings
        )
        for severity in SEVERITY_WORDS
    }
    return {
        "params": outcome.source,
        "unit": outcome.unit,
        "unit_name": outcome.unit_name,
        "year": outcome.year,
        "status": outcome.status,
        "blocked_by": outcome.blocked_by,
        "draft": bool(outcome.mark or (outcome.recipe and outcome.recipe["draft"])),
        "mark": outcome.mark,
        "outputs": outcome.outputs,
        "former": {},
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


def _order(entry: dict[str, Any]) -> tuple[int, str, str]:
    return (-(entry["year"] or 0), entry["unit"] or "", entry["params"])


@functools.cache
def _page() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(shipped("templates") / "html")
    return jinja2.Environment(loader=loader, autoescape=True).get_template("index.html.j2")


def _index(reports: list[dict[str, Any]], own: Markup) -> str:
    counts = counted_words((entry["status"], blocked_by(entry)) for entry in reports)
    words = {entry["params"]: status_words(entry["status"], blocked_by(entry)) for entry in reports}
    return _page().render(reports=reports, own=own, counts=counts, words=words, severities=SEVERITY_WORDS)
