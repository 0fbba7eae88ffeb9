"""When an application is to be answered.

How days are counted, decided here once:

* Day 1 is the working day after the day of receipt: a day on which a period begins is not counted.
* 补正 starts the period anew on the day the corrected application is received (2019 Regulation, art. 30);
  for the time before 2019 we count the same, though the text of 2007 doesn't say it.
* Asking a third party or another authority stops it (art. 33; 2007: art. 24, third parties only). The day
  the letter goes out still counts, the day the opinion comes in does not: the usual rule once more.
* A fee notice stops it until the fee is paid, and the days left run on from the day after (国办函〔2020〕109号,
  from memory; not to be printed as a quotation).
* An extension counts when the applicant was told within the first period (art. 33 wants them told).
* A period that has run out stays so: nothing that happens later stops it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nianbao.clock.term import FEES_2020, LAST_DAY, REGULATION_2007, Term, term_for
from nianbao.clock.workdays import WorkCalendar
from nianbao.ledgers.case import Case

Waiting = Literal["correction", "opinion", "payment"]
"""What the period waits for: 补正, an opinion that was asked for, payment of a fee."""

Extension = Literal["none", "granted", "late"]
"""``late``: the applicant was told after the first period, so it doesn't count."""


@dataclass(frozen=True)
class Deadline:
    """The period of one application.

    Attributes:
        case: The application.
        term: The Regulation's period.
        start: The day after which days are counted: receipt, or receipt of the corrected application.
        first: Last day of the period without an extension; None while it stands still.
        due: Last day for an answer; None while the period stands still.
        waiting: What it waits for, or None.
        extension: Whether there is an extension that counts.
        estimated: Years whose holidays aren't known, on which ``due`` rests.
    """

    case: Case
    term: Term
    start: datetime.date
    first: datetime.date | None
    due: datetime.date | None
    waiting: Waiting | None
    extension: Extension
    estimated: tuple[int, ...] = ()

    def is_late(self, day: datetime.date) -> bool:
        """Tell whether an answer on a day, or none by its end, is too late."""
        return self.due is not None and day > self.due


@dataclass(frozen=True)
class _Pause:
    """A stretch that doesn't count: the days after one day, up to and including another or on and on."""

    after: datetime.date
    until: datetime.date | None
    waiting: Waiting


def can_be_timed(case: Case) -> bool:
    """Tell whether a case's dates are such that a period can be counted."""
    days = (
        *(case.received, case.correction_asked, case.correction_received, case.consulted_from),
        *(case.consulted_to, case.fee_notice, case.paid, case.answered),
    )
    return all(REGULATION_2007 <= day <= LAST_DAY for day in days if day is not None) and (
        case.answered is None or case.answered >= case.received
    )


def deadline(case: Case, calendar: WorkCalendar) -> Deadline:
    """Give the period of an application for which ``can_be_timed`` holds.

    Args:
        case: The application.
        calendar: The working calendar.
    """
    term = term_for(case.received)
    start = _start(case)
    if start is None:
        extension: Extension = "granted" if _was_extended(case) else "none"
        return Deadline(case, term, case.received, None, None, "correction", extension)
    first, waiting = _run(start, term.days, case, calendar)
    extension, due = "none", first
    if _was_extended(case):
        told = case.extension_notice
        extension = "late" if told and first and told > first else "granted"
        if extension == "granted":
            due, waiting = _run(start, term.days + term.extension, case, calendar)
    estimated = calendar.unpublished(start, due) if due else ()
    return Deadline(case, term, start, first, due, waiting, extension, estimated)


def days_used(case: Case, until: datetime.date, calendar: WorkCalendar) -> int | None:
    """Count the working days that an application has taken by a day, as the Regulation counts them.

    Returns:
        The days, or None when the period stands still with no end to it.
    """
    start = _start(case)
    if start is None:
        return None
    used, here = 0, start
    for pause in _pauses(case):
        if pause.after >= until:
            break
        used += calendar.between(here, pause.after)
        if pause.until is None:
            return None
        here = max(here, pause.until)
    return used + calendar.between(here, until)


def _run(
    start: datetime.date, days: int, case: Case, calendar: WorkCalendar
) -> tuple[datetime.date | None, Waiting | None]:
    """Count days from a start, standing still in the case's pauses."""
    left, here = days, start
    for pause in _pauses(case):
        used = calendar.between(here, pause.after)
        if used >= left:
            break
        if pause.until is None:
            return None, pause.waiting
        left -= used
        here = max(here, pause.until)
    return calendar.nth_after(here, left), None


def _start(case: Case) -> datetime.date | None:
    if case.correction_received is not None:
        return max(case.received, case.correction_received)
    return None if case.correction_asked is not None else case.received


def _pauses(case: Case) -> list[_Pause]:
    def listed() -> Iterator[_Pause]:
        if case.consulted_from is not None and _in_order(case.consulted_from, case.consulted_to):
            yield _Pause(case.consulted_from, case.consulted_to, "opinion")
        if (
            case.fee_notice is not None
            and case.received >= FEES_2020
            and _in_order(case.fee_notice, case.paid)
        ):
            yield _Pause(case.fee_notice, case.paid, "payment")

    return sorted(listed(), key=lambda pause: pause.after)


def _in_order(first: datetime.date, last: datetime.date | None) -> bool:
    """Leave out what can't have been; it is a finding of its own."""
    return last is None or first <= last


def _was_extended(case: Case) -> bool:
    return case.extended or case.extension_notice is not None
