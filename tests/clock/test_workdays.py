"""The working calendar: published years, own days, years not yet announced."""

from __future__ import annotations

import datetime
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.clock.workdays import WorkCalendar, load_calendar
from nianbao.clock.workdays_file import SaidDays, read_own_days
from nianbao.errors import TemplateError

CALENDAR = WorkCalendar()
DAYS = st.dates(date(2008, 1, 1), date(2035, 12, 31))


def put(folder: Path, text: str) -> Path:
    path = folder / "templates" / "workdays.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


# --- published years


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 2, 4), True),  # Sunday, made up for Spring Festival
        (date(2024, 2, 10), False),
        (date(2024, 2, 18), True),  # Sunday
        (date(2024, 10, 12), True),  # Saturday, made up for National Day
        (date(2024, 10, 7), False),  # Monday
        (date(2015, 9, 3), False),  # once only
        (date(2020, 1, 31), False),  # prolonged while the year ran
        (date(2022, 12, 31), False),
        (date(2026, 2, 28), True),
        (date(2024, 6, 12), True),
        (date(2024, 6, 15), False),
    ],
)
def test_days_of_the_published_notices(day: date, works: bool) -> None:
    assert CALENDAR.is_workday(day) is works


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        # Counted by hand on the wall calendar: 26 Jan … 9 Feb with Sunday 4 Feb are 12, 18–27 Feb the rest.
        (date(2024, 1, 25), 20, date(2024, 2, 27)),
        # 14, 18–20, 23–27, 29, 30 Sept are 11; 8–12 and 14–17 Oct are 9.
        (date(2024, 9, 13), 20, date(2024, 10, 17)),
        # 28, 30 Dec 2024 … : 27, 30, 31 Dec; 2, 3, 6 – 10, 13 – 17, 20 – 24 and Sunday 26 Jan: 3 + 17 = 20.
        (date(2024, 12, 26), 20, date(2025, 1, 24)),
        (date(2024, 12, 26), 21, date(2025, 1, 26)),
        (date(2024, 10, 1), 1, date(2024, 10, 8)),
        (date(2024, 9, 13), 1, date(2024, 9, 14)),
    ],
)
def test_the_day_itself_is_not_counted(day: date, count: int, then: date) -> None:
    assert CALENDAR.nth_after(day, count) == then
    assert CALENDAR.between(day, then) == count


@given(DAYS, st.integers(1, 300))
def test_counting_there_and_back(day: date, count: int) -> None:
    then = CALENDAR.nth_after(day, count)
    assert CALENDAR.is_workday(then)
    assert then > day
    assert CALENDAR.between(day, then) == count


@given(DAYS, DAYS, DAYS)
def test_stretches_add_up(one: date, two: date, three: date) -> None:
    first, second, third = sorted((one, two, three))
    assert CALENDAR.between(first, second) + CALENDAR.between(second, third) == CALENDAR.between(first, third)
    assert CALENDAR.between(third, first) == 0 or first == third


@given(DAYS, DAYS, st.integers(1, 60))
def test_a_later_day_never_counts_to_an_earlier_one(one: date, two: date, count: int) -> None:
    first, second = sorted((one, two))
    assert CALENDAR.nth_after(first, count) <= CALENDAR.nth_after(second, count)


def test_no_day_is_the_zeroth() -> None:
    with pytest.raises(ValueError, match="0"):
        CALENDAR.nth_after(date(2024, 1, 1), 0)


# --- years not announced


def test_a_year_without_a_notice_is_told_and_leaves_out_weekends_only() -> None:
    assert CALENDAR.is_published(2024)
    assert not CALENDAR.is_published(2040)
    assert CALENDAR.is_workday(date(2040, 10, 1))  # a Monday; no notice says that it is free
    assert not CALENDAR.is_workday(date(2040, 10, 6))
    assert CALENDAR.unpublished(date(2024, 12, 1), date(2025, 2, 1)) == ()
    assert CALENDAR.unpublished(date(2039, 12, 1), date(2040, 2, 1)) == (2039, 2040)


# --- the working folder's own days


def test_the_shipped_file_says_nothing(tmp_path: Path) -> None:
    assert read_own_days(None) == SaidDays({}, frozenset())
    assert load_calendar(tmp_path).own == SaidDays({}, frozenset())


