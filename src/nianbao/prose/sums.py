"""B101, B102, B105, B113: parts against their whole, and parts that are listed twice."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.finding import Severity
from nianbao.prose.items import Item
from nianbao.prose.parts import Parts, total
from nianbao.prose.reading import Told
from nianbao.prose.remark import Remark, amount, said
from nianbao.tables.numbers import as_text
from nianbao.wordlists import compiled

_AND = re.compile("^(?:以及|和|及|与|其中)|(?:的|有|为|共)$")
_IS_NAME = re.compile(
    "(?!其他|其它|其余|收到|受理|办结|答复|公开$|发布$|累计|同比|增加|减少)[\u4e00-\u9fff“”]{2,14}"
)

_MOST_PARTS = 12
"""Parts written out in one message."""


@dataclass(frozen=True)
class _Channels:
    words: re.Pattern[str]
    overlapping: re.Pattern[str]


def _build(words: dict[str, Any]) -> _Channels:
    either = functools.partial(map, re.escape)
    return _Channels(
        re.compile("|".join(either(words["channels"]))), re.compile("|".join(either(words["overlapping"])))
    )


_channels = compiled("units", _build)


def sum_remarks(told: Told, folder: Path | None = None) -> Iterator[Remark]:
    """Find parts that come to more than their whole (B101), to less (B102), or to another 合计 (B105), or the same part twice (B113)."""
    for lists in told.lists:
        for found in lists:
            yield from _repeated(told, found)
            if found.adds_up:
                continue
            if found.kind == "closing":
                yield _remark(told, found, "B105", "warning", "请核对合计和前面各项。")
            elif found.exceeds:
                yield from _exceeding(told, found, _channels(folder))
            elif found.claims_all:
                advice = "请核对；没有列全的，请写「等」或补上其余各项。"
                yield _remark(told, found, "B102", "hint", advice)


def _repeated(told: Told, found: Parts) -> Iterator[Remark]:
    """Find a part that a list names twice: one of them was pasted once too often."""
    seen: dict[str, Item] = {}
    for part in found.parts:
        name = _AND.sub("", part.label).strip()
        if not _IS_NAME.fullmatch(name):
            continue
        first = seen.setdefault(name, part)
        if first is not part:
            message = f"分项「{name}」列了两次：{amount(told.passage, first)}、{amount(told.passage, part)}。"
            advice = "请核对；是两类的，请把名称写清楚。"
            yield Remark("B113", "warning", message, advice, part.start, part.quantity.end)


def _exceeding(told: Told, found: Parts, channels: _Channels) -> Iterator[Remark]:
    several = len(found.parts) > 1 and all(channels.words.search(part.label) for part in found.parts)
    biggest = max(part.quantity.low for part in found.parts)
    if several and biggest <= found.whole.quantity.high:
        # One item on three channels counts three times among the parts, and once in the whole.
        if not channels.overlapping.search(told.passage.folded):
            advice = "请核对；同一条信息在几个渠道公开、各计了一次的，请写明「不同渠道重复计数」。"
            yield _remark(told, found, "B101", "warning", advice)
        return
    if found.left_over > 1:
        # The first parts make the whole; those behind divide it up in another way.
        return
    certain = found.kind != "implicit" and found.of_one_unit and found.is_plain and not found.left_over
    severity: Severity = "error" if certain else "warning"
    yield _remark(told, found, "B101", severity, "请核对总数和各分项，改正写错的数。")


def _remark(told: Told, found: Parts, code: str, severity: Severity, advice: str) -> Remark:
    whole, parts = found.whole, found.parts
    come_to = total(parts)
    gap = come_to - whole.quantity.value
    shown = [as_text(part.quantity.value) for part in parts[:_MOST_PARTS]]
    terms = "+".join(shown) + ("+…" if len(parts) > _MOST_PARTS else "")
    terms = f"（{terms}）" if len(parts) > 1 else ""
    more = f"多 {as_text(gap)}" if gap > 0 else f"少 {as_text(-gap)}"
    message = f"「{said(told.passage, whole)}」，所列各项相加是 {as_text(come_to)}{terms}，比 {amount(told.passage, whole)} {more}。"
    start = min(whole.start, parts[0].start)
    end = max(whole.quantity.end, parts[-1].quantity.end)
    return Remark(code, severity, message, advice, start, end)
