"""B106–B108: 余 and 多 in statutory counts or behind exact numbers, and units that don't fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from nianbao.finding import Severity
from nianbao.prose.figures_told import Claim
from nianbao.prose.items import Item, walk
from nianbao.prose.reading import Told
from nianbao.prose.remark import Remark, amount, said
from nianbao.tables.numbers import as_text
from nianbao.wordlists import compiled

_MORE = ("余", "多")
_STATUTORY = re.compile(
    r"主动公开|(?:公开|发布)(?:各类|各项)?(?:政府|政务)?信息|依申请|(?:公开|政府信息)申请|行政复议|行政诉讼|规范性文件|行政许可|行政处罚"
)
_OUR_OWN = re.compile(r"主动公开|依申请|申请|复议|诉讼|规范性文件|许可|处罚")
_COUNTED = frozenset("条件宗份篇")
_ROUND_FROM = 10_000
"""A city's 18万余条 is a figure rounded for reading; a town's 370余条 wasn't counted."""

_MADE_PUBLIC = re.compile(r"(?<!依申请)(?:公开|发布)了?(?:各类|各项)?(?:政府|政务)?(?:信息)?\s*$")
_PLACES = re.compile("大约|约|近|将近|余|多|左右|上下|以上|超过|超|逾|突破|多达|数|几|上|成")
"""Words of a number that wasn't counted; 不少于 and 至少 speak of what is planned."""


def _build(words: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(units) for name, units in words["accepted"].items()}


_accepted = compiled("units", _build)


def vague_remarks(told: Told) -> Iterator[Remark]:
    """Find statutory counts that aren't exact (B106), and 余 or 多 behind a number that is (B107)."""
    for sentence in told.sentences:
        for item in walk(sentence):
            quantity = item.quantity
            start, end = item.start, quantity.end
            if quantity.vague in _MORE and quantity.value % 10 and quantity.value == int(quantity.value):
                message = f"「{amount(told.passage, item)}」：{as_text(quantity.value)} 已经是确切的数，后面不能再写「{quantity.vague}」。"
                yield Remark("B107", "warning", message, "请写确切的数，删去这个字。", start, end)
            elif _is_uncounted(item):
                message = f"「{said(told.passage, item)}」是应当统计的数，不宜写「{quantity.vague}」。"
                severity: Severity = "warning" if _OUR_OWN.search(item.clause) else "hint"
                yield Remark("B106", severity, message, "请查清后写确切的数。", start, end)


def _is_uncounted(item: Item) -> bool:
    quantity = item.quantity
    if (
        not _PLACES.fullmatch(quantity.vague)
        or quantity.unit not in _COUNTED
        or quantity.value >= _ROUND_FROM
    ):
        return False
    return bool(_STATUTORY.search(item.clause))


def mixed_units(told: Told) -> Iterator[Remark]:
    """Find the same number of things made public told in two units (B108): 公开21条, 网上公开21件."""
    first: dict[Decimal, Item] = {}
    for sentence in told.sentences:
        for item in sentence:
            quantity = item.quantity
            if quantity.unit not in ("条", "件") or not quantity.value or not _MADE_PUBLIC.search(item.label):
                continue
            other = first.setdefault(quantity.value, item)
            if other.quantity.unit != quantity.unit:
                words = f"「{said(told.passage, other)}」和「{said(told.passage, item)}」"
                message = (
                    f"{words}是同一个数，单位一处是「{other.quantity.unit}」，一处是「{quantity.unit}」。"
                )
                advice = "说的是同一批信息的，请统一写「条」。"
                yield Remark("B108", "hint", message, advice, item.start, quantity.end)


def unit_remarks(claim: Claim, folder: Path | None = None) -> Iterator[Remark]:
    """Find a count in a unit that isn't its own (B108): applications are counted in 件."""
    accepted = _accepted(folder).get(claim.figure.unit, ())
    item, passage = claim.item, claim.told.passage
    unit = item.quantity.unit
    if not unit or not accepted or unit in accepted or claim.is_part:
        return
    message = f"「{said(passage, item)}」的单位是「{unit}」，{claim.figure.name}按「{accepted[0]}」统计。"
    yield Remark("B108", "warning", message, f"请改成「{accepted[0]}」。", item.start, item.quantity.end)
