"""The numbers of executed notebooks (the records of ``out/``) and of published reports."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from nianbao.blocks import Cell
from nianbao.errors import NianbaoError, UsageError
from nianbao.export.excel import statutory_tables
from nianbao.export.reader import read_document
from nianbao.importer import read_report
from nianbao.longtable.gaps import gaps_in, named
from nianbao.longtable.numbers import Numbers, Source, numbers_of
from nianbao.report import Report
from nianbao.tables.numbers import as_text, read_number
from nianbao.template import TableForm, load_template


def read_record(path: Path, folder: Path | None, file: str) -> Numbers:
    """Read the numbers that an executed notebook shows.

    Raises:
        NianbaoError: It is no record of a report.
    """
    try:
        document = read_document(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        raise UsageError(
            f"「{file}」不是生成年报时留下的记录，读不出。请重新生成，或者不放这个文件。"
        ) from problem
    about = document.about
    forms = {form.id: form for form in load_template(about.template, folder).tables}
    unit = about.unit
    facts = (
        unit.id,
        unit.name,
        unit.level or "",
        unit.parent or "",
        unit.code or "",
        about.year,
        about.template,
    )
    cells = tuple(
        (form.id, *place, *_shown(form, place, cell), place in form.derivations)
        for _, table in statutory_tables(document)
        if (form := forms.get(table.id or "")) is not None
        for row in table.body
        for cell in row
        if cell.name and (place := _place(cell.name)) in form.cells
    )
    return Numbers(facts, cells, file)


def _place(name: str) -> tuple[str, str]:
    row, _, column = name.partition("/")
    return row, column


def _shown(form: TableForm, place: tuple[str, str], cell: Cell) -> tuple[str, Source]:
    """Give the number behind a printed cell: as printed where that is the number, for it is exact."""
    source: Source = "derived" if cell.parts else "record"
    read = read_number(cell.text, form.kind(place), form.unit(place)).value
    if read is not None and (cell.value is None or float(read) == cell.value):
        return as_text(read), source
    return ("", "unreadable") if cell.value is None else (as_text(Decimal(str(cell.value))), source)


def read_published(path: Path, folder: Path | None, file: str) -> Numbers:
    """Read the numbers of a published report.

    Raises:
        NianbaoError: It can't be read, or doesn't say which year it is about.
    """
    imported = read_report(path, folder)
    if imported.parameters is None:
        raise NianbaoError(f"「{file}」读不出是哪一年、哪种格式的报告。请核对是不是年报全文。")
    report = Report.of(imported.parameters, folder)
    gaps = gaps_in(imported, report)
    return replace(numbers_of(report, file, "imported", gaps), missing=tuple(named(gaps, report)))
