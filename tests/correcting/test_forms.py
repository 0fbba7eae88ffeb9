"""更正说明 stands in every form, letter by letter, and is taken for what it is when the form is read back."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.shared import Twips

from nianbao.blocks import plain_text
from nianbao.build import build_report
from nianbao.correcting.kept import Change, Correction
from nianbao.correcting.note import SECTION, TITLE, note_blocks
from nianbao.editor.document import Document as EditedDocument
from nianbao.editor.preview import document_of
from nianbao.export.base import Look, form_names, load_form
from nianbao.export.document import Document
from nianbao.importer import read_report_bytes
from nianbao.report import Report
from nianbao.returning.corrections import NOTICE
from nianbao.returning.reading import read_word
from nianbao.returning.review import review
from nianbao.selfcheck import squeeze
from nianbao.signing.sign import report_of
from nianbao.signing.standing import Standing
from nianbao.task import Task
from nianbao.verifying.seeing import see
from nianbao.verifying.signed import of_parameters, of_record
from nianbao.verifying.verify import verify
from tests.conftest import Write
from tests.correcting.conftest import Correct, edit

HOSTILE = '<script>alert(1)</script> #let x = 1 $y$ \\n **粗** _斜_ &amp; {%x%} =1+1 "引" [链](x)'
READ_BACK = ("html", "docx", "pdf", "fragment")


@pytest.fixture
def corrected(folder: Path, town: Path, signed: Standing, put_right: Correct) -> Report:
    """Two corrections, with all that could become code in one form or another."""
    edit(town, "公开信息3条", "公开信息4条")
    put_right(f"填报有误{HOSTILE}")
    edit(town, "公开信息4条", f"公开信息5条{HOSTILE}")
    put_right("又有一处有误", date="2025-04-02")
    return report_of(town, folder)


def test_the_newest_correction_comes_first(corrected: Report) -> None:
    note = [plain_text(block) for block in corrected.blocks() if block.section == SECTION]
    assert note[:2] == [TITLE, "（一）2025年4月2日第二次更正。"]
    assert note[4] == "（二）2025年3月5日第一次更正。"
    assert note[2] == "更正原因：又有一处有误。"
    assert "“公开信息3条”更正为“公开信息4条”。" in note[6]


def test_the_note_stands_a_line_below_the_date(corrected: Report) -> None:
    document = document_of(corrected)
    word = docx.Document(io.BytesIO(load_form("docx").render(document, Look())))
    (heading,) = [one for one in word.paragraphs if one.text == TITLE]
    assert heading.paragraph_format.space_before == Twips(579)


@pytest.mark.parametrize("form", form_names())
def test_every_form_has_the_note_letter_by_letter(corrected: Report, form: str) -> None:
    document, made = document_of(corrected), load_form(form)
    text = squeeze(made.read_text(made.render(document, Look())))
    for block in document.blocks:
        if block.section == SECTION:
            assert block in made.printed(document)
            assert squeeze(plain_text(block)) in text


@pytest.mark.parametrize("form", READ_BACK)
def test_the_importer_takes_the_note_for_no_part(corrected: Report, form: str) -> None:
    made = load_form(form)
    data = made.render(document_of(corrected), Look())
    read = read_report_bytes(data, f"report.{made.extension}", corrected.folder, year=2017)
    assert read.parameters is not None
    assert (read.parameters.issued.by, read.parameters.issued.date) == ("云溪镇人民政府", "2018-01-20")
    assert "更正" not in read.parameters_text
    assert any(name == TITLE for part, name, _ in read.kept if part == "chrome")


@pytest.mark.parametrize("form", READ_BACK)
def test_a_published_page_with_the_note_is_the_same(
    corrected: Report, folder: Path, town: Path, form: str
) -> None:
    made = load_form(form)
    page = folder / f"page.{made.extension}"
    page.write_bytes(made.render(document_of(corrected), Look()))
    assert verify(see(str(page), folder), of_parameters(town, folder)).wrong == ()


def test_a_page_without_the_note_or_with_another_is_not(corrected: Report, folder: Path, town: Path) -> None:
    whole = document_of(corrected)
    page = folder / "page.html"
    bare = Document.of([whole.title, *(block for block in whole.blocks if block.section != SECTION)])
    page.write_bytes(load_form("html").render(bare, Look()))
    assert any(
        TITLE in one.where for one in verify(see(str(page), folder), of_parameters(town, folder)).wrong
    )
    text = load_form("html").render(whole, Look()).decode("utf-8").replace("又有一处有误", "又有两处有误")
    page.write_text(text, encoding="utf-8")
    assert verify(see(str(page), folder), of_parameters(town, folder)).wrong


def test_a_word_file_comes_back_without_the_note(corrected: Report, folder: Path, town: Path) -> None:
    made = folder / "report.docx"
    made.write_bytes(load_form("docx").render(document_of(corrected), Look()))
    same = review(read_word(made), EditedDocument.open(town, folder))
    assert (same.parts, same.notices) == ((), ())
    word = docx.Document(str(made))
    for one in word.paragraphs:
        for run in one.runs:
            run.text = run.text.replace("又有一处", "又有两处").replace("重点明确", "重点很明确")
    word.save(str(made))
    edited = review(read_word(made), EditedDocument.open(town, folder))
    assert edited.changes == 1
    assert edited.notices == (NOTICE,)


def test_a_build_writes_it_into_the_record(corrected: Report, folder: Path, town: Path) -> None:
    outcome = build_report(Task(town, folder, folder / "out", ("html", "xlsx")))
    assert outcome.status == "built", outcome.error
    record = of_record(folder / "out" / outcome.outputs["ipynb"], folder)
    assert record.document == document_of(corrected)
    assert f"params/2017/{town.stem}.correct.jsonl" in outcome.inputs


def test_the_note_stands_before_attached_tables(write: Write, folder: Path) -> None:
    """A table behind the note belongs to no other part for it, and comes back from the page."""
    path = write()
    text = path.read_text(encoding="utf-8").replace("laiyang-2017", "national-2014")
    for name in ("organization", "interpretation_response", "key_areas", "confidentiality"):
        start = text.index(f"  {name}: |")
        text = text[:start] + text[text.index("\n", text.index("\n", start) + 1) + 1 :]
    path.write_text(text, encoding="utf-8")
    report = report_of(path, folder)
    change = Change("表一「（一）」行", "3", "4")
    report.__dict__["corrections"] = (Correction(1, "2025-03-05", "有误", "张三", "", "", "", "", (change,)),)
    kinds = [
        block.kind
        for block in document_of(report).blocks
        if block.section == SECTION or block.kind == "annex"
    ]
    assert (kinds[0], kinds[-1]) == ("heading", "annex")
    data = load_form("pdf").render(document_of(report), Look())
    read = read_report_bytes(data, "report.pdf", folder, year=2017)
    assert read.parameters is not None
    assert "statistics" in read.parameters.tables
    assert "更正" not in read.parameters_text


def test_what_cannot_be_printed_or_told_is_still_a_sentence() -> None:
    changes = (
        Change("一、概述", "甲\ue000\u200b", "甲"),
        Change("落款", "", "新"),
        Change("附件", "旧", ""),
        Change("不宜公开的个别内容", "", ""),
        Change("二、“放管服”情况", "长" * 500, "“短”"),
    )
    one = Correction(1, "2025-03-05", "有误。", "张三", "", "", "", "", changes)
    told = [plain_text(block) for block in note_blocks([one])]
    assert told[2:8] == [
        "更正原因：有误。",
        "更正内容（5处）：",
        "1.“一、概述”部分：“甲□”更正为“甲”。",
        "2.落款：增加“新”。",
        "3.附件：删去“旧”。",
        "4.不宜公开的个别内容有改动。",
    ]
    assert len(told[8]) < 200
    assert "‘短’" in told[8]
    assert note_blocks([]) == []
