"""Statutory tables on paper and on the page: digits, labels, breaks, headers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import page as page_validation
import pikepdf
import pytest
from lxml import html

from nianbao.blocks import Cell, Heading, Paragraph, Signature, Table
from nianbao.export.base import Look
from nianbao.export.forms import html as html_form
from nianbao.export.forms import pdf as pdf_form
from nianbao.tables.fill import FilledTable
from nianbao.tables.layout import table_block
from nianbao.template import load_template
from tests.export.test_pdf import BOTTOM, TOP, Glyph, glyphs, heading, lines
from tests.sample_document import document

TEMPLATES = ("national-2014", "national-2019", "national-2021")
LARGE = {
    ("new_received", "natural_person"): 13612,
    ("new_received", "other"): 7,
    ("disclosed", "natural_person"): 5345,
    ("repeated", "natural_person"): 12,
}


def form_table(template: str, table: str, cells: dict[tuple[str, str], Any] | None = None) -> Table:
    return table_block(FilledTable(load_template(template).table(table), cells or {}))


@cache
def applications() -> Table:
    return form_table("national-2021", "applications", LARGE)


def render(*blocks: Heading | Paragraph | Table | Signature) -> bytes:
    return pdf_form.render(document(*blocks), Look())


def line_of(found: list[Glyph], text: str) -> list[Glyph]:
    """The characters of a label, found by reading along."""
    chars = "".join(glyph.char for glyph in found)
    at = chars.index(text)
    return found[at : at + len(text)]


def pages_with(found: list[Glyph], text: str) -> set[int]:
    return {
        page
        for page in {glyph.page for glyph in found}
        if text in "".join(one.char for one in found if one.page == page and not one.char.isspace())
    }


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("profile", ["PDF_A_2A", "PDF_UA_1"])
def test_tables_keep_the_standards(template: str, profile: str) -> None:
    forms = load_template(template).tables
    pdf = render(*(block for form in forms for block in (heading("一、表"), form_table(template, form.id))))
    report = page_validation.validate_pdf_bytes(pdf, profile=page_validation.ValidationProfile[profile])
    # See test_pdf.test_file_conforms.
    assert [one.message for one in report.failures if "STREAM-LENGTH" not in one.rule_id] == []


# --- Breaks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("above", [0, 1, 8, 15, 19])
@pytest.mark.parametrize("template", ["national-2019", "national-2021"])
def test_the_applications_stand_on_one_page_with_their_heading(template: str, above: int) -> None:
    before = [lines(above)] if above else []
    table = form_table(template, "applications")
    found = glyphs(render(*before, heading("三、收到和处理情况"), table))
    heads, firsts, lasts = (
        pages_with(found, text) for text in ("三、收到和处理情况", "申请人情况", "四、结转下年度继续办理")
    )
    assert heads == firsts == lasts
    assert len(heads) == 1
    assert all(TOP < one.y < BOTTOM for one in found if one.page in heads and one.char in "三四")


def test_a_table_longer_than_a_page_repeats_its_header_and_splits_no_row() -> None:
    table = form_table("national-2014", "statistics")
    found = glyphs(render(heading("七、其他"), table))
    pages = pages_with(found, "统计指标")
    assert pages == {glyph.page for glyph in found} - {1} | pages
    assert len(pages) >= 2
    for cell in (row[0].text.strip() for row in table.body):
        assert pages_with(found, cell), f"split: {cell}"


def test_a_signature_comes_one_line_below_a_table() -> None:
    table = Table(columns=1, body=((Cell(text="末行"),),))
    found = glyphs(render(table, Signature(by="云溪镇人民政府", date="2025年1月20日", iso="2025-01-20")))
    last, first = line_of(found, "末行")[0], line_of(found, "云溪镇人民政府")[0]
    assert 20 < first.y - last.y < 60


# --- Digits and labels --------------------------------------------------------------------------------


def numbers(found: list[Glyph]) -> Iterator[list[Glyph]]:
    """Runs of digits in the rows of data."""
    run: list[Glyph] = []
    for glyph in found:
        if run and (not glyph.char.isdigit() or abs(glyph.y - run[0].y) > 1 or glyph.x - run[-1].right > 3):
            yield run
            run = []
        if glyph.char.isdigit():
            run.append(glyph)
    if run:
        yield run


def test_digits_stand_under_each_other_and_in_the_middle() -> None:
    found = [glyph for glyph in glyphs(render(applications())) if TOP < glyph.y < BOTTOM]
    head = line_of(found, "自然人")
    middle = (head[0].x + head[-1].right) / 2
    column = [run for run in numbers(found) if abs((run[0].x + run[-1].right) / 2 - middle) < 14]
    written = {"".join(glyph.char for glyph in run): run for run in column}
    assert {"13612", "5345", "12", "0"} <= written.keys()
    rights = [run[-1].x for run in written.values()]
    assert max(rights) - min(rights) < 0.1, "the last digits stand under each other"
    widest = written["13612"]
    assert (widest[0].x + widest[-1].right) / 2 == pytest.approx(middle, abs=1)


def test_decimals_stand_under_each_other() -> None:
    cells = {("fees", "value"): 0.002, ("budget", "value"): 12.5, ("staff_part_time", "value"): 146}
    found = glyphs(render(form_table("national-2014", "statistics", cells)))
    (short,), (long,) = ([line_of(found, text)] for text in ("0.002", "12.5"))
    assert short[1].char == long[2].char == "."
    assert short[1].x == pytest.approx(long[2].x, abs=0.1)
    whole = line_of(found, "146")
    assert whole[-1].x == pytest.approx(short[0].x, abs=0.1)


def test_large_numbers_stay_in_their_cells() -> None:
    cells = {("licences", "decisions"): 11398889, ("charges", "amount"): 59237.2449}
    found = glyphs(render(form_table("national-2021", "proactive_disclosure", cells), applications()))
    for text in ("11398889", "59237.2449", "13612", "13619"):
        run = line_of(found, text)
        assert max(glyph.y for glyph in run) - min(glyph.y for glyph in run) < 0.1, "on one line"


def test_a_number_too_wide_for_its_column_is_set_smaller_with_its_column() -> None:
    cells = {("disclosed", "enterprise"): 1234567, ("repeated", "enterprise"): 12}
    found = glyphs(render(form_table("national-2021", "applications", cells)))
    wide, narrow = line_of(found, "1234567"), line_of(found, "12")
    head = line_of([glyph for glyph in found if not glyph.char.isspace()], "企业")
    # The column is 2.3 of 33 parts wide; its padding of 3 pt stays free.
    assert wide[-1].right - wide[0].x < 442.2 * 2.3 / 33 - 5
    assert (wide[0].x + wide[-1].right) / 2 == pytest.approx((head[0].x + head[-1].right) / 2, abs=1)
    assert narrow[-1].x <= wide[-1].x + 0.1


def test_the_outermost_label_is_upright_with_its_mark_beside() -> None:
    found = [glyph for glyph in glyphs(render(applications())) if not glyph.char.isspace()]
    number, mark, *rest = line_of(found, "三、本年度办理结果")
    letters = [number, *rest]
    assert [glyph.x for glyph in letters] == pytest.approx([number.x] * len(letters), abs=0.2)
    assert [glyph.y for glyph in letters] == sorted({glyph.y for glyph in letters})
    assert mark.y == pytest.approx(number.y, abs=0.1)
    assert 8 < mark.x - number.x < 10


# --- Headers in the tagged PDF and in HTML ------------------------------------------------------------


def cells_of(pdf: bytes) -> Iterator[tuple[str, str | None, list[str], str | None]]:
    """Each cell of the structure: tag, id, the headers it names, scope."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        waiting = [opened.Root.StructTreeRoot.K]
        while waiting:
            element = waiting.pop()
            if isinstance(element, pikepdf.Array):
                waiting += list(element)
            elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
                if str(element.S) in ("/TH", "/TD"):
                    given = element.get("/A", pikepdf.Array())
                    sets = list(given) if isinstance(given, pikepdf.Array) else [given]
                    table = next((one for one in sets if one.get("/O") == "/Table"), pikepdf.Dictionary())
                    own = str(element.ID) if "/ID" in element else None
                    scope = str(table.Scope) if "/Scope" in table else None
                    yield str(element.S), own, [str(one) for one in table.get("/Headers", ())], scope
                waiting.append(element.get("/K", pikepdf.Array()))


