"""B109, B111, B112: numbers of the prose against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.prose.figures_told import Claim
from nianbao.prose.reading import Told
from nianbao.prose.remark import Remark, said
from nianbao.tables.numbers import Amount, as_text

_CARRIED_TO = re.compile(
    r"(?P<from>\d{4}\s*年度?\s*)?(?:结转|转结|顺延)(?:至|到|为)?\s*(?P<year>(?:19|20)\d{2})\s*年"
)
_OUTCOMES = (
    "disclosed",
    "partly_disclosed",
    "not_disclosed",
    "not_available",
    "not_handled",
    "otherwise_handled",
)
_TWICE = frozenset(
    {"received", "carried_over", "carried_forward", "reconsideration", "litigation", "disclosure"}
)
_CUMULATIVE = re.compile(r"累计|历年|截至|截止")


def balance_remarks(told: Told, claims: Sequence[Claim], carried_over: Amount = 0) -> Iterator[Remark]:
    """Find paragraphs in which what came in isn't what was concluded and carried on (B112).

    表内注明的勾稽关系（国办公开办函〔2021〕30号）holds of the prose as well: 新收加上年结转等于办结加结转下年度.

    Args:
        told: The paragraph.
        claims: What it tells.
        carried_over: 上年结转 of the table, for a paragraph that leaves it out.
    """
    by_figure: dict[str, list[Claim]] = {}
    for claim in claims:
        by_figure.setdefault(claim.figure.id, []).append(claim)
    came_in = by_figure.get("received") or by_figure.get("handled") or []
    forward = by_figure.get("carried_forward") or by_figure.get("carried") or []
    outcomes = [by_figure[name][0] for name in _OUTCOMES if name in by_figure]
    concluded = by_figure.get("concluded", [])
    if (
        len(came_in) != 1
        or len(forward) > 1
        or len(concluded) > 1
        or any(len(by_figure.get(name, ())) > 1 for name in (*_OUTCOMES, "carried_over"))
    ):
        return
    carried = by_figure.get("carried_over", [])
    ends = concluded or (outcomes if len(outcomes) > 1 else [])
    if not ends or any(one.item.quantity.vague for one in (*came_in, *carried, *ends, *forward)):
        return
    out = _sum([*ends, *forward])
    received = came_in[0].item.quantity.value
    with_carried = received + _sum(carried)
    # 收到 may or may not include 上年结转; 新收 never does.
    if out == with_carried or (out == received and "新" not in came_in[0].item.label):
        return
    if not carried and out == received + carried_over:
        return
    if out > with_carried or (concluded and carried and forward):
        yield _imbalance(told, [*came_in, *carried], [*ends, *forward], certain=bool(carried and forward))


def _imbalance(told: Told, came: Sequence[Claim], went: Sequence[Claim], certain: bool) -> Remark:
    left, right = (_added(told, side) for side in (came, went))
    message = f"正文里的数对不上：{left}；{right}。"
    advice = "新收加上年结转应等于办结加结转下年度；有上年结转的，请写明。"
    items = [claim.item for claim in (*came, *went)]
    start, end = min(one.start for one in items), max(one.quantity.end for one in items)
    return Remark("B112", "error" if certain else "warning", message, advice, start, end)


def _added(told: Told, side: Sequence[Claim]) -> str:
    words = "、".join(f"「{said(told.passage, one.item)}」" for one in side)
    return words if len(side) == 1 else f"{words}相加是 {as_text(_sum(side))}"


def _sum(side: Sequence[Claim]) -> Decimal:
    return sum((one.item.quantity.value for one in side), start=Decimal(0))


def carried_to_remarks(told: Told, year: int) -> Iterator[Remark]:
    """Find applications carried into another year than the next (B111)."""
    for match in _CARRIED_TO.finditer(told.passage.folded):
        if match["from"] is None and int(match["year"]) != year + 1:
            words = told.passage.text[match.start() : match.end()]
            message = f"「{words}」：{year} 年的报告只会结转到 {year + 1} 年。"
            yield Remark("B111", "warning", message, "请核对年份。", match.start(), match.end())


def twice_remarks(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Remark]]:
    """Find a figure that two places of the report tell differently (B109)."""
    first: dict[str, Claim] = {}
    carried = {claim.item.quantity.value for claim in claims if claim.figure.id == "carried_over"}
    for claim in claims:
        name, value = claim.figure.id, claim.item.quantity.value
        if name not in _TWICE or claim.is_part or claim.item.quantity.vague or not claim.is_plain:
            continue
        if name == "disclosure" and _CUMULATIVE.search(claim.item.clause):
            continue
        other = first.setdefault(name, claim)
        gap = abs(value - other.item.quantity.value)
        if gap and not (name == "received" and gap in carried):
            message = f"「{said(claim.told.passage, claim.item)}」，前面写的却是「{said(other.told.passage, other.item)}」。"
            advice = "同一个数前后应一致，请核对；所指不同的，请写明。"
            item = claim.item
            yield claim, Remark("B109", "warning", message, advice, item.start, item.quantity.end)
