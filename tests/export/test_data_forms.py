"""XLSX and JSON: the same numbers, for people and for programs."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from nianbao.blocks import Annex, Cell, Table, plain_text
from nianbao.checks import Subject
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.export.excel import NOTES
from nianbao.export.forms.json import json_schema
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.selfcheck import squeeze
from tests.sample_document import document

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ("2024/yunxi", "2020/yunxi", "2016/yunxi", "2017/heluo")


def report_of(sample: str) -> Report:
    return Subject.of(load_parameters(ROOT / "params" / f"{sample}.yaml", ROOT), ROOT).report


def document_of(sample: str) -> Document:
    title, *blocks = report_of(sample).blocks()
    return Document(title, tuple(blocks))  # type: ignore[arg-type]  # the first block is the title


def workbook(printed: Document, *, values: bool) -> Any:
    return load_workbook(io.BytesIO(load_form("xlsx").render(printed, Look())), data_only=values)


@pytest.mark.parametrize("form", ["xlsx", "json"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_same_report_gives_the_same_bytes(form: str, sample: str) -> None:
    render = load_form(form).render
    assert render(document_of(sample), Look()) == render(document_of(sample), Look())


@pytest.mark.parametrize("sample", SAMPLES)
def test_json_follows_its_published_schema_and_has_every_number(sample: str) -> None:
    data = json.loads(load_form("json").render(document_of(sample), Look(draft=True)))
    Draft202012Validator(json_schema()).validate(data)
    assert data["draft"] is True
    tables = report_of(sample).tables
    assert set(data["tables"]) == set(tables)
    for name, table in tables.items():
        found = {
            (row, column): value
            for row, cells in data["tables"][name].items()
            for column, value in cells.items()
        }
        assert found == {cell: float(value) for cell, value in table.values.items()}


def test_the_published_schema_is_the_one_in_docs() -> None:
    assert json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8")) == json_schema()


def test_each_statutory_table_has_a_sheet_under_its_heading() -> None:
    book = workbook(document_of("2024/yunxi"), values=True)
    assert book.sheetnames == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        NOTES,
    ]
    assert workbook(document_of("2017/heluo"), values=True).sheetnames == [NOTES]


def test_a_sheet_says_whose_table_it_is_and_which() -> None:
    for sample, name in (
        ("2024/yunxi", "三、收到和处理政府信息公开申请情况"),
        ("2016/yunxi", "政府信息公开情况统计表"),
    ):
        printed = document_of(sample)
        sheet = workbook(printed, values=True)[name]
        assert (sheet["A1"].value, sheet["A2"].value) == (printed.title.text, name)
        assert sheet.oddHeader.center.text is None
        assert "&P" in sheet.oddFooter.center.text


def test_a_table_without_a_caption_in_an_attachment_goes_by_its_name() -> None:
    table = Table(id="t", columns=1, body=((Cell(text="3", value=3),),))
    printed, xlsx = document(Annex(name="统计表", number=2), table), load_form("xlsx")
    assert workbook(printed, values=True).sheetnames == ["统计表", NOTES]
    meant = "".join(map(plain_text, xlsx.printed(printed)))
    assert squeeze(xlsx.read_text(xlsx.render(printed, Look()))) == squeeze(meant)


def test_the_workbook_says_what_is_not_in_it() -> None:
    texts = [cell.value for row in workbook(document_of("2024/yunxi"), values=True)[NOTES] for cell in row]
    assert load_form("xlsx").leaves_out in texts


def test_each_page_of_a_draft_says_so() -> None:
    data = load_form("xlsx").render(document_of("2024/yunxi"), Look(draft=True))
    *sheets, _ = load_workbook(io.BytesIO(data)).worksheets
    assert [sheet.oddHeader.center.text for sheet in sheets] == ["初稿"] * 3


def test_a_long_label_in_a_narrow_column_stands_upright_as_on_the_page() -> None:
    sheet = workbook(document_of("2024/yunxi"), values=True)["三、收到和处理政府信息公开申请情况"]
    stacked = [
        one.value
        for row in sheet.iter_rows()
        for one in row
        if one.alignment.textRotation == 255 and one.value
    ]
    assert stacked == ["三、本年度办理结果"]


def test_totals_are_formulas_whose_stored_values_agree() -> None:
    printed = document_of("2024/yunxi")
    formulas, values = workbook(printed, values=False), workbook(printed, values=True)
    checked = 0
    for sheet in formulas.worksheets:
        stored = values[sheet.title]
        for cell in (one for row in sheet.iter_rows() for one in row if isinstance(one.value, str)):
            if cell.value.startswith("="):
                parts = cell.value.removeprefix("=").split("+")
                assert stored[cell.coordinate].value == sum(stored[part].value for part in parts)
                checked += 1
    derived = [cell for table in report_of("2024/yunxi").tables.values() for cell in table.form.derivations]
    assert checked == len(derived) > 30


def test_a_total_that_was_typed_stays_a_number() -> None:
    cells = (Cell(text="2", value=2, name="a/x"), Cell(text="9", value=9, name="a/total"))
    book = workbook(document(Table(id="t", columns=2, body=(cells,))), values=False)
    assert [cell.value for cell in book.worksheets[0][3]] == [2, 9]


def test_numbers_can_be_edited_and_labels_and_totals_cannot() -> None:
    sheet = workbook(document_of("2024/yunxi"), values=False)["三、收到和处理政府信息公开申请情况"]
    assert sheet.protection.sheet
    cells = [one for row in sheet.iter_rows() for one in row if one.value is not None]
    locked = {type(one.value) is str for one in cells if one.protection.locked}
    assert locked == {True}
    assert all(type(one.value) is int for one in cells if not one.protection.locked)
    refused = {str(one.sqref) for one in sheet.data_validations.dataValidation}
    assert all(one.coordinate in " ".join(refused) for one in cells if not one.protection.locked)


@pytest.mark.parametrize(
    ("text", "value", "shown"), [("41.6万元", 41.6, '0.0"万元"'), ("1.50", 1.5, "0.00"), ("-3", -3, "0")]
)
def test_a_number_is_shown_as_printed(text: str, value: float, shown: str) -> None:
    printed = document(Table(id="t", columns=1, body=((Cell(text=text, value=value),),)))
    (cell,) = workbook(printed, values=False).worksheets[0][3]
    assert (cell.value, cell.number_format) == (value, shown)
    assert load_form("xlsx").read_text(load_form("xlsx").render(printed, Look())).endswith(text)


def test_what_is_printed_for_a_number_but_is_none_stays_text() -> None:
    printed = document(Table(id="t", columns=1, body=((Cell(text="—", value=0),),)))
    (cell,) = workbook(printed, values=False).worksheets[0][3]
    assert cell.value == "—"


def test_text_never_becomes_a_formula() -> None:
    table = Table(id="t", columns=1, body=((Cell(text='=HYPERLINK("http://x")', role="row"),),), note="=1+1")
    book = workbook(document(table), values=False)
    values = [
        (one.value, one.data_type) for row in book.worksheets[0].iter_rows() for one in row if one.value
    ]
    assert ('=HYPERLINK("http://x")', "s") in values
    assert all(kind != "f" for _, kind in values)
