"""The twelve questions of a form: from what the clerk chose and wrote to cells and sentences."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from nianbao.county.forms.given import Given
from nianbao.county.forms.remarks import Remark
from nianbao.county.forms.slots import Path
from nianbao.importer.characters import fold
from nianbao.ledgers.values import as_text, is_blank, read_date
from nianbao.params.model import Parameters
from nianbao.questions.answers import Answers, Filled
from nianbao.questions.data import Ask, QuestionSet
from nianbao.report import Report
from nianbao.suggest import quoted
from nianbao.template import Template

_NO = ("无", "没有", "否", "没", "0", "不")
_YES = ("有", "是")


def answers_of(
    questions: QuestionSet, given: Mapping[Path, Given], issued: Mapping[str, str], remarks: list[Remark]
) -> dict[str, str]:
    """Read the answers; what the sheet on the unit says already isn't asked twice."""
    found: dict[str, str] = {}
    for name, ask in questions.fields_by_id.items():
        if ask.part:
            found[name] = issued.get(ask.part.split(".")[1], "")
            continue
        place = given.get(("answers", name))
        if place is not None and not is_blank(place.value):
            found[name] = _answer(ask, place, remarks)
    return {name: answer for name, answer in found.items() if answer}


def _answer(ask: Ask, place: Given, remarks: list[Remark]) -> str:
    raw = place.value
    text = as_text(raw) if not isinstance(raw, str) else raw.strip()
    if ask.kind == "date" and isinstance(raw, datetime.date):
        return read_date(raw).value.isoformat() if read_date(raw).value else text  # type: ignore[union-attr]
    if ask.kind != "choice":
        return text
    said = fold(text)
    for value, words in ask.choices.items():
        if said in (fold(words), value):
            return value
    close = [
        value
        for value, words in ask.choices.items()
        if (said in _NO and words.startswith("没")) or (said in _YES and not words.startswith("没"))
    ]
    if len(close) == 1:
        remarks.append(place.remark(f"写的是「{quoted(text)}」，按「{ask.choices[close[0]]}」读入。", "hint"))
        return close[0]
    offered = "、".join(f"「{words}」" for words in ask.choices.values())
    remarks.append(place.remark(f"写的是「{quoted(text)}」，请从下拉框里选：{offered}。", "error"))
    return ""


def is_used(questions: QuestionSet, answers: Mapping[str, str]) -> bool:
    """Tell whether the sheet was used: something was answered that other sheets don't say."""
    return any(name in answers for name, ask in questions.fields_by_id.items() if not ask.part)


def fill(
    questions: QuestionSet,
    template: Template,
    values: Mapping[str, Any],
    answers: Mapping[str, str],
) -> Filled:
    """Work out what the answers come to, for a report that has what the other sheets say.

    Cells that are meant to be 0 are filled even while another answer is missing.
    """
    report = Report(template, Parameters.model_validate(_without_zeros(questions, values)))
    asked = Answers(questions, report, answers)
    filled = asked.filled
    filled.values = {**asked.zeros, **filled.values}
    return filled


def _without_zeros(questions: QuestionSet, values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave tables out that hold nothing but zeros: 上年结转 was filled in with them beforehand."""
    kept = dict(values)
    kept["tables"] = {
        name: rows
        for name, rows in (values.get("tables") or {}).items()
        if name not in questions.tables or any(value for cells in rows.values() for value in cells.values())
    }
    return kept
