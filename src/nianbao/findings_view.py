"""Findings as a notebook shows them: in the cell, for the author; never in the published report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, overload

from markupsafe import escape

from nianbao.finding import Finding

FINDINGS_MIME = "application/vnd.nianbao.findings+json"
"""Marks an output that no form prints."""

_CELL = "padding:.3em .5em;border:1px solid;text-align:left;vertical-align:top"
_HEADINGS = ("轻重", "代号", "问题", "改法")
_NONE = "没有发现问题。"


class ShownFindings(Sequence[Finding]):
    """Findings that a notebook shows as a table.

    The last line of a cell shows it; programs go through it. No place of a file is named in what is
    shown: a notebook knows only what was put into it. (IPython shows a list's items itself, so this is none.)
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._findings = tuple(findings)

    def __len__(self) -> int:
        return len(self._findings)

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...

    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return self._findings[index]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown = [replace(finding, file=None, line=None, column=None) for finding in self]
        return {
            FINDINGS_MIME: {"version": 1, "findings": [finding.as_dict() for finding in shown]},
            "text/html": _table(shown),
            "text/plain": "\n".join(map(str, shown)) or _NONE,
        }


def _table(findings: list[Finding]) -> str:
    if not findings:
        return f"<p>{_NONE}</p>"
    head = "".join(f'<th scope="col" style="{_CELL}">{heading}</th>' for heading in _HEADINGS)
    rows = "".join(f"<tr>{_cells(finding)}</tr>" for finding in findings)
    return (
        f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _cells(finding: Finding) -> str:
    advice = (finding.suggestion or "") if finding.answered is None else f"情况说明：{finding.answered}"
    texts = (finding.words, finding.code, finding.message, advice)
    return "".join(f'<td style="{_CELL}">{escape(text)}</td>' for text in texts)
