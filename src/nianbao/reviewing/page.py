"""Findings as one HTML page that opens offline and prints, grouped by report and by how grave they are."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import jinja2

from nianbao.finding import ANSWERED_WORDS, SEVERITY_WORDS, Finding
from nianbao.resources import shipped
from nianbao.reviewing.readable import summary
from nianbao.reviewing.reviewed import Reviewed
from nianbao.reviewing.source import Lines, excerpt, reader

_CLASSES = dict(zip((*SEVERITY_WORDS.values(), ANSWERED_WORDS), (*SEVERITY_WORDS, "answered"), strict=True))


@dataclass(frozen=True)
class _Item:
    """A finding with its line in three pieces: before the place, what is meant, behind it."""

    finding: Finding
    line: tuple[str, str, str] | None


def as_page(reviewed: Sequence[Reviewed]) -> str:
    """Write all findings as a page."""
    lines = reader()
    reports = [
        {"name": one.name, "path": str(one.path), "groups": _groups(one.findings, lines)} for one in reviewed
    ]
    return _template().render(reports=reports, classes=_CLASSES, summary=summary(reviewed))


def _groups(findings: Sequence[Finding], lines: Lines) -> list[tuple[str, list[_Item]]]:
    groups: dict[str, list[_Item]] = {word: [] for word in _CLASSES}
    for finding in findings:
        groups[finding.words].append(_Item(finding, _pieces(finding, lines)))
    return [(word, items) for word, items in groups.items() if items]


def _pieces(finding: Finding, lines: Lines) -> tuple[str, str, str] | None:
    found = excerpt(finding, lines)
    if found is None:
        return None
    line, before, length = found
    return line[:before], line[before : before + length], line[before + length :]


@functools.cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(shipped("templates") / "html")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True).get_template(
        "findings.html.j2"
    )
