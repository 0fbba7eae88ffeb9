"""One report under review: read, checked, and what is left to say of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nianbao.checks import Subject, run_checks, template_finding
from nianbao.errors import ParameterFileError, TemplateError
from nianbao.finding import Finding
from nianbao.params import load_parameters
from nianbao.reviewing.selection import Selection

PARAMETER_FILE = ".yaml"


@dataclass(frozen=True)
class Reviewed:
    """A report with what the checks found.

    Attributes:
        path: The file, as the user is to see it.
        findings: What was found.
        subject: The report; None when the file can't be read.
    """

    path: Path
    findings: list[Finding]
    subject: Subject | None = None

    @property
    def readable(self) -> bool:
        """Whether the file could be read at all."""
        return self.subject is not None

    @property
    def name(self) -> str:
        """What people call the report: unit and year, or the file."""
        if self.subject is None:
            return str(self.path)
        parameters = self.subject.report.parameters
        return f"{parameters.unit.name or parameters.issued.by or self.path.stem} {parameters.year} 年"

    def only(self, selection: Selection) -> Reviewed:
        """Keep the findings that are wanted; why a file can't be read is always said."""
        return replace(self, findings=selection.of_findings(self.findings)) if self.readable else self

    def also(self, findings: Iterable[Finding]) -> Reviewed:
        """Add findings, in the order of the file."""
        own = str(self.path)
        joined = [*self.findings, *findings]
        return replace(
            self, findings=sorted(joined, key=lambda one: (one.file != own, one.line or 0, one.column or 0))
        )


def review(
    path: Path, folder: Path | None, today: datetime.date | None = None, year: int | None = None
) -> Reviewed:
    """Read and check one file; what can't be read says so, and the others are checked.

    Args:
        path: The file.
        folder: The working folder.
        today: The day as of which open applications are judged.
        year: Year of a published report that doesn't say its own.
    """
    if path.suffix != PARAMETER_FILE:
        from nianbao.reviewing.published import review_published

        findings, published = review_published(path, folder, today, year)
        return Reviewed(path, findings, published)
    try:
        subject = Subject.of(load_parameters(path, folder), folder, today)
        return Reviewed(path, run_checks(subject), subject)
    except ParameterFileError as error:
        return Reviewed(path, error.findings)
    except TemplateError as error:
        return Reviewed(path, [template_finding(error, path)])


def all_findings(reviewed: Sequence[Reviewed]) -> list[Finding]:
    """List the findings of several reports, one after the other."""
    return [finding for one in reviewed for finding in one.findings]
