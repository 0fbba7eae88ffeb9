"""A whole 填报表: which sheets it has, for a format, a year and a level of unit."""

from __future__ import annotations

from pathlib import Path

from nianbao.county.forms.check_plan import check_plan
from nianbao.county.forms.offices import load_offices, office_plan
from nianbao.county.forms.slots import SheetPlan
from nianbao.county.forms.table_plan import table_plan
from nianbao.county.forms.text_plan import basics_plan, cover_plan, questions_plan, texts_plan
from nianbao.errors import TemplateError
from nianbao.levels import Level
from nianbao.questions.data import load_questions
from nianbao.template import Template


def form_plan(
    template: Template, year: int, level: Level | None, folder: Path | None
) -> tuple[SheetPlan, ...]:
    """Lay out all sheets of a form, in order.

    Args:
        template: The statutory format.
        year: Report year.
        level: Kind of unit, which decides on guidance, questions and inner offices.
        folder: The working folder, for a county's own questions and offices, or None.

    Raises:
        TemplateError: The questions or the offices aren't in order.
    """
    tables = [table_plan(form, template, year) for form in template.tables]
    questions = load_questions(template.name, folder)
    offices = load_offices(template, level, folder)
    others = (
        basics_plan(),
        *tables,
        texts_plan(template, year, level),
        *([questions_plan(questions, template, year, level)] if questions else ()),
        *(office_plan(office, template, year) for office in offices),
        *([check_plan(template)] if tables else ()),
    )
    plans = (cover_plan(others), *others)
    names = [plan.name for plan in plans]
    if twice := {name for name in names if names.count(name) > 1}:
        raise TemplateError(
            f"填报表里有两页都叫「{'、'.join(sorted(twice))}」，请给表格、站所（科室）换个名称。"
        )
    return plans
