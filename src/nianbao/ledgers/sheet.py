"""A worksheet as it lies before the reader, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nianbao.ledgers.values import Cell

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, as (row, column), both counted from 0."""


@dataclass(frozen=True, repr=False)
class Sheet:
    """One worksheet. It lives while its file is read, and nothing that is kept refers to it.

    Attributes:
        name: Its name, or None for CSV.
        rows: Its cells; row and column are counted from 0, empty ones before the data included.
        merges: Merged ranges.
        hidden: The sheet itself is hidden.
        hidden_rows: Rows that are hidden or filtered out, counted from 1.
        hidden_columns: Columns that are hidden, counted from 1.
        uncomputed: Cells with a formula without a stored result, as (row, column) from 0.
        failed: Cells that hold #N/A, #REF! …, as (row, column) from 0; ``rows`` has them empty.
        mac: The workbook counts days from 1904.
        note: What is to be said of how the file was read, or None.
    """

    name: str | None
    rows: Sequence[Sequence[Cell]]
    merges: Sequence[Range] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncomputed: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    failed: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    mac: bool = False
    note: str | None = None

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell; outside the data it is empty."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""


def letter(column: int) -> str:
    """Give the letters of a column counted from 0, as Excel shows them."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
