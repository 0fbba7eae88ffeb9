"""Plain texts, and text at hand."""

from __future__ import annotations

from collections import Counter

from nianbao.importer.characters import put_right
from nianbao.importer.readers.encoding import decoded
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
    return Source(
        name,
        "txt",
        tuple(Line(number, put_right(row, changed)) for number, row in enumerate(rows, 1)),
        changed,
    )
