"""PDF: every number in its cell, blank ones beside it, by ruled lines or by where the numbers stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.importer import read_report
from nianbao.importer.readers import pdf
from nianbao.template import load_template
from tests.importer.flatten import numbers_of, read_numbers, sentence_of
from tests.importer.pdfs import LOOKS, as_pdf, with_label_downwards

TEMPLATES = {"national-2021": 2023, "national-2019": 2020, "national-2014": 2016}


@pytest.mark.parametrize("blank", [0.0, 0.4, 0.9])
@pytest.mark.parametrize("look", [look for look in LOOKS if look not in ("bare", "columns")])
@pytest.mark.parametrize("name", TEMPLATES)
def test_cells_of_ruled_tables(name: str, look: str, blank: float, tmp_path: Path) -> None:
    template, numbers = load_template(name), numbers_of(load_template(name))
    path = tmp_path / "报告.pdf"
    data, shown = as_pdf(template, TEMPLATES[name], numbers, look, blank=blank)
    path.write_bytes(data)
    report = read_report(path)
    assert (report.template, report.year) == (name, TEMPLATES[name])
    found = read_numbers(report.text.values["tables"])
    assert {table: found.get(table, {}) for table in shown} == shown
    assert report.counts["unplaced"] == 0
    assert report.parameters is not None
    for section in template.sections:
        if section.heading:
            assert report.parameters.sections[section.id].strip() == sentence_of(section.id)


@pytest.mark.parametrize("look", ["bare", "columns"])
@pytest.mark.parametrize("name", TEMPLATES)
def test_tables_without_lines_between_rows(name: str, look: str, tmp_path: Path) -> None:
    template, numbers = load_template(name), numbers_of(load_template(name))
    for blank in (0.0, 0.1, 0.8):
        data, shown = as_pdf(template, TEMPLATES[name], numbers, look, blank=blank)
        path = tmp_path / "报告.pdf"
        path.write_bytes(data)
        found = read_numbers(read_report(path).text.values.get("tables"))
        # A row whose blanks can't be told apart stays out; no number comes to another's cell.
        for table, cells in found.items():
            assert {cell: shown[table].get(cell) for cell in cells} == cells
        if not blank:
            assert found == shown
        elif blank < 0.2:
            assert sum(map(len, found.values())) > 0.9 * sum(map(len, shown.values()))


def test_a_turned_page(tmp_path: Path) -> None:
    import io

    import pikepdf

    template, numbers = load_template("national-2021"), numbers_of(load_template("national-2021"))
    data, shown = as_pdf(template, 2023, numbers, "ruled", blank=0.3, turned=True)
    # What was set across is laid into upright pages by a quarter turn, as printers' drivers do.
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            page.contents_add(f"q 0 1 -1 0 {height} 0 cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.mediabox = pikepdf.Array([0, 0, height, width])
        path = tmp_path / "报告.pdf"
        document.save(path)
    report = read_report(path)
    assert read_numbers(report.text.values["tables"]) == shown
    assert report.counts["sections"] == 6


def test_a_label_that_is_printed_downwards_stays_in_its_cell() -> None:
    source = pdf.read(with_label_downwards(), "报告.pdf")
    rows = [line.text.split("\t") for line in source.lines]
    assert rows == [["本年度办", "予以公开的件数", "3"], ["部分公开的件数", "4"], ["不予公开的件数", "5"]]
