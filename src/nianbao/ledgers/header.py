"""Where a table's header is, and which column is which.

Above a header stand titles; a header has one to three rows, with merged cells over groups of columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.ledgers.forms import key, without_brackets
from nianbao.ledgers.sheet import Sheet
from nianbao.ledgers.values import as_text, is_blank
from nianbao.ledgers.words import Words

MAX_ROWS_ABOVE = 40
"""Rows in which a header is looked for; no title is longer."""

MAX_HEADER_ROWS = 3

ROWS_AFTER = 6
"""Rows below what looks like a header in which a better one is looked for."""

MAX_HEADING = 40
"""Characters of a heading; what is longer is a note."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        index: Counted from 0.
        label: The heading as it is printed.
        id: Column id when it is read, else None.
        personal: It holds personal data and is never read.
        known: It is read, personal, or known not to be needed.
        rank: How far down the list of headings its words stand.
    """

    index: int
    label: str
    id: str | None = None
    personal: bool = False
    known: bool = True
    rank: int = 0


@dataclass(frozen=True)
class Header:
    """A table's header.

    Attributes:
        first: Its first row, counted from 0.
        depth: Rows it takes.
        columns: All its columns.
        read: Column id → the column that is read for it.
        twice: Column ids that two columns of the same heading claim.
    """

    first: int
    depth: int
    columns: tuple[Column, ...]
    read: dict[str, Column]
    twice: tuple[str, ...]

    @property
    def body(self) -> int:
        """First row below the header, counted from 0."""
        return self.first + self.depth

    @property
    def score(self) -> float:
        """How much of it was recognised."""
        others = sum(column.known and column.id is None for column in self.columns)
        return len(self.read) + 0.25 * others


def find_header(sheet: Sheet, words: Words) -> Header | None:
    """Find the header of a sheet, or None when no row looks like one of this kind."""
    spread = _spread(sheet)
    best: Header | None = None
    for first in range(min(MAX_ROWS_ABOVE, len(sheet.rows))):
        if all(is_blank(cell) for cell in sheet.rows[first]):
            continue
        if best and first > best.first + ROWS_AFTER:
            break
        for depth in range(1, MAX_HEADER_ROWS + 1):
            if first + depth > len(sheet.rows):
                break
            found = _header(sheet, words, spread, first, depth)
            # With a title above, more rows recognise as much: the fewest that do are the header.
            if found and (best is None or (found.score, -depth) > (best.score, -best.depth)):
                best = found
    return best


def _spread(sheet: Sheet) -> dict[tuple[int, int], str]:
    """Give every cell of a merged range near the top the range's words."""
    spread: dict[tuple[int, int], str] = {}
    for (top, left), (bottom, right) in sheet.merges:
        if top < MAX_ROWS_ABOVE + MAX_HEADER_ROWS:
            words = sheet.cell(top, left)
            if isinstance(words, str) and not is_blank(words):
                for row in range(top, min(bottom, top + MAX_HEADER_ROWS) + 1):
                    for column in range(left, min(right, left + 200) + 1):
                        spread[row, column] = words
    return spread


def _header(
    sheet: Sheet, words: Words, spread: dict[tuple[int, int], str], first: int, depth: int
) -> Header | None:
    lines = [_labels(sheet, spread, row) for row in range(first, first + depth)]
    if not sheet.merges and depth > 1:
        # CSV forgets merged cells: words over a group are carried to the right, as far as it goes.
        lines = [*(_carried(line, lines[-1]) for line in lines[:-1]), lines[-1]]
    columns = [
        column
        for index in range(max(map(len, lines)))
        if (column := _column(words, index, [line[index] for line in lines if index < len(line)]))
    ]
    read: dict[str, Column] = {}
    twice: list[str] = []
    for column in columns:
        if column.id is None:
            continue
        before = read.get(column.id)
        if before is None or column.rank < before.rank:
            read[column.id] = column
        elif column.rank == before.rank:
            twice.append(column.id)
    kept = tuple(
        column if column.id is None or read[column.id] is column else Column(column.index, column.label)
        for column in columns
    )
    header = Header(first, depth, kept, read, tuple(twice))
    share = len(read) / len(columns) if columns else 0
    enough = len(read) >= 2 and (share >= 0.5 or (header.score >= 2.25 and share >= 0.2))
    return header if enough else None


def _labels(sheet: Sheet, spread: dict[tuple[int, int], str], row: int) -> list[str]:
    width = max(len(sheet.rows[row]), *(column + 1 for line, column in spread if line == row), 0, 0)
    return [_heading(spread.get((row, column), sheet.cell(row, column))) for column in range(width)]


def _heading(cell: object) -> str:
    return as_text(cell).replace("\n", "").replace("\r", "") if isinstance(cell, str) else ""


def _carried(line: list[str], below: list[str]) -> list[str]:
    carried: list[str] = []
    for index, word in enumerate(line):
        has_own = bool(word) or index >= len(below) or not below[index]
        carried.append(word if has_own or not carried else carried[-1])
    return carried


def _column(words: Words, index: int, parts: list[str]) -> Column | None:
    own = [part for place, part in enumerate(parts) if part and part not in parts[:place]]
    if not own or any(len(part) > MAX_HEADING for part in own[-1:]):
        return None
    label = "".join(own) if len("".join(own)) <= MAX_HEADING else own[-1]
    forms = list(_forms(own))
    for form in forms:
        if form in words.headings:
            column, rank = words.headings[form]
            return Column(index, label, column, rank=rank)
    # A column under 「申请人」 is a person's whatever it is called, unless it was recognised above.
    if any(words.is_personal(part) for part in (label, *own)):
        return Column(index, label, personal=True)
    return Column(index, label, known=any(form in words.unread_keys for form in forms))


def _forms(own: list[str]) -> Iterator[str]:
    for start in range(len(own)):
        text = "".join(own[start:])
        yield key(text)
        yield key(without_brackets(text))
