"""Wholes and their parts: which numbers of a sentence claim to add up to which.

Clerks nest 其中 in 其中, mix 、，； and go on to the next subject without a stop. A list therefore has
readings: it may end at each place where its separator grows stronger or a new subject begins. It is
wrong only when no reading adds up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.prose.items import Item, walk
from nianbao.prose.parts import LEAST_PARTS, Parts, is_act, lowest, opens_subject, total
from nianbao.prose.quantity import Quantity

_ALIKE = frozenset({"条", "件", "份", "篇", "宗", "则", "个", "起"})
"""Units of which one list may use several: 31条 of which 1份 is a report."""

_COUNTED = _ALIKE | {"期", "次", "项", "批", "场", "例", "部", "册", "张", ""}
"""Units in which single parts of a list of 条 are met."""

_DONE_BEFORE = re.compile("^(?:其中)?(?:已经?|均已)?")

_TOTAL = re.compile(r"^(?:以上)?(?:共计|合计|总计|共)(?:公开|发布)?(?:政府)?(?:信息)?\s*$")
_WHOLE = re.compile(r"公开|发布|制发|制作|推送|收到|受理|办理|办结|答复|总数")
_FAR = 30
_MOST_READINGS = 30
"""Beyond these no clerk's sentence goes; a hostile one must not take long."""

_LIST_LEVEL = 2
_NEXT_SUBJECT = 3
"""Boundaries of ， and of ；, behind which a list or a new subject may stand."""

_FARTHEST = 2
"""An enumeration that nothing marks as parts comes to no more than so many times the whole, or half of it."""


# What is in force is not made up of what was issued and repealed in the year.
_STOCK = re.compile("现行有效|现存|现有|继续有效")
_FLOW = re.compile("制发|制定|印发|出台|新增|新制|修改|修订|废止|失效|清理")

_OPENS_LIST = re.compile(r"(?:结果|情况|方式|类型|去向|渠道|途径|来源)(?:分别)?(?:为|是|有|如下)")
"""Words in a label behind which a list begins: 上年结转的1件一并计算，办理结果为予以公开3件."""


def part_lists(sentence: Sequence[Item]) -> Iterator[Parts]:
    """Find the wholes of a sentence with their parts, at every depth."""
    return (found for found in _candidates(sentence) if not _is_stock_with_flow(found))


def _is_stock_with_flow(found: Parts) -> bool:
    """Tell whether 制发 and 废止 stand behind what is in force: 现行有效3件（本年制发1件、废止0件）."""
    return bool(_STOCK.search(found.whole.clause)) and any(
        _FLOW.search(one.label) for one in found.readings[0]
    )


def _candidates(sentence: Sequence[Item]) -> Iterator[Parts]:
    for item in walk(sentence):
        parts = tuple(part for part in _level_of_list(item.inner) if _of_a_kind(item.quantity, part.quantity))
        if len(parts) > 1 or (parts and parts[0].mark in ("其中", "含", "包括", "包含")):
            yield Parts(item, _with_inner_whole(parts), "bracket")
        if item.inner:
            yield from _marked(item.inner)
    yield from _marked(sentence)
    if not any(item.mark for item in sentence):
        yield from _unmarked(sentence)


def nested(sentence: Sequence[Item], lists: Sequence[Parts]) -> set[int]:
    """Give the ids of a sentence's items that are parts of another.

    Of the readings of a list it is the shortest that adds up, or else the likeliest: the longest runs on
    into what was replied and carried forward, which are numbers of their own.
    """
    parts = {id(part) for found in lists for part in found.fitting}
    return parts | {id(inner) for item in walk(sentence) for inner in item.inner}


def _of_a_kind(whole: Quantity, part: Quantity) -> bool:
    if not part.unit or whole.unit == part.unit:
        return True
    return whole.unit in (*_ALIKE, "") and part.unit in _ALIKE


def _level_of_list(items: Sequence[Item]) -> list[Item]:
    """Leave out the parts of parts that a second 其中 opens within a list."""
    found: list[Item] = []
    index = 0
    while index < len(items):
        if index and items[index].mark == "其中":
            index = _ends_of(items, index)[0]
            continue
        found.append(items[index])
        index += 1
    return found


def _marked(items: Sequence[Item]) -> Iterator[Parts]:
    """Find the lists that a word opens."""
    for index in range(1, len(items)):
        if items[index].mark:
            ends = _ends_of(items, index)
            for first in _kinds(items[index : index + 2]):
                yield from _of_kind(items, index, ends, first)


def _kinds(items: Sequence[Item]) -> list[Item]:
    """Give the first of each kind of unit: 其中某局1件，收取420元 lists 件 and 元."""
    return [one for at, one in enumerate(items) if not at or not _of_a_kind(items[0].quantity, one.quantity)]


