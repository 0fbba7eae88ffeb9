"""An empty ledger workbook for a clerk: drop-downs, dates that are dates, guidance, an example sheet.

What it holds lies in ``templates/ledgers/``, so that whatever it offers is what the reader understands.
The same input gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
import math
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.ledgers.forms import key, without_brackets
from nianbao.ledgers.words import KINDS, Words, load_words

EXAMPLE_SHEET = "示例"
GUIDANCE_SHEET = "说明"
LISTS_SHEET = "选项"

LAST_ROW = 5_000
"""Drop-downs reach down to here."""

_TITLE_ROW, _HEAD_ROW = 1, 2
_ADVICE_WIDTH = 80
_DATE = "yyyy-mm-dd"
_LONG_AGO = datetime.datetime(2000, 1, 1)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CONTROL = re.compile("[\x00-\x1f\x7f]")

_THIN = Side(style="thin", color="999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_READ, _NEEDED, _OWN = (PatternFill("solid", fgColor=color) for color in ("DCE6F1", "FFE699", "EDEDED"))
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def empty_workbook(
    unit_name: str, year: int, kinds: Sequence[str] = KINDS, folder: Path | None = None
) -> bytes:
    """Write an empty ledger workbook.

    Args:
        unit_name: The unit, for the titles.
        year: The report's year.
        kinds: The ledgers it is to hold.
        folder: The working folder, for a county's own words, or None.

    Returns:
        The bytes of an xlsx file.
    """
    known = [load_words(kind, folder) for kind in kinds]
    book = Workbook()
    guidance = book.worksheets[0]
    guidance.title = GUIDANCE_SHEET
    _write_guidance(guidance, known, unit_name, year)
    lists = _Lists(book)
    for words in known:
        _write_ledger(book.create_sheet(words.name), words, unit_name, year, lists)
    _write_examples(book.create_sheet(EXAMPLE_SHEET), known, year)
    lists.close()
    book.active = 1 if known else 0
    # Only one sheet may be the selected one, or a clerk types into all of them at once.
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.active
    stream = io.BytesIO()
    book.save(stream)
    return _without_time(stream.getvalue())


class _Lists:
    """The hidden sheet that the drop-downs take their words from."""

    def __init__(self, book: Workbook) -> None:
        self._sheet = book.create_sheet(LISTS_SHEET)
        self._sheet.sheet_state = "hidden"
        self._book = book
        self._count = 0

    def add(self, words: Sequence[str]) -> str:
        """Add a list; gives the reference to it."""
        self._count += 1
        column = get_column_letter(self._count)
        for row, word in enumerate(words, 1):
            _put(_cell(self._sheet, row, self._count), word)
        return f"'{LISTS_SHEET}'!${column}$1:${column}${len(words)}"

    def close(self) -> None:
        """Move the sheet behind all others."""
        self._book.move_sheet(self._sheet, len(self._book.worksheets))


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "the rest of a merged range isn't written to"
    return cell


def _put(cell: Cell, value: str | int | datetime.date) -> None:
    """Write a value; a text never becomes a formula."""
    cell.value = _CONTROL.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"


def _column_of(words: Words, heading: str) -> str | None:
    found = words.headings.get(key(heading)) or words.headings.get(key(without_brackets(heading)))
    return found[0] if found else None


def _write_ledger(sheet: Worksheet, words: Words, unit_name: str, year: int, lists: _Lists) -> None:
    _write_title(sheet, f"{unit_name}{year}年{words.name}", len(words.layout))
    for number, heading in enumerate(words.layout, 1):
        letter = get_column_letter(number)
        column = _column_of(words, heading)
        cell = _cell(sheet, _HEAD_ROW, number)
        _write_heading(cell, words, heading, column)
        # openpyxl asks for a comment's size in points; a clerk reads it without dragging its corner.
        advice = words.help.get(column or "") or ("只供本单位登记，不会读入。" if column is None else "")
        if advice:
            cell.comment = Comment(advice, "nianbao", height=90, width=220)
        cells = f"{letter}{_HEAD_ROW + 1}:{letter}{LAST_ROW}"
        _validate(sheet, words, column, cells, lists)
        sheet.column_dimensions[letter].width = _width(words, heading, column)
        if column in words.dates:
            sheet.column_dimensions[letter].number_format = _DATE
    sheet.row_dimensions[_HEAD_ROW].height = 32
    sheet.freeze_panes = _cell(sheet, _HEAD_ROW + 1, 2)
    _for_paper(sheet)


def _write_title(sheet: Worksheet, title: str, width: int) -> None:
    cell = _cell(sheet, _TITLE_ROW, 1)
    _put(cell, title)
    cell.font = Font(size=14, bold=True)
    cell.alignment = Alignment(vertical="center")
    sheet.row_dimensions[_TITLE_ROW].height = 26
    if width > 1:
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)


def _write_heading(cell: Cell, words: Words, heading: str, column: str | None) -> None:
    _put(cell, heading)
    cell.font = Font(bold=True)
    cell.fill = _NEEDED if column in words.needed else _READ if column else _OWN
    cell.alignment = _CENTRED
    cell.border = _BORDER


def _width(words: Words, heading: str, column: str | None) -> float:
    if column in words.choices:
        longest = max(len(word) for word in _offered(words, column or ""))
        return min(max(12.0, 2.0 * longest + 3), 30)
    if column in words.dates:
        return 12.5
    named = "名称" in heading or heading in ("申请内容", "备注", "链接", "来源")
    return 26 if named else max(10.0, 2.0 * len(heading) + 3)


def _offered(words: Words, column: str) -> list[str]:
    return [known[0] for known in words.values[words.choices[column]].values()]


def _validate(sheet: Worksheet, words: Words, column: str | None, cells: str, lists: _Lists) -> None:
    if column in words.choices:
        # 公开渠道 may name several; an unknown result must not slip in.
        rule = DataValidation("list", lists.add(_offered(words, column or "")), allow_blank=True)
        rule.errorStyle = "warning" if words.kind == "publications" else "stop"
        rule.error = "请从下拉框里选一个。"
    elif column in words.dates:
        rule = DataValidation("date", f"DATE({words.earliest},1,1)", operator="greaterThan", allow_blank=True)
        rule.error = "请写成年月日，如 2024-03-05。"
    elif column in words.numbers:
        rule = DataValidation("whole", "0", operator="greaterThanOrEqual", allow_blank=True)
        rule.type = "decimal" if column in ("charges", "fee") else "whole"
        rule.error = "请只写数字，不写单位。"
    else:
        return
    rule.errorTitle = "填写有误"
    rule.showErrorMessage = True
    rule.add(cells)
    sheet.add_data_validation(rule)


def _for_paper(sheet: Worksheet) -> None:
    _on_landscape(sheet)
    sheet.print_title_rows = f"{_TITLE_ROW}:{_HEAD_ROW}"


def _on_landscape(sheet: Worksheet) -> None:
    """Print on A4 across, as wide as the page and as long as it takes."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_guidance(sheet: Worksheet, known: Sequence[Words], unit_name: str, year: int) -> None:
    lines = [
        f"{unit_name}{year}年度台账",
        "黄色的列不能少（没有办结、审结的，结果和日期可以留空），蓝色的列会读入，灰色的列只供本单位登记：里面的姓名、电话、内容都不会读入。",
        "可以加列、加行、换列的次序；请不要改表头的列名。日期写全年月日。",
        "「示例」工作表只供参看，不会计入。",
    ]
    for row, line in enumerate(lines, 1):
        _put(_cell(sheet, row, 1), line)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
    _cell(sheet, 1, 1).font = Font(size=14, bold=True)
    for number, (heading, width) in enumerate((("工作表", 22), ("列", 24), ("怎么填", _ADVICE_WIDTH + 4)), 1):
        cell = _cell(sheet, len(lines) + 2, number)
        _put(cell, heading)
        cell.font, cell.fill, cell.border, cell.alignment = Font(bold=True), _READ, _BORDER, _CENTRED
        sheet.column_dimensions[get_column_letter(number)].width = width
    row = len(lines) + 3
    for words in known:
        rows = [("", words.about)]
        rows += [(words.columns[column][0], advice) for column, advice in words.help.items()]
        for place, (heading, advice) in enumerate(rows):
            for number, text in enumerate((words.name if place == 0 else "", heading, advice), 1):
                cell = _cell(sheet, row, number)
                if text:
                    _put(cell, text)
                cell.border, cell.alignment = _BORDER, _WRAPPED
            # A file that no office program has laid out yet has no heights for its wrapped lines.
            sheet.row_dimensions[row].height = 15 * math.ceil(2 * len(advice) / _ADVICE_WIDTH)
            row += 1
    _on_landscape(sheet)


