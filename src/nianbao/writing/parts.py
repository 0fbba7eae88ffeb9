"""The list of parts that a preamble gives: 由总体情况、……等六个部分组成."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianbao.passages.paragraphs import Passage, Passages
from nianbao.writing.flaws import each

_NUMERALS = {word: number for number, word in enumerate("零一二三四五六七八九十", 0)} | {"两": 2}
# 第五部分 is the fifth part, not five of them.
_COUNT = re.compile(
    r"(?<![第一二三四五六七八九十两\d])(?<!第 )(?P<count>[一二三四五六七八九十两\d]{1,3})\s?个?(?:大)?部分(?P<after>组成|构成|内容|[，。,；]|$)|"
    r"(?:分为|包括|共|组成)(?P<count2>[一二三四五六七八九十两\d]{1,3})\s?个?部分"
)
_LIST = re.compile(
    r"(?:由|包括|包含|分为|内容为|主要有|[：:])(?P<list>[^。；]*?)"
    r"(?P<open>等)?(?P<tail>(?:共|这)?(?:(?:[一二三四五六七八九十两\d]{1,3}个?大?)?部分)?(?:组成|构成)|(?:等|共)?[一二三四五六七八九十两\d]{1,3}个?(?:大)?部分)"
)
_QUOTED = re.compile("[“”‘’《》]")
_APART = re.compile("[、，,；;]|(?<=情况)(?:和|以及|及)")
_INNER = re.compile(
    r"(?<=复议)[、，,](?=(?:提起)?(?:行政)?诉讼)|(?<=复议)[、，,](?=申诉)|(?<=诉讼)[、，,](?=申诉|举报)"
)


@dataclass(frozen=True)
class PartsTold:
    """What a passage says of the report's parts.

    Attributes:
        passage: The passage.
        start: Where it says so.
        end: Behind it.
        count: The number that it tells, or None.
        listed: The parts that it lists, none if it lists none.
        open: The list ends in 等, so it needn't be whole.
        listed_loosely: What it lists, be it ever so short or long.
    """

    passage: Passage
    start: int
    end: int
    count: int | None
    listed: tuple[str, ...]
    open: bool
    listed_loosely: tuple[str, ...] = ()


def parts_told(passages: Passages) -> PartsTold | None:
    """Find the first sentence that tells how many parts the report has, or lists them."""
    for passage in each(passages):
        if "部分" not in passage.text and "组成" not in passage.text:
            continue
        for sentence in passage.sentences():
            told = _told(passage, sentence.text, sentence.start)
            if told:
                return told
    return None


def _told(passage: Passage, text: str, start: int) -> PartsTold | None:
    count = _COUNT.search(text)
    listing = _LIST.search(text)
    listed: tuple[str, ...] = ()
    if listing:
        body = _INNER.sub("·", _QUOTED.sub("", listing["list"]))
        body = re.sub(r"^.*?(?:由|包括|包含|分为|[：:])", "", body)
        listed = tuple(part.strip() for part in _APART.split(body) if part.strip())
    loosely = listed
    if len(listed) < 3 or any(len(part) > 30 for part in listed):
        listed = ()
    if not (count or listed):
        return None
    number = _number(count["count"] or count["count2"]) if count else None
    is_open = bool(
        listing and (listing["open"] or listing["tail"].startswith("等") or "…" in listing["list"])
    )
    return PartsTold(passage, start, start + len(text), number, listed, is_open, loosely)


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    if len(word) == 1:
        return _NUMERALS.get(word)
    return 10 + _NUMERALS.get(word[-1], 0) if word[0] == "十" else None
