"""Figures of the legal clock: how long answers took, how many came in time, what fees were paid."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.clock import handling, load_calendar
from nianbao.errors import TemplateError
from nianbao.fees import fees_paid
from nianbao.figures.named import Facts, NamedFigure
from nianbao.ledgers import Case, Entry
from nianbao.tables.numbers import Amount, as_text

_CLOCK = "依申请公开台账，按工作日历"


def figures(facts: Facts) -> Iterator[NamedFigure]:
    """List them, where a ledger of applications is given."""
    cases, year = facts.ledgers.cases, facts.parameters.year
    if "applications" not in facts.ledgers.entries:
        return
    charged = [case for case in cases if case.fee]
    paid = fees_paid(cases, year)
    yield NamedFigure(
        "fees.paid", "本年收取的信息处理费（元）", as_text(paid), "依申请公开台账", paid, _rows(charged)
    )
    try:
        calendar = load_calendar(facts.folder)
    except TemplateError:  # a check says what is wrong with the county's own calendar
        return
    found = handling(cases, year, calendar)
    late = [overdue.deadline.case for overdue in found.overdue]
    timed = [case for case in cases if case.answered and case.answered.year == year]
    timed = [case for case in timed if case not in found.untimed]
    rows: tuple[tuple[str, str, Amount | None, list[Case]], ...] = (
        ("handling.average_days", "答复平均用时（工作日）", found.average_days, timed),
        ("handling.longest_days", "答复最长用时（工作日）", found.longest_days, timed),
        ("handling.on_time", "按期答复（件）", found.on_time, [case for case in timed if case not in late]),
        ("handling.late", "逾期答复（件）", found.late, late),
    )
    for name, label, value, behind in rows:
        if value is not None:
            yield NamedFigure(name, label, as_text(value), _CLOCK, value, _rows(behind))


def _rows(cases: list[Case]) -> tuple[Entry, ...]:
    """Give the ledger rows of cases."""
    return tuple(Entry(case.origin, {}, case.count) for case in cases)
