"""PDF: the text layer, put into lines by where the characters stand on the page."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from nianbao.importer.characters import put_right
from nianbao.importer.source import Line, Source, SourceError

MAX_PAGES = 300
"""Pages of a report with all its attachments."""

_MAX_CHARACTERS = 600_000
_FEW = 20
"""A page with fewer characters has none that count: a page number, a scanner's mark."""

_GAP = 0.25
_MIXED_GAP = 0.5
"""Gaps, in heights of a character, that part words and cells; Word itself leaves a quarter between 年 and 2023."""

_INDENT = 1.2


@dataclass
class _Char:
    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.top - self.bottom


def read(data: bytes, name: str) -> Source:
    """Read a PDF.

    Raises:
        SourceError: It can't be read, or has no text.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        why = "设了打开密码" if locked else "打不开，可能损坏了"
        advice = "请去掉密码再试。" if locked else "请重新下载，或用 WPS 打开后另存。"
        raise SourceError(f"「{name}」{why}。{advice}") from problem
    try:
        return _read(document, name)
    except pypdfium2.PdfiumError as problem:
        raise SourceError(f"「{name}」有一页读不出，可能损坏了。请用 WPS 打开后另存再试。") from problem
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, name: str) -> Source:
    pages = len(document)
    if pages > MAX_PAGES:
        raise SourceError(f"「{name}」有 {pages} 页，上限 {MAX_PAGES} 页。请只留下年度报告的那几页。")
    changed: Counter[str] = Counter()
    lines: list[Line] = []
    empty = []
    total = 0
    for number in range(pages):
        chars = list(_chars(document[number]))
        total += len(chars)
        if total > _MAX_CHARACTERS:
            raise SourceError(f"「{name}」的字太多，不像一份年度报告。请核对是否选错了文件。")
        if len(chars) < _FEW:
            empty.append(number + 1)
        lines += _lines(chars, number + 1, len(lines), changed)
    if len(empty) == pages:
        raise SourceError(
            f"「{name}」是扫描件，页面是图片，里面没有文字。请用有文字的 PDF 或网页，或先用 WPS 识别成文字。"
        )
    notes = [f"PDF，{pages} 页。"]
    if empty:
        notes.append(f"第 {'、'.join(map(str, empty))} 页几乎没有文字，可能是图片，请对照原文。")
    return Source(name, "pdf", tuple(lines), changed, tuple(notes))


def _chars(page: pypdfium2.PdfPage) -> Iterator[_Char]:
    text = page.get_textpage()
    try:
        for index in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, index))
            # What pdfium puts in itself isn't on the page; wide gaps are found by where characters stand.
            if char in "\r\n\0" or raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            left, bottom, right, top = text.get_charbox(index, loose=True)
            if right > left or top > bottom:
                yield _Char(char, left, bottom, right, top)
    finally:
        text.close()
        page.close()


def _lines(chars: Sequence[_Char], page: int, before: int, changed: Counter[str]) -> Iterator[Line]:
    rows = _rows(chars)
    if not rows:
        return
    height = statistics.median(char.height for char in chars) or 1.0
    left = _margin([row[0].left for row in rows if len(row) > _FEW])
    right = max((row[-1].right for row in rows), default=0.0)
    last: list[_Char] | None = None
    for number, row in enumerate(rows, before + 1):
        text = put_right(_joined(row), changed)
        indented = left is not None and row[0].left > left + _INDENT * height
        short = last is None or last[-1].right < right - 2 * height
        # Where the page breaks, a paragraph may go on; an indented line never does.
        opens = indented or (short and last is not None)
        yield Line(number, text, page=page, opens=opens if left is not None else None)
        last = row


def _margin(lefts: Sequence[float]) -> float | None:
    return min(lefts) if lefts else None


def _rows(chars: Sequence[_Char]) -> list[list[_Char]]:
    """Put characters that stand side by side into rows, from the top of the page."""
    rows: list[list[_Char]] = []
    for char in sorted(chars, key=lambda one: (-one.middle, one.left)):
        row = rows[-1] if rows else None
        if row is not None and abs(row[0].middle - char.middle) < 0.4 * max(row[0].height, char.height):
            row.append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _joined(row: Sequence[_Char]) -> str:
    text = row[0].text
    for last, char in pairwise(row):
        gap = (char.left - last.right) / max(last.height, char.height, 1.0)
        mixed = last.text.isascii() != char.text.isascii()
        text += (" " if gap > (_MIXED_GAP if mixed else _GAP) else "") + char.text
    return text
