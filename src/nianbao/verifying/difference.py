"""A difference between a published page and the signed report."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Literal


class Kind(StrEnum):
    """What differs, as people call it."""

    TITLE = "标题"
    DATE = "日期"
    NUMBER = "数字"
    EATEN = "字符被吃"
    WORDS = "文字"
    MISSING = "缺少"
    ORDER = "顺序"
    TWICE = "重复"
    EXTRA = "多出"
    TABLE = "表格"
    UNIT = "单位"
    ATTACHMENT = "附件"
    LINK = "链接"
    PICTURE = "图片"
    INDEX = "索引信息"
    STYLE = "写法"


@dataclass(frozen=True)
class Difference:
    """A difference, or a hint of what is no difference in meaning.

    Attributes:
        kind: What differs.
        where: Place in the report, in Chinese: section, or table, row and column.
        message: What is wrong, in Chinese.
        advice: What to do, in Chinese.
        should: The signed report's words, or None.
        was: The page's words, or None.
        severity: ``difference`` or ``hint``.
        section: Section id, or None.
        table: Table id, or None.
        row: Row id, or None.
        column: Column id, or None.
    """

    kind: Kind
    where: str
    message: str
    advice: str = ""
    should: str | None = None
    was: str | None = None
    severity: Literal["difference", "hint"] = "difference"
    section: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None

    def __str__(self) -> str:
        return f"{self.where}：{self.message}{self.advice}"

    def as_dict(self) -> dict[str, Any]:
        """Give it for JSON."""
        return {**asdict(self), "kind": str(self.kind)}


def shortened(text: str, most: int = 40) -> str:
    """Shorten a text for a message: its beginning and its end."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    half = (most - 1) // 2
    return f"{text[:half]}…{text[-half:]}"
