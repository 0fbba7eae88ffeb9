"""Plain texts, and text at hand."""

from __future__ import annotations

from collections import Counter

from nianbao.importer.characters import put_right
from nianbao.importer.readers.encoding import decoded
from nianbao.importer.readers.html import joined
from nianbao.importer.source import MAX_LINES, Line, Source, SourceError

_MOST = 8_000_000
"""Bytes of a text; a city's report has some 60,000."""


def read(data: bytes, name: str) -> Source:
    """Read a plain text of any encoding.

    Raises:
        SourceError: It is no text.
    """
    if len(data) > _MOST:
        raise SourceError(
            f"「{name}」有 {len(data) / 1e6:.0f} MB 文字，太长，不像一份年度报告。请核对是否选错了文件。"
        )
    text, encoding = decoded(data, name)
    source = text_source(text, name)
    damaged = text.count("\ufffd")
    return Source(
        name,
        "txt",
        source.lines,
        source.changed,
        (f"文字编码：{encoding}。",),
        (f"有 {damaged} 处字符损坏，读成了「�」，请对照原文",) if damaged else (),
    )


def text_source(text: str, name: str) -> Source:
    """Give a text as a source.

    Args:
        text: The text.
        name: File name, for messages.

    Raises:
        SourceError: It is too long.
    """
    changed: Counter[str] = Counter()
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    if len(rows) > MAX_LINES:
        raise SourceError(f"「{name}」有 {len(rows)} 行，太长，不像一份年度报告。请核对是否选错了文件。")
    lines = tuple(_line(number, put_right(row, changed)) for number, row in enumerate(rows, 1))
    return Source(name, "txt", lines, changed)


def _line(number: int, text: str) -> Line:
    """Give a line; what was copied from a spreadsheet has its cells parted by tabs."""
    return Line(number, text, joined(text.split("\t"))[1] if _is_row(text) else None)


def _is_row(text: str) -> bool:
    """Tell a row of cells: two tabs behind something, or one with a number or nothing behind it.

    One tab alone indents a paragraph, or stands behind its number.
    """
    cells = text.split("\t")
    first = next((place for place, cell in enumerate(cells) if cell.strip()), len(cells))
    tabs = len(cells) - 1 - first
    return tabs > 1 or (tabs == 1 and (not cells[-1].strip() or cells[-1].strip()[0].isdigit()))
