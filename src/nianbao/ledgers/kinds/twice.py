"""What stands in a ledger twice and would count twice: a summary sheet beside its months, a number again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nianbao.ledgers.forms import key
from nianbao.ledgers.reader import Row
from nianbao.ledgers.sheet_time import month_in
from nianbao.ledgers.table import Table
from nianbao.ledgers.values import as_text, plain

_SUMMARY = re.compile(r"全年|汇总|合计|总计|总表|年度表|累计")
_HALF = re.compile(r"([上下])半年")
_QUARTER = re.compile(r"([一二三四1-4])\s*季")
_FROM_TO = re.compile(r"(?<!\d)(1[0-2]|[1-9])月?[-—–~至到](1[0-2]|[1-9])月")
_YEAR = frozenset(range(1, 13))

# One document's number is written with any of them.
_BRACKETS = str.maketrans("〔〕［］【】（）()", "[][][][][]")


class Numbers:
    """The numbers of a ledger's rows, over all its sheets.

    Args:
        column: Column id of the number.
    """

    def __init__(self, column: str = "number") -> None:
        self._column = column
        self._first: dict[str, Row] = {}

    def say_if_known(self, row: Row) -> None:
        """Ask about a number that stands twice; 序号 starts afresh on each sheet and is none."""
        column = row.table.header.read.get(self._column)
        number = key(as_text(row.cell(self._column)).translate(_BRACKETS))
        if not number or column is None or key(column.label) == "序号":
            return
        first = self._first.setdefault(number, row)
        if first is row:
            return
        sheet = f"工作表「{first.table.sheet.name}」" if first.table.sheet is not row.table.sheet else ""
        message = f"{row.table.label(self._column)}与{sheet}前面的行重复，会重复计数。"
        advice = "同一件的请只留一行；不是同一件的请改编号。"
        row.table.say("L147", "error", message, advice, row.number, self._column)


def without_summaries(tables: Sequence[Table]) -> list[Table]:
    """Leave out sheets whose name says that they sum others up, and ask which ones are to count."""
    filled = {id(table): _months(table.sheet.name or "") for table in tables if _has_rows(table)}
    kept: list[Table] = []
    for table in tables:
        own = filled.get(id(table))
        if own and any(_is_part(other, own) for other in filled.values()):
            message = "看名称是别的工作表的汇总，一起计会重复计数，没有计入。"
            advice = "是汇总表的请删去，或移到别的文件；不是的请改工作表名。"
            table.say("L147", "error", message, advice)
        else:
            kept.append(table)
    return kept


def _is_part(other: frozenset[int], own: frozenset[int]) -> bool:
    # A sheet that names no month may be anything, an office's; what sums up the year sums it up too.
    return other < own if other else own == _YEAR


def _months(name: str) -> frozenset[int]:
    """Give the months that a sheet's name covers; none when it doesn't say."""
    name = plain(name)
    if found := _HALF.search(name):
        return frozenset(range(1, 7) if found[1] == "上" else range(7, 13))
    if found := _QUARTER.search(name):
        first = ("一二三四1234".index(found[1]) % 4) * 3 + 1
        return frozenset(range(first, first + 3))
    if found := _FROM_TO.search(name):
        return frozenset(range(int(found[1]), int(found[2]) + 1))
    if _SUMMARY.search(name):
        return _YEAR
    month = month_in(name)
    return frozenset({month} if month else ())


def _has_rows(table: Table) -> bool:
    return any(cell != "" for row in table.sheet.rows[table.header.body :] for cell in row)
