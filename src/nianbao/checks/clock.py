"""K: the legal clock of applications, and the fees, by the ledger of applications."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.clock import clock_findings, load_calendar
from nianbao.errors import TemplateError
from nianbao.fee_findings import fee_findings
from nianbao.finding import Finding, error_finding


def check(subject: Subject) -> Iterator[Finding]:
    """Find what is late or in the wrong order (K1xx), odd fees (K2xx) and a broken calendar (K301).

    《条例》第二十九条至第三十六条、第四十二条；国办函〔2020〕109号.
    """
    cases, year = subject.report.ledgers.cases, subject.report.parameters.year
    if not cases:
        return
    try:
        calendar = load_calendar(subject.report.folder)
    except TemplateError as problem:
        advice = "请改正或删去这个文件，再校核期限和收费。"
        yield error_finding("K301", str(problem), advice).in_file("templates/workdays.yaml")
        return
    yield from clock_findings(cases, year, calendar, subject.today)
    yield from fee_findings(cases, year, calendar, subject.today)
