"""Which template and year a published report is of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nianbao.importer.certainty import Certainty
from nianbao.importer.characters import fold
from nianbao.importer.labels import marks_of
from nianbao.importer.source import Line
from nianbao.params.model import FIRST_YEAR
from nianbao.template import Template

_YEAR = r"(20[0-3]\d)"
_CHINESE = "〇○零一二三四五六七八九"
_PERIOD = re.compile(rf"(?:统计|期限|时限|时间|截[至止]|数据|自|从|起).{{0,16}}?{_YEAR}")
_OF_YEAR = re.compile(rf"{_YEAR}年?度?")
_END_OF_YEAR = re.compile(rf"{_YEAR}年?12月?3[01]日?")
_TITLED = re.compile(rf"{_YEAR}年?度?.{{0,40}}?(?:报告|年报|情况)|(?:报告|年报).{{0,4}}{_YEAR}")
_CHINESE_YEAR = re.compile(rf"二[〇○零OoＯ0](?P<tens>[〇○零一二三0])(?P<ones>[{_CHINESE}0])年")


@dataclass(frozen=True)
class Recognised:
    """Something that was recognised.

    Attributes:
        value: What; None when there is no telling.
        certainty: How sure.
        why: Why, in Chinese.
    """

    value: str | int | None
    certainty: Certainty
    why: str


def year_of(
    title: str | None, front: Sequence[str], body: Iterable[str], signed: int | None, name: str
) -> Recognised:
    """Tell the report year.

    Args:
        title: The report's title, when one was found.
        front: Lines before the first heading and those just behind it, where the period stands.
        body: All lines.
        signed: Year in which it was signed, when that is known.
        name: File name, which is asked last.
    """
    in_title = _first(_OF_YEAR, [title] if title else [])
    in_period = _period(front)
    if in_title and in_period and in_title != in_period:
        return Recognised(in_title, "medium", f"标题写 {in_title} 年，统计期限写 {in_period} 年，按标题")
    if in_title:
        return Recognised(in_title, "high", "标题" + ("和统计期限" if in_period else ""))
    texts = list(body)
    if in_period := in_period or _period(texts):
        return Recognised(in_period, "high", "统计期限")
    if found := _first(_TITLED, front):
        return Recognised(found, "medium", "引言")
    if signed:
        return Recognised(signed - 1, "medium", "成文日期的前一年")
    counts = Counter(
        int(year) for text in texts for year in _OF_YEAR.findall(fold(text)) if int(year) >= FIRST_YEAR
    )
    if counts:
        year, times = counts.most_common(1)[0]
        return Recognised(year, "medium" if times > 1 else "low", "正文里最常写的年份")
    if found := _first(_OF_YEAR, [name]):
        return Recognised(found, "low", "文件名")
    return Recognised(None, "low", "没有读到")


def _first(pattern: re.Pattern[str], texts: Iterable[str]) -> int | None:
    for text in texts:
        bare = _in_digits(fold(text))
        for match in pattern.finditer(bare):
            year = next((int(group) for group in match.groups() if group), 0)
            if year >= FIRST_YEAR:
                return year
    return None


def _period(texts: Iterable[str]) -> int | None:
    texts = [text for text in texts if re.search("期限|时限|统计|时间段|期间|1月1日|11日", text)]
    return _first(_END_OF_YEAR, texts) or _first(_PERIOD, texts)


def _in_digits(text: str) -> str:
    """Write 二〇一七年 as 2017年."""

    def digit(char: str) -> str:
        return char if char.isdigit() and char.isascii() else str(max(_CHINESE.index(char) - 2, 0))

    return _CHINESE_YEAR.sub(lambda match: f"20{digit(match['tens'])}{digit(match['ones'])}年", text)


def template_of_tables(
    templates: Sequence[Template], lines: Sequence[Line], table_lines: Iterable[int]
) -> Recognised:
    """Tell the template by labels that only one has."""
    texts = {
        re.sub(r"\([^()]*\)", "", fold(part))
        for index in table_lines
        for part in re.split(r"[|\t]|\s+", lines[index].text)
    }
    texts |= {fold(lines[index].text) for index in table_lines}
    scores = {
        template.name: sum(
            any(label in text and len(text) <= 3 * len(label) for text in texts)
            for label in marks_of(template, templates)
        )
        for template in templates
        if template.tables
    }
    if not scores or not (most := max(scores.values())):
        return Recognised(None, "low", "表里没有能分辨的栏目")
    name = next(name for name, score in scores.items() if score == most)
    others = [score for other, score in scores.items() if other != name]
    certainty: Certainty = "high" if most >= 2 and most > 2 * max(others, default=0) else "medium"
    return Recognised(name, certainty, f"有 {most} 个栏目是它独有的")


def template_of_year(
    templates: Sequence[Template], year: int, found: Sequence[str], place: str
) -> Recognised:
    """Tell the template by the year and by the parts that a report has.

    Args:
        templates: All templates.
        year: Report year.
        found: Section ids of its headings, as far as they are known.
        place: What the report says of where it is from.
    """
    fitting = [template for template in templates if year in template.years]
    if not fitting:
        # Before the statistics table of 2014 there was no national format: the parts decide alone.
        fitting = [template for template in templates if template.years.last and template.years.last < 2019]
    fitting = fitting or list(templates)
    if len(fitting) == 1:
        return Recognised(fitting[0].name, "high", f"{year} 年用这个格式")

    def distance(template: Template) -> tuple[int, int, int]:
        missing = len(set(found) - set(template.section_ids))
        lacking = len(set(template.section_ids) - set(found))
        return missing, 0 if template.region is None or template.region in place else 1, lacking

    best = min(fitting, key=distance)
    certainty: Certainty = "medium" if not distance(best)[0] else "low"
    note = "各部分都有对应的" if not distance(best)[0] else f"有 {distance(best)[0]} 个部分没有对应的"
    return Recognised(best.name, certainty, f"{year} 年没有统一格式，按各部分的标题选最接近的：{note}")
