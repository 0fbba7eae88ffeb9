"""What the narrative editor's browser half is told: findings at their places, and figures.

Browsers count a text in UTF-16 units, in which a rare character (𠮷) is two; all places are given so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from nianbao.checks.accepted import may_be_answered
from nianbao.checks.fixes import Fix
from nianbao.desk.finding_words import finding_words
from nianbao.editor.fixing import offered
from nianbao.editor.round import Round
from nianbao.editor.state import SectionState, figure_choices
from nianbao.figures import NamedFigure
from nianbao.finding import Finding
from nianbao.narrative import references

MOST_FINDINGS = 100
"""Places underlined at once; a section with more is mended from the top, and the rest moves up."""

MOST_FIGURES = 80
"""Figures listed at once; nobody reads more, the search narrows them down."""


def units(text: str) -> Callable[[int], int]:
    """Give what turns a place counted in characters into one counted as browsers do."""
    if not text or max(text) <= "\uffff":
        return lambda at: at
    wide = [place for place, character in enumerate(text) if character > "\uffff"]
    return lambda at: at + bisect_left(wide, at)


def shown_findings(round_: Round, section: SectionState) -> dict[str, Any]:
    """Give the findings of a section's prose, those without a place in it last.

    Returns:
        ``told``: what is said, each once, however often it is said; ``findings``: where, with the number of
        what is said there; ``more``: how many are left out.
    """
    unit = units(section.text)
    offers = offered(round_) if section.underlines else {}
    numbers = {id(finding): number for number, finding in enumerate(round_.findings)}
    told: dict[tuple[str, str, str | None], int] = {}
    findings: list[dict[str, Any]] = []

    def add(finding: Finding, start: int | None, end: int | None, fixes: list[dict[str, Any]]) -> None:
        number = told.setdefault((finding.code, finding.message, finding.suggestion), len(told))
        findings.append({"told": number, "start": start, "end": end, "fixes": fixes})

    for one in section.underlines[:MOST_FINDINGS]:
        own = offers.get(numbers.get(id(one.finding), -1), ())
        fixes = [_fix(fix, unit) for fix in own if isinstance(fix, Fix) and fix.section == section.id]
        # Near a paragraph's end a finding doesn't tell how far its words go; the edit of them does.
        end = max(
            [one.end, *(fix.end for fix in own if isinstance(fix, Fix) and one.start <= fix.start <= one.end)]
        )
        add(one.finding, unit(one.start), unit(end), fixes)
    stand = {id(one.finding) for one in section.underlines}
    for finding in section.findings:
        if id(finding) not in stand and finding.table is None:
            add(finding, None, None, [])
    known = {(one.code, one.message, one.suggestion): one for one in section.findings}
    return {
        "told": [_told(section, known[key]) for key in told],
        "findings": findings,
        "more": max(0, len(section.underlines) - MOST_FINDINGS),
    }


def _fix(fix: Fix, unit: Callable[[int], int]) -> dict[str, Any]:
    return {"start": unit(fix.start), "end": unit(fix.end), "put": fix.replacement}


def _told(section: SectionState, finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "words": finding.words,
        "message": finding_words(finding.message),
        "suggestion": finding_words(finding.suggestion or ""),
        "answerable": may_be_answered(finding.code),
        "alike": sum(one.code == finding.code for one in section.findings),
    }


def shown_figures(round_: Round, text: str) -> dict[str, dict[str, str]]:
    """Give the figures that a text quotes, by name; a name that is no figure is left out."""
    names = {one.name for one in references(text) if one.name is not None}
    figures = round_.report.figures
    return {name: shown_figure(figures[name]) for name in sorted(names) if name in figures}


def shown_figure(figure: NamedFigure) -> dict[str, str]:
    """Give what a figure is called, what is printed, and where it comes from."""
    return {"label": figure.label, "text": figure.text, "source": figure.source}


def find_figures(round_: Round, words: str) -> dict[str, Any]:
    """Search the figures by their Chinese labels; each of the words has to be in the label or the name."""
    first, *others = words.split() or [""]
    found = [
        one
        for one in figure_choices(round_, first)
        if all(word in one.label or word in one.reference for word in others)
    ]
    found.sort(key=lambda one: _usefulness(one.reference))
    listed = [
        {"name": one.reference.strip("{} "), "label": one.label, "text": one.text, "source": one.source}
        for one in found[:MOST_FIGURES]
    ]
    return {"total": len(found), "found": listed}


def _usefulness(reference: str) -> int:
    """Rank a figure: totals are quoted most, then cells, then what is worked out from both years."""
    parts = reference.strip("{} ").split(".")
    if parts[-1] in ("share", "difference", "change"):
        return 2
    return 0 if parts[-1] == "total" or len(parts) < 3 else 1
