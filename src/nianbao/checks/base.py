"""What a check gets to see, and how it says where."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nianbao.finding import Finding, Severity
from nianbao.params import ParameterFile
from nianbao.params.yaml_text import KeyPath
from nianbao.passages.paragraphs import Passage, Passages
from nianbao.report import Report

_NUMBER = re.compile("^[一二三四五六七八九十]+、")


@dataclass(frozen=True)
class Subject:
    """A report under check, with the file it comes from.

    Attributes:
        file: The parameter file.
        report: The report it makes.
        today: The day as of which open applications are judged. None, as for a report, stands for
            31 December of its year: the same files then always say the same.
    """

    file: ParameterFile
    report: Report
    today: datetime.date | None = None

    @classmethod
    def of(
        cls, file: ParameterFile, folder: Path | None = None, today: datetime.date | None = None
    ) -> Subject:
        """Make a report of a parameter file for checking."""
        return cls(file, Report.of(file.parameters, folder), today)

    @property
    def passages(self) -> Passages:
        """The paragraphs of each section, figures filled in, each character with its place."""
        return self.report.passages

    @property
    def is_published(self) -> bool:
        """Whether it was read from a published report: no parameter file is there to be mended."""
        return self.file.is_published

    @property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """Section id and words of each heading as published, in its order; none for a report that prints the template's.

        Of a report that was read these are all that were read, a section's several ones included; of a
        parameter file those that it says were printed in other words.
        """
        return self.file.headings or tuple(self.report.parameters.printed.headings.items())

    def key(self, path: str) -> str:
        """Give the key of a parameter file to be added to its Chinese name; a published report has none."""
        return "" if self.is_published else f"（{path}）"

    def label(self, section: str) -> str:
        """Give what the report calls a part: the page's own heading of a published one.

        An area's own format numbers nobody else's parts: what a published page lacks is named without a number.
        """
        found = self.report.template.section(section)
        own = self.report.parameters.printed.headings.get(section)
        if not own and (read := dict(reversed(self.headings)).get(section)):
            return read
        label = self.report.heading(found) or found.label
        if own:
            return label
        if self.is_published and self.report.template.region is not None:
            return _NUMBER.sub("", label)
        return label

    def finding(
        self,
        code: str,
        severity: Severity,
        message: str,
        suggestion: str | None,
        path: KeyPath = (),
        *,
        section: str | None = None,
        table: str | None = None,
        row: str | None = None,
        cell: str | None = None,
        quote: str | None = None,
    ) -> Finding:
        """Make a finding whose place is that of a value in the file."""
        place = self.file.text.place_of(path)
        return Finding(
            code=code,
            severity=severity,
            message=message,
            suggestion=suggestion,
            line=place.line,
            column=place.column,
            section=section,
            table=table,
            row=row,
            cell=cell,
            quote=quote,
        )

    def in_section(self, section: str, line: int, column: int, finding: Finding) -> Finding:
        """Move a finding to a 0-based line and column of a section's narrative."""
        place = self.file.text.place_in_text(("sections", section), line, column)
        return finding.at(place.line, place.column)

    def in_passage(
        self,
        code: str,
        severity: Severity,
        message: str,
        suggestion: str | None,
        passage: Passage,
        span: tuple[int, int],
        around: int = 0,
    ) -> Finding:
        """Make a finding about some characters of a paragraph, which it quotes.

        Args:
            code: Code of the rule.
            severity: How bad it is.
            message: What is wrong.
            suggestion: What to do.
            passage: The paragraph.
            span: Start and end of the characters in ``passage.text``.
            around: Characters quoted besides on either side.
        """
        start, end = span
        section = passage.section
        finding = self.finding(
            code,
            severity,
            message,
            suggestion,
            ("sections", section),
            section=section,
            quote=passage.text[max(0, start - around) : end + around] or None,
        )
        return self.at_character(passage, start, finding)

    def at_character(self, passage: Passage, at: int, finding: Finding) -> Finding:
        """Move a finding to a character of a paragraph."""
        before = self.report.parameters.sections[passage.section][: passage.place(at)]
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        return self.in_section(passage.section, line, column, finding)


Check = Callable[[Subject], Iterator[Finding]]
