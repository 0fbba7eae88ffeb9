"""A page that prints the columns of a table in another order: each number goes by its header."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.importer import Imported, read_report
from nianbao.importer.header_order import printed_order
from nianbao.template import TableForm, Template, load_template
from tests.importer import flatten
from tests.importer.flatten import Numbers, numbers_of, read_numbers
from tests.importer.forms import as_docx, as_html, as_xlsx


def turned_round(template: Template) -> Template:
    """Give a template that prints every table's columns from the last to the first."""

    def turned(form: TableForm) -> TableForm:
        data = form.model_dump(by_alias=True)
        for band in data["bands"]:
            band["columns"], band["spans"] = band["columns"][::-1], band["spans"][::-1]
        data["columns"] = data["columns"][::-1]
        if form.layout == "transposed":
            data["rows"] = data["rows"][::-1]
        return TableForm.model_validate(data)

    return template.model_copy(update={"tables": tuple(map(turned, template.tables))})


def imported(data: bytes, name: str, tmp_path: Path) -> Imported:
    path = tmp_path / name
    path.write_bytes(data)
    return read_report(path)


def in_order(numbers: Numbers) -> Numbers:
    return {table: dict(sorted(cells.items())) for table, cells in numbers.items()}


@pytest.mark.parametrize("write", [as_html, as_docx, as_xlsx])
def test_each_number_goes_by_its_header(write: Callable[..., bytes], tmp_path: Path) -> None:
    template = load_template("national-2021")
    numbers = numbers_of(template)
    report = imported(write(turned_round(template), 2023, numbers), "a.bin", tmp_path)
    assert in_order(read_numbers(report.text.values["tables"])) == in_order(numbers)
    said = [note for note in report.log if "表头印的次序" in note.said]
    assert {note.what for note in said} == {form.name for form in template.tables}
    assert not [note for note in report.log if note.certainty == "low"]


@pytest.mark.parametrize("flattening", ["bars", "cell_a_line", "markdown", "spans_left_empty"])
def test_in_texts_too(flattening: str, tmp_path: Path) -> None:
    template = load_template("national-2019")
    numbers = numbers_of(template)
    text = flatten.report_text(turned_round(template), 2020, flatten.FLATTENINGS[flattening], numbers)
    report = imported(text.encode(), "a.txt", tmp_path)
    found = read_numbers(report.text.values["tables"])
    assert all(
        found[table].get(cell, number) == number for table in found for cell, number in numbers[table].items()
    )
    assert sum(map(len, found.values())) >= 0.9 * sum(map(len, numbers.values()))


def test_what_is_not_understood_stays_out_and_is_named(tmp_path: Path) -> None:
    """One header has another name, and two of the others stand the other way round."""
    template = load_template("national-2021")
    numbers = numbers_of(template)
    page = as_html(turned_round(template), 2023, numbers).decode().replace(">自然人<", ">公民个人<")
    report = imported(page.encode(), "a.html", tmp_path)
    assert "applications" not in read_numbers(report.text.values["tables"])
    doubts = [note for note in report.log if note.certainty == "low" and "表头印的次序" in note.said]
    assert [note.what for note in doubts] == ["表三"]
    assert "总计、法人或其他组织" in doubts[0].said
    kept = "".join(text for _, _, text in report.kept)
    assert all(str(number) in kept for number in numbers["applications"].values())


def test_orders_that_headers_can_have() -> None:
    paths = [
        ("甲", "一"),
        ("甲", "二"),
        ("乙", "丙", "一"),
        ("乙", "丙", "二"),
        ("乙", "丁", "一"),
        ("乙", "丁", "二"),
    ]
    own = ["甲", "乙", "一", "二", "丙", "丁", "一", "二", "一", "二"]
    assert printed_order(paths, own) == (0, 1, 2, 3, 4, 5)
    assert printed_order(paths, [*own[:4], "丁", "丙", "二", "一", "一", "二"]) == (0, 1, 5, 4, 2, 3)
    assert printed_order(paths, own[:-1]) is None
    assert printed_order(paths, [*own[:-1], "三"]) is None
    # 乙 first: whether the first 一 二 are 甲's depends on how far down its header reaches.
    assert printed_order(paths, ["乙", "甲", "丙", "丁", "一", "二", "二", "一", "一", "二"]) is None
