"""The twelve questions of a form: from what the clerk chose and wrote to cells and sentences."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from nianbao.county.forms.given import Given
from nianbao.county.forms.page_reading import Stray
from nianbao.county.forms.remarks import Remark
from nianbao.county.forms.slots import Path
from nianbao.editor.parts import Part
from nianbao.editor.scalars import Scalar
from nianbao.finding import Severity
from nianbao.importer.characters import fold
from nianbao.ledgers.values import as_text, is_blank, read_date
from nianbao.params.model import Parameters
from nianbao.questions.answers import Answers
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
        if place is not None and place.lost:
            remarks.append(place.remark(place.lost, "error"))
        elif place is not None and not is_blank(place.value):
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


def take(
    questions: QuestionSet,
    template: Template,
    values: Mapping[str, Any],
    answers: Mapping[str, str],
    given: Mapping[Path, Given],
    remarks: list[Remark],
) -> tuple[dict[Part, Scalar], list[Stray]]:
    """Work out what the answers come to, for a report that has what the other sheets say.

    Cells that are meant to be 0, and sections of which no answer is missing, are filled in even while others are
    missing; answers to a section that isn't whole yet are kept aside.

    Returns:
        The parts to set, and the answers that are kept aside.
    """
    report = Report(template, Parameters.model_validate(_without_zeros(questions, values)))
    asked = Answers(questions, report, answers)
    for problem in asked.filled.problems:
        remarks.append(_said(given, problem.field, f"「十二问」没有答完：{problem.message}", "error"))
    for left in asked.filled.left:
        remarks.append(Remark(None, None, None, f"「十二问」：{left}", "warning"))
    for ask, cell in asked.contradicted():
        assert ask.empties is not None
        table = report.tables[ask.empties.table]
        said = (
            f"「十二问」的「{ask.label}」答的是「{ask.choices[ask.empties.value]}」，{table.form.place(cell)}"
            f"却填了 {table.number(cell)}，按表里的读入，请核对。"
        )
        remarks.append(_said(given, ask.id, said, "error"))
    parts = {**asked.zeros, **asked.filled.values, **asked.finished}
    written = {part[1] for part in parts if part[0] == "sections"}
    return parts, list(_kept_aside(asked, written, given, remarks))


def _said(given: Mapping[Path, Given], name: str, message: str, severity: Severity) -> Remark:
    place = given.get(("answers", name))
    if place is None:
        return Remark(None, None, None, message, severity)
    return Remark(place.sheet, place.row + 1, place.column + 1, message, severity)


def _kept_aside(
    asked: Answers, written: AbstractSet[str], given: Mapping[Path, Given], remarks: list[Remark]
) -> Iterator[Stray]:
    """Give the answers that are in no cell and no sentence, and say so."""
    for name, answer in asked.given.items():
        ask, place = asked.questions.fields_by_id[name], given.get(("answers", name))
        if place is None or ask.cell or ask.part or ask.empties:
            continue
        sections = [section for section in asked.questions.sections if name in asked.fields_of(section)]
        if asked.is_asked(ask) and written & set(sections):
            continue
        if own := next(filter(asked.is_written, sections), None):
            label = asked.report.template.section(own).label
            said = f"「文字部分」已经写了「{label}」，「十二问」的「{ask.label}」没有用上。"
            remarks.append(_said(given, name, said, "hint"))
            continue
        said = f"「十二问」的「{ask.label}」没有成文，答案先放进了待归类内容。"
        remarks.append(_said(given, name, said, "warning"))
        words = ask.choices.get(answer, answer)
        yield Stray(place.sheet, place.row, place.column, f"{ask.label}：{words}")


def _without_zeros(questions: QuestionSet, values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave tables out that hold nothing but zeros: 上年结转 was filled in with them beforehand."""
    kept = dict(values)
    kept["tables"] = {
        name: rows
        for name, rows in (values.get("tables") or {}).items()
        if name not in questions.tables or any(value for cells in rows.values() for value in cells.values())
    }
    return kept
