"""What stands in a place of a form that came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nianbao.county.forms.remarks import Remark
from nianbao.county.forms.slots import Path
from nianbao.finding import Severity
from nianbao.ledgers.values import is_blank


@dataclass(frozen=True)
class Given:
    """What stands in a place of a form.

    Attributes:
        path: What the place holds.
        value: What stands there; ``""`` for nothing.
        sheet: Name of the sheet.
        row: Row, from 0.
        column: Column, from 0.
        words: What people call the place.
        formula: The formula there, or None.
        is_known: Whether it can be known if there is a formula; an old xls doesn't say.
        failed: It holds #REF! or the like.
        uncomputed: It holds a formula without a value.
    """

    path: Path
    value: Any
    sheet: str
    row: int
    column: int
    words: str
    formula: str | None = None
    failed: bool = False
    uncomputed: bool = False
    is_known: bool = True

    @property
    def is_blank(self) -> bool:
        """Nothing stands there."""
        return is_blank(self.value) and not self.failed

    @property
    def lost(self) -> str | None:
        """Why words that somebody wrote here can't be read, or None: with = before them they are a formula."""
        advice = "以“=”开头的文字请在前面加一个单引号。"
        if self.failed:
            return f"公式有错（如 #REF!），没有读到文字。{advice}"
        if self.uncomputed and is_blank(self.value):
            return f"是公式，没有算出内容，没有读到文字。{advice}"
        return None

    def remark(self, message: str, severity: Severity) -> Remark:
        """Say something of the place."""
        return Remark(self.sheet, self.row + 1, self.column + 1, f"{self.words}：{message}", severity)
