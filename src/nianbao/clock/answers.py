"""Which answers came in time, which are late, which are due soon; how long answers take."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from nianbao.clock.deadline import Deadline, can_be_timed, days_used, deadline
from nianbao.clock.workdays import WorkCalendar
from nianbao.ledgers.case import Case

SOON = 5
"""Working days before its due date within which an application is due soon."""


@dataclass(frozen=True)
class Overdue:
    """An application that was answered late, or not yet.

    Attributes:
        deadline: Its period; ``deadline.case`` is the application.
        until: The day of the answer, or the day as of which there is none.
        days: Working days too many; 0 when the days after the due date weren't working days.
    """

    deadline: Deadline
    until: datetime.date
    days: int


@dataclass(frozen=True)
class Soon:
    """An application that is due soon.

    Attributes:
        deadline: Its period; ``deadline.case`` is the application.
        days: Working days left after the day asked about, the due date included.
    """

    deadline: Deadline
    days: int


@dataclass(frozen=True)
class Handling:
    """How a year's applications were handled. Counts are 件, by the ledger's 件数.

    Attributes:
        average_days: Working days an answer took on average, as the Regulation counts them, to one
            decimal; None when there is no answer to go by.
        longest_days: The longest of them, or None.
        on_time: Answers in time.
        overdue: Answers that came late.
        untimed: Answered, but no period ran out: the applicant never corrected or never paid, or dates
            are missing or impossible.
        estimated: Years without a holiday notice on which a due date rests.
    """

    average_days: Decimal | None
    longest_days: int | None
    on_time: int
    overdue: tuple[Overdue, ...]
    untimed: tuple[Case, ...]
    estimated: tuple[int, ...]

    @property
    def late(self) -> int:
        """Answers that came late, 件."""
        return sum(found.deadline.case.count for found in self.overdue)


def handling(cases: Iterable[Case], year: int, calendar: WorkCalendar) -> Handling:
    """Give how the applications answered in a year were handled.

    Handling days are those that the Regulation counts: from the working day after receipt, anew after a
    correction, without the time for opinions and payment. An answer on the day of receipt takes 0.

    Args:
        cases: All applications of the ledger.
        year: The report year.
        calendar: The working calendar.
    """
    days = total = on_time = 0
    longest: int | None = None
    late: list[Overdue] = []
    untimed: list[Case] = []
    estimated: set[int] = set()
    for case in cases:
        if case.answered is None or case.answered.year != year:
            continue
        period = deadline(case, calendar) if can_be_timed(case) else None
        used = days_used(case, case.answered, calendar) if period else None
        if period is None or period.due is None or used is None:
            untimed.append(case)
            continue
        estimated.update(period.estimated)
        days, total = days + used * case.count, total + case.count
        longest = max(used, longest or 0)
        if period.is_late(case.answered):
            late.append(_overdue(period, case.answered, calendar))
        else:
            on_time += case.count
    average = (Decimal(days) / total).quantize(Decimal("0.1"), ROUND_HALF_UP) if total else None
    return Handling(average, longest, on_time, tuple(late), tuple(untimed), tuple(sorted(estimated)))


def overdue(cases: Iterable[Case], calendar: WorkCalendar, as_of: datetime.date) -> tuple[Overdue, ...]:
    """List the applications not answered by the end of a day whose period was over then."""
    return tuple(
        _overdue(period, as_of, calendar) for period in _open(cases, calendar, as_of) if period.is_late(as_of)
    )


def soon_overdue(
    cases: Iterable[Case], calendar: WorkCalendar, as_of: datetime.date, within: int = SOON
) -> tuple[Soon, ...]:
    """List the open applications that are due within some working days, the most urgent first."""
    found = [
        Soon(period, days)
        for period in _open(cases, calendar, as_of)
        if period.due is not None
        and not period.is_late(as_of)
        and (days := calendar.between(as_of, period.due)) <= within
    ]
    return tuple(sorted(found, key=lambda soon: soon.days))


def late_answers(cases: Iterable[Case], calendar: WorkCalendar, as_of: datetime.date) -> Iterator[Overdue]:
    """List the applications answered by a day, and answered late."""
    for case in cases:
        if case.answered is not None and case.answered <= as_of and can_be_timed(case):
            period = deadline(case, calendar)
            if period.is_late(case.answered):
                yield _overdue(period, case.answered, calendar)


def _open(cases: Iterable[Case], calendar: WorkCalendar, as_of: datetime.date) -> Iterator[Deadline]:
    for case in cases:
        unanswered = case.answered is None or case.answered > as_of
        if unanswered and case.received <= as_of and can_be_timed(case):
            yield deadline(case, calendar)


def _overdue(period: Deadline, until: datetime.date, calendar: WorkCalendar) -> Overdue:
    assert period.due is not None
    return Overdue(period, until, calendar.between(period.due, until))
