"""What is to be said about a place in prose, before it becomes a finding with a place in a file."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.finding import Severity
from nianbao.passages.paragraphs import Passage
from nianbao.prose.items import Item


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to be said about some words of a passage.

    Attributes:
        code: Code of the rule.
        severity: How bad it is.
        message: What is wrong, in Chinese, with the numbers.
        suggestion: What to do, in Chinese.
        start: Where the words begin in the passage.
        end: Where they end.
        table: Table that says otherwise, or None.
        row: Its row, or None.
        cell: Its column, or None.
    """

    code: str
    severity: Severity
    message: str
    suggestion: str
    start: int
    end: int
    table: str | None = None
    row: str | None = None
    cell: str | None = None


def said(passage: Passage, item: Item) -> str:
    """Give an item as it stands in the text: 收到申请12件."""
    return passage.text[item.start : item.quantity.end].strip(" 　，,、；;：:")


def amount(passage: Passage, item: Item) -> str:
    """Give a number as it stands in the text: 12件."""
    return passage.text[item.quantity.start : item.quantity.end].strip()
