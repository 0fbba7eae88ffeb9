"""The numbers of one report, wherever they were read, and their lines in the long table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Number, as_text

Source = Literal["typed", "ledger", "derived", "none", "imported", "record", "unreadable", "absent"]

SOURCES: dict[Source, str] = {
    "typed": "年报底稿里填的",
    "ledger": "由台账计得（县级年报是由各单位相加）",
    "derived": "由各项加得的合计",
    "none": "没有填，按 0 计",
    "imported": "由已公布的报告读入",
    "record": "由生成时的记录（report.ipynb）读出",
    "unreadable": "写的不是一个读得出的数，数值留空",
    "absent": "已公布的报告里没有读到这张表或这一行（合计则是有一项没有读到），不知道是多少，数值留空，不按 0 计",
}
"""What the column ``source`` may say, for people."""

COLUMNS = (
    "unit",
    "name",
    "level",
    "parent",
    "code",
    "year",
    "template",
    "table",
    "row",
    "column",
    "value",
    "source",
    "total",
    "file",
)
"""Columns of the long table, in order."""

Address = tuple[str, str, str]
"""Table, row and column id."""

NO_VALUE: tuple[Source, ...] = ("unreadable", "absent")
"""Sources of cells without a value."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


@dataclass(frozen=True)
class Numbers:
    """All numbers of one report.

    Attributes:
        facts: Values of the columns up to ``template``.
        cells: Table, row, column, value as text (empty where it can't be read), source, whether a total.
        file: The file, as people name it.
        missing: Tables and rows that weren't found in a published report, in Chinese.
    """

    facts: tuple[str, str, str, str, str, int, str]
    cells: tuple[tuple[str, str, str, str, Source, bool], ...]
    file: str
    missing: tuple[str, ...] = ()

    def lines(self) -> str:
        """Write the report's lines of CSV."""
        head = ",".join(field(str(value)) for value in self.facts)
        tail = field(self.file)
        return "".join(
            f"{head},{table},{row},{column},{value},{source},{'1' if total else '0'},{tail}\r\n"
            for table, row, column, value, source, total in self.cells
        )


def field(text: str) -> str:
    """Write a text as a field of CSV that no spreadsheet takes for a formula.

    An apostrophe before it says that it is text; it stands before a text's own apostrophe too, so that
    ``plain`` gives every text back.
    """
    safe = f"'{text}" if text.startswith(_DANGEROUS) else text
    return '"' + safe.replace('"', '""') + '"' if any(mark in safe for mark in ',"\r\n') else safe


def plain(written: str) -> str:
    """Give back the text behind a field that was read from the CSV."""
    return written[1:] if written.startswith("'") else written


def numbers_of(
    report: Report,
    file: str,
    typed_as: Source = "typed",
    gaps: Mapping[Address, Source] = MappingProxyType({}),
) -> Numbers:
    """List the numbers of a report.

    Args:
        report: The report.
        file: What people call its file.
        typed_as: What to call the source of a number that stands in the file itself.
        gaps: Cells that have no value, and why; a cell that a parameter file leaves out is 0.
    """
    parameters = report.parameters
    unit = parameters.unit
    facts = (
        unit.id or "",
        unit.name or "",
        unit.level or "",
        unit.parent or "",
        unit.code or "",
        parameters.year,
        parameters.template,
    )
    cells = tuple(cell for table in report.tables.values() for cell in _cells(table, typed_as, gaps))
    return Numbers(facts, cells, file)


def _cells(
    table: FilledTable, typed_as: Source, gaps: Mapping[Address, Source]
) -> Iterator[tuple[str, str, str, str, Source, bool]]:
    """List a table's cells; whatever is looked up for each is at hand, for there are millions."""
    form, numbers, values, counted = table.form, table.numbers, table.values, table.counted
    name, derivations = form.id, form.derivations
    for cell in form.cells:
        row, column = cell
        is_total = cell in derivations
        number = numbers.get(cell)
        if number is not None:
            value, source = _typed(number, typed_as)
            yield name, row, column, value, source, is_total
        elif gaps and (gap := gaps.get((name, row, column))) is not None:
            yield name, row, column, "", gap, is_total
        elif is_total:
            yield name, row, column, as_text(values[cell]), "derived", True
        elif cell in counted:
            yield name, row, column, as_text(values[cell]), "ledger", False
        else:
            yield name, row, column, "0", "none", False


def _typed(number: Number, typed_as: Source) -> tuple[str, Source]:
    return ("", "unreadable") if number.value is None else (as_text(number.value), typed_as)


def header() -> str:
    """Give the first line of the CSV."""
    return ",".join(COLUMNS) + "\r\n"


def unread_cells(numbers: Numbers) -> Iterator[str]:
    """Name the cells of a report that hold no number that can be read."""
    for table, row, column, _, source, _ in numbers.cells:
        if source == "unreadable":
            yield f"{table}/{row}/{column}"
