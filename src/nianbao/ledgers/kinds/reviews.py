"""复议诉讼台账: each row is a case; it counts when it is concluded in the year, or pending at its end."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.ledgers.entry import Entry
from nianbao.ledgers.kinds.base import Counted, last_day
from nianbao.ledgers.kinds.twice import Numbers, without_summaries
from nianbao.ledgers.reader import Row
from nianbao.ledgers.table import Table


def count_reviews(tables: Sequence[Table], year: int) -> Counted:
    """Count the reconsiderations and lawsuits of a year."""
    counted = Counted()
    numbers = Numbers()
    for table in without_summaries(tables):
        for raw in table.rows():
            row = Row(table, raw)
            event = row.word("type", "type")
            if row.cell("type") == "":
                row.missing("type", "不知道计入复议还是诉讼")
            result = _result(row, year)
            if event is not None and result is not None:
                numbers.say_if_known(row)
                counted.entries.append(Entry(row.origin("number"), {"event": event, "result": result}))
    return counted


def _result(row: Row, year: int) -> str | None:
    """Give what the case counts for in the year; None when for nothing, or when it isn't clear."""
    received, concluded = row.date("received"), row.date("concluded")
    unread = [
        name for name, day in (("received", received), ("concluded", concluded)) if row.cell(name) and not day
    ]
    result = row.word("result", "result")
    if unread or (row.cell("result") != "" and result is None):
        return None
    is_open = result in (None, "pending")
    if received is not None and concluded is not None and concluded < received:
        message = f"{row.table.label('concluded')}早于{row.table.label('received')}。"
        row.say("L146", "error", message, "请核对两个日期的年份。", "concluded")
        return None
    if is_open and concluded is not None and concluded <= last_day(year):
        row.missing("result", "结案日期却已经有了") if result is None else row.say(
            "L146",
            "error",
            f"{row.table.label('result')}写的是尚未审结，{row.table.label('concluded')}却已经有了。",
            "请改一处。",
            "result",
        )
        return None
    if not is_open and concluded is None:
        row.missing("concluded", "结果却已经有了，不知道算哪一年审结的")
        return None
    if concluded is not None and concluded.year < year:
        row.say("L127", "hint", f"是 {year} 年以前审结的，不计入本年度。", None)
        return None
    if received is not None and received.year > year:
        row.say("L127", "hint", f"是 {year} 年以后收到的，不计入本年度。", None)
        return None
    if concluded is None or concluded.year > year:
        return _pending(row, received is not None)
    return result


def _pending(row: Row, is_dated: bool) -> str | None:
    """A case counts as pending only when it is known to have been there at the end of the year."""
    if is_dated:
        return "pending"
    if not row.table.has("received"):
        row.say("L145", "error", "尚未审结，但没有收到日期，不知道年底时在不在审。", "请补上「收到日期」列。")
    else:
        row.missing("received", "尚未审结，不知道年底时在不在审")
    return None
