"""What clerks send: the same report as a Word file, a PDF, a text, a scan, an old Word file, a filled-in form."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from openpyxl import load_workbook

from nianbao.blocks import Paragraph, Table, plain_text
from nianbao.county.forms.plan import form_plan
from nianbao.editor.preview import document_of
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.params import load_parameters
from nianbao.report import Report

ROOT = Path(__file__).resolve().parents[2]
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2040)
"""How a .doc begins; nobody but Word and WPS reads what follows."""

_SCAN_DPI = 110


def report_of(unit: str, year: int, slips: Mapping[str, str]) -> Report:
    """Give a unit's report as its clerk wrote it, slips of the pen included.

    Args:
        unit: The unit's id in ``params``.
        year: Report year.
        slips: What of its parameter file is written otherwise; each must be there once.
    """
    text = (ROOT / "params" / str(year) / f"{unit}.yaml").read_text(encoding="utf-8")
    for right, wrong in slips.items():
        if text.count(right) != 1:
            raise ValueError(f"{unit}: {right!r} stands there {text.count(right)} times")
        text = text.replace(right, wrong)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "params" / str(year) / f"{unit}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        parameters = load_parameters(path, ROOT).parameters
    return Report.of(parameters, ROOT)


def as_file(report: Report, form: str) -> bytes:
    """Write a report in one of our own forms; a clerk's Word file looks much the same."""
    return load_form(form).render(document_of(report), Look())


def as_text(report: Report) -> bytes:
    """Write a report as what remains of it in Notepad: a line a paragraph, tabs between cells."""
    document: Document = document_of(report)
    lines = [document.title.text]
    for block in document.blocks:
        lines += _rows(block) if isinstance(block, Table) else [plain_text(block)]
    return "\r\n".join(lines).encode("gb18030")


def _rows(table: Table) -> list[str]:
    return ["\t".join(cell.text for cell in row) for row in (*table.header, *table.body)]


def as_scan(report: Report) -> bytes:
    """Write a report as a scanner would: pictures of its pages, no text."""
    pages = []
    with pypdfium2.PdfDocument(as_file(report, "pdf")) as pdf:
        for page in pdf:
            pages.append(page.render(scale=_SCAN_DPI / 72).to_pil().convert("L"))
    scan = io.BytesIO()
    pages[0].save(scan, "PDF", save_all=True, append_images=pages[1:], resolution=_SCAN_DPI)
    return scan.getvalue()


def filled_form(form: bytes, report: Report) -> bytes:
    """Fill in a 填报表 as a clerk does: numbers into the tables, words into the rows of the parts."""
    plans = form_plan(report.template, report.parameters.year, report.parameters.unit.level, ROOT)
    book = load_workbook(io.BytesIO(form))
    for plan in plans:
        for path, slot in plan.by_path.items():
            value = _value(report, path) if slot.role == "entry" else None
            if value is not None:
                book[plan.name].cell(slot.row + 1, slot.column + 1).value = value
    filled = io.BytesIO()
    book.save(filled)
    return filled.getvalue()


def _value(report: Report, path: tuple[str, ...]) -> str | int | float | None:
    """Give what a clerk writes into a place; None for what is left as it is."""
    issued = report.parameters.issued
    match path:
        case ("issued", "by"):
            return issued.by
        case ("issued", "date"):
            return str(issued.date)
        case ("sections", section):
            return _words(report, section)
        case ("tables", table, row, column):
            number = report.tables[table].values[row, column]
            return int(number) if number == int(number) else float(number)
        case _:
            return None


def _words(report: Report, section: str) -> str | None:
    """Give the words of a part, figures filled in."""
    paragraphs = [
        plain_text(block)
        for block in report.blocks()
        if isinstance(block, Paragraph) and block.section == section
    ]
    return "\n\n".join(paragraphs) or None
