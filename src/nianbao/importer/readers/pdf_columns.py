"""Tables without ruled lines: a cell that was left blank is known by what stands in its column elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.importer.items import is_value
from nianbao.importer.readers.pdf_pages import Char

_FEWEST = 3
"""So many columns make a table; what stands side by side in fewer may be anything."""

_ROWS = 2
"""So many rows that lack one column at most make a table."""

_APART = 3
"""So many lines without numbers part two tables: a header, a heading."""

_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}[、.．]")

Row = Sequence[list[Char]]
_Band = tuple[float, float]


def with_blanks(rows: Sequence[Row]) -> list[str | list[str]]:
    """Give each row's text; of one that lacks numbers in columns that others fill, the cells.

    Args:
        rows: The rows of a page, each as its words.
    """
    texts = [["".join(char.text for char in word) for word in row] for row in rows]
    found: list[str | list[str]] = [" ".join(words) for words in texts]
    numbers = [_numbers(words) for words in texts]
    for table in _tables(texts, numbers):
        places = {place: _bands_of(rows[place], numbers[place]) for place in table}
        bands = _united([band for own in places.values() for band in own])
        most = sorted(len(own) for own in places.values())[-_ROWS:]
        # Rows of fewer columns may stand between those of others: then no row fills nearly all of them.
        if len(bands) < _FEWEST or len(most) < _ROWS or most[0] < len(bands) - 1:
            continue
        columns = {place: [_column(band, bands) for band in own] for place, own in places.items()}
        if any(len(set(own)) < len(own) for own in columns.values()):
            continue  # two numbers in one column: these aren't its columns
        for place, own in columns.items():
            if len(own) < len(bands):
                found[place] = _cells(texts[place], own, len(bands))
    return found


def _numbers(words: Sequence[str]) -> int:
    """Count the numbers at a row's end."""
    count = 0
    while count < len(words) and _is_cell(words[-1 - count]):
        count += 1
    return count


def _is_cell(word: str) -> bool:
    return is_value(word) or word.strip() in ("-", "—", "——", "/")


def _tables(texts: Sequence[Sequence[str]], numbers: Sequence[int]) -> Iterator[list[int]]:
    """Group rows with numbers that follow each other closely."""
    table: list[int] = []
    for place, count in enumerate(numbers):
        far = table and place - table[-1] > _APART
        if table and (far or (not count and texts[place] and _HEADING.match(texts[place][0]))):
            yield table
            table = []
        if count:
            table.append(place)
    if table:
        yield table


def _bands_of(row: Row, count: int) -> list[_Band]:
    return [(word[0].left, word[-1].right) for word in row[len(row) - count :]]


def _united(bands: Sequence[_Band]) -> list[_Band]:
    """Put what overlaps into one: numbers of a column stand below each other, however they are aligned."""
    found: list[_Band] = []
    for left, right in sorted(bands):
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _column(band: _Band, bands: Sequence[_Band]) -> int:
    return next(place for place, (left, right) in enumerate(bands) if left <= band[0] and band[1] <= right)


def _cells(words: Sequence[str], columns: Sequence[int], width: int) -> list[str]:
    first = len(words) - len(columns)
    cells = [""] * width
    for column, word in zip(columns, words[first:], strict=True):
        cells[column] = word
    label = " ".join(words[:first])
    return [label, *cells] if label else cells
