"""B201 by result: 行政复议2件，结果均为维持 speaks of one column of 表四."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.prose.compared import Compared
from nianbao.prose.figures_told import Claim
from nianbao.prose.reading import Told
from nianbao.prose.remark import Remark
from nianbao.tables.numbers import as_text

_ALL_OF_ONE = re.compile(
    r"(?<=[,;(、])(?:[复审处判裁][议理决定]{1,2})?(?:的?结果)?(?:均|都|全部)(?:已?被|为|是|予以|得到)?(?:结果)?(?P<result>维持|纠正|撤销)"
)
_COLUMNS = {"维持": "upheld", "纠正": "corrected", "撤销": "corrected"}
_KINDS = ("reconsideration", "litigation")


def result_remarks(told: Told, claims: Sequence[Claim], tables: Compared) -> Iterator[Remark]:
    """Find cases that are all said to have ended one way where 表四 has them otherwise (B201).

    Args:
        told: The paragraph.
        claims: The statutory figures that it tells.
        tables: What they are held against.
    """
    folded = told.passage.folded
    for match in _ALL_OF_ONE.finditer(folded) if any(word in folded for word in _COLUMNS) else ():
        claim = _meant(told, match, claims)
        if claim is None:
            continue
        cells = (f"review_litigation.{claim.figure.id}.{_COLUMNS[match['result']]}",)
        whole = (f"review_litigation.{claim.figure.id}.total",)
        value, count = tables.value(cells), tables.value(whole)
        if value is None or not count or value == count:
            continue
        words = told.passage.text[match.start() : match.end()]
        message = f"正文写「{words}」，{tables.said(cells, value)}，而{tables.named(whole)}一共是 {as_text(count)}。"
        advice = "请核对正文和表格，改正写错的一处。"
        yield Remark("B201", "error", message, advice, match.start(), match.end(), *tables.place(cells))


def _meant(told: Told, match: re.Match[str], claims: Sequence[Claim]) -> Claim | None:
    """Give the cases that it is said of: those counted right before, where the sentence counts no others."""
    before = [claim for claim in claims if claim.item.quantity.end <= match.start()]
    if not before or before[-1].figure.id not in _KINDS:
        return None
    between = told.passage.folded[before[-1].item.quantity.end : match.start()]
    others = {one.figure.id for one in before if one.sentence == before[-1].sentence} - {before[-1].figure.id}
    return None if re.search(r"[\d。!?;]", between) or others.intersection(_KINDS) else before[-1]
