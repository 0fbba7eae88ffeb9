"""B1, B2: the numbers in prose, against each other, against last year's and against the tables.

《政府信息公开条例》第六条 asks for accurate information; 国办公开办函〔2021〕30号 names 发布内容不准确 among what
has consequences. What the codes mean stands in ``prose_codes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.checks.base import Subject
from nianbao.finding import Finding
from nianbao.prose.against_tables import table_remarks
from nianbao.prose.applicants import applicant_remarks
from nianbao.prose.balance import balance_remarks, carried_to_remarks, twice_remarks
from nianbao.prose.changes import change_remarks
from nianbao.prose.compared import Compared, is_filled
from nianbao.prose.denials import zero_remarks
from nianbao.prose.figures_told import Claim, claims, value_of
from nianbao.prose.reading import Told, read_report
from nianbao.prose.remark import Remark
from nianbao.prose.results import result_remarks
from nianbao.prose.shares import share_remarks
from nianbao.prose.sums import sum_remarks
from nianbao.prose.wording import mixed_units, unit_remarks, vague_remarks
from nianbao.report import Report
from nianbao.tables.numbers import Amount

_MOST_QUOTED = 200
"""Characters of the source in one finding."""


def check(subject: Subject) -> Iterator[Finding]:
    """Find sums, shares, changes, units and statements that don't hold (B1xx), also against the tables (B2xx)."""
    report, folder = subject.report, subject.report.folder
    year = report.parameters.year
    last = _Last(report)
    # What a published report printed may have been lost in reading; a draft prints 0 for what it leaves out.
    tables = Compared(report, blank_is_zero=not subject.file.is_published)
    carried_over = value_of(report, ("applications.carried_over.total",)) or 0
    everywhere: list[Claim] = []
    for told in read_report(report):
        found = list(claims(told, year, folder))
        everywhere += found
        remarks = [
            *sum_remarks(told, folder),
            *share_remarks(told),
            *vague_remarks(told),
            *mixed_units(told),
            *(remark for claim in found for remark in unit_remarks(claim, folder)),
            *change_remarks(told, found, year, last),
            *balance_remarks(told, found, carried_over),
            *carried_to_remarks(told, year),
            *(remark for claim in found for remark in table_remarks(claim, tables)),
            *applicant_remarks(told, found, tables),
            *result_remarks(told, found, tables),
            *zero_remarks(told, found, tables),
        ]
        yield from (_finding(subject, told, remark) for remark in remarks)
    untold = [claim for claim in everywhere if not _in_tables(report, claim)]
    yield from (_finding(subject, claim.told, remark) for claim, remark in twice_remarks(untold))


class _Last:
    """What last year's report says of a figure, in its tables or its prose; read only when it is asked for."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._claims: list[Claim] | None = None

    def __call__(self, claim: Claim) -> Sequence[Amount]:
        last = self._report.last
        if last is None:
            return ()
        in_tables = _table_values(last, claim)
        return in_tables or self._in_prose(last, claim.figure.id)

    def _in_prose(self, last: Report, figure: str) -> list[Amount]:
        if self._claims is None:
            year = last.parameters.year
            self._claims = [one for told in read_report(last) for one in claims(told, year, last.folder)]
        return [
            one.item.quantity.value
            for one in self._claims
            if one.figure.id == figure and not one.item.quantity.vague
        ]


def _table_values(report: Report, claim: Claim) -> list[Amount]:
    found = []
    for cells in claim.figure.sums:
        table = report.tables.get(cells[0].split(".")[0])
        if table is not None and is_filled(table) and (value := value_of(report, cells)) is not None:
            found.append(value)
    return found


def _in_tables(report: Report, claim: Claim) -> bool:
    return bool(_table_values(report, claim))


def _finding(subject: Subject, told: Told, remark: Remark) -> Finding:
    label = subject.label(told.section)
    finding = subject.finding(
        remark.code,
        remark.severity,
        f"「{label}」里{remark.message}"
        if not remark.message.startswith("正文")
        else f"「{label}」：{remark.message}",
        remark.suggestion,
        ("sections", told.section),
        section=told.section,
        table=remark.table,
        row=remark.row,
        cell=remark.cell,
        quote=told.passage.text[remark.start : remark.end][:_MOST_QUOTED].strip(),
    )
    return subject.at_character(told.passage, remark.start, finding)
