"""Where the part on problems turns from problems to measures: its headings, on lines of their own or within a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.passages.paragraphs import Passage
from nianbao.writing.flaws import HAN

_BRACKETED = r"[（(][一二三四五六七八九十\d]+[）)](?![项款目])"
ITEM_MARK = re.compile(
    r"(?P<mark>(?:^|(?<=[。；：:;，,\s）)]))(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]+、|\d{1,2}[.．、](?!\d)|"
    rf"第[一二三四五六七八九十]+[，,、]|首先|其次|再次|最后|[①-⑳])|{_BRACKETED})(?=[{HAN}“《\s])"
)
"""What opens an item: 一是, 二、, 3., （四）, 第五，, 首先, ⑥. One in brackets opens it without a stop before it, too."""

_PROBLEMS = re.compile("问题|不足|差距|短板|困难")
_MEASURES = re.compile("措施|改进|打算|下一步|下步|今后|整改|计划|思路|努力方向|对策|建议")
_EITHER = re.compile(f"{_PROBLEMS.pattern}|{_MEASURES.pattern}")
_LEAD_END = re.compile("(?:问题|不足|差距|措施|情况|打算|计划|思路|方向)$")
_LEAD = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?\s*([^。；，：:]{2,16})[。：:]")

_NUMBER = r"(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[.．、])\s*"
_INLINE = re.compile(
    rf"(?:^|(?<=[。；;：:\s]))(?:{_NUMBER})(?P<words>"
    "(?:(?:政府信息|政务|信息)公开)?(?:工作)?(?:中)?(?:目前|当前|本年度?)?(?:仍|还)?(?:存在|主要|突出|的)*"
    "(?:问题|不足|差距|困难|短板)(?:[和与及](?:不足|差距|困难|原因))?"
    "|(?:下一步|下步|今后|下一?年度?|明年)?的?(?:主要|具体|工作|改进|整改|努力)*的?(?:措施|情况|打算|计划|思路|方向|办法|对策|安排)"
    rf")\s*(?:[。：:]|$|(?={_BRACKETED}|①|一是|1[.．、]|首先))"
)
"""A numbered heading with nothing in it but what the stretch is of, such as （二）改进措施：; （二）公开栏的问题 is an item."""


def stretches(passage: Passage) -> Iterator[tuple[str | None, str, int]]:
    """Give a paragraph's stretches, for a clerk may write all on one line: heading or None, text, place of the text."""
    heads = [] if passage.is_heading else list(_INLINE.finditer(passage.text))
    if not heads:
        yield _stretch(passage)
        return
    if heads[0].start():
        head, text, start = _stretch(passage)
        yield head, text[: max(heads[0].start() - start, 0)], start
    for place, match in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(passage.text)
        yield match["words"], passage.text[match.end() : end], match.end()


def _stretch(passage: Passage) -> tuple[str | None, str, int]:
    """Give the heading that a paragraph is or opens with, and the rest with its place."""
    if passage.is_heading:
        bare = passage.text.strip("：: ")
        if _EITHER.search(bare):
            is_item = re.match(r"[一二三四五六七八九十]+是", bare)
            return (None, passage.text, 0) if is_item else (passage.text, "", 0)
        return None, passage.text, 0
    lead = _LEAD.match(passage.text)
    if lead and _LEAD_END.search(lead.group(1)) and _EITHER.search(lead.group(1)):
        return lead.group(1), passage.text[lead.end() :], lead.end()
    return None, passage.text, 0


def is_of_problems(head: str) -> bool:
    """Tell whether a heading names problems."""
    return bool(_PROBLEMS.search(head))


def is_of_measures(head: str) -> bool:
    """Tell whether a heading names measures only, not problems with their measures."""
    return bool(_MEASURES.search(head)) and not re.search("问题(?:及|和|与)|问题、", head)
