"""What site editors eat: digits, 年月日 and brackets that come after something they take for markup."""

from __future__ import annotations

import re

_DATE = re.compile(r"年|月|日")
_BRACKETS = "〔〕[]【】（）()《》〈〉"
_EATABLE = re.compile(r"[\s0-9年月日〔〕\[\]【】（）()《》〈〉]+")

AROUND = re.compile(r"[0-9年月日至到自起止〔〕\[\]第号.、\s—–-]")
"""Characters that belong to a date or a document number around a place that was eaten."""


def pattern(should: str, was: str) -> str | None:
    """Name what was eaten; None where nothing was.

    Args:
        should: The report's words.
        was: The page's words, from which some characters are missing.
    """
    lost = _lost(should, was)
    if not lost or _EATABLE.fullmatch(lost) is None:
        return None
    brackets = any(char in _BRACKETS for char in lost)
    digits = any(char.isdigit() for char in lost)
    if brackets:
        return "括号和数字被网站吃掉了" if digits else "括号被网站吃掉了"
    if _DATE.search(should) and (digits or _DATE.search(lost)):
        return "日期里的字被网站吃掉了"
    return "数字被网站吃掉了" if digits else None


def _lost(should: str, was: str) -> str:
    """Give the characters that are missing when the rest stands there in order; else nothing."""
    rest = [char for char in was if not char.isspace()]
    lost = []
    for char in should:
        if char.isspace():
            continue
        if rest and rest[0] == char:
            rest.pop(0)
        else:
            lost.append(char)
    return "" if rest else "".join(lost)
