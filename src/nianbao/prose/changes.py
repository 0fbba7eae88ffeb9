"""B110: what is said to have grown or fallen since last year, against the numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from nianbao.prose.figures_told import Claim
from nianbao.prose.items import Item, is_rise, walk
from nianbao.prose.quantity import PERCENT
from nianbao.prose.reading import Told
from nianbao.prose.remark import Remark, said
from nianbao.prose.shares import follows, percent_of
from nianbao.tables.numbers import Amount, as_text

LastValues = Callable[[Claim], Sequence[Amount]]
"""Gives what last year's report says of a figure; nothing when there is no such report or cell."""

_OTHER_SUBJECT = re.compile(
    r"分别|环比|月|季度|上半年|下半年|[^\s]{2,}(?:量|数|率|类|网站|公众号)[^,]*(?:增|减|上|下)"
)
_LAST_YEAR = re.compile(r"上年|去年|上一年|前一年")
_GOES_ON = re.compile(r"结转|转结|遗留|转入|增|减")
_SAME = re.compile(
    r"(?:与|同|较|比)(?:上年度?|上一年度?|去年)(?:度|同期)?(?:数量|申请量|相比)*(?:持平|相同|一致|没有变化)"
)


def change_remarks(told: Told, claims: Sequence[Claim], year: int, last: LastValues) -> Iterator[Remark]:
    """Find changes that neither last year's number in the text nor last year's report bears out."""
    by_item = {id(claim.item): claim for claim in claims}
    for sentence in told.sentences:
        for item in walk(sentence):
            claim = by_item.get(id(item))
            before = [one.quantity.value for one in item.attached if one.role == "before"] or [
                one.quantity.value
                for one in (*sentence, *item.inner)
                if one is not item and one.quantity.unit == item.quantity.unit and _is_of_last_year(one, year)
            ]
            yield from _behind_last_year(told, sentence, item, year)
            for change in item.attached:
                if change.role != "change" or change.quantity.vague or _OTHER_SUBJECT.search(change.label):
                    continue
                if len(before) == 1:
                    yield from _judged(told, item, change, before, "文中所说的上年数", "error")
                elif claim is not None and not claim.is_part:
                    bases = [Decimal(value) for value in last(claim)]
                    yield from _judged(told, item, change, bases, "上年报告", "warning")
    yield from _unchanged(told, claims, last)


def _behind_last_year(told: Told, sentence: Sequence[Item], item: Item, year: int) -> Iterator[Remark]:
    """Judge a change that stands behind last year's number by its year: 60次，2023年为80次，下降25%."""
    if f"{year - 1}年" not in item.label or not _is_of_last_year(item, year):
        return
    before = list(itertools.takewhile(lambda one: one is not item, sentence))
    if not before or before[-1].quantity.unit != item.quantity.unit or f"{year - 1}年" in before[-1].label:
        return
    for change in item.attached:
        if change.role == "change" and not change.quantity.vague and not _OTHER_SUBJECT.search(change.label):
            yield from _judged(told, before[-1], change, [item.quantity.value], "文中所说的上年数", "error")


def _is_of_last_year(item: Item, year: int) -> bool:
    label = item.label.replace(f"{year - 1}年", "上年")
    return bool(_LAST_YEAR.search(label)) and not _GOES_ON.search(item.clause)


def _judged(
    told: Told, item: Item, change: Item, bases: Sequence[Decimal], source: str, severity: str
) -> Iterator[Remark]:
    if not bases or item.quantity.vague or any(_holds(item, change, base) for base in bases):
        return
    base, now = bases[0], item.quantity.value
    gap = now - base
    right = f"{'增加' if gap > 0 else '减少'} {as_text(abs(gap))}" if gap else "与上年持平"
    if gap and base and change.quantity.unit == PERCENT:
        right += f"，即 {percent_of(abs(gap), base, change.quantity.decimals)}"
    message = f"「{said(told.passage, item)}」写的是「{said(told.passage, change)}」，{source}是 {as_text(base)}，应是{right}。"
    advice = "请核对本年数、上年数和增减。"
    start, end = min(item.start, change.start), max(item.quantity.end, change.quantity.end)
    yield Remark("B110", "error" if severity == "error" else "warning", message, advice, start, end)


def _holds(item: Item, change: Item, base: Decimal) -> bool:
    gap = item.quantity.value - base
    if change.quantity.unit == PERCENT:
        if not base:
            return True
        return (gap >= 0) == is_rise(change) and follows(change, abs(gap), base)
    if change.quantity.unit != item.quantity.unit:
        return True
    return (
        abs(gap) == change.quantity.value and (gap >= 0) == is_rise(change)
    ) or gap == change.quantity.value == 0


def _unchanged(told: Told, claims: Sequence[Claim], last: LastValues) -> Iterator[Remark]:
    for match in _SAME.finditer(told.passage.folded):
        behind = [one for one in claims if one.item.quantity.end <= match.start() and not one.is_part]
        if not behind:
            continue
        claim = behind[-1]
        between = told.passage.folded[claim.item.quantity.end : match.start()]
        known = [Decimal(value) for value in last(claim)]
        if not known or claim.item.quantity.value in known or re.search("[。;]", between):
            continue
        message = f"「{said(told.passage, claim.item)}」写的是与上年相同，而上年报告是 {as_text(known[0])}。"
        yield Remark("B110", "warning", message, "请核对本年数和上年数。", claim.item.start, match.end())
