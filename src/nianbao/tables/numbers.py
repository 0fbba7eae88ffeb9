"""What a cell says: the number that a clerk, a spreadsheet or a web page put there.

A number is read where its meaning is certain, and a hint says what was made of it; else nothing is
guessed. 《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）wants whole numbers, and 0 for none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from nianbao.suggest import quoted
from nianbao.template.tables import Kind

Amount = int | Decimal
"""A cell's value: whole for counts and changes, decimal for money."""

NOTHING = frozenset({"", "/", "\\", "-", "--", "—", "——", "–", "−", "无", "〇", "○", "零", "没有", "空"})

UNITS = ("万元", "元", "件", "条", "个", "次", "项", "宗", "篇", "人次", "人", "份")

_FULL_WIDTH = frozenset("０１２３４５６７８９．，＋－")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_SPLIT = re.compile(r"[0-9.]\s+[0-9.]")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:\s[0-9]{3})+(?![0-9])")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_SEPARATED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_UNIT = re.compile(f"^(.*?)(?:\\()?({'|'.join(UNITS)})(?:\\))?$")
_YUAN_PER_WAN = 10_000
_LARGEST = 10**12


@dataclass(frozen=True)
class Number:
    """What was read from a cell.

    Attributes:
        value: The number; None when there is no telling.
        note: What was made of the writing, when it isn't plainly the number.
        problem: Why it can't be read.
        code: Code of the finding for a problem.
        unit: The unit that stood in the cell, where the column has none.
    """

    value: Amount | None
    note: str | None = None
    problem: str | None = None
    code: str = "D102"
    unit: str | None = None


def read_number(raw: object, kind: Kind, unit: str | None) -> Number:
    """Read a cell.

    Args:
        raw: A number, or text as typed or pasted.
        kind: What the cell should hold.
        unit: Its unit, such as 件 or 万元, or None where each cell says its own.
    """
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        return Number(None, problem="不是数字")
    if not isinstance(raw, str):
        return _fitting(_decimal(str(raw)), kind, str(raw))
    text, notes = _plain(raw)
    if text is None:
        return Number(None, problem=f"写的是「{quoted(raw)}」，像是两个数，或带着注码")
    if text in NOTHING:
        return Number(0, note=f"写的是「{quoted(raw)}」，按 0 计" if raw.strip() else "是空白，按 0 计")
    text, factor, own_unit, problem = _without_unit(text, unit, notes)
    if problem:
        return Number(None, problem=problem)
    if _SEPARATED.fullmatch(text):
        text = text.replace(",", "")
        notes.append("千分位的逗号")
    if not _NUMBER.fullmatch(text):
        return Number(None, problem=f"写的是「{quoted(raw)}」，不是数字")
    number = _fitting(_decimal(text, factor), kind, raw)
    if number.value is None:
        return number
    note = number.note or (
        f"写的是「{quoted(raw)}」（有{'、'.join(notes)}），按 {number.value} 计" if notes else None
    )
    return Number(number.value, note=note, unit=own_unit)


def has_marks(raw: str) -> bool:
    """Tell whether a cell holds a note's mark such as ①, ⑩ or ¹, which folding would turn into digits."""
    return any(
        char not in _DIGITS and any(one in _DIGITS for one in unicodedata.normalize("NFKC", char))
        for char in raw
        if not char.isascii()
    )


def _plain(raw: str) -> tuple[str | None, list[str]]:
    """Fold full-width forms and drop spaces that mean nothing; say what was folded.

    Returns:
        The text, or None where a space or a mark may hide two numbers in one cell (「3 4」, 12①).
    """
    notes = []
    if has_marks(raw):
        return None, []
    text = unicodedata.normalize("NFKC", raw).replace("−", "-").strip()
    if any(char in _FULL_WIDTH for char in raw):
        notes.append("全角字符")
    bare = "".join(text.split())
    if bare != text:
        if _SPLIT.search(text) and not _GROUPED.match(text):
            return None, []
        notes.append("空格")
    return bare, notes


def _without_unit(
    text: str, unit: str | None, notes: list[str]
) -> tuple[str, Decimal, str | None, str | None]:
    """Take a unit off the end of a number: the number, a factor, the cell's own unit, and what is wrong."""
    found = _UNIT.match(text)
    if not found or not found[1]:
        return text, Decimal(1), None, None
    bare, written = found[1], found[2]
    if unit is None:
        return bare, Decimal(1), written, None
    if written == unit:
        notes.append(f"单位「{written}」")
        return bare, Decimal(1), None, None
    if (written, unit) == ("元", "万元"):
        notes.append("单位「元」，本栏单位是万元")
        return bare, Decimal(1) / _YUAN_PER_WAN, None, None
    return bare, Decimal(1), None, f"单位是「{written}」，本栏单位是{unit}"


def _decimal(text: str, factor: Decimal = Decimal(1)) -> Decimal | None:
    try:
        value = Decimal(text) * factor
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < _LARGEST else None


def _fitting(value: Decimal | None, kind: Kind, raw: str) -> Number:
    """Hold a number against what its cell may hold."""
    if value is None:
        return Number(None, problem=f"写的是「{quoted(raw)}」，太大，或不是数字")
    if value < 0 and kind != "change":
        return Number(None, problem=f"是 {value}，不能是负数", code="D104")
    if kind == "amount":
        return Number(_shortest(value))
    if value != value.to_integral_value():
        return Number(None, problem=f"是 {value}，这一格只能填整数", code="D103")
    whole = int(value)
    return Number(whole, note=f"写的是 {value}，按 {whole} 计" if "." in str(value) else None)


def _shortest(value: Decimal) -> Amount:
    """Give money without needless zeros: 12.50 is 12.5, 3.0 is 3."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def as_text(value: Amount) -> str:
    """Write a value as it is printed: 3, 12.5, never 1E+3."""
    short = value if isinstance(value, int) else _shortest(value)
    return str(short) if isinstance(short, int) else f"{short:f}"
