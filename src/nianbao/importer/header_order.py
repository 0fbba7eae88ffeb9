"""In which order a page prints the columns of a table: its headers say so, not the form.

A page may print 商业企业 after 社会公益组织; a number then belongs to the header that stands above it. Headers
are read where all of them are there, line by line, as they nest. Where some are missing, and those that are
there stand in another order than the form's, nothing is known of any column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby

from nianbao.importer.align import Match
from nianbao.importer.characters import fold
from nianbao.importer.items import Item
from nianbao.importer.slots import fitted
from nianbao.importer.source import Span
from nianbao.template import TableForm

Path = tuple[str, ...]
"""A column's headers from the top, folded."""


@dataclass(frozen=True)
class Disorder:
    """A table, or a part of one, whose printed headers aren't in the form's order.

    Attributes:
        form: The table.
        headers: Its column headers as printed, in printed order.
        item: The first of them.
        is_clear: Whether all of them are there, so that each number goes by its own.
    """

    form: TableForm
    headers: tuple[str, ...]
    item: Item
    is_clear: bool


def by_headers(matches: Sequence[Match], everything: Sequence[Item]) -> tuple[list[Match], list[Disorder]]:
    """Give each cell to the column whose header stands above it.

    Args:
        matches: Rows in the order of the source.
        everything: All items of the tables.

    Returns:
        The matches, without cells where headers don't tell, and what is to be said of them.
    """
    found: list[Match] = []
    disorders: list[Disorder] = []
    start = (-1, (0, 0))
    for _, group in groupby(matches, key=_part_of):
        own = list(group)
        paths = _paths(own[0])
        end = _place(own[0].run.cells[0])
        headers = list(_headers([item for item in everything if start < _place(item) < end], paths))
        start = _place(own[-1].run.cells[-1])
        order = printed_order(paths, [fold(text) for text, _ in headers])
        if order == tuple(range(len(paths))) or (order is None and not _is_swapped(paths, headers)):
            found += own
            continue
        texts = tuple(text for text, _ in headers)
        disorders.append(Disorder(own[0].slot.form, texts, headers[0][1], order is not None))
        found += [_reordered(match, order) for match in own]
    return found, disorders


def _place(item: Item) -> tuple[int, Span]:
    return item.line, item.span


def _part_of(match: Match) -> tuple[str, tuple[str, ...]]:
    """Tell what has a header of its own: a band, or the whole table."""
    form, row = match.slot.form, match.slot.row
    return form.id, next((band.rows for band in form.bands if row in band.rows), ())


def _paths(match: Match) -> list[Path]:
    form, row = match.slot.form, match.slot.row
    if row is None:
        paths = [
            (*one.within, one.label, column.label)
            for one in form.row_by_id.values()
            for column in form.columns
        ]
    else:
        columns = [form.column_by_id[column] for column in form.columns_of(row)]
        paths = [(*column.within, column.label) for column in columns]
    while len(paths) > 1 and len({path[0] for path in paths}) == 1:
        paths = [path[1:] for path in paths]  # what stands above all columns orders none
    return [tuple(map(fold, path)) for path in paths]


def _headers(labels: Sequence[Item], paths: Sequence[Path]) -> Iterator[tuple[str, Item]]:
    known = {label for path in paths for label in path}
    for item in labels:
        if item.kind != "label":
            continue
        words = [item.text.strip()] if fold(item.text) in known else item.text.split()
        if words and all(fold(word) in known for word in words):
            yield from ((word, item) for word in words)


def printed_order(paths: Sequence[Path], headers: Sequence[str]) -> tuple[int, ...] | None:
    """Tell which column stands where; None where the headers aren't exactly the form's, or say two things.

    Args:
        paths: The form's columns, each by its headers from the top.
        headers: Headers as printed, line by line.
    """
    labels = [path[-1] for path in paths]
    if len(set(labels)) == len(labels) and sorted(headers) == sorted(labels):
        return tuple(labels.index(text) for text in headers)  # without the headers that they share
    nodes = {path[:depth] for path in paths for depth in range(1, len(path) + 1)}
    if Counter(node[-1] for node in nodes) != Counter(headers):
        return None
    ways = {way for way in (_from_above(paths, headers), _from_below(paths, headers)) if way is not None}
    return ways.pop() if len(ways) == 1 else None


def _children(paths: Sequence[Path], node: Path) -> list[Path]:
    depth = len(node) + 1
    return list(
        dict.fromkeys(path[:depth] for path in paths if path[: depth - 1] == node and len(path) >= depth)
    )


def _from_above(paths: Sequence[Path], headers: Sequence[str]) -> tuple[int, ...] | None:
    """Read headers each of which stands right below its own header, and reaches down."""
    ordered: dict[Path, list[Path]] = {}
    level: list[Path] = [()]
    place = 0
    while level:
        for node in level:
            own = _children(paths, node)
            texts = headers[place : place + len(own)]
            if sorted(texts) != sorted(child[-1] for child in own):
                return None
            ordered[node] = [(*node, text) for text in texts]
            place += len(own)
        level = [child for node in level for child in ordered[node] if child not in paths]

    def leaves(node: Path) -> Iterator[int]:
        for child in ordered[node]:
            yield from [paths.index(child)] if child in paths else leaves(child)

    return tuple(leaves(()))


def _from_below(paths: Sequence[Path], headers: Sequence[str]) -> tuple[int, ...] | None:
    """Read headers the last line of which has all columns, each right above its numbers."""
    above, last = headers[: -len(paths)], headers[-len(paths) :]
    labels = [path[-1] for path in paths]
    if sorted(last) != sorted(labels):
        return None
    if len(set(labels)) == len(labels):
        return tuple(labels.index(text) for text in last)
    groups = list(dict.fromkeys(path[:-1] for path in paths))
    order = _from_above(groups, above)
    if order is None:
        return None
    found: list[int] = []
    for group in (groups[place] for place in order):
        size = sum(path[:-1] == group for path in paths)
        own = [(*group, text) for text in last[len(found) : len(found) + size]]
        if not all(path in paths for path in own):
            return None
        found += [paths.index(path) for path in own]
    return tuple(found) if len(set(found)) == len(paths) else None


def _is_swapped(paths: Sequence[Path], headers: Sequence[tuple[str, Item]]) -> bool:
    """Tell whether two headers that stand side by side on the form are printed in one row the other way round."""
    nodes = list(dict.fromkeys(path[:depth] for path in paths for depth in range(1, len(path) + 1)))
    once = Counter(node[-1] for node in nodes)
    places: dict[str, list[tuple[int, int]]] = {}
    for place, (text, item) in enumerate(headers):
        places.setdefault(fold(text), []).append((item.line, place))
    for one, two in combinations([node for node in nodes if once[node[-1]] == 1 and node[-1] in places], 2):
        first, second = places[one[-1]], places[two[-1]]
        in_one_row = {line for line, _ in first} & {line for line, _ in second}
        if one[:-1] == two[:-1] and in_one_row and min(first) > max(second):
            return True
    return False


def _reordered(match: Match, order: tuple[int, ...] | None) -> Match:
    if order is None or match.cells is None:
        return replace(match, cells=None)
    spans = match.slot.spans and tuple(match.slot.spans[place] for place in order)
    slot = replace(match.slot, cells=tuple(match.slot.cells[place] for place in order), spans=spans)
    return replace(
        match, slot=slot, cells=fitted(match.run.cells, slot, match.run.ahead), why=f"{match.why}，按表头"
    )
