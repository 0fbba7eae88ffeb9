"""From what a cell holds to a date, a number or a word, with a note of what was assumed."""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

Cell = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta
"""What a reading library gives for a cell; an empty one is ``""``."""

FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)
"""Dates outside are slips of the pen: no ledger of the Regulation is older."""

MAX_CELL_TEXT = 2_000
"""Characters of a cell that are looked at; no date, number or word of a ledger is longer."""

NO_VALUE = frozenset({"", "/", "\\", "-", "--", "—", "——", "－", "无", "／", "–", "n/a", "N/A", "不涉及"})
"""What clerks write into a cell that stays empty."""

_SERIAL_ZERO = datetime.date(1899, 12, 30)
_MAC_DAYS = 1462

_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HAN_DATE = re.compile("[〇零○一二三四五六七八九十]+(?=[年月日号])")
_TIME = r"(?:[T ]*\d{1,2}[:时]\d{0,2}.*)?"
_FULL = re.compile(
    rf"(\d{{4}})\s*[年./\\\-—–,、_ ]\s*(\d{{1,2}})\s*[月./\\\-—–,、_ ]\s*(\d{{1,2}})\s*[日号]?{_TIME}"
)
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}")
_SHORT_YEAR = re.compile(r"['’]?(\d{2})\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?")
_NO_YEAR = re.compile(r"(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?")
_DAY = re.compile(r"(\d{1,2})\s*[日号]")
_NUMBER = re.compile(
    r"[约计共]?([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*([件条宗次人个篇份页项起批部%元]|万元|亿元)?"
)


class DateReading(NamedTuple):
    """A date that was read.

    Attributes:
        value: The date, or None.
        how: None when it is certain; else ``serial``, ``year`` (taken from the sheet), ``century``,
            ``month``; without a value ``no_year``, ``unreadable`` or ``out_of_range``.
    """

    value: datetime.date | None
    how: str | None = None


class NumberReading(NamedTuple):
    """A number that was read: its value or None, and the unit written behind it."""

    value: Decimal | None
    unit: str | None = None


@functools.lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Give a text half-width and without outer spaces."""
    return unicodedata.normalize("NFKC", text[:MAX_CELL_TEXT]).strip()


def is_blank(cell: Cell) -> bool:
    """Say whether a cell is empty, or holds nothing but spaces."""
    return cell == "" or (isinstance(cell, str) and not cell.strip())


def has_no_value(cell: Cell) -> bool:
    """Say whether a cell is empty, or holds a sign that there is nothing to enter."""
    return cell == "" or (isinstance(cell, str) and cell.strip() in NO_VALUE)


def as_text(cell: Cell) -> str:
    """Give a cell as text; a whole number that was stored with a point loses it."""
    if isinstance(cell, str):
        return plain(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return str(cell)


def read_date(
    cell: Cell,
    year: int | None = None,
    month: int | None = None,
    mac: bool = False,
    first: datetime.date = FIRST_DAY,
) -> DateReading:
    """Read a date.

    Args:
        cell: What the cell holds.
        year: The year of the sheet, for dates that name none.
        month: The month of the sheet, for dates that name only the day.
        mac: The workbook counts days from 1904.
        first: Dates before it are slips; documents in force may be older than the Regulation.
    """
    if isinstance(cell, datetime.datetime):
        return _in_range(cell.date(), first)
    if isinstance(cell, datetime.date):
        return _in_range(cell, first)
    if isinstance(cell, bool | datetime.time | datetime.timedelta):
        return DateReading(None, "unreadable")
    if isinstance(cell, int | float):
        return _from_number(cell, mac, first)
    return _from_text(plain(cell), year, month, first)


def _from_number(number: float, mac: bool, first: datetime.date) -> DateReading:
    if not abs(number) < 1e9:
        return DateReading(None, "unreadable")
    if first.year * 10_000 <= number <= 21_001_231 and number == int(number):
        return _from_text(str(int(number)), None, None, first)
    days = int(number) + (_MAC_DAYS if mac else 0)
    if not (first - _SERIAL_ZERO).days <= days <= (LAST_DAY - _SERIAL_ZERO).days:
        return DateReading(None, "unreadable")
    return DateReading(_SERIAL_ZERO + datetime.timedelta(days=days), "serial")


@functools.lru_cache(maxsize=8192)
def _from_text(text: str, year: int | None, month: int | None, first: datetime.date) -> DateReading:
    text = _HAN_DATE.sub(lambda found: _han_number(found[0]), text)
    if found := _FULL.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]), None, first)
    if found := _SHORT_YEAR.fullmatch(text):
        # Where the last century is meant to be read, 98 is 1998.
        century = 1900 if first.year < 2000 and int(found[1]) >= 50 else 2000
        return _day(century + int(found[1]), int(found[2]), int(found[3]), "century", first)
    if found := _NO_YEAR.fullmatch(text):
        return _without_year(year, int(found[1]), int(found[2]), "year", first)
    if (found := _DAY.fullmatch(text)) and month is not None:
        return _without_year(year, month, int(found[1]), "month", first)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _from_number(float(text), False, first)
    return DateReading(None, "unreadable")


def _without_year(year: int | None, month: int, day: int, how: str, first: datetime.date) -> DateReading:
    # A leap year, so that 2月29日 is a date whose year is missing and not a slip.
    read = _day(year or 2000, month, day, how, first)
    return DateReading(None, "no_year") if year is None and read.value else read


def _day(year: int, month: int, day: int, how: str | None, first: datetime.date) -> DateReading:
    try:
        return _in_range(datetime.date(year, month, day), first, how)
    except ValueError:
        return DateReading(None, "unreadable")


def _in_range(value: datetime.date, first: datetime.date, how: str | None = None) -> DateReading:
    inside = first <= value <= LAST_DAY
    return DateReading(value, how) if inside else DateReading(None, "out_of_range")


def _han_number(text: str) -> str:
    if "十" not in text:
        return text.translate(_HAN_DIGITS)
    tens, _, ones = text.partition("十")
    return (tens.translate(_HAN_DIGITS) or "1") + (ones.translate(_HAN_DIGITS) or "0")


def read_number(cell: Cell) -> NumberReading:
    """Read a number, full-width digits, thousands separators and a unit behind it included."""
    if isinstance(cell, bool | datetime.date | datetime.time | datetime.timedelta):
        return NumberReading(None)
    if isinstance(cell, int | float):
        # Workbooks hold every number with a point; 220.0 isn't what anybody typed.
        return NumberReading(_decimal(as_text(cell)))
    found = _NUMBER.fullmatch(plain(cell))
    return NumberReading(_decimal(found[1].replace(",", "")), found[2]) if found else NumberReading(None)


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < 10**15 else None
