"""Ledgers in CSV: UTF-8 with or without a mark, UTF-16 with one, GBK and GB18030."""

from __future__ import annotations

import csv
import io

from nianbao.ledgers.errors import LedgerError
from nianbao.ledgers.sheet import Sheet

MAX_ROWS = 200_000
"""Rows of one sheet; a county's busiest office keeps some thousands a year."""

MAX_COLUMNS = 1_000
"""Columns of one sheet."""

MAX_CSV_CELL = 131_072
"""Characters of one cell; what is longer lost a quotation mark."""


def read_csv(data: bytes) -> Sheet:
    """Read a CSV file.

    Raises:
        LedgerError: It isn't one.
    """
    text, note = _decode(data)
    sample = "\n".join(text.splitlines()[:30])
    delimiter = max(",\t;，", key=sample.count)
    csv.field_size_limit(MAX_CSV_CELL)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            rows.append(cells)
            if len(rows) > MAX_ROWS or len(cells) > MAX_COLUMNS:
                raise LedgerError.of(
                    "L107",
                    f"表太大：超过 {MAX_ROWS} 行或 {MAX_COLUMNS} 列。",
                    "请核对是否选错了文件，或只留本年度用得上的行和列。",
                )
    except csv.Error as problem:
        raise LedgerError.of(
            "L105",
            f"CSV 在第 {reader.line_num} 行附近读不下去，多半是引号没有成对。",
            "请在 WPS 中打开核对这一行，或另存为 xlsx。",
        ) from problem
    return Sheet(None, rows, note=note)


def _decode(data: bytes) -> tuple[str, str | None]:
    """Give the text, and what is to be said of its encoding."""
    encodings: list[tuple[str, str | None]]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = [("utf-16", "UTF-16")]
    else:
        encodings = [("utf-8-sig", None), ("gb18030", "GBK（ANSI）")]
    for encoding, name in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, name and f"文件按 {name} 编码读取。"
    raise LedgerError.of(
        "L104",
        "CSV 的文字编码读不出（不是 UTF-8，也不是 GBK）。",
        "请在 WPS 中打开后另存为 xlsx。",
    )
