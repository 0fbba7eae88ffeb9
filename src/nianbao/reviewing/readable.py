"""Findings as text for a console: the place, what is wrong, the line with a caret, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from nianbao.finding import ANSWERED_WORDS, SEVERITY_WORDS, Finding
from nianbao.reviewing.reviewed import PARAMETER_FILE, Reviewed, all_findings
from nianbao.reviewing.source import Lines, excerpt, reader

_MARGIN = "    "


def as_text(reviewed: Sequence[Reviewed]) -> str:
    """Write all findings and a summary."""
    lines = reader()
    parts = [shown(finding, lines) for finding in all_findings(reviewed)]
    return "\n".join([*parts, summary(reviewed)])


def shown(finding: Finding, lines: Lines) -> str:
    """Write one finding with the line it is about."""
    found = excerpt(finding, lines)
    if found is None:
        return str(finding)
    place = f"{finding.place} " if finding.place else ""
    return (
        "\n".join([f"{place}{finding.words} {finding.code} {finding.message}", *_pointed(*found)])
        + finding.advice
    )


def _pointed(line: str, before: int, length: int) -> Iterator[str]:
    """Quote a line and point at some of its characters; a Han character takes two columns."""
    meant = line[before : before + length]
    yield f"{_MARGIN}│ {line}"
    yield f"{_MARGIN}│ {' ' * cell_len(line[:before])}{'^' * max(cell_len(meant), 1)}"


def summary(reviewed: Sequence[Reviewed]) -> str:
    """Count the findings by how grave they are."""
    findings = all_findings(reviewed)
    counts = Counter(finding.words for finding in findings)
    words = [
        f"{word} {counts[word]} 处" for word in (*SEVERITY_WORDS.values(), ANSWERED_WORDS) if counts[word]
    ]
    what = "底稿" if all(one.path.suffix == PARAMETER_FILE for one in reviewed) else "报告"
    return f"校核了 {len(reviewed)} 份{what}：{'，'.join(words) or '没有发现问题'}。"
