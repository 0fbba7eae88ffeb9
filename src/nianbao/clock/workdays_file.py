"""The working folder's own part of the working calendar (``templates/workdays.yaml``)."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from nianbao.errors import TemplateError
from nianbao.folder import find_resource
from nianbao.plain_yaml import UnreadableValueError, plain_yaml
from nianbao.suggest import quoted

FILE = "workdays.yaml"
HOLIDAYS, WORKDAYS, BASIS = "放假", "上班", "依据"

_NO_DATE = "有的日期不存在，或者文件不是 UTF-8 编码的文字文件。请改正。"
_LONGEST = 31
"""The longest stretch there has been is ten days; a longer one is a slip in a year."""

_SPAN = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:\s*至\s*(\d{4}-\d{1,2}-\d{1,2}))?")


@dataclass(frozen=True)
class SaidDays:
    """What notices, or a file, say of days.

    Attributes:
        days: Whether a day is a working day, for the days that are named.
        years: Years whose notice is there whole.
    """

    days: Mapping[datetime.date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()


def read_own_days(folder: Path | None) -> SaidDays:
    """Read the calendar file, the working folder's own before the shipped one.

    Raises:
        TemplateError: The file isn't in order.
    """
    path = find_resource("templates", FILE, folder)
    return SaidDays() if path is None else _read(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> SaidDays:
    try:
        data = plain_yaml(path.read_text(encoding="utf-8"))
    except UnreadableValueError as problem:
        raise _bad(path, _NO_DATE) from problem
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        place = f"第 {mark.line + 1} 行" if mark else "文件"
        raise _bad(path, f"{place}的格式读不懂，请检查缩进、冒号和括号。") from problem
    except (ValueError, OSError) as problem:
        # PyYAML makes dates itself, and 2027-02-30 is a ValueError there; so is text in another encoding.
        raise _bad(path, _NO_DATE) from problem
    own = _mapping(path, "整个文件", data, {"notices", "local"})
    days: dict[datetime.date, bool] = {}
    notices = own.get("notices") or {}
    if not isinstance(notices, dict) or not all(isinstance(year, int) for year in notices):
        raise _bad(path, "notices 下面应是一年一组，如「2027:」。")
    for year in sorted(notices):
        where = f"notices 的 {year} "
        notice = _mapping(path, where, notices[year], {HOLIDAYS, WORKDAYS, BASIS})
        # A notice for New Year may reach into the last days of the year before.
        days |= _days(path, where, notice, {year - 1, year})
    days |= _days(path, "local ", _mapping(path, "local ", own.get("local"), {HOLIDAYS, WORKDAYS}), None)
    return SaidDays(days, frozenset(notices))


def _days(
    path: Path, where: str, part: Mapping[Any, Any], years: set[int] | None
) -> dict[datetime.date, bool]:
    days: dict[datetime.date, bool] = {}
    for word, works in ((HOLIDAYS, False), (WORKDAYS, True)):
        entries = part.get(word) or []
        if not isinstance(entries, list):
            raise _bad(path, f"{where}的「{word}」应写在方括号里，如 [2027-01-01]。")
        for day in (day for entry in entries for day in _span(path, where, entry)):
            if years is not None and day.year not in years:
                raise _bad(path, f"{where}里有别的年份的日期 {day}。")
            if days.setdefault(day, works) is not works:
                raise _bad(path, f"{where}里 {day} 既写了放假，又写了上班。")
    return days


def _span(path: Path, where: str, entry: Any) -> Iterator[datetime.date]:
    try:
        written = _SPAN.fullmatch(str(entry).strip())
        if not written:
            raise ValueError(entry)
        first, last = _date(written[1]), _date(written[2] or written[1])
    except ValueError as problem:
        raise _bad(
            path,
            f"{where}里的「{quoted(str(entry))}」不是日期。请写成 2027-02-05 或「2027-02-05 至 2027-02-11」。",
        ) from problem
    if not 0 <= (last - first).days < _LONGEST:
        raise _bad(path, f"{where}里的「{quoted(str(entry))}」先后颠倒或者太长，请核对。")
    yield from (first + datetime.timedelta(days=more) for more in range((last - first).days + 1))


def _date(text: str) -> datetime.date:
    year, month, day = (int(part) for part in text.split("-"))
    return datetime.date(year, month, day)


def _mapping(path: Path, where: str, value: Any, known: set[str]) -> Mapping[Any, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _bad(path, f"{where}应是一组「项: 值」。")
    if unknown := [str(key) for key in value if key not in known]:
        raise _bad(
            path, f"{where}里没有「{quoted(unknown[0])}」这一项。可以写的有：{'、'.join(sorted(known))}。"
        )
    return value


def _bad(path: Path, what: str) -> TemplateError:
    return TemplateError(f"工作日历「{path}」有误：{what}")
