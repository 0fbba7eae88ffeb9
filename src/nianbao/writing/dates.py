"""Dates and periods in prose, whole or with digits that pasting has eaten."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.passages.paragraphs import Passage, Passages

_SPACE = r"[ \u3000\u00a0]*"
_DATE = rf"(?:20\d{{2}}{_SPACE}年度?{_SPACE})?\d{{1,2}}{_SPACE}月(?:{_SPACE}\d{{1,2}}{_SPACE}[日号]?)?"
_ISO = r"20\d{2}[-./]\d{1,2}[-./]\d{1,2}"
_PERIOD = re.compile(
    rf"(?P<first>20\d{{2}}{_SPACE}年度?{_SPACE}\d{{1,2}}{_SPACE}月(?:{_SPACE}\d{{1,2}}{_SPACE}[日号])?|{_ISO})"
    rf"{_SPACE}(?:起|开始)?{_SPACE}[，,]?{_SPACE}(?:至|到|—+|－+|-+|–+|~|～|截止|截至){_SPACE}(?:截止|截至|到)?{_SPACE}"
    rf"(?P<last>{_DATE}|{_ISO}|(?:20\d{{2}}{_SPACE}年)?年?底)"
)
_PARTS = re.compile(
    rf"(?:(?P<year>20\d{{2}}){_SPACE}年度?{_SPACE})?(?P<month>\d{{1,2}}){_SPACE}月(?:{_SPACE}(?P<day>\d{{1,2}}){_SPACE}[日号])?"
)
_ABOUT_PERIOD = re.compile(
    r"统计|期限|时限|所列数据|数据(?:为|自|从)|自20\d|从20\d|起.{0,3}[至到]|截[至止]|起止|时段|时间(?:为|是|范围)"
)
_WHOLE_YEAR = re.compile(
    r"(?:统计期限|统计时限|数据统计|统计范围|统计时间|数据)[^。；，]{0,12}?(?P<year>20\d{2})\s?年(?:度|全年)?(?![\d\s]*月)"
)
_EATEN = re.compile(
    rf"(?<![函发字令])20\d{{2}}{_SPACE}年{_SPACE}(?P<run>\d{{2,4}}){_SPACE}[日号]"  # 2018年1231日, 2018年11日
    r"|(?<!\d)20\d{2}(?P<run2>\d{1,2})月"  # 20201月
    r"|(?<!\d)20\d{2}(?P<run3>\d{2,10})日"  # 202211日, 20211231日, 2025111231日
    r"|(?<!\d)20\d{2} +(?P<spaced>\d{1,2} +\d{1,2}) *日"  # 2025 1 1 日
    rf"|(?<![\d年]){_SPACE}(?P<run4>1231)日"  # 1231日
    r"|(?<!\d)(?:20(?P<doubled>20\d{2})|20\d{4})年"  # 202024年, 202420年
)


@dataclass(frozen=True)
class Period:
    """A period of statistics as a passage tells it.

    Attributes:
        passage: The passage.
        start: First character.
        end: Behind the last.
        first: Year, month and day as written, impossible or not.
        last: The same of its end.
    """

    passage: Passage
    start: int
    end: int
    first: tuple[int, int, int]
    last: tuple[int, int, int]

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True)
class EatenDate:
    """A date in which 年, 月 or 日 is lost."""

    passage: Passage
    start: int
    end: int
    right: str | None


_UP_TO = re.compile(
    rf"(?:数据|统计)[^，。；\d]{{0,12}}截[至止](?:到|日期为|时间为)?{_SPACE}(?P<last>20\d{{2}}{_SPACE}年{_SPACE}\d{{1,2}}{_SPACE}月{_SPACE}\d{{1,2}}{_SPACE}[日号])"
)
_PART_OF_A_YEAR = re.compile(r"\d+\s?余?[条件篇]")
_LATE = 9
"""Month from whose end on counts from 1 January look like those of a year that was cut short."""


def up_to(passages: Passages) -> Iterator[Period]:
    """Find periods of which only the last day is told: 数据截止2024年12月31日."""
    for own in passages.values():
        for passage in own:
            for match in _UP_TO.finditer(passage.text):
                last = _date(match["last"], None, is_end=True)
                yield Period(passage, match.start("last"), match.end(), (last[0], 1, 1), last)


def periods(passages: Passages) -> Iterator[Period]:
    """Find periods in sentences that speak of statistics, or that open the report."""
    for section, own in passages.items():
        for passage in own:
            for sentence in passage.sentences():
                told = section == "preamble" or re.search("统计|期限", sentence.text)
                for match in _PERIOD.finditer(sentence.text):
                    found = _period(passage, sentence.start, match)
                    if (told and _ABOUT_PERIOD.search(sentence.text)) or _is_cut_short(found, sentence.text):
                        yield found


def _is_cut_short(period: Period, sentence: str) -> bool:
    """Tell whether a sentence counts the year's work from its first day to a day shortly before its last."""
    (year, *first), (end, month, day) = period.first, period.last
    if first != [1, 1] or year != end or month < _LATE or (month, day) == (12, 31):
        return False
    return _PART_OF_A_YEAR.search(sentence) is not None


