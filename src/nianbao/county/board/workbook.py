"""The board as a workbook: 进度, 经过, 催报, 通报."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from nianbao.county.board.board import Board
from nianbao.county.board.bulletin import Bulletin
from nianbao.county.board.states import State
from nianbao.county.board.urging import Reminder
from nianbao.county.remarks.fitting import row_height

_GROUNDS: dict[State, str] = {
    State.MISSING: "#E7EAED",
    State.WAITING: "#DCE9F7",
    State.RETURNED: "#FBE3D6",
    State.PASSED: "#DDF0E0",
    State.SIGNED: "#D3EDE8",
    State.PUBLISHED: "#C4E3CC",
}
_Cell = str | int
_NARROW = 12
_BORDER = {"border": 1, "border_color": "#B8BEC6", "valign": "vcenter", "text_wrap": True, "font_size": 10.5}


def board_workbook(found: Board, reminders: Sequence[Reminder], told: Bulletin) -> bytes:
    """Write the workbook; the same board gives the same bytes."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        created = found.now.replace(tzinfo=None, microsecond=0)
        book.set_properties(
            {"title": f"{found.year}年度报告报送进度", "created": datetime(*created.timetuple()[:6])}
        )
        _progress(_Sheet(book, "报送进度"), found)
        _events(_Sheet(book, "经过"), found)
        _reminders(_Sheet(book, "催报"), reminders)
        _bulletin(_Sheet(book, "通报"), told)
    return packed.getvalue()


class _Sheet:
    """A sheet with a title, a header and rows."""

    def __init__(self, book: Any, name: str) -> None:
        self.book, self.sheet, self.row = book, book.add_worksheet(name), 0
        self.widths: Sequence[float] = ()
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)

    def title(self, text: str, columns: int) -> None:
        look = self.book.add_format({"bold": True, "font_size": 16, "valign": "vcenter"})
        self.sheet.merge_range(self.row, 0, self.row, columns - 1, text, look)
        self.sheet.set_row(self.row, 30)
        self.row += 1

    def note(self, text: str, columns: int, height: float | None = None) -> None:
        look = self.book.add_format({"text_wrap": True, "valign": "top", "font_size": 10.5})
        self.sheet.merge_range(self.row, 0, self.row, columns - 1, text, look)
        if height:
            self.sheet.set_row(self.row, height)
        self.row += 1

    def header(self, names: Sequence[str], widths: Sequence[float]) -> None:
        look = self.book.add_format(_BORDER | {"bold": True, "bg_color": "#E8EEF4", "align": "center"})
        for column, (name, width) in enumerate(zip(names, widths, strict=True)):
            self.sheet.set_column(column, column, width)
            self.sheet.write_string(self.row, column, name, look)
        self.widths = widths
        self.sheet.set_row(self.row, 24)
        self.sheet.repeat_rows(self.row)
        self.row += 1
        self.sheet.freeze_panes(self.row, 1)

    def add(self, cells: Sequence[_Cell], grounds: dict[int, str] | None = None) -> None:
        self.sheet.set_row(self.row, row_height([str(cell) for cell in cells], self.widths, 15))
        for column, cell in enumerate(cells):
            ground = (grounds or {}).get(column)
            # What is as narrow as its content stands in the middle.
            middle = {"align": "center"} if self.widths[column] <= _NARROW else {}
            look = self.book.add_format(_BORDER | middle | ({"bg_color": ground} if ground else {}))
            if isinstance(cell, int):
                self.sheet.write_number(self.row, column, cell, look)
            elif cell:
                self.sheet.write_string(self.row, column, cell, look)
            else:
                self.sheet.write_blank(self.row, column, None, look)
        self.row += 1


def _progress(sheet: _Sheet, found: Board) -> None:
    names = (
        "单位",
        "类别",
        "状态",
        "状态日期",
        "版本",
        "首次收到",
        "最近收到",
        "轮次",
        "必须修改",
        "请核实",
        "退回次数",
        "说明",
        "网址",
        "联系人",
        "电话",
    )
    widths = (20, 10, 9, 12, 7, 12, 12, 7, 10, 8, 10, 36, 30, 10, 16)
    sheet.title(f"{found.county}{found.year}年度政府信息公开工作年度报告报送进度", len(names))
    counts = "，".join(f"{state} {count}" for state, count in found.counts.items())
    deadline = f"；报送期限 {found.deadline.isoformat()}" if found.deadline else ""
    sheet.note(f"截至 {found.now:%Y-%m-%d %H:%M}{deadline}；{counts}", len(names))
    sheet.header(names, widths)
    first = sheet.row
    for one in found.standings:
        opinion = one.opinion
        told = opinion.counts if opinion else {}
        checked: list[_Cell] = (
            [opinion.number, told.get("必须修改", 0), told.get("请核实", 0)] if opinion else ["", "", ""]
        )
        cells: list[_Cell] = [one.member.name, one.member.kind.value, one.state.value, one.since]
        cells += [one.versions or "", one.first[:10], one.last[:10], *checked, one.returned or ""]
        cells += [one.note, one.address, one.member.contact, one.member.phone]
        sheet.add(cells, {2: _GROUNDS[one.state]})
    sheet.sheet.autofilter(first - 1, 0, max(first, sheet.row - 1), len(names) - 1)


def _events(sheet: _Sheet, found: Board) -> None:
    sheet.header(("单位", "时间", "经过", "状态", "版本", "由谁", "说明"), (20, 20, 24, 9, 7, 14, 60))
    for one in found.standings:
        for event in one.events:
            state = event.state.value if event.state else ""
            when = event.at[:16].replace("T", " ")
            version: _Cell = event.version or ""
            sheet.add([one.member.name, when, event.what, state, version, event.by, event.note])


def _reminders(sheet: _Sheet, reminders: Sequence[Reminder]) -> None:
    sheet.header(("单位", "状态", "联系人", "电话", "催报的话（可直接发）"), (20, 9, 10, 16, 100))
    for one in reminders:
        member = one.member
        sheet.add(
            [member.name, one.state.value, member.contact, member.phone, one.text], {1: _GROUNDS[one.state]}
        )


def _bulletin(sheet: _Sheet, told: Bulletin) -> None:
    sheet.header(("类别", "单位", "已报", "报送率", "按时", "通过", "已发布"), (12, 10, 10, 12, 10, 10, 10))
    for one in told.rates:
        in_time: _Cell = "" if one.in_time is None else one.in_time
        sheet.add([one.name, one.units, one.received, one.rate, in_time, one.passed, one.published])
    sheet.row += 1
    for paragraph in told.paragraphs:
        sheet.note(paragraph, 7, height=16.0 * (len(paragraph) // 38 + 1))
