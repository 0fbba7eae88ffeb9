"""One sheet of a form, written by its plan."""

from __future__ import annotations

import functools
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from nianbao.county.forms.check_plan import FAILS, HOLDS
from nianbao.county.forms.formulas import Formulas
from nianbao.county.forms.head import head_line
from nianbao.county.forms.known import Known, Value
from nianbao.county.forms.look_choice import look_of
from nianbao.county.forms.looks import TALLEST, Looks, height_of, spread
from nianbao.county.forms.page_reading import CONTINUED
from nianbao.county.forms.slots import Path, SheetPlan, Slot
from nianbao.county.forms.validating import validate
from nianbao.questions.data import QuestionSet

_MOST = 30_000
"""Characters of last year's text in one cell; what is longer goes on in the next row."""

_ONE_LINE = 20.0
_AT_LEAST = {"text": 130.0, "short": 64.0, "answer": 26.0}
"""Points that a place for paragraphs, or for a sentence, has at least, to be seen as one."""

_ONE_PAGE = 1_000.0
"""Points of rows that can still be read when they are set on one page."""

_A4 = 9


class SheetWriter:
    """Writes one sheet.

    Attributes:
        start: Row of the plan → first row of the sheet; a long text takes several rows.
        last_texts: Last year's texts as the sheet shows them, by path.
    """

    def __init__(
        self, book: Any, looks: Looks, plan: SheetPlan, known: Known, questions: QuestionSet | None
    ) -> None:
        self.looks, self.plan, self.known, self.questions = looks, plan, known, questions
        self.sheet = book.add_worksheet(plan.name)
        self.last_texts: dict[Path, str] = {}
        self._heights = self._planned_heights()
        self._counts = {row: max(1, -(-int(high) // int(TALLEST))) for row, high in self._heights.items()}
        self.start: dict[int, int] = {}
        at = 0
        for row in range(plan.size[0] + 1):
            self.start[row] = at
            at += self._counts.get(row, 1) + len(self._rest_of(row))

    # --- writing ------------------------------------------------------------------------------

    def write(self, formulas: Formulas) -> None:
        """Write everything."""
        width = len(self.plan.widths) or self.plan.size[1]
        self._merge(0, 0, 1, width, self.plan.title, "title")
        self._merge(1, 0, 1, width, head_line(self.known.unit.full_name or "", self.known.year), "under")
        for slot in self.plan.slots:
            self._write(slot, formulas)
        self._continue_last()
        self._set_up()

    def _write(self, slot: Slot, formulas: Formulas) -> None:
        row = self.start[slot.row]
        rows = self.start[slot.row + slot.rows - 1] + self._counts.get(slot.row + slot.rows - 1, 1) - row
        formula = formulas.of(slot.path) if slot.role in ("entry", "total", "check") else None
        look = look_of(self.plan, slot, filled=slot.path in self.known.filled)
        value: Value = "" if formula else self._value(slot)
        self._merge(row, slot.column, rows, slot.columns, value, look)
        if slot.look == "link":
            self.sheet.write_url(row, slot.column, f"internal:'{slot.text}'!A1", self.looks[look], slot.text)
        if formula:
            self.sheet.write_formula(row, slot.column, formula.text, self.looks[look], formula.value)
        if slot.role == "entry":
            validate(self.sheet, (row, slot.column), slot, self.known, self.questions)

    def _merge(self, row: int, column: int, rows: int, columns: int, value: Value, look: str) -> None:
        made = self.looks[look]
        if rows > 1 or columns > 1:
            self.sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", made)
        if value == "":
            self.sheet.write_blank(row, column, None, made)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, made)
        else:
            self.sheet.write_number(row, column, value, made)

    # --- what stands there --------------------------------------------------------------------

    def _value(self, slot: Slot) -> Value:
        if slot.role == "entry":
            return self.known.filled.get(slot.path, "")
        if slot.role == "last":
            return self._last(slot)
        if slot.path[:1] == ("facts",):
            return self.known.facts.get(slot.path[1], "")
        return slot.text

    def _last(self, slot: Slot) -> Value:
        value = self.known.last.get(slot.path, "")
        if slot.path[0] != "sections" or not isinstance(value, str) or not value:
            return value
        self.last_texts[slot.path] = self._pieces(value)[0]
        return self.last_texts[slot.path]

    @staticmethod
    @functools.cache
    def _pieces(text: str) -> tuple[str, ...]:
        """Cut a text that is too long for a cell, between its paragraphs where it can be."""
        pieces: list[str] = []
        while len(text) > _MOST:
            cut = text.rfind("\n", 1, _MOST) + 1 or _MOST
            pieces.append(text[:cut].rstrip("\n"))
            text = text[cut:]
        return (*pieces, text)

    def _rest_of(self, row: int) -> tuple[str, ...]:
        """Give what of last year's text goes on in rows of its own below a section."""
        for slot in self.plan.of("last"):
            if slot.row == row and slot.path[0] == "sections":
                return self._pieces(str(self.known.last.get(slot.path, "")))[1:]
        return ()

    def _continue_last(self) -> None:
        for slot in self.plan.of("last"):
            below = self.start[slot.row] + self._counts.get(slot.row, 1)
            for place, text in enumerate(self._rest_of(slot.row) if slot.path[0] == "sections" else ()):
                self.sheet.write_string(below + place, 0, CONTINUED, self.looks["then"])
                self.sheet.write_string(below + place, slot.column, text, self.looks["last text"])
                self.sheet.set_row(below + place, TALLEST)

    # --- sizes --------------------------------------------------------------------------------

    def _planned_heights(self) -> dict[int, float]:
        plan = self.plan
        heights: dict[int, float] = {0: 34.0, 1: 22.0}
        for slot in sorted(plan.slots, key=lambda one: one.rows):
            rows = range(slot.row, slot.row + slot.rows)
            for row in rows:
                heights[row] = max(heights.get(row, 0.0), _ONE_LINE)
            text = self.known.last.get(slot.path, "") if slot.role == "last" else self._value_text(slot)
            room = sum(plan.widths[slot.column : slot.column + slot.columns])
            size = 9.0 if slot.role in ("last", "note") or slot.look in ("then", "small") else 10.5
            needed = height_of(str(text)[:_MOST], room, size) if text != "" else 0.0
            if slot.role == "entry":
                needed = max(needed, _AT_LEAST.get(slot.look, 0.0))
            if len(rows) == 1:
                heights[slot.row] = max(heights[slot.row], needed)
            else:
                spread(heights, list(rows), needed)
        return heights

    def _value_text(self, slot: Slot) -> Value:
        if slot.path[:1] == ("facts",):
            return self.known.facts.get(slot.path[1], "")
        return slot.text

    def _set_up(self) -> None:
        sheet, plan = self.sheet, self.plan
        for column, width in enumerate(plan.widths):
            sheet.set_column(column, column, width)
        for row, high in self._heights.items():
            count = self._counts[row]
            for step in range(count):
                sheet.set_row(self.start[row] + step, high / count)
        first, last = plan.head
        sheet.repeat_rows(first, last)
        if plan.kind != "cover":
            sheet.freeze_panes(last + 1, plan.fixed)
        self._color()
        self._for_paper()
        sheet.protect("", {"format_columns": True, "format_rows": True, "insert_rows": plan.kind == "texts"})
        sheet.hide_gridlines(2)

    def _color(self) -> None:
        """Let what is wrong be seen at once."""
        bad, good = self.looks.over("bad"), self.looks.over("good")
        for slot in self.plan.of("check"):
            row, column = self.start[slot.row], slot.column
            for words, look in ((FAILS, bad), ("差", bad), ("有 ", bad), (HOLDS, good), ("勾稽", good)):
                rule = {"type": "text", "criteria": "begins with", "value": words, "format": look}
                if slot.path[0] in ("balance", "result", "state"):
                    self.sheet.conditional_format(row, column, row, column, rule)
        for slot in self.plan.of("entry"):
            if slot.path[0] in ("tables", "offices"):
                row, column = self.start[slot.row], slot.column
                name = xl_rowcol_to_cell(row, column)
                rule = {"type": "formula", "criteria": f"=AND(ISTEXT({name}),LEN({name})>0)", "format": bad}
                self.sheet.conditional_format(row, column, row, column, rule)

    def _for_paper(self) -> None:
        sheet, plan = self.sheet, self.plan
        sheet.set_paper(_A4)
        if plan.kind not in ("cover", "basics") and not plan.upright:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        many = plan.upright or plan.kind in ("texts", "checks") or sum(self._heights.values()) > _ONE_PAGE
        sheet.fit_to_pages(1, 0 if many else 1)
        sheet.center_horizontally()
        sheet.set_footer("&C&9&A　第 &P 页，共 &N 页")
