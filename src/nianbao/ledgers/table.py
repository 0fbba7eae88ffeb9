"""A table of one kind on one sheet: its rows, read or named, none dropped in silence."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.finding import Severity
from nianbao.ledgers.forms import key
from nianbao.ledgers.header import Column, Header
from nianbao.ledgers.notes import Notes, safe
from nianbao.ledgers.sheet import Sheet, letter
from nianbao.ledgers.sheet_time import SheetTime, month_in, sheet_time
from nianbao.ledgers.values import Cell, as_text, has_no_value, is_blank, plain, read_date
from nianbao.ledgers.words import Words

DITTO = frozenset({"同上", "同前", "〃", "″", '"', "''", "”", "同上行", "上同"})
"""What stands for the value above."""

MAX_FINDING_COLUMNS = 30

_TOTAL = re.compile(
    r"(?:本?[年月季周页]度?|全年|上半年|下半年|[一二三四五六七八九十\d]{1,3}(?:月份?|季度)|总)?(?:合|小|总|共|累)计[数件]?"
)
_NOTE = re.compile(r"(?:注|备注|说明|填表|填报|审核|制表|统计|负责|单位|联系|经办|日期|附|※|\*)")
_BODY_NUMBER = re.compile(r"\d{1,3}|[一二三四五六七八九十甲乙丙丁]")


@dataclass(frozen=True, repr=False)
class RawRow:
    """A row of a table, as it lies there: the cells of the read columns and nothing else.

    Attributes:
        number: 1-based, as Excel shows it.
        cells: Column id → cell; 同上 and merged cells filled in, signs for nothing left out.
    """

    number: int
    cells: dict[str, Cell]


class Table:
    """A table of one kind.

    Args:
        words: The kind's words.
        sheet: The worksheet.
        header: Its header.
        notes: Where findings go.
        report_year: The report's year.
    """

    def __init__(self, words: Words, sheet: Sheet, header: Header, notes: Notes, report_year: int) -> None:
        self.words = words
        self.sheet = sheet
        self.header = header
        self.notes = notes
        self.report_year = report_year
        self.evidence = frozenset(words.evidence) & set(header.read)

    def say(
        self,
        code: str,
        severity: Severity,
        message: str,
        suggestion: str | None,
        row: int | None = None,
        column: str | None = None,
        quote: str | None = None,
        across: str | None = None,
    ) -> None:
        """Say something of this sheet; ``column`` is a column id."""
        place = self.header.read.get(column) if column else None
        self.notes.say(
            code,
            severity,
            message,
            suggestion,
            sheet=self.sheet.name,
            row=row,
            column=place.index if place else None,
            quote=quote,
            across=across,
        )

    def has(self, column: str) -> bool:
        """Say whether the table has a column."""
        return column in self.header.read

    def label(self, column: str) -> str:
        """Name a column as it is printed, with its letter."""
        found = self.header.read.get(column)
        if found is None:
            return f"「{self.words.columns[column][0]}」"
        return f"「{safe(found.label)}」（{letter(found.index)} 列）"

    @functools.cached_property
    def time(self) -> SheetTime:
        """Year and month that the sheet's name, its title or its own dates give."""
        titles = [
            as_text(cell)
            for row in self.sheet.rows[: self.header.first]
            for cell in row
            if isinstance(cell, str) and not is_blank(cell)
        ]
        named = sheet_time(self.sheet.name or "", titles, self.notes.file)
        return named if named.year else named._replace(year=self._year_of_dates())

    def _year_of_dates(self) -> int | None:
        """Give the one year of all dates that name theirs, if it is one."""
        years: set[int] = set()
        for column in self.header.read.values():
            if column.id in self.words.dates:
                for row in self.sheet.rows[self.header.body :]:
                    if column.index < len(row):
                        cell = row[column.index]
                        read = read_date(cell, mac=self.sheet.mac) if cell != "" else None
                        if read and read.value:
                            years.add(read.value.year)
        return years.pop() if len(years) == 1 else None

    def rows(self) -> Iterator[RawRow]:
        """List the table's rows; whatever isn't one is said."""
        self._say_of_the_shape()
        columns = [(column.id or "", column.index) for column in self.header.read.values()]
        merged = self._merged(columns)
        above: dict[str, Cell] = {}
        width = len(self.header.columns)
        # A sheet may end in rows with nothing but errors, which the library doesn't count as its own.
        last = max(len(self.sheet.rows), *(index + 1 for index in self._without_value), 0)
        for index in range(self.header.body, last):
            raw = self.sheet.rows[index] if index < len(self.sheet.rows) else ()
            cells: dict[str, Cell] = {}
            for name, place in columns:
                cell = raw[place] if place < len(raw) else ""
                if cell == "" and merged:
                    cell = merged.get((index, place), "")
                if cell != "" and not has_no_value(cell):
                    cells[name] = cell
            number = index + 1
            if index in self._without_value and not self._is_total(raw):
                self._say_of_no_value(index)
                above = cells
                continue
            if self._is_no_entry(raw, cells, index, width):
                continue
            self._fill_in_ditto(cells, above, number)
            above = cells
            yield RawRow(number, cells)

    def _merged(self, columns: Sequence[tuple[str, int]]) -> dict[tuple[int, int], Cell]:
        """Give the cells below the first one of a merged range, and ask where that would count twice."""
        read = {place: name for name, place in columns}
        filled: dict[tuple[int, int], Cell] = {}
        for (top, left), (bottom, right) in self.sheet.merges:
            if bottom == top or top < self.header.body or left not in read or right != left:
                continue
            value = self.sheet.cell(top, left)
            if is_blank(value):
                continue
            if read[left] in self.words.counted_once:
                self.say(
                    "L134",
                    "error",
                    f"{self.label(read[left])}是合并单元格（到第 {bottom + 1} 行），说不清是一件还是几件。",
                    "是一件的，请并成一行；是几件的，请取消合并，每件各写一行。",
                    top + 1,
                    read[left],
                )
            last = min(bottom, len(self.sheet.rows) - 1)
            filled.update({(row, left): value for row in range(top + 1, last + 1)})
        return filled

    def _fill_in_ditto(self, cells: dict[str, Cell], above: dict[str, Cell], number: int) -> None:
        for name, cell in cells.items():
            if type(cell) is str and cell.strip() in DITTO:
                cells[name] = above.get(name, "")
                if name in self.words.counted_once or name not in above:
                    self.say(
                        "L134",
                        "error",
                        f"{self.label(name)}写的是「同上」，说不清上一行是什么，或是不是同一件。",
                        "请写出实际内容。",
                        number,
                        name,
                    )
                else:
                    self.say(
                        "L121", "hint", f"{self.label(name)}写的是「同上」，按上一行读。", None, number, name
                    )

    def _is_no_entry(self, raw: Sequence[Cell], cells: dict[str, Cell], index: int, width: int) -> bool:
        """Say whether a row is a total, a note, a number alone …; if so, name it."""
        number = index + 1
        evident = self.evidence.intersection(cells)
        # Whoever is called 合计 in a dated row is no total; searching every row would take its time.
        if any(isinstance(cells[name], datetime.date) for name in evident):
            return False
        filled = [cell for cell in raw if not is_blank(cell)]
        if not filled:
            return True
        if not evident.intersection(self.words.dates) and self._is_total(raw):
            message = "是合计、小计行，没有重复计入。"
            self.say("L131", "hint", message, None, number, across=message)
            return True
        if evident and not self._repeats_header(raw):
            return False
        if self._repeats_header(raw):
            self.say("L132", "hint", "是重复的表头，没有计入。", None, number)
        elif all(
            isinstance(cell, int | float) or _BODY_NUMBER.fullmatch(plain(str(cell))) for cell in filled
        ):
            self.say("L133", "hint", "只有序号，没有内容，没有计入。", None, number)
        elif self._is_note(raw, filled, index, width):
            self.say("L135", "hint", "是表外的说明或分段的小标题，没有计入。", None, number)
        elif not any(cell != "" for cell in self._unread(raw)):
            self.say("L133", "hint", "只填了不计数的列，没有计入。", None, number)
        else:
            names = "、".join(f"「{self.words.columns[name][0]}」" for name in sorted(self.evidence))
            self.say(
                "L136",
                "error",
                f"有内容，但{names}都没有填，不知道算不算一件。",
                "是一件的请补填；不是的请删去这一行，或移到表外。",
                number,
            )
        return True

    def _unread(self, raw: Sequence[Cell]) -> Iterator[Cell]:
        for column in self.header.columns:
            if column.id is None and column.index < len(raw) and (column.personal or not column.known):
                yield raw[column.index]

    def _is_total(self, raw: Sequence[Cell]) -> bool:
        return any(isinstance(cell, str) and cell and _TOTAL.fullmatch(key(cell)) for cell in raw)

    def _repeats_header(self, raw: Sequence[Cell]) -> bool:
        same = 0
        for column in self.header.columns:
            cell = raw[column.index] if column.index < len(raw) else ""
            if isinstance(cell, str) and cell and column.label.endswith(as_text(cell).replace("\n", "")):
                same += 1
            elif not is_blank(cell):
                return False
        return same >= 2

    def _is_note(self, raw: Sequence[Cell], filled: Sequence[Cell], index: int, width: int) -> bool:
        wide = any(
            top <= index <= bottom and right - left + 1 >= max(3, width // 2)
            for (top, left), (bottom, right) in self.sheet.merges
            if top <= index <= bottom
        )
        # A lone name in a column of names is an entry left half done, however long it is.
        is_leading = not is_blank(raw[0]) or (len(raw) > 1 and not is_blank(raw[1]))
        if (
            len(filled) == 1
            and is_leading
            and (wide or len(str(filled[0])) > 8 or month_in(as_text(filled[0])))
        ):
            return True
        first = filled[0]
        return isinstance(first, str) and len(filled) <= 4 and bool(_NOTE.match(plain(first).lstrip("（( ")))

    def _say_of_the_shape(self) -> None:
        """Say what isn't read, and what is read though it is hidden."""
        unknown = [column for column in self.header.columns if not column.known]
        if unknown:
            self.say("L122", "hint", f"这些列不认识，没有读：{_listed(unknown)}。", _ADD_WORDS)
        hidden = [
            row for row in sorted(self.sheet.hidden_rows) if self.header.body < row <= len(self.sheet.rows)
        ]
        for row in hidden:
            if not all(is_blank(cell) for cell in self.sheet.rows[row - 1]):
                self.say("L123", "hint", "是隐藏或筛选掉的行，已照样读入。", "不该计入的请删去整行。", row)
        columns = [
            column for column in self.header.read.values() if column.index + 1 in self.sheet.hidden_columns
        ]
        if columns:
            self.say("L123", "hint", f"这些列是隐藏的，已照样读入：{_listed(columns)}。", None)
        if self.sheet.hidden:
            self.say("L123", "hint", "这张工作表是隐藏的，已照样读入。", "不该计入的请删去整张表。")

    @functools.cached_property
    def _without_value(self) -> dict[int, list[tuple[str, bool]]]:
        """Row → its read columns whose cell should hold a value and holds none, and whether Excel said so.

        Both kinds come as if they were empty; a blank answer would be counted as 结转下年度.
        """
        names = {column.index: column.id or "" for column in self.header.read.values()}
        failed = self.sheet.failed
        below = {
            (row, left)
            for (top, left), (bottom, _) in self.sheet.merges
            if (top, left) in failed
            for row in range(top, min(bottom, len(self.sheet.rows)) + 1)
        }
        found: dict[int, list[tuple[str, bool]]] = {}
        for cells, is_failed in ((self.sheet.uncomputed, False), (failed | below, True)):
            for row, place in sorted(cells):
                if row >= self.header.body and place in names:
                    found.setdefault(row, []).append((names[place], is_failed))
        return found

    def _say_of_no_value(self, index: int) -> None:
        for name, is_failed in self._without_value[index]:
            if is_failed:
                what = "显示的是错误（#N/A、#REF!、#VALUE! 之类），读不出内容，这一行没有计入。"
                advice = "请改正公式，或直接填上内容；还没有内容的请清空这一格。"
            else:
                what = "是公式，但没有算出的结果，这一行没有计入。"
                advice = "请在 WPS 中打开台账，等它算完，保存一次。"
            self.say("L137", "error", f"{self.label(name)}{what}", advice, index + 1, name)


_ADD_WORDS = "用得上的，请改成「台账说明」里的列名，或由县里添进 templates/ledgers/ 的词表。"


def _listed(columns: Sequence[Column]) -> str:
    words = [f"「{safe(column.label)}」（{letter(column.index)} 列）" for column in columns]
    more = f"等 {len(words)} 列" if len(words) > MAX_FINDING_COLUMNS else ""
    return "、".join(words[:MAX_FINDING_COLUMNS]) + more