def _write_examples(sheet: Worksheet, known: Sequence[Words], year: int) -> None:
    _put(_cell(sheet, 1, 1), "示例：只供参看，不会计入。")
    _cell(sheet, 1, 1).font = Font(size=14, bold=True, color="C00000")
    row = 3
    for words in known:
        _put(_cell(sheet, row, 1), words.name)
        _cell(sheet, row, 1).font = Font(bold=True)
        for number, heading in enumerate(words.layout, 1):
            _write_heading(_cell(sheet, row + 1, number), words, heading, _column_of(words, heading))
            for offset, example in enumerate(words.examples, 2):
                cell = _cell(sheet, row + offset, number)
                cell.border = _BORDER
                if heading in example:
                    _put(cell, _dated(example[heading], year))
                    cell.number_format = _DATE if isinstance(cell.value, datetime.date) else "General"
        row += len(words.examples) + 3
    for number in range(1, 26):
        sheet.column_dimensions[get_column_letter(number)].width = 15
    sheet.sheet_properties.tabColor = "C00000"
    _on_landscape(sheet)


def _dated(value: str | int, year: int) -> str | int | datetime.date:
    if isinstance(value, str) and re.fullmatch(r"-\d{2}-\d{2}", value):
        return datetime.date.fromisoformat(f"{year}{value}")
    return value.replace("〔2024〕", f"〔{year}〕") if isinstance(value, str) else value


def _without_time(data: bytes) -> bytes:
    """Write the package again without the hour in which it was made."""
    stream = io.BytesIO()
    stamp = f"{_LONG_AGO:%Y-%m-%dT%H:%M:%S}Z".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", stamp, content)
            about = zipfile.ZipInfo(part.filename, _EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            # The system of the machine that writes it would be another difference.
            about.create_system = 3
            new.writestr(about, content)
    return stream.getvalue()
