"""What is to be said of one place of a 填报表 that came back."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.finding import SEVERITY_WORDS, Severity
from nianbao.ledgers.sheet import letter


@dataclass(frozen=True)
class Remark:
    """One thing to be said of a form.

    Attributes:
        sheet: Name of the sheet, or None where it is about the whole workbook.
        row: Row, from 1, or None.
        column: Column, from 1, or None.
        message: What was found and what was made of it, in Chinese, with the place in words.
        severity: ``error`` where a figure couldn't be read or two contradict, ``warning`` where the officer
            should look, ``hint`` where it was understood.
    """

    sheet: str | None
    row: int | None
    column: int | None
    message: str
    severity: Severity

    def __str__(self) -> str:
        return f"{SEVERITY_WORDS[self.severity]}　{self.message}"


def address(row: int, column: int) -> str:
    """Give a place as Excel shows it, from 0-based row and column: D8."""
    return f"{letter(column)}{row + 1}"
