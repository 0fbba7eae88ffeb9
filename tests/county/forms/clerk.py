"""A clerk at a 填报表: fills it in with another library than the one that wrote it, and spoils it as people do."""

from __future__ import annotations

import functools
import io
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.blocks import Paragraph, spans_text
from nianbao.county.forms.known import Known, known_of
from nianbao.county.forms.plan import form_plan
from nianbao.county.forms.slots import Path as SlotPath
from nianbao.county.forms.slots import SheetPlan
from nianbao.county.forms.writing import form_workbook
from nianbao.county.roster import Member, Roster, roster_of
from nianbao.county.roster_start import entries_of_params
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.template import load_template

ROOT = Path(__file__).resolve().parents[3]
YEAR = 2024


@functools.cache
def roster() -> Roster:
    """The fictional county's units."""
    county, entries = entries_of_params(ROOT)
    return roster_of(county, entries)


def member(unit_id: str) -> Member:
    """One of them."""
    found = roster().by_id(unit_id)
    assert found is not None
    return found


def known(unit_id: str, template: str = "national-2021", year: int = YEAR, folder: Path = ROOT) -> Known:
    """What is known of a unit before it fills its form in."""
    return known_of(
        member(unit_id),
        roster().county,
        year,
        load_template(template),
        folder,
        deadline=f"{year + 1}年1月8日",
        contact="县政务公开办",
    )


@functools.cache
def form(unit_id: str, template: str = "national-2021", year: int = YEAR) -> bytes:
    """A unit's form as it is sent out."""
    return form_workbook(known(unit_id, template, year), ROOT)


class Clerk:
    """Someone with a form open."""

    def __init__(self, data: bytes, unit_id: str, template: str = "national-2021", year: int = YEAR) -> None:
        self.book: Workbook = load_workbook(io.BytesIO(data))
        self.plans: tuple[SheetPlan, ...] = form_plan(
            load_template(template), year, member(unit_id).kind.level, ROOT
        )

    def sheet(self, name: str) -> Worksheet:
        """A sheet by name."""
        found = self.book[name]
        assert isinstance(found, Worksheet)
        return found

    def place(self, path: SlotPath) -> tuple[Worksheet, int, int]:
        """Where something is to be filled in: sheet, row and column from 1."""
        plan = next(plan for plan in self.plans if path in plan.by_path)
        slot, sheet = plan.by_path[path], self.sheet(plan.name)
        if plan.kind != "texts":
            return sheet, slot.row + 1, slot.column + 1
        label = next(one.text for one in plan.of("label") if one.row == slot.row)
        row = next(row for row in range(1, 200) if sheet.cell(row, 1).value == label)
        return sheet, row, slot.column + 1

    def put(self, path: SlotPath, value: Any) -> None:
        """Fill a place in."""
        sheet, row, column = self.place(path)
        sheet.cell(row, column).value = value

    def get(self, path: SlotPath) -> Any:
        """Look at a place."""
        sheet, row, column = self.place(path)
        return sheet.cell(row, column).value

    def fill(self, report: Report) -> None:
        """Fill in what a report says: every number, and the words as they are printed."""
        for table in report.tables.values():
            for cell in table.form.cells:
                if cell not in table.form.derivations:
                    self.put(("tables", table.form.id, *cell), number(table, cell))
        for section in report.template.sections:
            if words := printed(report, section.id):
                self.put(("sections", section.id), "\n".join(words))
        self.put(("issued", "by"), report.parameters.issued.by)
        self.put(("issued", "date"), report.parameters.issued.date)

    def save(self) -> bytes:
        """Give the file."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def number(table: FilledTable, cell: tuple[str, str]) -> Any:
    """Give a cell's number as a clerk types it; one with a unit of its own as words."""
    text = table.number(cell)
    value = table.values[cell]
    plain = value if isinstance(value, int) else float(value)
    return text if any(sign.isalpha() for sign in text) else plain


def printed(report: Report, section: str) -> list[str]:
    """Give the printed paragraphs of a section."""
    return [
        spans_text(block.spans)
        for block in report.blocks()
        if isinstance(block, Paragraph) and block.section == section
    ]
