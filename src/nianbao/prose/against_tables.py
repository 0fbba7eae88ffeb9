"""B201: numbers in prose that speak of a table's figure, against the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.prose.compared import Compared
from nianbao.prose.figures_told import Claim
from nianbao.prose.remark import Remark, said
from nianbao.tables.numbers import as_text

_FACTORS = {"元": Decimal("0.0001"), "亿元": Decimal(10_000)}
"""What makes 万元 of an amount."""

_CERTAIN = frozenset({"applications", "reconsideration", "litigation"})
_LOOSE = frozenset({"carried", "handled", "not_held", "not_available", "concluded"})
_MOST_SUMS = 3
_UNRELATED = re.compile(r"[^。;]*?(?:与|同)(?:政府)?信息公开[^。;,]{0,4}无关")
_OTHER_CAUSE = re.compile(r"因(?![^,;。]{0,8}(?:公开|申请|答复))[^,;。]{2,10}(?:提起|引发|引起|被)")


def table_remarks(claim: Claim, tables: Compared) -> Iterator[Remark]:
    """Find a number that none of the cells it may speak of bears out (B201).

    收到 may be 本年新收 alone or with 上年结转: both usages are met, and either is accepted.
    """
    item, figure = claim.item, claim.figure
    known = [(cells, value) for cells in figure.sums if (value := tables.value(cells)) is not None]
    if not known or _UNRELATED.match(claim.told.passage.folded, item.quantity.end):
        return
    factor = _FACTORS.get(item.quantity.unit, Decimal(1)) if figure.unit == "money" else Decimal(1)
    low, high = item.quantity.low * factor, item.quantity.high * factor
    if any(low <= value <= high or (figure.at_most and low <= value) for _, value in known):
        return
    if claim.is_part and figure.unit in ("documents", "decisions"):
        return
    # Of several ways to count that come to the same, the first is enough.
    shown: dict[str, str] = {}
    for cells, value in known[:_MOST_SUMS]:
        shown.setdefault(as_text(value), tables.said(cells, value))
    words = said(claim.told.passage, item)
    message = f"正文写「{words}」，{'，'.join(shown.values())}{'，都对不上' if len(shown) > 1 else ''}。"
    certain = (
        claim.is_plain and figure.topic in _CERTAIN and figure.id not in _LOOSE and _is_of_disclosure(claim)
    )
    yield Remark(
        "B201",
        "error" if certain and not item.quantity.vague else "warning",
        message,
        "请核对正文和表格，改正写错的一处；所指范围不同的，请在正文里写明。",
        item.start,
        item.quantity.end,
        *tables.place(known[0][0]),
    )


def _is_of_disclosure(claim: Claim) -> bool:
    """Tell whether nothing says that a review or suit is over something else: a town is sued over land as well."""
    return claim.figure.topic == "applications" or not _OTHER_CAUSE.search(claim.item.clause)
