"""信息发布台账: each row is an item published; it counts in the year of its publication."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nianbao.ledgers.entry import Entry
from nianbao.ledgers.kinds.base import Counted
from nianbao.ledgers.kinds.twice import without_summaries
from nianbao.ledgers.reader import Row
from nianbao.ledgers.table import Table
from nianbao.ledgers.values import plain

_BETWEEN = re.compile(r"[、,，;；/+\n和及与]")


def count_publications(tables: Sequence[Table], year: int) -> Counted:
    """Count what was published in a year."""
    counted = Counted()
    for table in without_summaries(tables):
        for raw in table.rows():
            row = Row(table, raw)
            published = row.date("published")
            count = row.count("count")
            if published is None:
                if row.cell("published") == "":
                    row.missing("published", "不知道算哪一年的")
            elif published.year != year:
                row.say("L127", "hint", f"不是 {year} 年公开的，不计入本年度。", None)
            elif count is not None:
                tags = {
                    "category": plain(row.text("category")),
                    "channel": _channels(row),
                    "attribute": plain(row.text("attribute")),
                }
                known = {name: value for name, value in tags.items() if value}
                counted.entries.append(Entry(row.origin("number"), known, count))
    return counted


def _channels(row: Row) -> str:
    """Give the channels of one item: ids where the words are known, one entry however many there are."""
    text = row.text("channel")
    found: list[str] = []
    whole = row.table.words.meaning("channel", text) if text else None
    for part in [text] if isinstance(whole, str) else _BETWEEN.split(text):
        meaning = row.table.words.meaning("channel", part) if part.strip() else None
        word = meaning if isinstance(meaning, str) else part.strip()
        if word and word not in found:
            found.append(word)
    return ",".join(found)
