"""A 填报表 that came back: what it says as a parameter file would, and a remark on every odd cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from nianbao.county.forms import last_year, question_reading, table_reading, unit_reading
from nianbao.county.forms.copies import tell_of_copies, tell_of_others
from nianbao.county.forms.given import Given
from nianbao.county.forms.head import has_cover_title, heads_of
from nianbao.county.forms.marks import Marks, read_marks
from nianbao.county.forms.number_reading import is_own
from nianbao.county.forms.opening import FormError, Page, open_form
from nianbao.county.forms.page_reading import PageReading, Stray, read_page
from nianbao.county.forms.plan import form_plan
from nianbao.county.forms.remarks import Remark, address
from nianbao.county.forms.slots import Path
from nianbao.county.forms.sorting import Sorted, sort_pages
from nianbao.county.forms.text_reading import read_sections
from nianbao.editor.parts import Part
from nianbao.questions.data import load_questions
from nianbao.suggest import quoted
from nianbao.template import Template

_MOST_STRAYS = 20
_MOST_KEPT = 2_000
"""Stray cells that are kept; a sheet of ten thousand more is named by its number of cells."""

_ORDER = {"error": 0, "warning": 1, "hint": 2}


@dataclass(frozen=True)
class FormReading:
    """What a form says.

    Attributes:
        unit_name: Full name of the unit as the form states it, or None.
        code: 区划代码 or 统一社会信用代码 that it states, or None.
        year: Report year, or None.
        template: Name of the statutory format, or None.
        values: What it says, in the shape of a parameter file; what was left blank isn't in it.
        remarks: What is to be said of it, the gravest first.
        untouched: Nobody has filled anything in since it was sent out.
        names: All that it calls the unit, the surest first: on the sheet about the unit, and on each sheet.
    """

    unit_name: str | None
    code: str | None
    year: int | None
    template: str | None
    values: dict[str, Any]
    remarks: tuple[Remark, ...]
    untouched: bool = False
    names: tuple[str, ...] = ()


def is_form(data: bytes) -> bool:
    """Tell whether a file is a 填报表: a workbook with its marks, or with its words where they are lost."""
    try:
        pages = open_form(data, "", values_only=True)
    except FormError:
        return False
    return _is_form(pages)


def _is_form(pages: Sequence[Page]) -> bool:
    return read_marks(pages) is not None or bool(heads_of(pages)) or has_cover_title(pages)


def read_form(data: bytes, name: str, folder: FilePath | None = None) -> FormReading:
    """Read a form.

    Args:
        data: The file.
        name: Its name, for messages.
        folder: The working folder, for a county's own format, questions and offices; None for the shipped ones.

    Raises:
        FormError: It can't be read, or isn't a form.
    """
    pages = open_form(data, name)
    if not _is_form(pages):
        raise FormError(f"「{name}」不是填报表。请核对是否选错了文件。")
    marks = read_marks(pages)
    remarks: list[Remark] = []
    year = unit_reading.year_of(pages, marks, remarks)
    full_name = unit_reading.unit_name_of(pages, marks, remarks)
    level = unit_reading.level_of(marks, full_name)
    template, found = _best(pages, marks, year, level, folder)
    made = _Made(template, marks, remarks)
    for page, plan in found.pages:
        made.take(read_page(page, plan))
    made.missing(found)
    made.strays += tell_of_copies(found, made.given, remarks)
    made.strays += tell_of_others(found, remarks)
    unit_reading.tell_of_facts(made.given, full_name, year, remarks)
    unit = unit_reading.unit_values(made.given, marks, full_name, level)
    values = made.values(unit, year, folder)
    ordered = sorted(remarks, key=lambda one: _ORDER[one.severity])
    return FormReading(
        unit.get("full_name") or full_name,
        unit.get("code"),
        year,
        template.name,
        values,
        tuple(ordered),
        untouched=not made.is_touched and not made.strays,
        names=tuple(dict.fromkeys(filter(None, (unit.get("full_name"), full_name, unit.get("name"))))),
    )


def _best(
    pages: Sequence[Page], marks: Marks | None, year: int | None, level: Any, folder: FilePath | None
) -> tuple[Template, Sorted]:
    """Choose the format of which most is found."""
    # The labels name the year in which the form was sent out, whatever somebody made of its head since.
    printed = (marks.year if marks else None) or year
    tried = [
        (template, sort_pages(pages, form_plan(template, printed or template.years.first, level, folder)))
        for template in unit_reading.template_of(marks, year, folder)
    ]
    return max(tried, key=lambda one: one[1].weight)


@dataclass
class _Made:
    """A form while it is read."""

    template: Template
    marks: Marks | None
    remarks: list[Remark]
    given: dict[Path, Given] = field(default_factory=dict)
    then: list[Given] = field(default_factory=list)
    more: dict[Path, list[Given]] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)
    kept_aside: list[Stray] = field(default_factory=list)

    def take(self, reading: PageReading) -> None:
        """Put a sheet's places to the others'."""
        self.given |= reading.given
        self.then += reading.last
        self.more |= reading.more
        self.strays += reading.strays
        self.remarks += reading.remarks

    @property
    def is_touched(self) -> bool:
        """Something stands in a place that was sent out empty, or something else than was sent out."""
        filled = self.marks.filled if self.marks else {}
        return bool(self.more) or any(
            not one.is_blank and one.value != filled.get("/".join(path)) and not _is_ours(one)
            for path, one in self.given.items()
            if path[0] in ("tables", "sections", "answers", "offices") or path == ("issued", "date")
            if path[0] != "tables" or (path[2], path[3]) not in self.template.table(path[1]).derivations
        )

    def missing(self, found: Sorted) -> None:
        """Say which sheets are gone."""
        wanted = [plan for plan in found.missing if plan.kind in ("table", "texts", "basics")]
        for plan in wanted:
            said = f"少了「{plan.name}」这一页，其中的内容没有读到。"
            self.remarks.append(Remark(None, None, None, said, "warning"))

    def values(self, unit: Mapping[str, str], year: int | None, folder: FilePath | None) -> dict[str, Any]:
        """Give everything in the shape of a parameter file."""
        template, remarks = self.template, self.remarks
        issued = unit_reading.issued_values(self.given, remarks)
        tables = table_reading.read_tables(template, self.given, remarks)
        table_reading.add_offices(template, self.given, tables, remarks)
        if self.marks:
            table_reading.tell_of_changes(template, self.marks.filled, self.given, remarks)
            self.strays += last_year.changed(template, self.marks.last, self.then, remarks)
        values: dict[str, Any] = {
            "template": template.name,
            **({"year": year} if year else {}),
            "unit": dict(unit),
            "issued": issued,
            "sections": read_sections(template, self.given, self.more, remarks),
            "tables": _nested(tables),
        }
        if year:
            self._questions(values, issued, tables, folder)
        table_reading.add_totals(template, self.given, tables, remarks)
        remarks += table_reading.blanks(template, self.given, tables)
        values["tables"] = _nested(tables)
        values["unplaced"] = self._unplaced()
        return {key: value for key, value in values.items() if value}

    def _questions(
        self,
        values: dict[str, Any],
        issued: dict[str, str],
        tables: dict[str, table_reading.Cells],
        folder: FilePath | None,
    ) -> None:
        """Put in what the twelve questions come to; what other sheets say stays."""
        questions = load_questions(self.template.name, folder)
        if questions is None:
            return
        answers = question_reading.answers_of(questions, self.given, issued, self.remarks)
        if not question_reading.is_used(questions, answers):
            return
        parts, self.kept_aside = question_reading.take(
            questions, self.template, values, answers, self.given, self.remarks
        )
        for part, value in parts.items():
            self._put(part, value, values, tables)

    def _put(
        self, part: Part, value: Any, values: dict[str, Any], tables: dict[str, table_reading.Cells]
    ) -> None:
        if part[0] == "sections":
            values["sections"].setdefault(part[1], value)
        elif part[0] == "tables":
            value = float(value) if isinstance(value, Decimal) else value
            cells = tables.setdefault(part[1], {})
            there = cells.setdefault((part[2], part[3]), value)
            place = self.given.get(part)
            if there != value and place is not None:
                self.remarks.append(
                    place.remark(
                        f"表里写的是 {there}，「十二问」答的是 {value}，按表里的读入，请核对。", "error"
                    )
                )

    def _unplaced(self) -> list[dict[str, Any]]:
        """Keep words that have no place in the form, and name the first of them."""
        for stray in self.strays[:_MOST_STRAYS]:
            said = (
                f"「{stray.sheet}」第 {stray.row + 1} 行（{address(stray.row, stray.column)}）写着"
                f"「{quoted(stray.text)}」，不是填报的格子，放进了待归类内容。"
            )
            self.remarks.append(Remark(stray.sheet, stray.row + 1, stray.column + 1, said, "warning"))
        if len(self.strays) > _MOST_STRAYS:
            said = f"填报的格子以外还有 {len(self.strays) - _MOST_STRAYS} 格内容，都放进了待归类内容。"
            if len(self.strays) > _MOST_KEPT:
                said = f"填报的格子以外还有 {len(self.strays) - _MOST_STRAYS} 格内容，太多了，只留下前 {_MOST_KEPT} 格。"
            self.remarks.append(Remark(None, None, None, said, "warning"))
        return [
            {"sheet": one.sheet, "line": one.row + 1, "column": one.column + 1, "text": one.text}
            for one in (*self.kept_aside, *self.strays[:_MOST_KEPT])
        ]


def _is_ours(given: Given) -> bool:
    return given.formula is not None and is_own(given)


def _nested(tables: Mapping[str, table_reading.Cells]) -> dict[str, dict[str, dict[str, Any]]]:
    """Give cells in the shape of a parameter file."""
    nested: dict[str, dict[str, dict[str, Any]]] = {}
    for table, cells in tables.items():
        for (row, column), value in cells.items():
            nested.setdefault(table, {}).setdefault(row, {})[column] = value
    return nested
