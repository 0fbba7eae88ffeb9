"""咨询投诉台账: an export with a row a work order is counted; a 通报's numbers and rates are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from nianbao.ledgers.entry import Entry, Rate
from nianbao.ledgers.kinds.base import Counted
from nianbao.ledgers.kinds.twice import Numbers, without_summaries
from nianbao.ledgers.notes import safe
from nianbao.ledgers.origin import Origin
from nianbao.ledgers.reader import Row
from nianbao.ledgers.table import Table
from nianbao.ledgers.values import as_text, plain

_GIVEN = {"on_time_rate": "on_time", "satisfaction_rate": "satisfaction"}


@dataclass
class _Tally:
    """What the rows of one channel add up to."""

    origin: Origin
    due: int = 0
    on_time: int = 0
    rated: int = 0
    satisfied: int = 0
    unrated: int = 0


def count_consultations(tables: Sequence[Table], year: int) -> Counted:
    """Count consultations, and their rates where rows or a source give them."""
    counted = Counted()
    numbers = Numbers()
    tallies: dict[str, _Tally] = {}
    for table in without_summaries(tables):
        if not table.has("received") and table.time.year not in (None, year):
            message = f"是 {table.time.year} 年的，没有计入 {year} 年。"
            table.say("L118", "hint", message, None)
            continue
        for raw in table.rows():
            row = Row(table, raw)
            if table.has("amount") or any(table.has(column) for column in _GIVEN):
                _read_given(row, counted)
            elif _is_of_the_year(row, year):
                numbers.say_if_known(row)
                counted.entries.append(_entry(row, 1))
                _tally(row, tallies)
    for channel, tally in tallies.items():
        counted.rates += _rates(channel, tally)
    return counted


def _entry(row: Row, amount: int) -> Entry:
    channel = plain(row.text("channel"))
    return Entry(row.origin("number", "channel"), {"channel": channel} if channel else {}, amount)


def _read_given(row: Row, counted: Counted) -> None:
    if row.cell("amount") != "":
        number = row.number_in("amount", "error")
        if number is not None and number == int(number) and number >= 0:
            counted.entries.append(_entry(row, int(number)))
        elif number is not None:
            message = f"{row.table.label('amount')}写的是「{safe(as_text(row.cell('amount')))}」，应是 0 以上的整数。"
            row.say("L142", "error", message, "请核对数字。", "amount")
    if not any(row.cell(column) != "" for column in ("amount", *_GIVEN)):
        row.say("L129", "hint", "没有数字，没有计入。", None)
    for column, name in _GIVEN.items():
        if row.cell(column) != "":
            value = _fraction(row, column)
            source = row.text("source")
            if not source:
                message = f"{row.table.label(column)}没有写来源，没有采用。"
                row.say("L149", "error", message, "请在「来源」列写明出自哪份通报。", column)
            elif value is not None:
                channel = plain(row.text("channel"))
                counted.rates.append(Rate(channel, name, value, source, row.origin("channel"), given=True))


def _fraction(row: Row, column: str) -> Decimal | None:
    """Read a rate: ``98.5%``, ``98.5`` and, as a cell with the form of a percentage holds it, ``0.985``."""
    number = row.number_in(column, "error")
    if number is None:
        return None
    is_percent = row.unit_in(column) == "%" or "%" in row.table.header.read[column].label or number > 1
    value = number / 100 if is_percent else number
    if 0 <= value <= 1:
        return value
    message = f"{row.table.label(column)}写的是「{safe(as_text(row.cell(column)))}」，应在 0 和 100% 之间。"
    row.say("L142", "error", message, "请核对数字。", column)
    return None


def _is_of_the_year(row: Row, year: int) -> bool:
    if not row.table.has("received"):
        row.table.say("L125", "hint", f"没有受理、交办时间列，全部按 {year} 年的计。", None)
        return True
    received = row.date("received")
    if received is None:
        if row.cell("received") == "":
            row.missing("received", "不知道算哪一年的")
        return False
    if received.year != year:
        row.say("L127", "hint", f"不是 {year} 年受理的，不计入本年度。", None)
    return received.year == year


def _tally(row: Row, tallies: dict[str, _Tally]) -> None:
    tally = tallies.setdefault(plain(row.text("channel")), _Tally(row.origin("channel")))
    due, concluded = row.date("due", "warning"), row.date("concluded", "warning")
    if due is not None:
        tally.due += 1
        tally.on_time += concluded is not None and concluded <= due
    if not row.table.has("satisfaction"):
        return
    answer = row.word("satisfaction", "satisfaction", "warning")
    if row.cell("satisfaction") == "":
        # What nobody has said is not 满意; it isn't 不满意 either.
        message = f"{row.table.label('satisfaction')}是空的，不算满意，也不进满意率的分母。"
        row.say("L129", "hint", message, None, "satisfaction")
    tally.rated += answer in ("satisfied", "dissatisfied")
    tally.satisfied += answer == "satisfied"
    tally.unrated += answer not in ("satisfied", "dissatisfied")


def _rates(channel: str, tally: _Tally) -> Iterator[Rate]:
    if tally.due:
        words = f"按台账计算：有期限的 {tally.due} 件中，按期办结 {tally.on_time} 件"
        yield Rate(channel, "on_time", _share(tally.on_time, tally.due), words, tally.origin, given=False)
    if tally.rated:
        words = f"按台账计算：有评价的 {tally.rated} 件中，满意 {tally.satisfied} 件，另有 {tally.unrated} 件没有评价"
        yield Rate(
            channel, "satisfaction", _share(tally.satisfied, tally.rated), words, tally.origin, given=False
        )


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(part) / whole).quantize(Decimal("0.0001"), ROUND_HALF_UP)
