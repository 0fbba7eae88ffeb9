"""What a place takes, as the office program tells the clerk at once: drop-downs, whole numbers, dates."""

from __future__ import annotations

import datetime
from typing import Any

from nianbao.county.forms.known import Known
from nianbao.county.forms.slots import Slot
from nianbao.questions.data import Ask, QuestionSet

_MOST = 999_999_999
_LONGEST_LIST = 255
"""Characters of a drop-down's words; no office program takes more."""

_NUMBER = {
    "error_title": "这里只能填数字",
    "error_message": "请填 0 或正整数，没有的填 0，不要写“无”“/”，也不要写单位。",
}
_AMOUNT = {**_NUMBER, "error_message": "请填数字，可以有小数，没有的填 0，不要写单位。"}
_CHANGE = {**_NUMBER, "error_message": "请填整数：增加写正数，减少写负数，不变写 0。"}


def validate(
    sheet: Any, place: tuple[int, int], slot: Slot, known: Known, questions: QuestionSet | None
) -> None:
    """Set what a place takes."""
    rule = _rule(slot, known, questions)
    if rule:
        sheet.data_validation(*place, *place, {"ignore_blank": True, **rule})


def _rule(slot: Slot, known: Known, questions: QuestionSet | None) -> dict[str, Any]:
    match slot.path:
        case ("tables", table, row, column) | ("offices", _, table, row, column):
            return _of_cell(table, (row, column), known)
        case ("answers", name) if questions is not None:
            return _of_answer(questions.fields_by_id[name])
        case ("issued", "date"):
            return _date(known.year)
    return {}


def _of_cell(table: str, cell: tuple[str, str], known: Known) -> dict[str, Any]:
    form = known.template.table(table)
    kind = form.kind(cell)
    if kind == "amount" and form.unit(cell) is None:
        return {}  # the cell says its own unit: 12.5万元
    rule = {
        "count": {"validate": "integer", "criteria": ">=", "value": 0, **_NUMBER},
        "change": {
            "validate": "integer",
            "criteria": "between",
            "minimum": -_MOST,
            "maximum": _MOST,
            **_CHANGE,
        },
        "amount": {"validate": "decimal", "criteria": ">=", "value": 0, **_AMOUNT},
    }[kind]
    why = next((one.why for one in form.continued if one.row == cell[0]), None)
    return {**rule, "input_title": "上年结转"[:32], "input_message": why[:255]} if why else rule


def _of_answer(ask: Ask) -> dict[str, Any]:
    if ask.kind == "choice":
        words = list(ask.choices.values())
        if len(",".join(words)) > _LONGEST_LIST:
            return {}
        return {
            "validate": "list",
            "source": words,
            "error_title": "请从下拉框里选",
            "error_message": "请选：" + "、".join(words),
        }
    if ask.kind == "number":
        return {"validate": "decimal", "criteria": ">=", "value": 0, **_AMOUNT}
    return {}


def _date(year: int) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": ">",
        "value": datetime.date(year, 12, 31),
        "error_type": "warning",
        "error_title": "成文日期",
        "error_message": f"成文日期应在 {year} 年 12 月 31 日之后，请写全年月日，如 {year + 1}-01-20。",
    }
