"""B101, B102, B105: parts against their whole."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.finding import Severity
from nianbao.prose.parts import Parts, total
from nianbao.prose.reading import Told
from nianbao.prose.remark import Remark, amount, said
from nianbao.tables.numbers import as_text
from nianbao.wordlists import compiled

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
    """Find parts that come to more than their whole (B101), to less (B102), or to another 合计 (B105)."""
    for lists in told.lists:
        for found in lists:
            if found.adds_up:
                continue
            if found.kind == "closing":
                yield _remark(told, found, "B105", "warning", "请核对合计和前面各项。")
            elif found.exceeds:
                yield from _exceeding(told, found, _channels(folder))
            elif found.claims_all:
                advice = "请核对；没有列全的，请写「等」或补上其余各项。"
                yield _remark(told, found, "B102", "hint", advice)


def _exceeding(told: Told, found: Parts, channels: _Channels) -> Iterator[Remark]:
    several = len(found.parts) > 1 and all(channels.words.search(part.label) for part in found.parts)
    biggest = max(part.quantity.low for part in found.parts)
    if several and biggest <= found.whole.quantity.high:
        # One item on three channels counts three times among the parts, and once in the whole.
        if not channels.overlapping.search(told.passage.folded):
            advice = "请核对；同一条信息在几个渠道公开、各计了一次的，请写明「不同渠道重复计数」。"
            yield _remark(told, found, "B101", "warning", advice)
        return
    certain = found.kind != "implicit" and found.of_one_unit and found.is_plain
    severity: Severity = "hint" if found.first_ones_suffice else "error" if certain else "warning"
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
