"""Heights of rows and size of type, so that a paper stays on its page however long a name is.

Word, WPS, LibreOffice and Typst break lines each a little differently: lines are counted rather one too many.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from nianbao.papers.sheet import HEIGHT, LEADING, MM, PAD, WIDTH, Row, Sheet

SIZES = (12.0, 10.5, 9.0)
"""小四, 五号, 小五: what is tried, the largest first."""

TITLES = (20.0, 16.0, 13.0)
"""Sizes of a title; a smaller one for an office whose name takes more than two lines."""

LETTER_TITLE = 22.0
LETTERHEADS = (16.0, 34.0)
TITLE_LEADING = 1.4
HEAD_LINE, NOTE, NOTE_LINE = 22.0, 9.0, 13.0
_AROUND = 5.0
_SLACK = 10.0
_MOST_LINES = 2
_MOST_STRETCH = 36.0
_LATIN = 0.56


def lines_of(text: str, width: float, size: float) -> int:
    """Count the lines that a text takes.

    Args:
        text: The text, with its own line ends.
        width: Width of the cell, padding included, in points.
        size: Size of the type.
    """
    room = max(1.0, (width - 2 * PAD) / size - 0.4)
    return sum(max(1, math.ceil(_width_of(line) / room)) for line in text.split("\n"))


def _width_of(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else _LATIN for sign in text)


def need(row: Row, size: float) -> float:
    """Give the least height of a row."""
    lines = [lines_of(cell.text, cell.width, size) for cell in row.cells if cell.rows == 1]
    return max(lines, default=1) * size * LEADING + _AROUND


def fitted(sheet: Sheet) -> Sheet:
    """Give a paper with size of type and heights of rows that fill no more than its page, if that can be.

    A paper that can't be kept on one page has the smallest type and goes on overleaf, no row split.
    """
    room = HEIGHT - _around(sheet) - _SLACK
    for size in SIZES:
        needs = _needs(sheet.rows, size)
        wants = [max(row.height, least) for row, least in zip(sheet.rows, needs, strict=True)]
        if sum(wants) <= room:
            return _with(sheet, size, _stretched(sheet.rows, wants, room))
        if sum(needs) <= room:
            spare = (room - sum(needs)) / (sum(wants) - sum(needs))
            heights = [least + (want - least) * spare for want, least in zip(wants, needs, strict=True)]
            return _with(sheet, size, heights)
    return _with(sheet, SIZES[-1], needs)


def _stretched(rows: Sequence[Row], wants: Sequence[float], room: float) -> list[float]:
    """Give what is left of the page to those who write an opinion on it, in fair measure."""
    written = [any(not cell.below for cell in row.cells) for row in rows]
    more = min(_MOST_STRETCH, (room - sum(wants)) / max(1, sum(written)))
    return [want + more if there else want for want, there in zip(wants, written, strict=True)]


def _needs(rows: Sequence[Row], size: float) -> list[float]:
    """Give each row's least height; a label that covers two rows needs the lower one higher."""
    found = [need(row, size) for row in rows]
    for at, row in enumerate(rows):
        for cell in row.cells:
            if cell.rows > 1:
                wanted = lines_of(cell.text, cell.width, size) * size * LEADING + _AROUND
                there = sum(found[at : at + cell.rows])
                found[at] += max(0.0, wanted - there)
    return found


def title_size(sheet: Sheet) -> float:
    """Give the size of the title."""
    if sheet.letterhead:
        return LETTER_TITLE
    fitting = (
        size for size in TITLES if all(lines_of(line, WIDTH, size) <= _MOST_LINES for line in sheet.title)
    )
    return next(fitting, TITLES[-1])


def letterhead_size(sheet: Sheet) -> float:
    """Give the size at which the office's name fills a line; a very long one takes two."""
    smallest, largest = LETTERHEADS
    return round(min(largest, max(smallest, 150 * MM / max(1.0, _width_of(sheet.letterhead)))), 1)


def _around(sheet: Sheet) -> float:
    """Give the height of all that isn't the grid."""
    size = title_size(sheet)
    title = sum(lines_of(line, WIDTH, size) for line in sheet.title) * size * TITLE_LEADING + 8
    head = (
        max((lines_of(text, 80 * MM, 10.5) for text in sheet.head), default=1) * HEAD_LINE
        if sheet.head
        else 0
    )
    notes = sum(lines_of(text, WIDTH, NOTE) for text in sheet.notes) * NOTE_LINE + 6
    return title + head + notes


def _with(sheet: Sheet, size: float, heights: Sequence[float]) -> Sheet:
    rows = tuple(
        replace(row, height=round(height, 1)) for row, height in zip(sheet.rows, heights, strict=True)
    )
    return replace(sheet, size=size, rows=rows)
