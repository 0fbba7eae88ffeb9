"""规章、行政规范性文件目录: issued or repealed in the year, and in force at its end.

A document that has expired (失效) is no longer in force, but wasn't repealed (废止).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from nianbao.ledgers.entry import Entry
from nianbao.ledgers.kinds.base import Counted, last_day
from nianbao.ledgers.kinds.twice import Numbers, without_summaries
from nianbao.ledgers.reader import Row
from nianbao.ledgers.table import Table


def count_documents(tables: Sequence[Table], year: int) -> Counted:
    """Count the rules and normative documents of a year."""
    counted = Counted()
    numbers = Numbers()
    for table in without_summaries(tables):
        for raw in table.rows():
            row = Row(table, raw)
            if (kind := _type(row)) is not None:
                numbers.say_if_known(row)
                tags = {"type": kind}
                origin = row.origin("number")
                counted.entries += [Entry(origin, {**tags, "event": event}) for event in _events(row, year)]
    return counted


def _type(row: Row) -> str | None:
    if row.cell("type") == "":
        message = "没有写文件类型，按行政规范性文件计。"
        row.say("L125", "hint", message, "不是行政规范性文件的，请写明类型，或移出这张表。")
        return "normative_documents"
    kind = row.word("type", "type")
    if kind == "none":
        row.say("L125", "hint", "不是规章，也不是行政规范性文件，没有计入。", None, "type")
        return None
    return kind


def _events(row: Row, year: int) -> Iterator[str]:
    days = {name: row.date(name) for name in ("issued", "repealed", "expired")}
    issued, repealed = days["issued"], days["repealed"]
    if not _is_certain(row, days) or issued is None:
        return
    end = last_day(year)
    if issued > end:
        row.say("L127", "hint", f"是 {year} 年以后制发的，不计入本年度。", None)
        return
    ended = min((day for day in (repealed, days["expired"]) if day is not None), default=None)
    if ended is not None and ended.year < year:
        row.say("L127", "hint", f"是 {year} 年以前废止或失效的，不计入本年度。", None)
    if issued.year == year:
        yield "issued"
    if repealed is not None and repealed.year == year:
        yield "repealed"
    if ended is None or ended > end:
        yield "in_force"


def _is_certain(row: Row, days: Mapping[str, datetime.date | None]) -> bool:
    """Say whether it is known when the document was issued and when it ended."""
    if any(row.cell(name) != "" and day is None for name, day in days.items()):
        return False
    if days["issued"] is None:
        row.missing("issued", "不知道算哪一年制发的")
        return False
    for name in ("repealed", "expired"):
        ended = days[name]
        if ended is not None and ended < days["issued"]:
            message = f"{row.table.label(name)}早于{row.table.label('issued')}。"
            row.say("L146", "error", message, "请核对两个日期。", name)
            return False
    validity = row.word("validity", "validity")
    if row.cell("validity") != "" and validity is None:
        return False
    if validity == "repealed" and days["repealed"] is None:
        row.missing("repealed", "有效性写的却是废止，不知道算哪一年废止的")
        return False
    if validity == "expired" and days["expired"] is None and days["repealed"] is None:
        row.missing("expired", "有效性写的却是失效，不知道哪一年失效的")
        return False
    return True
