"""A finding: one thing that is to be said about a report, with its exact place."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from nianbao.suggest import visible

Severity = Literal["error", "warning", "hint"]

SEVERITY_WORDS: dict[Severity, str] = {"error": "必须修改", "warning": "请核实", "hint": "建议"}
"""What a clerk reads for each severity."""

ANSWERED_WORDS = "已作情况说明"
"""What a clerk reads in their place for a finding that was answered."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing a check has to say about a report.

    Attributes:
        code: Stable code of the rule, such as ``N101``.
        severity: ``error``, ``warning`` or ``hint``.
        message: What is wrong, in Chinese, with the place in words and the numbers in it.
        suggestion: What to do, in Chinese, or None.
        file: Path of the file, as the user gave it.
        line: Line in that file, 1-based.
        column: Column in that line, 1-based, counted in characters.
        sheet: Worksheet, for a workbook.
        section: Section id.
        table: Table id.
        row: Row id.
        cell: Column id of the cell.
        quote: The source's words, verbatim.
        answered: The unit's 情况说明 for this finding; an answered finding doesn't block a report.
    """

    code: str
    severity: Severity
    message: str
    suggestion: str | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    section: str | None = None
    table: str | None = None
    row: str | None = None
    cell: str | None = None
    quote: str | None = None
    answered: str | None = None

    @property
    def words(self) -> str:
        """What a clerk reads for how grave the finding is, or that it was answered."""
        return SEVERITY_WORDS[self.severity] if self.answered is None else ANSWERED_WORDS

    @property
    def place(self) -> str:
        """File, line and column, as far as they are known, joined by colons."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def at(self, line: int, column: int) -> Finding:
        """Give the same finding with a place in the file."""
        return replace(self, line=line, column=column)

    def in_file(self, file: str) -> Finding:
        """Give the same finding with a file's name."""
        return replace(self, file=file)

    def as_dict(self) -> dict[str, Any]:
        """Give the finding as the JSON object of ``nianbao check --json``."""
        return asdict(self)

    def __str__(self) -> str:
        place = f"{self.place} " if self.place else ""
        quote = visible(self.quote, keep="\n\t") if self.quote and self.quote not in self.message else ""
        quote = f"\n    原文：{quote}" if quote else ""
        return f"{place}{self.words} {self.code} {self.message}{quote}{self.advice}"

    @property
    def advice(self) -> str:
        """What to do, and what the unit answered, on lines of their own below the message."""
        said = f"\n    改法：{self.suggestion}" if self.suggestion else ""
        return said if self.answered is None else f"\n    情况说明：{self.answered}"


def error_finding(code: str, message: str, suggestion: str | None) -> Finding:
    """Make a finding that blocks a report, as yet without a place."""
    return Finding(code=code, severity="error", message=message, suggestion=suggestion)


def errors_of(findings: list[Finding]) -> list[Finding]:
    """Keep the findings that block a report: errors that nobody answered."""
    return [finding for finding in findings if finding.severity == "error" and finding.answered is None]
