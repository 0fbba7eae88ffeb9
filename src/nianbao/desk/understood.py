"""What an import understood, as the browser shows it beside the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from nianbao.importer import Imported
from nianbao.importer.certainty import CERTAINTY_WORDS
from nianbao.importer.result import CellReading, Stretch
from nianbao.template import Template

MOST_LINES = 4000
"""Lines of the source that are shown; reports have some hundred."""


def understood(report: Imported, template: Template) -> dict[str, Any]:
    """Give an import as JSON holds it.

    Args:
        report: The import.
        template: Its template.
    """
    unit = report.text.values.get("unit")
    known = unit if isinstance(unit, dict) else {}
    return {
        "template": report.template,
        "year": report.year,
        "unit": known.get("name") or "",
        "counts": dict(report.counts),
        "lines": list(_lines(report)),
        "left_out": max(0, len(report.lines) - MOST_LINES),
        "sections": list(_sections(report, template)),
        "doubtful": list(_doubtful(report)),
        "cells": [
            _cell(one, template) for one in report.cells if one.certainty != "high" or one.value is None
        ],
        "tables": list(_tables(report, template)),
        "unplaced": list(_stretches(report, "unplaced")),
        "chrome": list(_stretches(report, "chrome")),
    }


def _lines(report: Imported) -> Iterator[dict[str, Any]]:
    """Give the source's lines, each cut into what became of it; spaces between belong to nothing."""
    by_line: dict[int, list[Stretch]] = {}
    for one in report.stretches:
        by_line.setdefault(one.line, []).append(one)
    for place, line in enumerate(report.lines[:MOST_LINES]):
        runs, at = [], 0
        for one in by_line.get(place, []):
            if one.start > at:
                runs.append([line.text[at : one.start], ""])
            runs.append([line.text[one.start : one.end], one.part])
            at = one.end
        runs.append([line.text[at:], ""])
        yield {"n": line.number, "page": line.page, "runs": [run for run in runs if run[0]]}


def _sections(report: Imported, template: Template) -> Iterator[dict[str, Any]]:
    """List the sections of the template with the headings that were taken for them."""
    texts = report.text.values.get("sections")
    texts = texts if isinstance(texts, dict) else {}
    for section in template.sections:
        headings = [one for one in report.sections if one.section == section.id]
        if not headings and not str(texts.get(section.id) or "").strip():
            if section.id != "preamble":
                yield {"label": section.label, "missing": True}
            continue
        own = next((one for one in headings if not one.moved), None)
        first = own or (headings[0] if headings else None)
        yield {
            "label": section.label,
            "characters": len("".join(str(texts.get(section.id) or "").split())),
            "heading": own.heading if own else "",
            "sure": CERTAINTY_WORDS[first.certainty] if first else "",
            "low": any(one.certainty == "low" for one in headings),
            "moved": [one.heading for one in headings if one.moved],
            "line": first.place.line if first else None,
        }


def _doubtful(report: Imported) -> Iterator[dict[str, Any]]:
    """List what is to be looked at first."""
    for note in report.log:
        if note.certainty == "low":
            yield {"words": f"{note.what}：{note.said}", "line": note.place.line if note.place else None}


def _tables(report: Imported, template: Template) -> Iterator[dict[str, Any]]:
    """Count the cells of each table."""
    found = Counter(one.table for one in report.cells if one.value is not None)
    for form in template.tables:
        yield {"name": form.name, "cells": found.get(form.id, 0)}


def _cell(one: CellReading, template: Template) -> dict[str, Any]:
    return {
        "name": template.table(one.table).place((one.row, one.column)),
        "value": "" if one.value is None else str(one.value),
        "raw": one.raw,
        "sure": CERTAINTY_WORDS[one.certainty],
        "out": one.value is None,
        "why": one.why,
        "line": one.place.line,
    }


def _stretches(report: Imported, part: str) -> Iterator[dict[str, Any]]:
    for one in report.stretches:
        if one.part == part:
            line = report.lines[one.line]
            yield {"text": line.text[one.start : one.end].strip(), "why": one.name, "line": line.number}
