"""What is to be said of a ledger: collected row by row, said once for all rows of a kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nianbao.finding import Finding, Severity
from nianbao.ledgers.privacy import masked
from nianbao.suggest import quoted

MOST_RANGES = 60
"""Runs of rows that one message lists; whoever has more mends the column, not the rows."""


def safe(text: str, length: int = 24) -> str:
    """Shorten a cell's words for a message; what looks like an ID or a mobile number is masked."""
    # Masked before it is cut: half an ID is no longer known as one.
    return quoted(masked(text), length)


def row_runs(rows: Iterable[int]) -> list[list[int]]:
    """Join rows that follow one another: the first and the last of each run, in order."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return runs


def rows_in_words(rows: Iterable[int]) -> str:
    """Name rows: ``第 3、5—9 行``."""
    runs = row_runs(rows)
    words = [str(first) if first == last else f"{first}—{last}" for first, last in runs[:MOST_RANGES]]
    more = f" 等 {sum(last - first + 1 for first, last in runs)}" if len(runs) > MOST_RANGES else ""
    return f"第 {'、'.join(words)}{more} 行"


@dataclass
class _Note:
    severity: Severity
    sheet: str | None
    column: int | None
    message: str
    suggestion: str | None
    quote: str | None
    across: str | None
    rows: list[int] = field(default_factory=list)


class Notes:
    """The findings of one ledger file, in the making.

    Args:
        file: As written in the parameter file.
        ledger: What clerks call the ledger.
    """

    def __init__(self, file: str, ledger: str) -> None:
        self.file = file
        self.ledger = ledger
        self._notes: dict[tuple[str, str | None, int | None, str], _Note] = {}

    def say(
        self,
        code: str,
        severity: Severity,
        message: str,
        suggestion: str | None,
        *,
        sheet: str | None = None,
        row: int | None = None,
        column: int | None = None,
        quote: str | None = None,
        across: str | None = None,
    ) -> None:
        """Say something; the same words of the same column are said once, with all rows.

        Args:
            code: Code of the rule.
            severity: How it weighs.
            message: The words, without ledger, sheet and rows, which are put before them.
            suggestion: What to do.
            sheet: The worksheet.
            row: The row, 1-based.
            column: The column, counted from 0.
            quote: The cell's words.
            across: The words under which several sheets are said together, a sheet a month; None for apart.
        """
        place = (code, sheet, column, message)
        note = self._notes.get(place)
        if note is None:
            note = self._notes[place] = _Note(severity, sheet, column, message, suggestion, quote, across)
        if row is not None:
            note.rows.append(row)

    def findings(self) -> list[Finding]:
        """Give what was said, errors first, then in the order of the sheets."""
        weight = {"error": 0, "warning": 1, "hint": 2}
        together: dict[tuple[str, str], list[_Note]] = {}
        for (code, *_), note in self._notes.items():
            if note.across is not None:
                together.setdefault((code, note.across), []).append(note)
        said: dict[Finding, None] = {}
        for (code, *_), note in self._notes.items():
            same = together.get((code, note.across)) if note.across is not None else None
            is_wide = same is not None and len({one.sheet for one in same}) > 1
            said[self._of_sheets(code, same) if same and is_wide else self._finding(code, note)] = None
        return sorted(said, key=lambda finding: weight[finding.severity])

    def _of_sheets(self, code: str, same: list[_Note]) -> Finding:
        """Say of several sheets at once what holds for all of them."""
        rows: dict[str | None, list[int]] = {}
        for note in same:
            rows.setdefault(note.sheet, []).extend(note.rows)
        places = [f"工作表「{quoted(sheet or '')}」{rows_in_words(found)}" for sheet, found in rows.items()]
        first = self._finding(code, same[0])
        message = f"{self.ledger}{'，'.join(places)}：{same[0].across}"
        return Finding(**{**first.as_dict(), "message": message, "quote": None})

    def _finding(self, code: str, note: _Note) -> Finding:
        sheet = f"工作表「{quoted(note.sheet)}」" if note.sheet is not None else ""
        rows = rows_in_words(note.rows) if note.rows else ""
        place = f"{self.ledger}{sheet}{rows}"
        return Finding(
            code=code,
            severity=note.severity,
            message=f"{place}：{note.message}",
            suggestion=note.suggestion,
            file=self.file,
            line=min(note.rows) if note.rows else None,
            column=note.column + 1 if note.column is not None else None,
            sheet=note.sheet,
            quote=note.quote,
        )
