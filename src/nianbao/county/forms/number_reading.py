"""What a clerk put into a cell that wants a number."""

from __future__ import annotations

import datetime
from decimal import Decimal

from nianbao.county.forms.given import Given
from nianbao.county.forms.remarks import Remark
from nianbao.ledgers.values import MAX_CELL_TEXT, as_text
from nianbao.suggest import quoted
from nianbao.tables.numbers import Amount, read_number
from nianbao.template.tables import Kind

OWN_FORMULA = "COUNT("
"""What our formulas that collect an office's number begin with; they are no clerk's."""

Value = int | float | str


def read_cell(given: Given, kind: Kind, unit: str | None) -> tuple[Value | None, list[Remark]]:
    """Read a cell that wants a number.

    Returns:
        What goes into the parameter file, None for nothing, and what is to be said. What can't be read as a
        number is passed on as it was written, so that the checks name it too.
    """
    if given.failed:
        return None, [given.remark("公式有错（如 #REF!），读不出数，请写上数字。", "error")]
    if given.uncomputed and given.is_blank:
        return None, [] if is_own(given) else [
            given.remark("公式没有算出数，请在 WPS 中打开保存一次，或直接写数字。", "error")
        ]
    if given.is_blank:
        return None, []
    raw = given.value
    if isinstance(raw, bool | datetime.date | datetime.time | datetime.timedelta):
        # As WPS shows it: TRUE, not True.
        shown = as_text(raw).upper() if isinstance(raw, bool) else as_text(raw)
        return None, [given.remark(f"写成了「{shown}」，不是数字，没有读入。", "error")]
    number = read_number(_plain(raw), kind, unit)
    if number.value is None:
        said = number.problem or "不是数字"
        shown = "" if "写的是" in said else f"写的是「{quoted(as_text(raw))}」，"
        return raw.strip()[:MAX_CELL_TEXT] if isinstance(raw, str) else as_text(raw), [
            given.remark(f"{shown}{said}，请改成数字。", "error")
        ]
    value = _stored(number.value)
    if number.unit:
        # A cell without a unit of its own keeps the one that was written: it is printed so.
        return str(raw).strip(), []
    if isinstance(raw, str):
        told = (
            f"写的是「{quoted(raw.strip())}」，按 {value} 读入。"
            if number.note
            else f"数字是文字格式，按 {value} 读入。"
        )
        return value, [given.remark(told, "hint")]
    if given.formula and not is_own(given):
        return value, [given.remark(f"是公式（{quoted(given.formula)}），按算出的 {value} 读入。", "hint")]
    return value, []


def is_own(given: Given) -> bool:
    """Tell whether a formula is one that the form was sent out with."""
    return given.formula is None or OWN_FORMULA in given.formula


def _plain(raw: object) -> object:
    # Workbooks hold every number with a point; 3.0 isn't what anybody typed.
    return int(raw) if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15 else raw


def _stored(value: Amount) -> int | float:
    return float(value) if isinstance(value, Decimal) else value
