"""The workbook of a form: the plan with what is known of one unit, protected but for the places to fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path as FilePath
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from nianbao.county.forms.formulas import Formulas
from nianbao.county.forms.head import COVER_TITLE
from nianbao.county.forms.known import Known
from nianbao.county.forms.last_year import print_of
from nianbao.county.forms.looks import Looks
from nianbao.county.forms.marks import MARKS, Marks
from nianbao.county.forms.plan import form_plan
from nianbao.county.forms.sheet_writing import SheetWriter
from nianbao.county.forms.slots import Path, SheetPlan
from nianbao.questions.data import load_questions


def form_workbook(known: Known, folder: FilePath | None) -> bytes:
    """Write a form; the same input gives the same bytes.

    Args:
        known: What is known of the unit.
        folder: The working folder, for a county's own questions and offices, or None.

    Raises:
        TemplateError: The questions or the offices aren't in order.
    """
    plans = form_plan(known.template, known.year, known.unit.level, folder)
    questions = load_questions(known.template.name, folder)
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        _set_properties(book, known)
        looks = Looks(book)
        writers = [SheetWriter(book, looks, plan, known, questions) for plan in plans]
        formulas = Formulas(known, _places(plans, writers))
        for writer in writers:
            writer.write(formulas)
        _write_marks(book, known, writers)
    return packed.getvalue()


def _set_properties(book: Any, known: Known) -> None:
    book.set_properties(
        {
            "title": f"{known.unit.full_name}{known.year}年{COVER_TITLE}",
            "author": known.unit.parent or "",
            "created": datetime(known.year + 1, 1, 1),
        }
    )
    book.set_calc_mode("auto")


def _places(plans: Sequence[SheetPlan], writers: Sequence[SheetWriter]) -> dict[Path, str]:
    """Give the address of each place that formulas may name."""
    found: dict[Path, str] = {}
    for plan, writer in zip(plans, writers, strict=True):
        for slot in plan.of("entry", "total"):
            cell = xl_rowcol_to_cell(writer.start[slot.row], slot.column, row_abs=True, col_abs=True)
            found.setdefault(slot.path, f"'{plan.name}'!{cell}")
    return found


def _write_marks(book: Any, known: Known, writers: Sequence[SheetWriter]) -> None:
    """Write the sheet that nobody sees."""
    last = {"/".join(path): value for path, value in known.last.items() if path[0] in ("tables", "answers")}
    last |= {"/".join(path): print_of(text) for writer in writers for path, text in writer.last_texts.items()}
    last |= {f"facts/{name}": print_of(text) for name, text in known.facts.items()}
    marks = Marks(
        unit=known.unit.model_dump(exclude_none=True),
        year=known.year,
        template=known.template.name,
        filled={"/".join(path): value for path, value in known.filled.items() if path[0] == "tables"},
        last=last,
    )
    sheet = book.add_worksheet(MARKS)
    for row, text in enumerate(marks.lines()):
        sheet.write_string(row, 0, text)
    sheet.protect()
    sheet.very_hidden()
