"""What the page lacks as a whole, has twice, in another place, or beyond the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.export.base import MARKS
from nianbao.importer.characters import fold
from nianbao.verifying.aligning import align
from nianbao.verifying.difference import Difference, Kind, shortened
from nianbao.verifying.grams import grams, share
from nianbao.verifying.matched import Matched, Run
from nianbao.verifying.pieces import Piece
from nianbao.verifying.stream import BLANK, EDGE
from nianbao.verifying.twins import Twins

_MOST = 0.6
"""So great a share of a stretch makes it the same as another."""

_FEWEST = 2
"""A stretch beyond the report of fewer characters is no difference."""

_TABLE = 0.8
"""A table of whose numbers so great a share is missing isn't there."""

_DRAFTS = {mark: fold(f"{mark}，不得发布") for mark in MARKS}


@dataclass(frozen=True)
class Group:
    """Pieces that follow each other and that are all missing."""

    first: int
    last: int


def missing_groups(matched: Matched) -> list[Group]:
    """List what is missing, pieces that follow each other together."""
    groups: list[Group] = []
    gone = set(_gone(matched))
    for number in sorted(gone):
        if groups and all(
            one in gone or not _size(matched, one) for one in range(groups[-1].last + 1, number)
        ):
            groups[-1] = Group(groups[-1].first, number)
        else:
            groups.append(Group(number, number))
    return groups


def _gone(matched: Matched) -> Iterator[int]:
    """List missing pieces: of a table that is missing, all of them."""
    tables: dict[int, list[int]] = {}
    for number, piece in enumerate(matched.pieces):
        if piece.table is not None:
            tables.setdefault(piece.table, []).append(number)
        elif matched.is_missing(number):
            yield number
    for members in tables.values():
        numbers = [one for one in members if matched.pieces[one].kind == "value"] or members
        lost = sum(matched.is_missing(one) for one in numbers)
        if lost >= _TABLE * len(numbers):
            yield from members
            continue
        # A lone cell is told of where it stands; a whole row is one thing.
        yield from (one for one in members if matched.is_missing(one))


def _size(matched: Matched, number: int) -> int:
    start, end = matched.spans[number]
    return end - start


def text_of(matched: Matched, group: Group) -> str:
    """Give a group's characters."""
    return matched.report.text[matched.spans[group.first][0] : matched.spans[group.last][1]]


def found_elsewhere(matched: Matched, group: Group, runs: list[Run]) -> tuple[Run, float] | None:
    """Find where else on the page a group's words stand, and how great a share of them."""
    own = grams(text_of(matched, group))
    best: tuple[Run, float] | None = None
    for run in runs:
        if not matched.effort.spend(run.end - run.start):
            return best
        found = share(own, matched.page.text[run.start : run.end])
        if found >= _MOST and (best is None or found > best[1]):
            best = (run, found)
    return best


def within(matched: Matched, group: Group, run: Run) -> tuple[int, int]:
    """Give the stretch of a run that a group stands in."""
    found = [
        place
        for place in align(text_of(matched, group), matched.page.text[run.start : run.end], matched.effort)
        if place >= 0
    ]
    return (run.start + min(found), run.start + max(found) + 1) if found else (run.start, run.end)


def moved(matched: Matched, group: Group) -> Difference:
    """Say that a part stands in another place."""
    name = group_name(matched, group)
    return _difference(
        matched, group, Kind.ORDER, f"{name}不在原来的位置上，顺序变了。", "请按签发稿的顺序重新排好。"
    )


def absent(matched: Matched, group: Group, pictured: bool) -> Difference:
    """Say that a part is missing."""
    name = group_name(matched, group)
    piece = matched.pieces[group.first]
    tables = {one.table for one in matched.pieces[group.first : group.last + 1] if one.table is not None}
    if pictured and tables:
        message = f"{name}成了图片，数字复制不出、查不到。"
        return _difference(matched, group, Kind.TABLE, message, "请把表格录成文字，不要贴图。")
    text = shortened("".join(one.text for one in matched.pieces[group.first : group.last + 1]))
    kind = {"date": Kind.DATE, "heading": Kind.MISSING}.get(
        piece.kind, Kind.TABLE if tables else Kind.MISSING
    )
    quote = "" if tables else f"：「{text}」"
    return _difference(matched, group, kind, f"网页上没有{name}{quote}。", "请照签发稿补上。")


def group_name(matched: Matched, group: Group) -> str:
    """Name a group for people: a part, a table, a row, a paragraph."""
    members = matched.pieces[group.first : group.last + 1]
    first = members[0]
    values = [one for one in members if one.kind == "value"]
    everything = [one for one in matched.pieces if one.table == first.table and one.table is not None]
    if first.kind == "heading":
        return "这一部分" if len(members) > 1 else "小标题"
    if values and first.table is not None:
        count = sum(one.kind == "value" for one in everything)
        if len(values) >= _TABLE * count:
            return "这张表"
        rows = {one.row for one in values}
        return "这一格" if len(values) == 1 else "这一行" if len(rows) == 1 else "这几行"
    return {"signed": "署名", "date": "成文日期", "label": "这些文字"}.get(first.kind, "这一段")


def _difference(matched: Matched, group: Group, kind: Kind, message: str, advice: str) -> Difference:
    members = matched.pieces[group.first : group.last + 1]
    named: Piece = next((one for one in members if one.kind in ("heading", "value")), members[0])
    where = named.where
    if named.kind == "value" and sum(one.kind == "value" for one in members) > 1:
        where = (
            named.where.partition("「")[0]
            if "这张表" in message
            else named.where.rpartition("「")[0] or named.where
        )
    elif named.kind == "heading" and len(members) > 1:
        where = where.removesuffix("的小标题")
    text = "".join(one.text for one in members) if len(members) < _MANY else None
    return Difference(
        kind, where, message, advice, text, "", section=named.section, table=named.table_id,
        row=named.row if named.kind == "value" and len({one.row for one in members if one.row}) == 1 else None,
        column=named.column if len(members) == 1 else None,
    )  # fmt: skip


_MANY = 12


def beyond(matched: Matched, run: Run, twins: Twins) -> Difference | None:
    """Say what the page has beyond the report; None where it is the site's business."""
    text = matched.page.text[run.start : run.end]
    shown = shortened(matched.page.raw(range(run.start, run.end)))
    bare = text.replace(EDGE, "").replace(BLANK, "")
    if printed := next((mark for mark, words in _DRAFTS.items() if words in bare), None):
        message = f"网页上印着「{printed}，不得发布」，发的是{printed}。"
        return Difference(Kind.EXTRA, "全文", message, "请换成签发稿。", "", shown)
    # What stands before the text repeats some of it: a summary among the index fields.
    if run.start > matched.extent()[0] and (twin := twins.of(text)):
        message = f"「{shown}」在网页上重复了一遍。"
        return Difference(Kind.TWICE, twin, message, "请删去重复的。", None, shown)
    if not run.inside or sum(char.isalnum() for char in bare) < _FEWEST:
        return None
    return Difference(
        Kind.EXTRA, place_of(matched, run), text_beyond(matched, run), "请核对并删去。", "", shown
    )


def text_beyond(matched: Matched, run: Run) -> str:
    """Say that the page has more."""
    shown = shortened(matched.page.raw(range(run.start, run.end)))
    return f"网页上多了「{shown}」，签发稿里没有。"


def place_of(matched: Matched, run: Run) -> str:
    """Name the part of the report that stands before a stretch of the page."""
    before = matched.owner_before(run.start)
    return "标题之前" if before is None else matched.pieces[before].where.removesuffix("的小标题") + "之后"
