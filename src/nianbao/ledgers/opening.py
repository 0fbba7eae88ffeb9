"""From a path to worksheets; what can't be read is said in the clerk's words."""

from __future__ import annotations

import io
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from nianbao.folder import why_not
from nianbao.ledgers.csv_file import read_csv
from nianbao.ledgers.errors import LedgerError
from nianbao.ledgers.room import Room
from nianbao.ledgers.sheet import Sheet
from nianbao.ledgers.xlsx_parts import Package, inspect

MAX_BYTES = 50_000_000
"""Size of a ledger's file; one of ten thousand rows has some 2 MB."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = {
    ".doc",
    ".docx",
    ".wps",
    ".et",
    ".ett",
    ".pdf",
    ".ods",
    ".xlsb",
    ".jpg",
    ".jpeg",
    ".png",
    ".bmp",
    ".ofd",
}


def open_ledger(path: Path) -> list[Sheet]:
    """Read all worksheets of a CSV, XLSX or XLS file.

    Raises:
        LedgerError: It can't be read.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except (OSError, ValueError) as problem:
        why = why_not(problem) if isinstance(problem, OSError) else "文件名里有不能用的字符"
        raise LedgerError.of(
            "L101", f"台账打不开：{why}。", "请核对底稿里写的文件名，并关闭正打开它的 WPS。"
        ) from problem
    if size > MAX_BYTES:
        raise LedgerError.of(
            "L106",
            f"文件有 {size / 1e6:.0f} MB，上限 {MAX_BYTES / 1e6:.0f} MB。",
            "请删去图片和用不上的工作表，另存为新的 xlsx。",
        )
    if not data.strip():
        raise LedgerError.of("L102", "台账文件是空的。", "请核对是否选错了文件。")
    ending = path.suffix.lower()
    if ending in _OFFICE:
        raise _other_type(ending)
    if data.startswith(b"PK"):
        return worksheets(data, inspect(data))
    if data.startswith(_OLE):
        return worksheets(data, None)
    if ending in (".csv", ".txt", ".tsv"):
        return [read_csv(data)]
    raise _other_type(ending)


def _other_type(ending: str) -> LedgerError:
    return LedgerError.of(
        "L103", f"台账不能读这种文件（{ending or '没有扩展名'}）。", "请在 WPS 中另存为 xlsx。"
    )


def worksheets(data: bytes, package: Package | None) -> list[Sheet]:
    """Read all worksheets of a workbook.

    Args:
        data: The file.
        package: What was found when it was looked into; None of an old xls, which says nothing of hidden rows.

    Raises:
        LedgerError: It can't be read.
    """
    try:
        with load_workbook(io.BytesIO(data)) as book:
            room = Room(book.sheets_metadata)
            return [
                _sheet(book, index, package, room)
                for index, about in enumerate(book.sheets_metadata)
                if about.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as problem:
        raise LedgerError.of(
            "L110", "工作簿设了打开密码，读不了。", "请在 WPS 中去掉密码，另存为 xlsx。"
        ) from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise _unreadable() from problem
    except BaseException as problem:
        # A panic inside the library: not an Exception, so that nobody catches it by chance.
        if type(problem).__name__ != "PanicException":
            raise
        raise _unreadable() from None


def _unreadable() -> LedgerError:
    return LedgerError.of(
        "L105", "工作簿读不出，可能损坏了，或者不是表格文件。", "请在 WPS 中打开，另存为新的 xlsx。"
    )


def _sheet(book: CalamineWorkbook, index: int, package: Package | None, room: Room) -> Sheet:
    about = book.sheets_metadata[index]
    sheet = book.get_sheet_by_index(index)
    room.take(sheet)
    rows = sheet.to_python(skip_empty_area=False) if sheet.end is not None else []
    parts = package.sheets.get(about.name) if package else None
    hidden = about.visible != SheetVisibleEnum.Visible
    merges = sheet.merged_cell_ranges or []
    if parts is None:
        return Sheet(about.name, rows, merges, hidden)
    assert package is not None
    return Sheet(
        about.name,
        rows,
        merges,
        hidden,
        parts.hidden_rows,
        parts.hidden_columns,
        parts.uncomputed,
        parts.failed,
        package.mac,
    )
