"""B201 by applicant: 收到申请4件，其中自然人3件，企业1件 speaks of the columns of 表三."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nianbao.prose.against_tables import table_remarks
from nianbao.prose.compared import Compared
from nianbao.prose.figures_told import Claim, Figure, Sum, is_of_another, vocabulary
from nianbao.prose.items import Item
from nianbao.prose.reading import Told
from nianbao.prose.remark import Remark
from nianbao.tables.numbers import as_text
from nianbao.wordlists import compiled

_TABLE, _WHOLE = "applications", "total"
_ASKED = r"(?:所?提[出交])?的?(?:政府)?(?:信息)?(?:公开)?(?:申请)?"
_OF_INFORMATION = re.compile(r"公开申请|申请公开|信息公开")


@dataclass(frozen=True)
class Applicants:
    """The words for who applied.

    Attributes:
        alone: A label that says who applied and nothing else: 自然人申请.
        received: A label that says as well that it came in: 本年收到自然人申请.
        all_of: A clause that says that all were of one kind: ，均为自然人申请.
        columns: Word → the columns it may stand for; those of one way to count are added up.
    """

    alone: re.Pattern[str]
    received: re.Pattern[str]
    all_of: re.Pattern[str]
    columns: Mapping[str, Sequence[Sequence[str]]]


def _build(words: dict[str, Any]) -> Applicants:
    columns = {word: kind["columns"] for kind in words["applicants"].values() for word in kind["says"]}
    who = "|".join(re.escape(word) for word in sorted(columns, key=len, reverse=True))
    return Applicants(
        re.compile(rf"(?:其中|来自|由|属于|申请人)*(?:为|是|有)?(?P<who>{who}){_ASKED}(?:为|是|有|共)?"),
        re.compile(rf"(?P<act>.*(?:收到|受理|新收|接到|接收))(?P<who>{who})(?=.*申请){_ASKED}(?:共|共计)?"),
        re.compile(
            rf"[,(](?:申请人)?(?:均|全部|都|全)(?:为|是|系|由|来自)(?P<who>{who}){_ASKED}(?=[,;。)]|$)"
        ),
        columns,
    )


_applicants = compiled("outcomes", _build)


def applicant_remarks(told: Told, claims: Sequence[Claim], tables: Compared) -> Iterator[Remark]:
    """Find numbers by applicant that the applicants' columns of 表三 don't bear out (B201).

    Args:
        told: The paragraph.
        claims: The statutory figures that it tells.
        tables: What they are held against.
    """
    if _TABLE not in tables.report.tables:
        return
    words, folder = _applicants(tables.report.folder), tables.report.folder
    claimed = {id(claim.item): claim for claim in claims}
    for index, sentence in enumerate(told.sentences):
        yield from _listed(told, sentence, index, claimed, tables, words, folder)
    for match in words.all_of.finditer(told.passage.folded):
        yield from _all_of_one(told, match, claims, tables, words)


def _listed(
    told: Told,
    items: Sequence[Item],
    index: int,
    claimed: Mapping[int, Claim],
    tables: Compared,
    words: Applicants,
    folder: Path | None,
) -> Iterator[Remark]:
    """Hold the applicants of a list against the figures before it; after any other number nobody knows whose they are."""
    wholes: list[Claim] = []
    for item in items:
        received = words.received.fullmatch(item.label)
        if (alone := words.alone.fullmatch(item.label)) and not item.after.strip("申请"):
            yield from _of_columns(told, item, wholes, words.columns[alone["who"]], tables)
        elif received and _is_ours(told, item, received["act"], tables, folder):
            whole = Claim(told, item, vocabulary(folder).figures["received"], True, False, index)
            yield from _of_columns(told, item, [whole], words.columns[received["who"]], tables)
            wholes = [whole]
        else:
            claim = claimed.get(id(item))
            wholes = [*wholes, claim] if claim else []
            for part in item.inner if claim else ():
                if inner := words.alone.fullmatch(part.label):
                    yield from _of_columns(told, part, wholes[-1:], words.columns[inner["who"]], tables)


def _is_ours(told: Told, item: Item, act: str, tables: Compared, folder: Path | None) -> bool:
    """Tell whether applications for information are meant, of this year and by whatever way they came."""
    before = told.heading + told.passage.folded[: item.quantity.start]
    about = told.section == _TABLE or _OF_INFORMATION.search(before)
    return bool(about) and not is_of_another(act, tables.report.parameters.year, folder)


def _of_columns(
    told: Told, item: Item, wholes: Sequence[Claim], columns: Sequence[Sequence[str]], tables: Compared
) -> Iterator[Remark]:
    sums = [cells for whole in wholes for one in _fitting(whole, tables) for cells in _by(one, columns)]
    if sums:
        figure: Figure = replace(wholes[-1].figure, sums=tuple(sums))
        yield from table_remarks(replace(wholes[-1], item=item, figure=figure, is_part=True), tables)


def _fitting(whole: Claim, tables: Compared) -> list[Sum]:
    """Give the ways to count the whole: those that come to its number, where any does."""
    known = [cells for cells in whole.figure.sums if all(_is_total(cell) for cell in cells)]
    return [cells for cells in known if tables.value(cells) == whole.item.quantity.value] or known


def _is_total(cell: str) -> bool:
    return cell.startswith(f"{_TABLE}.") and cell.endswith(f".{_WHOLE}")


def _by(cells: Sum, columns: Sequence[Sequence[str]]) -> list[Sum]:
    rows = [cell.removesuffix(_WHOLE) for cell in cells]
    return [tuple(f"{row}{column}" for row in rows for column in one) for one in columns]


def _all_of_one(
    told: Told, match: re.Match[str], claims: Sequence[Claim], tables: Compared, words: Applicants
) -> Iterator[Remark]:
    """Hold 均为自然人申请 against the column; it is said of the number right before it."""
    before = [claim for claim in claims if claim.item.quantity.end <= match.start()]
    between = told.passage.folded[before[-1].item.quantity.end : match.start()] if before else "。"
    if re.search(r"[\d。!?;]", between):
        return
    ways = [
        (cells, part, tables.value(cells), tables.value(part))
        for cells in _fitting(before[-1], tables)
        for part in _by(cells, words.columns[match["who"]])
    ]
    if not ways or any(whole == part or not whole or part is None for _, _, whole, part in ways):
        return
    cells, part, whole, value = ways[0]
    said = told.passage.text[match.start() + 1 : match.end()]
    message = f"正文写「{said}」，{tables.said(part, value or 0)}，而{tables.named(cells)}一共是 {as_text(whole or 0)}。"
    advice = "请核对正文和表格，改正写错的一处。"
    place = tables.place(part)
    yield Remark("B201", "error", message, advice, match.start() + 1, match.end(), *place)