def _of_kind(items: Sequence[Item], index: int, ends: Sequence[int], first: Item) -> Iterator[Parts]:
    before = items[max(0, index - _FAR) : index]
    wholes = [one for one in before if _of_a_kind(one.quantity, first.quantity)]
    if not wholes:
        return
    found = (_parts(items, index, end, wholes[-1].quantity) for end in ends)
    if readings := tuple(parts for parts in found if parts):
        readings = _with_inner_whole(*readings, *_with_other_units(items, index, ends, wholes))
        come_to = lowest(readings[0])
        fitting = [one for one in reversed(wholes) if one.quantity.high >= come_to]
        whole = fitting[0] if fitting else max(wholes, key=lambda one: one.quantity.high)
        yield Parts(whole, readings, "marked", tuple(wholes), _first_may_be_all(items, readings[0]))


def _with_other_units(
    items: Sequence[Item], index: int, ends: Sequence[int], wholes: Sequence[Item]
) -> Iterator[tuple[Item, ...]]:
    """Give the list in which 期, 次 and the like count as well, where only so it adds up: 动态12条、征集3期."""
    for end in ends:
        parts = tuple(item for item in items[index:end] if item.quantity.unit in _COUNTED)
        if any(total(parts) == whole.quantity.value for whole in wholes):
            yield parts


def _first_may_be_all(items: Sequence[Item], parts: Sequence[Item]) -> bool:
    if len(parts) == 1 or parts[1].level < _NEXT_SUBJECT:
        return False
    behind = next((at for at, item in enumerate(items) if item is parts[1]), len(items)) + 1
    return behind < len(items) and items[behind].mark == "其中"


def _with_inner_whole(*readings: tuple[Item, ...]) -> tuple[tuple[Item, ...], ...]:
    """Add the reading in which the first part is itself the sum of the others: 133, of which 130: 74, 20, 36."""
    first, *rest = readings[-1]
    if len(rest) > 1 and total(rest) == first.quantity.value:
        return ((first,), *readings)
    return readings


def _ends_of(items: Sequence[Item], start: int) -> list[int]:
    """List the places where a list that begins at ``start`` may end, the nearest first."""
    own = items[start + 1].level if start + 1 < len(items) else 0
    ends = []
    for index in range(start + 1, len(items)):
        item = items[index]
        if item.mark and item.mark != "其中":
            ends.append(index)
            break
        if not item.mark and (item.level > own or (item.level > 1 and (item.skips or opens_subject(item)))):
            ends.append(index)
        if len(ends) == _MOST_READINGS:
            break
    else:
        ends.append(len(items))
    return ends


def _parts(items: Sequence[Item], start: int, end: int, whole: Quantity) -> tuple[Item, ...]:
    """Take the parts from a stretch; what a further 其中 opens there are parts of a part."""
    found: list[Item] = []
    index = start
    while index < end:
        item = items[index]
        if index > start and item.mark == "其中" and found:
            index = _inner_end(items, index, end, found[-1].quantity)
            continue
        if _of_a_kind(whole, item.quantity):
            found.append(item)
        index += 1
    return tuple(found)


def _inner_end(items: Sequence[Item], start: int, end: int, whole: Quantity) -> int:
    """Find where a list within a list ends: where it is complete, or where its separator grows stronger."""
    so_far = Decimal(0)
    for index in range(start, end):
        if index > start and so_far == whole.value:
            return index
        so_far += items[index].quantity.value
    return min((stop for stop in _ends_of(items, start) if stop <= end), default=end)


def _behind_opening(items: Sequence[Item]) -> Sequence[Item]:
    """Leave out the numbers before the words that open the list; one number alone is no list."""
    begins = [at for at, item in enumerate(items[:-1]) if _OPENS_LIST.search(item.label)]
    return items[begins[-1] :] if begins else items


def _unmarked(sentence: Sequence[Item]) -> Iterator[Parts]:
    """Find a total with a plain enumeration behind it, or with 合计 behind the enumeration."""
    for index, item in enumerate(sentence):
        before = [one for one in sentence[:index] if one.quantity.unit == item.quantity.unit]
        if len(before) > 1 and _TOTAL.match(item.label) and len(before) == index:
            yield Parts(item, (tuple(_behind_opening(before)),), "closing")
            return
    yield from _with_and_without(sentence)
    if not sentence or not _WHOLE.search(sentence[0].label):
        return
    whole = sentence[0].quantity
    rest = tuple(one for one in sentence[1:] if _of_a_kind(whole, one.quantity))
    if len(rest) < LEAST_PARTS or len(rest) < len(sentence) - 1 or rest[0].level < _LIST_LEVEL:
        return
    if all(one.label.strip() and one.quantity.value <= whole.value and not is_act(one) for one in rest) and (
        whole.value <= _FARTHEST * total(rest) and total(rest) <= _FARTHEST * whole.value
    ):
        yield Parts(sentence[0], (rest,), "implicit")


def _with_and_without(sentence: Sequence[Item]) -> Iterator[Parts]:
    """Find a whole with what was done of it and what wasn't: 意见46条，采纳20条，未采纳26条."""
    for whole, done, rest in zip(sentence, sentence[1:], sentence[2:], strict=False):
        words = _DONE_BEFORE.sub("", done.label).strip()
        opposite = rest.label.strip() in {f"{no}{words}" for no in ("未", "没有", "不", "尚未")}
        alike = whole.quantity.unit == done.quantity.unit == rest.quantity.unit
        if len(words) > 1 and opposite and alike:
            yield Parts(whole, ((done, rest),), "implicit")
