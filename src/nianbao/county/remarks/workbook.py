"""审核意见汇总.xlsx: a row a remark, in which the officer answers and adds remarks of his own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from nianbao.county.remarks.fitting import row_height
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.remarks.remark import ORDER, Handling, Remark, State
from nianbao.county.roster import Member, Roster

SHEET = "审核意见"
NAME = "审核意见汇总.xlsx"

COLUMNS = (
    "编号",
    "单位",
    "轮次",
    "状态",
    "轻重",
    "位置",
    "现状",
    "应改为",
    "依据",
    "县里意见",
    "处理",
    "原意见",
    "原处理",
)
"""The last two are hidden: what stood there when the workbook was written, to see what the officer changed."""

EDITED = ("县里意见", "处理")
HEADER_ROW = 3
"""0-based row of the header."""

_WIDTHS = (18, 16, 6, 7, 9, 26, 40, 36, 22, 30, 8, 8, 8)
_ROWS_MORE = 80
_HOW = (
    "「县里意见」写补充的话，会印进这个单位的审核意见；「处理」选「不提」或「办结」的，以后不再提。",
    "自己要提的意见写在下面空行里：选单位，写位置和意见（应改为）。存盘关闭后，运行 nianbao county remarks，就记下并重新生成。",
)


@dataclass(frozen=True)
class Row:
    """A row of the workbook.

    Attributes:
        member: The unit.
        round: Number of the round.
        remark: The remark.
        opinion: What the officer adds.
        handling: What he decided.
    """

    member: Member
    round: int
    remark: Remark
    opinion: str
    handling: Handling

    @property
    def key(self) -> str:
        """Number of the remark among all units'."""
        return f"{self.member.name}-{self.remark.number}"


def rows_of(ledger: RemarkLedger, roster: Roster) -> list[Row]:
    """List all remarks of the last rounds, unit by unit, what is put right behind what isn't."""
    return [row for member in roster.members for row in _rows(ledger, member)]


def _rows(ledger: RemarkLedger, member: Member) -> Iterator[Row]:
    last = ledger.last(member.id)
    rounds = ledger.rounds(member.id)
    before = rounds[-2].owned if len(rounds) > 1 else ()
    own = ledger.own(member.id, before)
    checked = sorted(last.remarks, key=lambda one: ORDER.index(one.weight)) if last else []
    fixed = last.fixed if last else ()
    for remark in (*own, *checked, *fixed):
        said = ledger.said(member.id, remark.number)
        yield Row(member, last.number if last else 0, remark, said.opinion, said.handling)


def remarks_workbook(rows: Sequence[Row], roster: Roster, year: int) -> bytes:
    """Write the workbook; the same rows give the same bytes."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        book.set_properties({"title": "审核意见汇总", "created": datetime(year + 1, 1, 1)})
        _Sheet(book, rows, roster).write(f"{roster.county}{year}年度政府信息公开工作年度报告审核意见汇总")
    return packed.getvalue()


class _Sheet:
    def __init__(self, book: Any, rows: Sequence[Row], roster: Roster) -> None:
        self.book, self.rows, self.roster = book, rows, roster
        self.sheet = book.add_worksheet(SHEET)
        self.last = HEADER_ROW + len(rows) + _ROWS_MORE

    def write(self, title: str) -> None:
        look = self.book.add_format
        plain = {"font_size": 10, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#B8BEC6"}
        shown = len(COLUMNS) - 2
        big = look({"bold": True, "font_size": 16, "valign": "vcenter"})
        self.sheet.merge_range(0, 0, 0, shown - 1, title, big)
        self.sheet.set_row(0, 30)
        hint = look({"font_size": 10, "font_color": "#555B63"})
        for line, text in enumerate(_HOW, 1):
            self.sheet.write_string(line, 0, text, hint)
        head = look(plain | {"bold": True, "bg_color": "#E8EEF4", "align": "center", "valign": "vcenter"})
        mine = look(plain | {"bold": True, "bg_color": "#FFF3CD", "align": "center", "valign": "vcenter"})
        for column, name in enumerate(COLUMNS):
            self.sheet.write_string(HEADER_ROW, column, name, mine if name in EDITED else head)
        self.sheet.set_row(HEADER_ROW, 22)
        cell = look(plain)
        done = look(plain | {"font_color": "#808890"})
        grave = look(plain | {"bold": True})
        entry = look(plain | {"locked": False, "bg_color": "#FFFBEA", "num_format": "@"})
        for index, row in enumerate(self.rows):
            usual = done if row.remark.state is State.FIXED or row.handling else cell
            self.sheet.set_row(HEADER_ROW + 1 + index, row_height(_texts(row)[:-2], _WIDTHS))
            for column, text in enumerate(_texts(row)):
                name = COLUMNS[column]
                emphasised = name == "轻重" and row.remark.weight in ORDER[:2] and usual is cell
                style = entry if name in EDITED else grave if emphasised else usual
                self._put(HEADER_ROW + 1 + index, column, text, style)
        for row_number in range(HEADER_ROW + 1 + len(self.rows), self.last + 1):
            for column in range(shown):
                self._put(row_number, column, "", entry if column else cell)
        self._set_up(shown)

    def _put(self, row: int, column: int, text: str, style: Any) -> None:
        if text:
            self.sheet.write_string(row, column, text, style)
        else:
            self.sheet.write_blank(row, column, None, style)

    def _set_up(self, shown: int) -> None:
        sheet, first = self.sheet, HEADER_ROW + 1
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, None, {"hidden": column >= shown})
        choice = {"validate": "list", "source": [one.value for one in Handling if one]}
        sheet.data_validation(
            first, COLUMNS.index("处理"), self.last, COLUMNS.index("处理"),
            choice | {"error_title": "处理", "error_message": "请从下拉列表里选；照常提的，留空。"},
        )  # fmt: skip
        names = "、".join(one.name for one in self.roster.members)
        units = [one.name for one in self.roster.members]
        if len(",".join(units)) <= 255:  # Excel takes no longer list; then the name is typed
            sheet.data_validation(
                first + len(self.rows), 1, self.last, 1,
                {"validate": "list", "source": units, "error_title": "单位", "error_message": f"请选单位：{names}"[:250]},
            )  # fmt: skip
        sheet.freeze_panes(first, 2)
        sheet.autofilter(HEADER_ROW, 0, max(HEADER_ROW + 1, HEADER_ROW + len(self.rows)), shown - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)
        sheet.print_area(0, 0, HEADER_ROW + max(1, len(self.rows)), shown - 1)
        allowed = ("autofilter", "sort", "format_columns", "format_rows", "insert_rows")
        sheet.protect("", dict.fromkeys(allowed, True))


def _texts(row: Row) -> tuple[str, ...]:
    words = row.remark.words
    return (
        row.key,
        row.member.name,
        str(row.round) if row.round else "",
        row.remark.state.value,
        row.remark.weight,
        words.where,
        words.now,
        words.should,
        words.basis,
        row.opinion,
        row.handling.value,
        row.opinion,
        row.handling.value,
    )
