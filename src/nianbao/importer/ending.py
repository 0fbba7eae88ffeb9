"""Signature and date at the end of a published report."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.importer.characters import fold
from nianbao.importer.claims import Claims
from nianbao.importer.source import Span
from nianbao.importer.title import Title

_DATE = re.compile(
    r"(?P<before>.*?)(?P<date>(?P<y>20\d\d)(?:年|[-/.])(?P<m>\d{1,2})(?:月|[-/.])(?P<d>\d{1,2})日?)$"
)
_CHINESE = "〇一二三四五六七八九"
_CHINESE_DATE = re.compile(
    r"(?P<before>.*?)(?P<date>二(?P<y>[〇○零Oo0一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日)$"
)
_ORGAN = re.compile(
    r"(?:政府|办事处|镇|乡|街道|局|委|委员会|办公室|中心|管委会|公司|集团|总队|支队|院|校|办)(?:\(盖?章?\))?$"
)
_IN_BRACKETS = re.compile(r"\((.*)\)")
_STRANGE = re.compile(r"[。,;:、]|^\(")
_LONGEST = 40
_LOOK_BACK = 6


@dataclass(frozen=True)
class Ending:
    """A signature.

    Attributes:
        by: Who signed, as printed.
        date: The date, or None.
        printed: The date as printed.
        pieces: Where they stand.
    """

    by: str | None
    date: datetime.date | None
    printed: str | None
    pieces: tuple[tuple[int, Span], ...]


def find_ending(claims: Claims, lines: Sequence[int]) -> Ending | None:
    """Find signature and date among the last lines that nobody owns.

    Args:
        claims: Who owns what.
        lines: Indexes of the lines behind the last heading.
    """
    filled = [
        index for index in lines if claims.is_free(index) and claims.lines[index].text.strip(" |\t\u3000")
    ]
    for back, index in enumerate(reversed(filled)):
        if back >= _LOOK_BACK:
            break
        text = fold(claims.lines[index].text).strip("|")
        date = _date(text)
        if date is None or len(text) > _LONGEST + 12:
            continue
        before = date[1].rstrip(",。")
        place = len(filled) - 1 - back
        if before:
            # 署名 and 日期 on one line.
            if not _is_organ(before):
                continue
            return _ending(claims, index, index, before, date)
        if place and _is_organ(fold(claims.lines[filled[place - 1]].text)):
            return _ending(claims, filled[place - 1], index, None, date)
        return _ending(claims, None, index, None, date)
    if (
        filled
        and _is_organ(text := fold(claims.lines[filled[-1]].text))
        and re.search("政府|办事处|局|委员会", text)
    ):
        return _ending(claims, filled[-1], None, None, None)
    return None


def is_date(text: str) -> bool:
    """Tell whether a line is a date and nothing else."""
    found = _date(fold(text).strip("|"))
    return found is not None and not found[1]


def read_date(text: str) -> datetime.date | None:
    """Read a line that is a date and nothing else; None for any other, or where there is no such day."""
    found = _date(fold(text).strip("|"))
    return found[0] if found is not None and not found[1] else None


def with_date_below_title(claims: Claims, ending: Ending | None, title: Title) -> Ending | None:
    """Take a date in brackets right below the title, where some offices print it, for one that is missing.

    Args:
        claims: Who owns what.
        ending: What stands at the end, or None.
        title: The title.
    """
    if ending is not None and ending.printed:
        return ending
    after = range(title.pieces[-1][0] + 1, len(claims.lines))
    index = next((one for one in after if claims.lines[one].text.strip(" |\t\u3000")), None)
    if index is None or not claims.is_free(index):
        return ending
    text = claims.lines[index].text
    inside = _IN_BRACKETS.fullmatch(fold(text).strip("|"))
    date = _date(inside[1]) if inside else None
    if date is None or date[1]:
        return ending
    pieces = (*(ending.pieces if ending else ()), (index, (0, len(text))))
    return Ending(ending.by if ending else None, date[0], date[2], pieces)


def _ending(
    claims: Claims,
    organ: int | None,
    dated: int | None,
    before: str | None,
    date: tuple[datetime.date | None, str, str] | None,
) -> Ending:
    pieces = []
    for index in sorted({one for one in (organ, dated) if one is not None}):
        text = claims.lines[index].text
        pieces.append((index, (0, len(text))))
    by = before or (claims.lines[organ].text.strip(" |\t\u3000") if organ is not None else None)
    return Ending(by, date[0] if date else None, date[2] if date else None, tuple(pieces))


def _is_organ(text: str) -> bool:
    return _STRANGE.search(text) is None and 3 <= len(text) <= _LONGEST and _ORGAN.search(text) is not None


def _date(text: str) -> tuple[datetime.date | None, str, str] | None:
    """Read a date at a line's end: the date, what stands before it, and how it is printed."""
    if found := _DATE.fullmatch(text):
        numbers = [int(found[part]) for part in ("y", "m", "d")]
    elif found := _CHINESE_DATE.fullmatch(text):
        year = "".join(
            char if char.isdigit() and char.isascii() else str(max(_CHINESE.find(char), 0))
            for char in found["y"]
        )
        numbers = [2000 + int(year), _number(found["m"]), _number(found["d"])]
    else:
        return None
    try:
        return datetime.date(*numbers), found["before"], found["date"]
    except ValueError:
        return None, found["before"], found["date"]


def _number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CHINESE.index(text)
    return (_CHINESE.index(tens) if tens else 1) * 10 + (_CHINESE.index(ones) if ones else 0)
