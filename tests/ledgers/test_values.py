from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.ledgers.sheet_time import SheetTime, month_in, sheet_time
from nianbao.ledgers.values import FIRST_DAY, LAST_DAY, read_date, read_number

D = datetime.date
DAYS = st.dates(FIRST_DAY, LAST_DAY)


@given(
    DAYS, st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%Y-%m-%d %H:%M"])
)
def test_every_date_is_read_as_it_was_written(day: D, form: str) -> None:
    assert read_date(day.strftime(form)) == (day, None)


@given(DAYS)
def test_serial_numbers_are_those_of_excel(day: D) -> None:
    number = (day - D(1899, 12, 30)).days
    assert read_date(number) == read_date(float(number)) == read_date(str(number)) == (day, "serial")
    assert read_date(number - 1462, mac=True) == (day, "serial")


@given(DAYS)
def test_a_date_without_a_year_takes_the_sheets(day: D) -> None:
    written = f"{day.month}月{day.day}日"
    assert read_date(written, day.year) == (day, "year")
    assert read_date(written).value is None
    assert read_date(f"{day.day}日", day.year, day.month) == (day, "month")


@given(
    st.text() | st.integers() | st.floats() | st.booleans() | st.times() | st.timedeltas() | st.datetimes(),
    st.none() | st.integers(2000, 2100),
    st.none() | st.integers(1, 12),
)
def test_anything_is_read_or_not_but_never_crashes(cell: object, year: int | None, month: int | None) -> None:
    read = read_date(cell, year, month)  # type: ignore[arg-type]
    assert (read.value is None) <= (read.how in ("no_year", "unreadable", "out_of_range"))
    number = read_number(cell).value  # type: ignore[arg-type]
    assert number is None or number.is_finite()


@pytest.mark.parametrize(
    "written", ["2024-02-30", "2024.13.1", "20241301", "去年", "5日", "", "202403", 3, -1, 1e300, True]
)
def test_what_is_no_date_is_not_made_one(written: object) -> None:
    assert read_date(written, 2024).value is None  # type: ignore[arg-type]


def test_a_leap_day_needs_a_leap_year() -> None:
    assert read_date("2月29日", 2023) == (None, "unreadable")
    assert read_date("2月29日") == (None, "no_year")
    assert read_date("1904-01-01") == (None, "out_of_range")


@given(st.integers(0, 10**12))
def test_numbers_in_every_writing(number: int) -> None:
    full_width = str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    for written in (number, str(number), f"{number:,}", full_width, f" {number} 件"):
        assert read_number(written).value == number


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [("3.5万元", "3.5", "万元"), ("98.5%", "98.5", "%"), ("1,2", None, None), ("3-5", None, None), (2.5, "2.5", None)],
)  # fmt: skip
def test_units_stay_with_their_numbers(written: str | float, value: str | None, unit: str | None) -> None:
    assert read_number(written) == (value and Decimal(value), unit)


@pytest.mark.parametrize(("held", "printed"), [(220.0, "220"), (0.0, "0"), (3.25, "3.25"), (7, "7")])
def test_a_whole_number_has_no_point(held: float, printed: str) -> None:
    assert str(read_number(held).value) == printed


@pytest.mark.parametrize(
    ("name", "titles", "file", "expected"),
    [
        ("2024年3月", [], "x.xlsx", SheetTime(2024, 3)),
        ("三月", ["示例镇2024年台账"], "x.xlsx", SheetTime(2024, 3)),
        ("202411", [], "x.xlsx", SheetTime(2024, 11)),
        ("十二月", [], "2023/yunxi-2024.xlsx", SheetTime(2024, 12)),
        ("台账", ["按国办公开办函〔2021〕30号登记"], "x.xlsx", SheetTime(None, None)),
        ("台账", ["2023年至2024年台账"], "x.xlsx", SheetTime(None, None)),
    ],
)
def test_year_and_month_of_a_sheet(name: str, titles: list[str], file: str, expected: SheetTime) -> None:
    assert sheet_time(name, titles, file) == expected


@given(st.text())
def test_any_name_has_a_month_or_none(name: str) -> None:
    assert month_in(name) in {None, *range(1, 13)}
