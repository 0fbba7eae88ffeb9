"""How a year's applications were handled."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.clock import handling, overdue, soon_overdue
from nianbao.clock.workdays import WorkCalendar
from tests.clock.samples import case

CALENDAR = WorkCalendar()
JUNE = date(2024, 6, 3)  # due on 2 July


def test_a_year_without_answers_has_no_average() -> None:
    found = handling([case(JUNE), case(JUNE, answered=date(2025, 1, 2))], 2024, CALENDAR)
    assert (found.average_days, found.longest_days) == (None, None)
    assert (found.on_time, found.late, found.overdue, found.untimed) == (0, 0, (), ())


def test_average_and_longest_are_working_days() -> None:
    found = handling(
        [
            case(JUNE, answered=JUNE),  # on the spot: 0
            case(JUNE, answered=date(2024, 6, 7)),  # 4
            case(JUNE, answered=date(2024, 6, 11)),  # 5, after a weekend and the 10th
            case(JUNE, answered=date(2024, 7, 4)),  # 22, two too many
        ],
        2024,
        CALENDAR,
    )
    assert found.average_days == Decimal("7.8")  # 31 / 4 = 7.75
    assert found.longest_days == 22
    assert (found.on_time, found.late) == (3, 1)
    (late,) = found.overdue
    assert (late.days, late.until, late.deadline.due) == (2, date(2024, 7, 4), date(2024, 7, 2))


def test_rows_of_several_applications_weigh_as_many() -> None:
    found = handling(
        [case(JUNE, answered=date(2024, 6, 4), count=3), case(JUNE, answered=date(2024, 6, 7))],
        2024,
        CALENDAR,
    )
    assert found.average_days == Decimal("1.8")  # (3 × 1 + 4) / 4
    assert found.on_time == 4


def test_days_that_stand_still_are_not_handling_days() -> None:
    stopped = case(
        JUNE, consulted_from=date(2024, 6, 7), consulted_to=date(2024, 6, 21), answered=date(2024, 7, 15)
    )
    found = handling([stopped], 2024, CALENDAR)
    assert (found.average_days, found.on_time, found.overdue) == (Decimal(20), 1, ())


def test_what_has_no_period_is_named_and_left_out_of_the_average() -> None:
    given_up = case(
        JUNE, correction_asked=date(2024, 6, 7), answered=date(2024, 8, 1), outcome="not_corrected"
    )
    impossible = case(JUNE, answered=date(2024, 6, 1))
    found = handling([given_up, impossible, case(JUNE, answered=date(2024, 6, 4))], 2024, CALENDAR)
    assert found.untimed == (given_up, impossible)
    assert (found.average_days, found.on_time) == (Decimal(1), 1)


def test_an_estimate_is_told() -> None:
    found = handling([case(date(2040, 3, 1), answered=date(2040, 3, 2))], 2040, CALENDAR)
    assert found.estimated == (2040,)
    assert handling([case(JUNE, answered=JUNE)], 2024, CALENDAR).estimated == ()


def test_what_is_open_and_past_due() -> None:
    cases = [
        case(JUNE, row=5),
        case(JUNE, row=6, answered=date(2024, 7, 2)),
        case(JUNE, row=7, answered=date(2024, 7, 10)),  # not yet, as of the 5th
        case(JUNE, row=8, correction_asked=date(2024, 6, 5)),
        case(date(2024, 6, 14), row=9),
    ]
    assert overdue(cases, CALENDAR, date(2024, 7, 2)) == ()
    found = overdue(cases, CALENDAR, date(2024, 7, 5))
    assert [(late.deadline.case.origin.row, late.days) for late in found] == [(5, 3), (7, 3)]


def test_what_is_due_soon_comes_the_most_urgent_first() -> None:
    cases = [case(date(2024, 6, 6), row=5), case(JUNE, row=6), case(date(2024, 6, 14), row=7)]
    assert soon_overdue(cases, CALENDAR, date(2024, 6, 24)) == ()
    found = soon_overdue(cases, CALENDAR, date(2024, 7, 1))
    assert [(soon.deadline.case.origin.row, soon.days) for soon in found] == [(6, 1), (5, 4)]
    assert [soon.days for soon in soon_overdue(cases, CALENDAR, date(2024, 7, 2), within=0)] == [0]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 4)), max_size=12))
def test_every_answer_is_in_time_late_or_untimed(drawn: list[tuple[int, int]]) -> None:
    cases = [case(JUNE, answered=JUNE + timedelta(days=gap), count=count) for gap, count in drawn]
    found = handling(cases, 2024, CALENDAR)
    assert found.on_time + found.late + sum(one.count for one in found.untimed) == sum(
        count for _, count in drawn
    )
    if drawn:
        assert found.average_days is not None
        assert found.longest_days is not None
        assert found.average_days <= found.longest_days


def test_ten_thousand_rows_look_at_each_day_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[date] = []
    works = WorkCalendar._works
    monkeypatch.setattr(
        WorkCalendar,
        "_works",
        lambda self, day: looked.append(day) or works(self, day),  # type: ignore[func-returns-value]
    )
    cases = [
        case(JUNE + timedelta(days=number % 90), row=number, answered=JUNE + timedelta(days=100))
        for number in range(10_000)
    ]
    handling(cases, 2024, WorkCalendar())
    assert len(looked) == len(set(looked)) == 366
