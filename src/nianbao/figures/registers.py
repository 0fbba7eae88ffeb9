"""Figures of the ledgers: how many entries, of what kind, and the rates of consultations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from nianbao.figures.named import Facts, NamedFigure
from nianbao.ledgers import Entry, Rate
from nianbao.ledgers.words import Words, load_words
from nianbao.tables.fill import total
from nianbao.tables.numbers import as_text

# What the entries of a kind are counted by: one tag, or one within another.
_COUNTED_BY: dict[str, tuple[tuple[str, ...], ...]] = {
    "applications": (("event",), ("event", "channel")),
    "reviews": (("event",), ("event", "result")),
    "publications": (("channel",), ("category",)),
    "documents": (("type", "event"),),
    "collected": (("item",),),
    "consultations": (("channel",),),
}
_EVENTS = {
    "new_received": "本年新收",
    "carried_over": "上年结转",
    "carried_forward": "结转下年度",
    "issued": "制发",
    "repealed": "废止",
    "in_force": "现行有效",
}
_ADDED_UP = ("publications", "consultations", "reviews")
"""Kinds whose entries are all of one sort; an application, say, is one entry when it comes and one when it is answered."""

_RATES = {"on_time": "按期回复率", "satisfaction": "满意率"}


def figures(facts: Facts) -> Iterator[NamedFigure]:
    """List them by ledger: ``ledgers.publications.channel.website`` and so on."""
    for kind, entries in facts.ledgers.entries.items():
        if kind not in _COUNTED_BY:  # the county's sums have figures of their own
            continue
        words = load_words(kind)
        if kind in _ADDED_UP:
            yield _figure(f"ledgers.{kind}.total", f"{words.name} 合计", entries)
        for tags in _COUNTED_BY[kind]:
            for values, found in _grouped(entries, tags).items():
                name = ".".join((*tags[:1], *map(_slug, values)))
                label = " ".join(_label(words, tag, value) for tag, value in zip(tags, values, strict=True))
                yield _figure(f"ledgers.{kind}.{name}", f"{words.name} {label}", found)
    for rate in facts.ledgers.rates:
        yield _rate(rate)


def _grouped(entries: Sequence[Entry], tags: tuple[str, ...]) -> dict[tuple[str, ...], list[Entry]]:
    """Group entries by their values of some tags; one of several channels counts in each of them."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        values: list[tuple[str, ...]] = [()]
        for tag in tags:
            values = [
                (*before, one) for before in values for one in entry.tags.get(tag, "").split(",") if one
            ]
        for one in values:
            groups.setdefault(one, []).append(entry)
    return groups


def _figure(name: str, label: str, entries: Sequence[Entry]) -> NamedFigure:
    value = total(entries)
    return NamedFigure(name, label, as_text(value), f"台账 {len(entries)} 行", value, tuple(entries))


def _rate(rate: Rate) -> NamedFigure:
    share = (rate.value * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    name = ".".join(filter(None, ("ledgers.consultations", _slug(rate.channel), rate.name)))
    label = f"咨询投诉 {rate.channel} {_RATES[rate.name]}"
    origin = "通报所载" if rate.given else "由台账各行算出"
    text = f"{share:f}".removesuffix(".0") + "%"
    return NamedFigure(name, label, text, f"{origin}：{rate.source}", share, (Entry(rate.origin, {}),))


def _slug(value: str) -> str:
    """Give a value as part of a dotted name: an id as it is, Chinese words by their pinyin."""
    if re.fullmatch(r"[a-z0-9_]*", value):
        return value
    from pypinyin import lazy_pinyin  # slow to import, and rarely needed

    letters = "".join(lazy_pinyin(value, v_to_u=False)).lower()
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_") or "other"


def _label(words: Words, tag: str, value: str) -> str:
    """Give the Chinese word of an id; what isn't an id is the ledger's own word."""
    for name in (tag, *words.values):
        if value in words.values.get(name, {}):
            return words.label(name, value)
    return _EVENTS.get(value, value)