@pytest.mark.parametrize(
    ("template", "table"),
    [
        ("national-2021", "proactive_disclosure"),
        ("national-2019", "proactive_disclosure"),
        ("national-2021", "applications"),
        ("national-2021", "review_litigation"),
    ],
)
def test_each_number_names_the_headers_above_it_in_the_pdf(template: str, table: str) -> None:
    block = form_table(template, table)
    found = list(cells_of(render(block)))
    headers = {own: scope for tag, own, _, scope in found if tag == "/TH"}
    columns = [cell for row in (*block.header, *block.body) for cell in row if cell.role == "column"]
    assert len(headers) == len(columns)
    assert set(headers.values()) == {"/Column"}
    for tag, _, named, _ in found:
        assert tag == "/TH" or (named and set(named) <= headers.keys())


def table_in(page: bytes) -> html.HtmlElement:
    (table,) = html.document_fromstring(page).iter("table")
    assert isinstance(table, html.HtmlElement)
    return table


def test_digits_of_a_page_stand_under_each_other() -> None:
    table = table_in(html_form.render(document(applications()), Look()))
    boxes = {
        str(box.text): str(box.get("style"))
        for box in table.iter("span")
        if str(box.text) in ("13612", "5345", "12")
    }
    assert boxes.keys() == {"13612", "5345", "12"}
    assert set(boxes.values()) == {"display:inline-block;width:5ch;text-align:right"}


def test_a_fraction_on_a_page_keeps_the_point_in_line() -> None:
    cells = {("fees", "value"): 0.25, ("staff_part_time", "value"): 146}
    table = table_in(html_form.render(document(form_table("national-2014", "statistics", cells)), Look()))
    boxes = {str(box.text): str(box.get("style")) for box in table.iter("span")}
    assert boxes["0.25"] == "display:inline-block;width:6ch;text-align:right"
    assert boxes["146"] == "display:inline-block;width:3ch;text-align:right;margin-right:3ch"


def test_scopes_of_the_page() -> None:
    table = table_in(html_form.render(document(applications()), Look()))
    scopes = {"".join(map(str, cell.itertext())): cell.get("scope") for cell in table.iter("th")}
    assert scopes["自然人"] == "col"
    assert scopes["三、本年度办理结果"] == "rowgroup"
    assert scopes["1.属于国家秘密"] == "row"
    assert all(scopes.values())


def test_text_of_an_authors_table_is_no_band() -> None:
    # A label over all columns of a body is a band only where it is a header.
    table = Table(columns=2, body=((Cell(text="甲", colspan=2),), (Cell(text="乙"), Cell(text="1", value=1))))
    page = table_in(html_form.render(document(table), Look()))
    assert "band" not in html.tostring(page, encoding="unicode")
