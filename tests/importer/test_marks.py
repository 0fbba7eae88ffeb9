"""A note's mark beside a number is no digit of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from nianbao.importer import Imported, read_report
from nianbao.importer.readers import read_source
from nianbao.tables.numbers import read_number
from nianbao.template import load_template
from tests.importer.flatten import numbers_of
from tests.importer.forms import as_html
from tests.importer.words import docx, paragraph, table

CELL = ("applications", "disclosed", "research_institute")
RAISED = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'


def with_cell(text: str, tmp_path: Path) -> Imported:
    """Read a page in which one cell holds something else."""
    template = load_template("national-2021")
    numbers = numbers_of(template)
    form = next(form for form in template.tables if CELL[1:] in form.cells)
    number = f"<span>{numbers[form.id][CELL[1], CELL[2]]}</span>"
    page = as_html(template, 2023, numbers).decode()
    assert page.count(number) == 1
    path = tmp_path / "a.html"
    path.write_text(page.replace(number, f"<span>{text}</span>"), "utf-8")
    return read_report(path)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("89①", "89①"),
        ("89⑩", "89⑩"),
        ("89¹", "89¹"),
        ("89<sup>1</sup>", "89¹"),
        ("89<sup>①</sup>", "89①"),
        ("89<span style='vertical-align: super'><b>12</b></span>", "89¹²"),
    ],
)
def test_a_number_with_a_mark_stays_out_and_is_named(text: str, raw: str, tmp_path: Path) -> None:
    report = with_cell(text, tmp_path)
    (cell,) = [one for one in report.cells if (one.row, one.column) == CELL[1:]]
    assert (cell.value, cell.raw) == (None, raw)
    (doubt,) = [note for note in report.log if note.certainty == "low"]
    assert raw in doubt.said
    assert report.counts["unplaced"] == 0


@pytest.mark.parametrize("text", ["89*", "约89", "89（含上年1件）", "8 9", "89万", "八十九", "89[1]", "89/0"])
def test_one_odd_cell_is_one_cell_and_leaves_its_row(text: str, tmp_path: Path) -> None:
    report = with_cell(text, tmp_path)
    template = load_template("national-2021")
    (doubt,) = [note for note in report.log if note.certainty == "low"]
    assert text in doubt.said
    assert "科研机构" in doubt.what
    read = [cell for cell in report.cells if cell.value is not None]
    assert len(read) == sum(len(form.cells) for form in template.tables) - 1
    assert report.counts["unplaced"] == 0


def test_raised_digits_of_word_and_pdf() -> None:
    body = table(["甲", "乙"], ["89", "15"]).replace("89</w:t></w:r>", f"89</w:t></w:r>{RAISED}")
    lines = read_source(docx(paragraph("年报") + body), "a.docx").lines
    assert [line.text for line in lines if line.cells] == ["甲\t乙", "89¹\t15"]
    page = "89#super(typographic: false)[12]5 and 89 15\n\n89#super(typographic: false)[1] #h(2em) 15"
    lines = read_source(typst.compile(page.encode(), format="pdf"), "a.pdf").lines
    assert [line.text for line in lines] == ["89¹²5 and 89 15", "89¹ 15"]


def test_a_number_that_is_raised_alone_stays_one(tmp_path: Path) -> None:
    report = with_cell("<sup>89</sup>", tmp_path)
    assert [one.value for one in report.cells if (one.row, one.column) == CELL[1:]] == [89]


@pytest.mark.parametrize("text", ["12①", "12⑩", "12㊿", "12²"])
def test_no_mark_is_read_as_digits(text: str) -> None:
    assert read_number(text, "count", "件").value is None


def test_full_width_digits_are_digits() -> None:
    assert read_number("１２", "count", "件").value == 12
