"""Due dates, counted by hand on the wall calendars of 2018–2026."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.clock.deadline import Deadline, can_be_timed, days_used, deadline
from nianbao.clock.term import NEW, OLD, term_for
from nianbao.clock.workdays import WorkCalendar, load_calendar
from nianbao.ledgers.case import Case
from tests.clock.samples import case

CALENDAR = WorkCalendar()
# June 2024: the only holiday is Monday the 10th. July and August have none.
JUNE = date(2024, 6, 3)


def due(received: date, **rest: Any) -> Deadline:
    return deadline(case(received, **rest), CALENDAR)


# --- the plain period


@pytest.mark.parametrize(
    ("received", "then"),
    [
        (date(2024, 1, 25), date(2024, 2, 27)),  # across Spring Festival with Sundays 4 and 18 Feb
        (date(2024, 9, 13), date(2024, 10, 17)),  # across Mid-Autumn and National Day, three make-up days
        (date(2025, 1, 10), date(2025, 2, 13)),  # 13–17, 20–24, Su 26, 27 Jan; 5–7, Sa 8, 10–13 Feb: 12 + 8
        (date(2024, 6, 3), date(2024, 7, 2)),
        (date(2024, 6, 8), date(2024, 7, 8)),  # a Saturday; 11 June is the first day
        (date(2019, 5, 15), date(2019, 6, 13)),  # the first day of the 2019 Regulation; 7 June is a holiday
        (date(2019, 5, 14), date(2019, 6, 4)),  # the last of the 2007 one: 15 days
        (date(2018, 2, 9), date(2018, 3, 7)),  # Su 11–14, 22, 23, Sa 24, 26–28 Feb are 10; 1, 2, 5–7 March
    ],
)
def test_twenty_working_days_from_the_day_after_receipt(received: date, then: date) -> None:
    found = due(received)
    assert found.due == found.first == then
    assert (found.waiting, found.extension, found.estimated) == (None, "none", ())


def test_the_day_of_receipt_decides_which_regulation() -> None:
    assert term_for(date(2019, 5, 14)) is OLD
    assert term_for(date(2019, 5, 15)) is NEW


def test_the_due_date_itself_is_in_time() -> None:
    assert not due(JUNE).is_late(date(2024, 7, 2))
    assert due(JUNE).is_late(date(2024, 7, 3))


# --- extension


def test_an_extension_adds_as_much_again() -> None:
    found = due(JUNE, extended=True, extension_notice=date(2024, 7, 2))
    assert (found.first, found.due) == (date(2024, 7, 2), date(2024, 7, 30))
    assert found.extension == "granted"


def test_an_extension_by_the_2007_regulation() -> None:
    found = due(date(2018, 7, 2), extended=True)
    assert (found.first, found.due) == (date(2018, 7, 23), date(2018, 8, 13))


def test_an_extension_told_too_late_does_not_count() -> None:
    found = due(JUNE, extended=True, extension_notice=date(2024, 7, 3))
    assert (found.extension, found.due) == ("late", date(2024, 7, 2))


def test_the_day_of_the_notice_alone_shows_an_extension() -> None:
    assert due(JUNE, extension_notice=date(2024, 7, 1)).due == date(2024, 7, 30)


# --- corrections


def test_a_correction_starts_the_period_anew_when_it_is_received() -> None:
    found = due(JUNE, correction_asked=date(2024, 6, 7), correction_received=date(2024, 6, 21))
    assert (found.start, found.due) == (date(2024, 6, 21), date(2024, 7, 19))


def test_the_period_waits_for_a_correction() -> None:
    found = due(JUNE, correction_asked=date(2024, 6, 7))
    assert (found.due, found.waiting) == (None, "correction")
    assert not found.is_late(date(2030, 1, 1))
    assert due(JUNE, correction_asked=date(2024, 6, 7), extended=True).extension == "granted"


# --- opinions


def test_the_time_for_an_opinion_does_not_count() -> None:
    # 4–7 June are 4 days; from Monday 24 June, 16 more: 24–28 June, 1–5, 8–12 July, 15 July.
    found = due(JUNE, consulted_from=date(2024, 6, 7), consulted_to=date(2024, 6, 21))
    assert found.due == date(2024, 7, 15)
    assert days_used(found.case, date(2024, 7, 15), CALENDAR) == 20


def test_an_opinion_before_the_correction_stops_nothing() -> None:
    rest = {"correction_asked": date(2024, 6, 7), "correction_received": date(2024, 6, 21)}
    assert due(JUNE, **rest).due == date(2024, 7, 19)
    early = due(JUNE, **rest, consulted_from=date(2024, 6, 4), consulted_to=date(2024, 6, 14))
    assert early.due == date(2024, 7, 19)
    across = due(JUNE, **rest, consulted_from=date(2024, 6, 4), consulted_to=date(2024, 6, 28))
    assert across.due == date(2024, 7, 26)


def test_an_opinion_still_out() -> None:
    found = due(JUNE, consulted_from=date(2024, 6, 7))
    assert (found.due, found.waiting) == (None, "opinion")
    assert days_used(found.case, date(2024, 7, 15), CALENDAR) is None
    assert days_used(found.case, date(2024, 6, 6), CALENDAR) == 3


@pytest.mark.parametrize("until", [date(2024, 7, 20), None])
def test_an_opinion_asked_for_when_the_period_is_over_changes_nothing(until: date | None) -> None:
    found = due(JUNE, consulted_from=date(2024, 7, 3), consulted_to=until)
    assert found.due == date(2024, 7, 2)


def test_an_opinion_that_ends_before_it_begins_stops_nothing() -> None:
    assert due(JUNE, consulted_from=date(2024, 6, 21), consulted_to=date(2024, 6, 7)).due == date(2024, 7, 2)


def test_an_opinion_in_the_extension() -> None:
    found = due(
        JUNE,
        extended=True,
        extension_notice=date(2024, 7, 2),
        consulted_from=date(2024, 7, 5),
        consulted_to=date(2024, 7, 12),
    )
    assert (found.first, found.due) == (date(2024, 7, 2), date(2024, 8, 6))


# --- payment


def test_the_period_runs_on_from_payment() -> None:
    # 4–7 June are 4 days; then as with an opinion.
    found = due(JUNE, fee_notice=date(2024, 6, 7), paid=date(2024, 6, 21))
    assert found.due == date(2024, 7, 15)


def test_the_period_waits_for_payment() -> None:
    assert due(JUNE, fee_notice=date(2024, 6, 7)).waiting == "payment"


def test_cost_fees_before_2021_stop_nothing() -> None:
    found = due(date(2020, 7, 1), fee_notice=date(2020, 7, 3))
    assert (found.due, found.waiting) == (date(2020, 7, 29), None)


def test_an_opinion_and_a_fee_at_one_time_stop_the_period_once() -> None:
    found = due(
        JUNE,
        consulted_from=date(2024, 6, 7),
        consulted_to=date(2024, 6, 18),
        fee_notice=date(2024, 6, 14),
        paid=date(2024, 6, 21),
    )
    assert found.due == date(2024, 7, 15)
    assert days_used(found.case, date(2024, 7, 15), CALENDAR) == 20


# --- years without a notice


def test_a_due_date_on_unknown_holidays_is_an_estimate(tmp_path: Path) -> None:
    found = due(date(2039, 12, 20))
    assert found.estimated == (2039, 2040)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "workdays.yaml").write_text(
        "notices:\n  2039: {}\n  2040:\n    放假: [2040-01-01 至 2040-01-03]\n", encoding="utf-8"
    )
    told = deadline(found.case, load_calendar(tmp_path))
    assert told.estimated == ()
    assert found.due is not None
    assert told.due == CALENDAR.nth_after(found.due, 2)


@pytest.mark.parametrize(
    ("received", "rest", "may"),
    [
        (JUNE, {}, True),
        (date(2008, 4, 30), {}, False),
        (date(9999, 12, 31), {}, False),
        *((JUNE, {name: date(9999, 12, 31)}, False) for name in ("paid", "fee_notice", "answered")),
        *((JUNE, {f"correction_{end}": date(9999, 12, 31)}, False) for end in ("asked", "received")),
        *((JUNE, {f"consulted_{end}": date(9999, 12, 31)}, False) for end in ("from", "to")),
        (JUNE, {"answered": date(2024, 6, 2)}, False),
    ],
)
def test_what_cannot_be_timed(received: date, rest: dict[str, Any], may: bool) -> None:
    assert can_be_timed(case(received, **rest)) is may


# --- whatever the dates

DAYS = st.dates(date(2019, 5, 15), date(2027, 6, 30))
GAPS = st.integers(0, 40)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a case whose dates are in order."""
    received = draw(DAYS)

    def stretch(name: str, other: str) -> dict[str, date]:
        if not draw(st.booleans()):
            return {}
        begin = received + timedelta(days=draw(GAPS))
        return {name: begin, other: begin + timedelta(days=draw(GAPS))}

    rest = stretch("correction_asked", "correction_received")
    rest |= stretch("consulted_from", "consulted_to")
    rest |= stretch("fee_notice", "paid")
    return case(received, extended=draw(st.booleans()), **rest)


@given(DAYS, DAYS, st.booleans())
def test_a_later_receipt_is_never_due_earlier(one: date, two: date, extended: bool) -> None:
    first, second = sorted((one, two))
    sooner, later = due(first, extended=extended).due, due(second, extended=extended).due
    assert sooner is not None
    assert later is not None
    assert sooner <= later


@given(cases())
def test_an_answer_is_late_when_more_days_are_used_than_there_are(drawn: Case) -> None:
    found = deadline(drawn, CALENDAR)
    assert found.due is not None
    assert CALENDAR.is_workday(found.due)
    allowed = found.term.days + (found.term.extension if found.extension == "granted" else 0)
    assert days_used(drawn, found.due, CALENDAR) == allowed
    after = CALENDAR.nth_after(found.due, 1)
    assert (days_used(drawn, after, CALENDAR) or 0) >= allowed


@given(cases())
def test_nothing_that_stops_the_period_brings_the_due_date_forward(drawn: Case) -> None:
    found, bare = deadline(drawn, CALENDAR), due(drawn.received)
    assert found.due is not None
    assert bare.due is not None
    assert found.due >= bare.due
    assert found.first is not None
    assert found.due >= found.first
