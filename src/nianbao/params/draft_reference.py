"""Last year's words beside this year's empty section, with a mark wherever they still speak of last year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.params.model import Accepted

_HAN = "〇一二三四五六七八九"
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年|二[〇○零Oo0]([〇○零一二三四五六七八九]{2})年")
_NUMBERED = re.compile(r"[〔\[［【(（]\s*(20\d\d)\s*[〕\]］】)）]\s*第?\s*\d+\s*号")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_FIGURE = re.compile(
    r"(?<![\d.])\d[\d,，]*(?:\.\d+)?\s*(?:余|多)?(?:万?元|[件条篇次份个项人期场家宗起批处]|人次|%|％|万)"
)
_RELATIVE = re.compile("今年|去年|上一年度?|上年度?|明年|下一年度?|同比|环比|较上年")
_WHOLE_YEAR = frozenset({"1月1日", "12月31日"})
_MOST = 12


def reference_lines(text: str, year: int) -> Iterator[str]:
    """Write a section of last year's report as comments.

    Args:
        text: The section as it was published; it is kept word for word.
        year: The year it reports on.
    """
    yield f"  # —— {year} 年的原文，仅供参考 ——"
    for line in text.strip().splitlines():
        yield f"  # {line.strip()}".rstrip()
        if marks := still_of(line, year):
            yield f"  # ↑ 这一段还在说 {year} 年，要用就先改：{'；'.join(marks)}"
    yield "  # —— 参考到此 ——"


def still_of(line: str, year: int) -> list[str]:
    """List what in a line speaks of a year: its dates, moved on by one year, its figures, its 去年 and 今年."""
    found: list[str] = []
    rest = _NUMBERED.sub("", line)
    for match in _YEAR.finditer(rest):
        written = int(match[1]) if match[1] else _year_in_han(match[2])
        if written in (year - 1, year, year + 1):
            found.append(f"{match.group()}→{written + 1}年")
    for match in _NUMBERED.finditer(line):
        if int(match[1]) in (year - 1, year):
            found.append(f"文号「{match.group()}」")
    found += [f"日期「{day}」" for day in _DAY.findall(rest) if day not in _WHOLE_YEAR]
    found += [f"「{word}」" for word in _RELATIVE.findall(rest)]
    found += [f"数字「{figure}」" for figure in _FIGURE.findall(rest)]
    marks = list(dict.fromkeys(found))
    return [*marks[:_MOST], f"等 {len(marks)} 处"] if len(marks) > _MOST else marks


def _year_in_han(digits: str) -> int:
    return 2000 + int("".join(str(max(_HAN.find(char), 0)) for char in digits))


def accepted_lines(accepted: Sequence[Accepted], year: int) -> Iterator[str]:
    """List last year's explanations of findings as comments: they answer for that year alone."""
    if accepted:
        yield from ("", f"# {year} 年的情况说明，仅供参考；今年还有同样的情况，要重新说明：")
    for one in accepted:
        reason = " ".join((one.reason or "").split())
        yield f"#   {one.code} {one.where or ''}：{reason}"
