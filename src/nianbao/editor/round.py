"""One look at a document: the report it makes, and all that is to be said of it."""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass

from nianbao.checks import Subject, run_checks
from nianbao.editor.document import Document
from nianbao.editor.kept import Keeper, KeptReport
from nianbao.finding import Finding
from nianbao.params.own_id import with_own_id
from nianbao.report import Report


@dataclass(frozen=True)
class Round:
    """A document with its report and its findings, each worked out when it is asked for.

    Attributes:
        document: The document.
        keeper: Keeps ledgers and last year's report from round to round.
        today: The day as of which open applications are judged; None for the year's end.
    """

    document: Document
    keeper: Keeper
    today: datetime.date | None = None

    @functools.cached_property
    def report(self) -> KeptReport:
        """The report, as ``nianbao build`` makes it of the file."""
        file = with_own_id(self.document.file)
        return self.keeper.report(Report.of(file.parameters, self.document.folder))

    @functools.cached_property
    def subject(self) -> Subject:
        """The report as the checks see it."""
        report = self.report
        if self.document.file.parameters.unit.id is None:
            # Checked as it is written; only a build takes the id from the file's name.
            report = self.keeper.report(Report.of(self.document.file.parameters, self.document.folder))
        return Subject(self.document.file, report, self.today)

    @functools.cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What ``nianbao check`` says of the file, in its order."""
        return tuple(run_checks(self.subject))

    @functools.cached_property
    def unanswered(self) -> tuple[Finding, ...]:
        """The findings that no 情况说明 answers."""
        return tuple(finding for finding in self.findings if finding.answered is None)
