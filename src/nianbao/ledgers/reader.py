"""A row's cells as dates, numbers and known words; whatever isn't one is said."""

from __future__ import annotations

import datetime
from decimal import Decimal

from nianbao.finding import Severity
from nianbao.ledgers.meaning import Question
from nianbao.ledgers.notes import safe
from nianbao.ledgers.origin import Origin
from nianbao.ledgers.privacy import is_personal
from nianbao.ledgers.table import RawRow, Table
from nianbao.ledgers.values import Cell, as_text, read_date, read_number
from nianbao.suggest import nearest

MAX_WORDS = 60
"""Characters of a row's name."""

MAX_COUNT = 100_000
"""What one row may count for; more is a slip."""

_HINTS = {
    "year": "没有写年份，按 {year} 年读。",
    "month": "只写了日，按 {year} 年 {month} 月读。",
    "century": "年份只写了两位，按 {year} 年读。",
}
_HINTS_OF_SHEETS = {
    "year": "没有写年份，按 {year} 年读。",
    "month": "只写了日，按 {year} 年和各表的月份读。",
    "century": "年份只写了两位，按四位读。",
}


class Row:
    """One row of a table.

    Args:
        table: The table.
        raw: The row as it lies there.
    """

    __slots__ = ("cells", "number", "table")

    def __init__(self, table: Table, raw: RawRow) -> None:
        self.table = table
        self.number = raw.number
        self.cells = raw.cells

    def cell(self, column: str) -> Cell:
        """Give a cell; one of a column that isn't there is empty."""
        return self.cells.get(column, "")

    def say(
        self,
        code: str,
        severity: Severity,
        message: str,
        suggestion: str | None,
        column: str | None = None,
        across: str | None = None,
    ) -> None:
        """Say something of this row."""
        is_quoted = column and column not in self.table.words.unquoted
        quote = safe(as_text(self.cell(column))) if column and is_quoted else ""
        self.table.say(code, severity, message, suggestion, self.number, column, quote or None, across)

    def written(self, column: str) -> str:
        """Say what is written in a cell; an unknown word of 申请人类别 may be a name and isn't repeated."""
        if column in self.table.words.unquoted:
            return "写的词"
        return f"写的是「{safe(as_text(self.cell(column)))}」"

    def origin(self, *columns: str) -> Origin:
        """Give the row's place, named by the first of these columns that isn't empty."""
        words = next((text for column in columns if (text := self.text(column))), "")
        table = self.table
        return Origin(table.words.kind, table.notes.file, table.sheet.name, self.number, words)

    def text(self, column: str) -> str:
        """Give a cell as a short text; one that looks like a person's number is left out."""
        cell = self.cell(column)
        text = as_text(cell) if cell != "" else ""
        return "" if is_personal(text) else text[:MAX_WORDS]

    def date(self, column: str, severity: Severity = "error") -> datetime.date | None:
        """Read a date; None when the cell is empty or can't be read, which is said."""
        cell = self.cell(column)
        if cell == "":
            return None
        table = self.table
        first = datetime.date(table.words.earliest, 1, 1)
        read = read_date(cell, mac=table.sheet.mac, first=first)
        if read.how in ("no_year", "unreadable") and isinstance(cell, str):
            read = read_date(cell, *table.time, mac=table.sheet.mac, first=first)
        if read.value is not None:
            # The number behind a spreadsheet's date is certain; there is nothing to say of it.
            if read.how and read.how != "serial":
                year, month = read.value.year, read.value.month
                words = _HINTS[read.how].format(year=year, month=month)
                advice = "年份不对的，请写全年月日。"
                across = f"「{safe(table.header.read[column].label)}」{_HINTS_OF_SHEETS[read.how].format(year=year)}"
                self.say("L120", "hint", f"{table.label(column)}{words}", advice, column, across)
            return read.value
        self._say_of_no_date(column, cell, read.how, severity)
        return None

    def _say_of_no_date(self, column: str, cell: Cell, how: str | None, severity: Severity) -> None:
        label, words = self.table.label(column), safe(as_text(cell))
        if how == "no_year":
            message = f"{label}没有写年份，工作表名、标题、文件名里也没有。"
            self.say("L141", severity, message, "请写全年月日，如 2024-03-05。", column)
            return
        why = "年份不对" if how == "out_of_range" else "读不成日期"
        self.say(
            "L140", severity, f"{label}写的是「{words}」，{why}。", "请写成年月日，如 2024-03-05。", column
        )

    def count(self, column: str) -> int | None:
        """Read a number of things; an empty cell is 1, what isn't a number is said and gives None."""
        cell = self.cell(column)
        if cell == "":
            if self.table.has(column):
                self.say("L124", "hint", f"{self.table.label(column)}是空的，按 1 读。", None, column)
            return 1
        number = self.number_in(column, "error")
        if number is None:
            return None
        if number != int(number) or not 0 < number <= MAX_COUNT:
            self.say_of_no_number(column, "应是 1 以上的整数", "error")
            return None
        return int(number)

    def number_in(self, column: str, severity: Severity) -> Decimal | None:
        """Read a number; None when the cell is empty or can't be read, which is said."""
        cell = self.cell(column)
        if cell == "":
            return None
        number = read_number(cell).value
        if number is None:
            self.say_of_no_number(column, "读不成数字", severity)
        return number

    def unit_in(self, column: str) -> str | None:
        """Give the unit written behind a number."""
        cell = self.cell(column)
        return None if cell == "" else read_number(cell).unit

    def say_of_no_number(self, column: str, why: str, severity: Severity) -> None:
        """Say that a cell doesn't hold the number it should."""
        words = safe(as_text(self.cell(column)))
        self.say(
            "L142", severity, f"{self.table.label(column)}写的是「{words}」，{why}。", "请只写数字。", column
        )

    def word(self, column: str, values: str, severity: Severity = "error") -> str | None:
        """Read a word of a list; None when the cell is empty, unknown or doubtful, which is said."""
        cell = self.cell(column)
        if cell == "":
            return None
        text = as_text(cell)
        meaning = self.table.words.meaning(values, text)
        if isinstance(meaning, str):
            return meaning
        if isinstance(meaning, Question):
            self.ask(column, values, meaning, severity)
        else:
            self._say_of_unknown(column, values, text, severity)
        return None

    def ask(self, column: str, values: str, question: Question, severity: Severity = "error") -> None:
        """Ask what a doubtful word stands for."""
        words = self.table.words
        choices = "、".join(f"「{words.label(values, choice)}」" for choice in question.choices)
        label, written = self.table.label(column), self.written(column)
        self.say(
            "L144",
            severity,
            f"{label}{written}：{question.why}",
            f"请改写成{choices}中的一个。" if choices else "还没有办结的请留空；已办结的请写结果。",
            column,
        )

    def _say_of_unknown(self, column: str, values: str, text: str, severity: Severity) -> None:
        words = self.table.words
        near = nearest(text[:MAX_WORDS], words.known(values))
        first = [known[0] for known in words.values[values].values()]
        advice = f"是不是「{'」「'.join(near)}」？" if near else f"可以写：{'、'.join(first)}。"
        self.say(
            "L143",
            severity,
            f"{self.table.label(column)}{self.written(column)}，不认识{'' if column in words.unquoted else '这个词'}。",
            f"{advice}本地固定用这个词的，可由县里添进 templates/ledgers/{words.kind}.yaml。",
            column,
        )

    def missing(self, column: str, why: str) -> None:
        """Say that a cell that is needed is empty."""
        self.say("L145", "error", f"{self.table.label(column)}没有填，{why}。", "请补填。", column)
