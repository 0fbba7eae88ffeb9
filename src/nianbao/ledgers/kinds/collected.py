"""数据采集表: the numbers that inner offices owe, a column an item or a row an item."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.ledgers.entry import Entry
from nianbao.ledgers.kinds.base import Counted
from nianbao.ledgers.kinds.twice import without_summaries
from nianbao.ledgers.notes import safe
from nianbao.ledgers.reader import Row
from nianbao.ledgers.table import Table
from nianbao.ledgers.values import as_text, plain

ITEMS = ("licences", "penalties", "coercions", "charges", "other_services", "procurement")

_MEASURE = re.compile(r"[亿万]?[件条宗项次个元起份%]?")
_UNIT = re.compile(r"亿元|万元|元")
_IN_WAN = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}


def count_collected(tables: Sequence[Table], year: int) -> Counted:
    """Add up nothing: each office's number is an entry of its own."""
    counted = Counted()
    for table in without_summaries(tables):
        if table.time.year not in (None, year):
            message = f"是 {table.time.year} 年的，没有计入 {year} 年。"
            advice = "请核对：要用的应是本年度的数据采集表；年份写错的请改工作表名、标题或文件名。"
            table.say("L118", "error", message, advice)
            continue
        wide = [item for item in ITEMS if table.has(item)]
        if not wide and not (table.has("item") and table.has("amount")):
            table.say(
                "L113",
                "error",
                "缺「行政许可」「行政处罚」等列，也没有「项目」和「数量」列，这张表没有计入。",
                "请补上这些列。",
                table.header.body,
            )
            continue
        for raw in table.rows():
            row = Row(table, raw)
            counted.entries += _of_columns(row, wide) if wide else _of_item(row)
    return counted


def _of_columns(row: Row, items: Sequence[str]) -> Iterator[Entry]:
    for item in items:
        if row.cell(item) != "" and (amount := _amount(row, item, item)) is not None:
            yield _entry(row, item, amount)


def _of_item(row: Row) -> Iterator[Entry]:
    item = row.word("item", "item")
    if row.cell("item") == "":
        row.missing("item", "不知道是什么的数量")
    elif item is not None and row.cell("amount") == "":
        row.say("L129", "hint", f"{row.table.label('amount')}是空的，按没有读。", None, "amount")
    elif item is not None and (amount := _amount(row, item, "amount")) is not None:
        yield _entry(row, item, amount)


def _entry(row: Row, item: str, amount: int | Decimal) -> Entry:
    # A column headed 「单位」 holds units of measure in one sheet and offices in the next.
    unit = plain(row.text("unit"))
    office = plain(row.text("office")) or ("" if _MEASURE.fullmatch(unit) else unit)
    # A clerk doesn't know a row by 「件」: it is the office's, or the item's.
    words = office or row.table.words.label("item", item)
    tags = {"item": item, **({"office": office} if office else {})}
    return Entry(dataclasses.replace(row.origin(), words=words), tags, amount)


def _amount(row: Row, item: str, column: str) -> int | Decimal | None:
    """Read a number: charges in 万元, everything else a whole number."""
    number = row.number_in(column, "error")
    if number is None:
        return None
    label, words = row.table.label(column), safe(as_text(row.cell(column)))
    if number < 0 or (item != "charges" and number != int(number)):
        message = f"{label}写的是「{words}」，应是 0 以上的{'数' if item == 'charges' else '整数'}。"
        row.say("L142", "error", message, "请核对数字。", column)
        return None
    if item != "charges":
        return int(number)
    unit = _unit(row, column)
    if unit is None and number:
        message = f"{label}没有写单位，不知道是元还是万元。"
        row.say("L148", "error", message, "请在列名里写明，如「行政事业性收费（万元）」。", column)
        return None
    if unit in ("元", "亿元"):
        row.say("L128", "hint", f"{label}的单位是{unit}，已换算成万元。", None, column)
    # 12000 元 are 1.2 万元, not 1.2000.
    return Decimal(f"{(number * _IN_WAN[unit or '万元']).normalize():f}")


def _unit(row: Row, column: str) -> str | None:
    """Find the unit: behind the number, in the unit's column, in the heading, beside the item's name."""
    heading = row.table.header.read[column].label
    places = (row.unit_in(column) or "", row.text("unit"), heading, row.text("item"))
    found = (_UNIT.search(text) for text in places)
    return next((match[0] for match in found if match), None)
