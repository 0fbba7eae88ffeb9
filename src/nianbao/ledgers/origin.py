"""Where a number comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """A row of a ledger; never holds personal data.

    Attributes:
        kind: Kind of ledger, such as ``applications``.
        file: As written in the parameter file.
        sheet: The worksheet, or None for CSV.
        row: 1-based, as Excel shows it.
        words: What the clerk knows the row by (登记编号, 文号, 承办科室), or empty.
    """

    kind: str
    file: str
    sheet: str | None
    row: int
    words: str