def _period(passage: Passage, offset: int, match: re.Match[str]) -> Period:
    first = _date(match["first"], None, is_end=False)
    last = _date(match["last"], first[0], is_end=True)
    return Period(passage, offset + match.start(), offset + match.end(), first, last)


def _date(text: str, year: int | None, *, is_end: bool) -> tuple[int, int, int]:
    if re.fullmatch(_ISO, text):
        numbers = [int(part) for part in re.split(r"[-./]", text)]
        return numbers[0], numbers[1], numbers[2]
    parts = _PARTS.match(text)
    if parts is None:  # 年底
        told = re.match(r"20\d{2}", text)
        return int(told.group()) if told else year or 0, 12, 31
    month = int(parts["month"])
    day = int(parts["day"]) if parts["day"] else (last_day(month) if is_end else 1)
    return int(parts["year"]) if parts["year"] else year or 0, month, day


def last_day(month: int) -> int:
    """Give the last day of a month outside of leap years; 31 for one that there isn't."""
    return {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)


def is_date(parts: tuple[int, int, int]) -> bool:
    """Tell whether there is such a day."""
    try:
        datetime.date(*parts)
    except ValueError:
        return False
    return True


def whole_years(passages: Passages) -> Iterator[int]:
    """Give the years that the report tells as its period without days: 统计期限为2024年全年."""
    for own in passages.values():
        for passage in own:
            yield from (int(match["year"]) for match in _WHOLE_YEAR.finditer(passage.text))


_NO_YEAR = re.compile(r"(?<![\d.〔\[])(?P<year>20\d{2})(?P<span>度(?!假|过)|全年|上半年|下半年)")


def bare_years(passages: Passages) -> Iterator[EatenDate]:
    """Find years without 年: 2024度, 2024全年."""
    for own in passages.values():
        for passage in own:
            for match in _NO_YEAR.finditer(passage.text):
                yield EatenDate(passage, match.start(), match.end(), f"{match['year']}年{match['span']}")


def eaten(passages: Passages) -> Iterator[EatenDate]:
    """Find dates that have lost their 年, 月 or 日; with the right one where only one can be meant."""
    for own in passages.values():
        for passage in own:
            for match in _EATEN.finditer(passage.text):
                yield EatenDate(passage, match.start(), match.end(), _mended(match))


def _mended(match: re.Match[str]) -> str | None:
    """Give the one date that can be meant: only the first and last day of a year are certain."""
    year = match.group()[:4]
    if match["run2"]:
        return f"{year}年{int(match['run2'])}月"
    if match["run4"]:
        return "12月31日"
    if match["doubled"]:
        return f"{match['doubled']}年"
    if match["spaced"]:
        month, day = (int(part) for part in match["spaced"].split())
        return f"{year}年{month}月{day}日"
    if match["run3"] == "111231":
        return f"{year}年1月1日至12月31日"
    whole = {"11": "1月1日", "0101": "1月1日", "1231": "12月31日"}.get(match["run"] or match["run3"] or "")
    return f"{year}年{whole}" if whole else None
