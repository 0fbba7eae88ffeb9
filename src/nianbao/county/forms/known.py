"""What is known of a unit before it fills its form in: facts, last year's report, what goes on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from nianbao.blocks import Paragraph, spans_text
from nianbao.county.forms.slots import Path
from nianbao.county.roster import Member
from nianbao.editor.grid import is_begun
from nianbao.errors import NianbaoError
from nianbao.params import load_parameters
from nianbao.params.draft import without_parent
from nianbao.params.model import Unit
from nianbao.questions.data import Ask, load_questions
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount
from nianbao.template import Template

Value = str | int | float


@dataclass(frozen=True)
class Known:
    """What a form is filled in with beforehand.

    Attributes:
        template: The statutory format.
        year: Report year.
        unit: Facts on the unit.
        filled: This year's places that are known already, by path.
        last: Last year's figures, texts and answers, by path.
        facts: What the first sheet says of the form, by name.
        without_last: Why there is nothing of last year, in Chinese, or None.
    """

    template: Template
    year: int
    unit: Unit
    filled: dict[Path, Value] = field(default_factory=dict)
    last: dict[Path, Value] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    without_last: str | None = None


def known_of(
    member: Member,
    county: str,
    year: int,
    template: Template,
    folder: FilePath,
    *,
    deadline: str = "",
    contact: str = "",
) -> Known:
    """Gather what is known of a unit.

    Args:
        member: The unit.
        county: Name of the county.
        year: Report year.
        template: The statutory format.
        folder: The working folder.
        deadline: When the form is due, in words.
        contact: Whom at the county to ask.
    """
    unit = member.unit(county)
    before, why = _last(member, year, folder)
    facts = {
        "full_name": member.full_name,
        "year": f"{year}年（1 月 1 日至 12 月 31 日）",
        "template": template.title,
        "who": f"{member.contact}（报给县里的联系人）" if member.contact else "本单位负责政府信息公开的人",
        "deadline": deadline or "按县里的通知",
        "contact": contact or "县政府办（政务公开办）",
    }
    return Known(
        template,
        year,
        unit,
        dict(_filled(unit, year, template, before)),
        dict(_of_last_year(template, before, folder)) if before else {},
        facts,
        why,
    )


def _last(member: Member, year: int, folder: FilePath) -> tuple[Report | None, str | None]:
    path = folder / "params" / str(year - 1) / f"{member.id}.yaml"
    if not path.is_file():
        return None, f"没有 {year - 1} 年的底稿，上年的数和原文空着"
    try:
        parameters = load_parameters(path, folder).parameters
        report = Report.of(parameters, folder)
    except NianbaoError:
        return None, f"{year - 1} 年的底稿读不出，上年的数和原文空着"
    if parameters.unit.name not in (None, member.name, *member.aliases):
        return None, f"{year - 1} 年同一代号的底稿是「{parameters.unit.name}」的，没有带过来"
    return report, None


def _filled(unit: Unit, year: int, template: Template, before: Report | None) -> Iterator[tuple[Path, Value]]:
    """List what this year's places hold beforehand."""
    yield ("year",), year
    for name in ("name", "full_name", "code"):
        if value := getattr(unit, name):
            yield ("unit", name), value
    issuer = before.parameters.issued.by if before else None
    yield ("issued", "by"), issuer or without_parent(unit.full_name or unit.name or "", unit.parent)
    for form in template.tables if before else ():
        table = before.tables.get(form.id) if before else None
        if table is None:
            continue
        for continued in form.continued:
            for column in form.columns_of(continued.row):
                cell, source = (continued.row, column), (continued.last, column)
                if cell not in form.derivations and source in table.values and _is_said(before, table):
                    yield ("tables", form.id, *cell), number(table.values[source])


def _of_last_year(template: Template, before: Report, folder: FilePath) -> Iterator[tuple[Path, Value]]:
    """List last year's figures, texts and answers."""
    for form in template.tables:
        table = before.tables.get(form.id)
        if table is not None and _is_said(before, table):
            for cell in form.cells:
                if cell in table.values:
                    yield ("tables", form.id, *cell), _as_printed(table, cell)
    for section in template.sections:
        if text := "\n".join(_paragraphs(before, section.id)):
            yield ("sections", section.id), text
    questions = load_questions(template.name, folder)
    for ask in questions.fields_by_id.values() if questions else ():
        if (value := _answer(ask, before)) is not None:
            yield ("answers", ask.id), value


def _is_said(before: Report | None, table: FilledTable) -> bool:
    """Tell whether a table's zeros are meant: somebody typed a number, or the report was issued as it is."""
    return is_begun(table) or (before is not None and before.parameters.issued.date is not None)


def _as_printed(table: FilledTable, cell: tuple[str, str]) -> Value:
    """Give a cell's number, or its words where it was printed with a unit of its own."""
    text = table.number(cell)
    return text if any(sign.isalpha() for sign in text) else number(table.values[cell])


def _paragraphs(report: Report, section: str) -> Iterator[str]:
    for block in report.blocks():
        if isinstance(block, Paragraph) and block.section == section:
            yield spans_text(block.spans)


def _answer(ask: Ask, before: Report) -> Value | None:
    """Give last year's number that helps to answer a question."""
    total: Amount = 0
    for name in filter(None, (ask.last, ask.and_last)):
        table_id, row, column = name.split(".")
        table = before.tables.get(table_id)
        if table is None or not _is_said(before, table):
            return None
        values = [
            value for cell, value in table.values.items() if row in ("*", cell[0]) and cell[1] == column
        ]
        if not values:
            return None
        total += sum(values)
    return number(total) if ask.last else None


def number(value: Amount) -> int | float:
    """Give a number as a workbook holds it."""
    return value if isinstance(value, int) else float(value)
