"""Cells of a row that hold a number and something else: 89*, 约89, 89（含上年1件）.

Where the page itself says which cell is which, by a real table or by bars, such a cell is one that can't be
read, not a label that cuts the row in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from nianbao.importer.characters import fold
from nianbao.importer.items import Item
from nianbao.importer.labels import Lexicon
from nianbao.importer.slots import without_letters

_LONGEST = 40
"""A longer text is a note that the page put beside the numbers."""

_LIKE_A_NUMBER = re.compile(r"[^\w\u4e00-\u9fff]{0,2}[约近超共计]?\s*\d(?!\d?[.．、]\s*[\u4e00-\u9fff])")
"""Begins as a number does; 1.属于国家秘密 begins as a label."""


def with_odd_cells(items: Iterable[Item], words: Lexicon) -> Iterator[Item]:
    """Take what stands among the numbers of a row, or reads like one, and is no label, for a cell.

    Args:
        items: Items in the order of the source.
        words: Labels of the tables.
    """
    for row, group in groupby(items, key=lambda item: item.row):
        own = list(group)
        yield from own if row is None else _settled(own, words)


def _settled(row: list[Item], words: Lexicon) -> Iterator[Item]:
    values = [place for place, item in enumerate(row) if item.kind == "value"]
    named = any(fold(without_letters(item.text)) in words.rows for item in row)
    for place, item in enumerate(row):
        among = bool(values) and values[0] < place < values[-1]
        like = (values or named) and _LIKE_A_NUMBER.match(item.text.strip())
        if item.kind == "label" and (among or like) and not _is_label(item, words):
            yield replace(item, kind="value")
        else:
            yield item


def _is_label(item: Item, words: Lexicon) -> bool:
    own, whole = fold(without_letters(item.text)), fold(item.text)
    known = any(words.is_label(one) or words.is_scrap(one) or words.near(one) for one in (own, whole))
    return known or len(item.text) > _LONGEST
