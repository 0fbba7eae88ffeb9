"""PDF: the text layer, put into lines and rows of tables by where characters and ruled lines stand."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nianbao.importer.characters import put_right, raised
from nianbao.importer.readers.html import joined, put_together
from nianbao.importer.readers.pdf_columns import with_blanks
from nianbao.importer.readers.pdf_grid import Grid, grids
from nianbao.importer.readers.pdf_pages import Char, Page, read_pages
from nianbao.importer.source import Line, Source, SourceError

_FEW = 20
"""A page with fewer characters has none that count: a page number, a scanner's mark."""

_GAP = 0.25
_MIXED_GAP = 0.5
"""Gaps, in heights of a character, that part words and cells; Word itself leaves a quarter between 年 and 2023."""

_INDENT = 1.2

_SMALL = 0.75
_RAISED = 0.2
"""A note's mark is so small, and stands so far above the line (in heights of the line's characters)."""

Word = list[Char]


def read(data: bytes, name: str) -> Source:
    """Read a PDF.

    Raises:
        SourceError: It can't be read, or has no text.
    """
    pages = read_pages(data, name)
    changed: Counter[str] = Counter()
    lines: list[Line] = []
    for number, page in enumerate(pages, 1):
        lines += _lines(page, number, len(lines), changed)
    empty = [number for number, page in enumerate(pages, 1) if len(page.chars) < _FEW]
    if len(empty) == len(pages):
        raise SourceError(
            f"「{name}」是扫描件，页面是图片，里面没有文字。请用有文字的 PDF 或网页，或先用 WPS 识别成文字。"
        )
    notes = [f"PDF，{len(pages)} 页。"]
    if empty:
        notes.append(f"第 {'、'.join(map(str, empty))} 页几乎没有文字，可能是图片，请对照原文。")
    return Source(name, "pdf", tuple(lines), changed, tuple(notes))


def _lines(page: Page, number: int, before: int, changed: Counter[str]) -> Iterator[Line]:
    """Give a page's lines and rows of tables, from its top."""
    tables = grids(page)
    rows = _rows([char for char in page.chars if not any(grid.holds(char) for grid in tables)])
    height = statistics.median([char.height for char in page.chars] or [1.0]) or 1.0
    left = min([row[0].left for row in rows if len(row) > _FEW], default=None)
    right = max((row[-1].right for row in rows), default=0.0)
    texts = with_blanks([words(row) for row in rows])
    things: list[tuple[float, Grid | int]] = [(-grid.ys[0], grid) for grid in tables]
    things += [(-row[0].middle, place) for place, row in enumerate(rows)]
    last: list[Char] | None = None
    for _, thing in sorted(things, key=lambda pair: pair[0]):
        if isinstance(thing, Grid):
            for cells in thing.cells:
                before += 1
                text, spans = joined([put_right(_cell_text(cell), changed) for cell in cells])
                yield Line(before, text, spans, page=number)
            last = None
            continue
        before += 1
        row, shown = rows[thing], texts[thing]
        if isinstance(shown, list):
            text, spans = joined([put_right(cell, changed) for cell in shown])
            yield Line(before, text, spans, page=number)
            last = None
            continue
        indented = left is not None and row[0].left > left + _INDENT * height
        short = last is None or last[-1].right < right - 2 * height
        # Where the page breaks, a paragraph may go on; an indented line never does.
        opens = indented or (short and last is not None)
        yield Line(before, put_right(shown, changed), page=number, opens=opens if left is not None else None)
        last = row


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    """Put characters that stand side by side into rows, from the top of the page."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda one: (-one.middle, one.left)):
        row = rows[-1] if rows else None
        if row is not None and abs(row[0].middle - char.middle) < 0.4 * max(row[0].height, char.height):
            row.append(char)
        else:
            rows.append([char])
    return [_with_marks(sorted(row, key=lambda one: one.left)) for row in rows]


def _with_marks(row: list[Char]) -> list[Char]:
    """Write small digits above the line as such: a note's mark is no digit of the number that it hangs on."""
    found: list[Char] = []
    line: Char | None = None
    for char in row:
        hangs = line is not None and char.text.isdigit() and _hangs(char, line, found[-1])
        found.append(char._replace(text=raised(char.text, found[-1].text)) if hangs else char)
        line = line if hangs else char
    return found


def _hangs(char: Char, line: Char, last: Char) -> bool:
    low = char.height < _SMALL * line.height
    return low and char.bottom > line.bottom + _RAISED * line.height and char.left < last.right + line.height


def words(row: Sequence[Char]) -> list[Word]:
    """Cut a row of characters where a gap parts words or cells."""
    found: list[Word] = [[row[0]]]
    for last, char in pairwise(row):
        gap = (char.left - last.right) / max(last.height, char.height, 1.0)
        mixed = last.text.isascii() != char.text.isascii()
        if gap > (_MIXED_GAP if mixed else _GAP):
            found.append([])
        found[-1].append(char)
    return found


def _cell_text(chars: Sequence[Char]) -> str:
    """Give a cell's text; what its lines part belongs together."""
    return put_together(
        [" ".join("".join(char.text for char in word) for word in words(row)).strip() for row in _rows(chars)]
    )