def test_what_the_shipped_file_shows_can_be_taken_as_it_is(tmp_path: Path) -> None:
    shipped = Path(__file__).resolve().parents[2] / "templates" / "workdays.yaml"
    lines = shipped.read_text(encoding="utf-8").splitlines()
    start = {lines.index("# notices:"), lines.index("# local:")}
    told: list[str] = []
    for number in start:
        for line in lines[number:]:
            if line == "#":
                break
            told.append(line.removeprefix("# "))
    own = read_own_days(put(tmp_path, "\n".join(told)))
    assert own.years == {2027}
    assert own.days[date(2027, 2, 11)] is False
    assert own.days[date(2027, 2, 14)] is True
    assert own.days[date(2025, 3, 31)] is False


def test_a_notice_of_ones_own_makes_the_year_known(tmp_path: Path) -> None:
    folder = put(
        tmp_path,
        "notices:\n  2040:\n    依据: 通知\n    放假: [2039-12-31 至 2040-01-02, '2040-2-10']\n    上班: [2040-01-07]\n",
    )
    calendar = load_calendar(folder)
    assert calendar.is_published(2040)
    assert not calendar.is_published(2039)
    assert not calendar.is_workday(date(2039, 12, 31))
    assert not calendar.is_workday(date(2040, 1, 2))
    assert calendar.is_workday(date(2040, 1, 7))
    assert not calendar.is_workday(date(2040, 2, 10))
    assert calendar.nth_after(date(2039, 12, 30), 5) == date(2040, 1, 7)


def test_a_notice_of_ones_own_stands_for_the_whole_year(tmp_path: Path) -> None:
    calendar = load_calendar(put(tmp_path, "notices:\n  2024:\n    放假: [2024-10-01]\n"))
    assert not calendar.is_workday(date(2024, 10, 1))
    assert calendar.is_workday(date(2024, 10, 2))
    assert not CALENDAR.is_workday(date(2024, 10, 2))


def test_local_days_lie_over_the_published_ones(tmp_path: Path) -> None:
    calendar = load_calendar(put(tmp_path, "local:\n  放假: [2025-03-31]\n  上班: [2025-04-05]\n"))
    assert not calendar.is_workday(date(2025, 3, 31))
    assert calendar.is_workday(date(2025, 4, 5))
    assert not calendar.is_workday(date(2025, 5, 1))
    assert calendar.is_published(2025)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    import os

    put(tmp_path, "local: {放假: [2025-03-31]}")
    path = tmp_path / "templates" / "workdays.yaml"
    assert not load_calendar(tmp_path).is_workday(date(2025, 3, 31))
    put(tmp_path, "local: {放假: []}")
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1))
    assert load_calendar(tmp_path).is_workday(date(2025, 3, 31))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("notices: [1", "第 1 行的格式读不懂"),
        ("- 1", "整个文件应是一组"),
        ("节日: {}", "没有「节日」这一项。可以写的有：local、notices"),
        ("notices: [2027]", "一年一组"),
        ("notices: {二〇二七: {}}", "一年一组"),
        ("notices: {2027: [2027-01-01]}", "notices 的 2027 应是一组"),
        ("notices: {2027: {假期: []}}", "没有「假期」这一项"),
        ("notices: {2027: {放假: 2027-01-01}}", "方括号"),
        ("notices: {2027: {放假: [元旦]}}", "「元旦」不是日期"),
        ("notices: {2027: {放假: ['2027-02-30']}}", "「2027-02-30」不是日期"),
        ("notices: {2027: {放假: [2027-02-30]}}", "有的日期不存在"),
        ("notices: {2027: {放假: [2026-01-05, 2025-01-01]}}", "别的年份的日期 2025-01-01"),
        ("notices: {2027: {放假: [2027-02-11 至 2027-02-05]}}", "先后颠倒"),
        ("notices: {2027: {放假: [2027-02-11 至 2027-05-05]}}", "太长"),
        ("local: {放假: [2027-02-11], 上班: [2027-02-11]}", "2027-02-11 既写了放假，又写了上班"),
    ],
)
def test_a_file_that_is_not_in_order(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TemplateError) as problem:
        load_calendar(put(tmp_path, text))
    assert said in str(problem.value)
    assert "workdays.yaml" in str(problem.value)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    put(tmp_path, "")
    (tmp_path / "templates" / "workdays.yaml").write_bytes("local: {放假: []}".encode("gb18030"))
    with pytest.raises(TemplateError, match="UTF-8"):
        load_calendar(tmp_path)


def test_the_library_is_loaded_late() -> None:
    code = "import sys, nianbao.clock.workdays as w; w.load_calendar(); assert 'chinese_calendar' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_library_agrees_with_itself_on_a_day_at_a_time() -> None:
    import chinese_calendar

    day = date(2008, 1, 1)
    while day <= date(2026, 12, 31):
        assert CALENDAR.is_workday(day) == chinese_calendar.is_workday(day), day
        day += datetime.timedelta(days=1)
