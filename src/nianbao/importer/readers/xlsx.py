"""Workbooks: the tables, sheet by sheet, row by row."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from python_calamine import CalamineError, CalamineSheet, PasswordError, load_workbook

from nianbao import own_sheet
from nianbao.importer.characters import put_right
from nianbao.importer.readers.html import joined
from nianbao.importer.source import MAX_LINES, Line, Source, SourceError
from nianbao.ledgers.errors import LedgerError
from nianbao.ledgers.room import Room
from nianbao.ledgers.xlsx_parts import Package, inspect

_HEADED = re.compile(r"\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、.*(?:情况|事项)\s*$)")
"""A part's heading stands in the first column between two tables."""

_OWN = "本程序工作簿的说明"


def read(data: bytes, name: str) -> Source:
    """Read a workbook.

    Raises:
        SourceError: It can't be read.
    """
    changed: Counter[str] = Counter()
    try:
        package = inspect(data)
        lines: list[Line] = []
        with load_workbook(io.BytesIO(data)) as book:
            room = Room(book.sheet_names)
            for one in book.sheet_names:
                sheet = book.get_sheet_by_name(one)
                room.take(sheet)
                lines += _known(one, list(_sheet(sheet, changed)))
                if len(lines) > MAX_LINES:
                    raise SourceError(f"「{name}」的表太长，不像一份年度报告。请核对是否选错了文件。")
    except LedgerError as problem:
        said = problem.finding
        raise SourceError(f"「{name}」{said.message}{said.suggestion or ''}") from problem
    except PasswordError as problem:
        raise SourceError(f"「{name}」设了打开密码。请在 WPS 中去掉密码，另存为 xlsx。") from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise _unreadable(name) from problem
    except BaseException as problem:
        # A panic inside the library: not an Exception, so that nobody catches it by chance.
        if type(problem).__name__ != "PanicException":
            raise
        raise _unreadable(name) from None
    if not lines:
        raise SourceError(f"「{name}」是空的工作簿。请核对是否选错了文件。")
    notes = ("工作簿；行号是各工作表里的行号。",)
    return Source(name, "xlsx", tuple(lines), changed, notes, tuple(_doubts(package)))


def _unreadable(name: str) -> SourceError:
    return SourceError(f"「{name}」读不出，可能损坏了。请在 WPS 中打开，另存为新的 xlsx。")


def _doubts(package: Package) -> Iterator[str]:
    for name, sheet in package.sheets.items():
        for cells, what in (
            (sheet.uncomputed, "公式没有算出的值，读成了空白；请在 WPS 中打开，保存一次再读"),
            (sheet.failed, "公式有错（如 #REF!），读成了空白"),
        ):
            if cells:
                row, column = min(cells)
                yield f"工作表「{name}」有 {len(cells)} 格{what}，第一处在第 {row + 1} 行第 {column + 1} 列"


def _sheet(sheet: CalamineSheet, changed: Counter[str]) -> Iterator[Line]:
    if sheet.end is None:
        return
    # A range may reach to the end of the sheet's millions of cells; those with something in them count.
    last_row, last_column = sheet.end
    covered = {
        (row, column)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        for row in range(top, min(bottom, last_row) + 1)
        for column in range(left, min(right, last_column) + 1)
        if (row, column) != (top, left)
    }
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for number, (row, width) in enumerate(zip(rows, _widths(rows), strict=True)):
        texts = [
            put_right(text, changed)
            for place, text in enumerate(row[:width])
            if (number, place) not in covered
        ]
        if any(texts):
            text, spans = joined(texts)
            yield Line(number + 1, text, spans if len(texts) > 1 else None)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Tell how many columns each row has: a table's last ones may be blank, and are still its cells.

    A blank row or a heading parts tables. A row with one text, such as a title, has no more than its own.
    """
    own = [max((place + 1 for place, text in enumerate(row) if text), default=0) for row in rows]
    filled = [sum(map(bool, row)) for row in rows]
    widths = list(own)
    first = 0
    for place in range(len(rows) + 1):
        if place == len(rows) or filled[place] == 0 or _HEADED.match(rows[place][0]):
            widest = max(own[first:place], default=0)
            widths[first:place] = [
                widest if count > 1 else width
                for count, width in zip(filled[first:place], own[first:place], strict=True)
            ]
            first = place
    return widths


def _known(name: str, lines: list[Line]) -> Iterator[Line]:
    """Tell what our own sheet 说明 says of the workbook from what it says of the report: its title."""
    labels = [line.text.partition("\t")[0] for line in lines]
    if name != own_sheet.SHEET or not {own_sheet.REPORT, own_sheet.FINGERPRINT} <= set(labels):
        yield from lines
        return
    for label, line in zip(labels, lines, strict=True):
        if label == own_sheet.REPORT:
            before = len(label) + 1
            yield Line(line.number, line.text[before:], shift=before)
        else:
            yield replace(line, aside=_OWN if label in own_sheet.ABOUT else None)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split()) if not isinstance(value, bool) else ""
