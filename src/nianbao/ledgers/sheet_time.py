"""The year and month that a sheet's name or title gives to dates that don't name theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from nianbao.ledgers.values import plain

_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d{3,})")
# A title may quote a document, 国办公开办函〔2021〕30号; only what is called a year is one.
_YEAR_IN_TITLE = re.compile(r"(?<!\d)(20\d{2})\s*年")
_COMPACT = re.compile(r"(?<!\d)20\d{2}[.\-_/]?(0[1-9]|1[0-2])(?!\d)")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*月")
_HAN_MONTH = re.compile("(?<![一二三四五六七八九十])(十一|十二|[一二三四五六七八九十])月")
_HAN = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


class SheetTime(NamedTuple):
    """Year and month of a sheet, where known."""

    year: int | None = None
    month: int | None = None


def sheet_time(name: str, titles: Sequence[str], file: str) -> SheetTime:
    """Find year and month: in the sheet's name, the titles above the header, the file's name.

    Args:
        name: The sheet's name.
        titles: The texts above the header.
        file: The file's path; only its last part counts.
    """
    last = PurePosixPath(file.replace("\\", "/")).name
    year = (
        _one_year(_YEAR, [plain(name)])
        or _one_year(_YEAR_IN_TITLE, [plain(title) for title in titles])
        or _one_year(_YEAR, [plain(last)])
    )
    return SheetTime(year, month_in(name))


def _one_year(pattern: re.Pattern[str], texts: Sequence[str]) -> int | None:
    years = {int(year) for text in texts for year in pattern.findall(text)}
    return years.pop() if len(years) == 1 else None


def month_in(text: str) -> int | None:
    """Find the month in a name: ``3月``, ``三月``, ``202403``."""
    text = plain(text)
    if found := _MONTH.search(text) or _COMPACT.search(text):
        return int(found[1])
    if found := _HAN_MONTH.search(text):
        return _HAN.index(found[1]) + 1
    return None
