"""Attachments: numbered, listed before the signature, each on a page of its own, in every form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pypdfium2
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from nianbao.annexes import as_shown, with_annexes
from nianbao.blocks import Annex, AnnexNote, Block, Paragraph, Signature, Span, Table, plain_text
from nianbao.display import bundle
from nianbao.errors import NotebookError
from nianbao.export.base import Look, load_form
from nianbao.export.document import Document
from nianbao.export.reader import read_document
from nianbao.notebook import ShownReport
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.selfcheck import check_notebook, squeeze
from tests.shapes import ROOT, of_sample

TEXT = Paragraph(spans=(Span(text="正文。"),))
SIGNED = Signature(by="云溪镇人民政府", date="2017年2月24日", iso="2017-02-24")


def report_of(sample: str) -> Report:
    return Report.of(load_parameters(ROOT / "params" / f"{sample}.yaml", ROOT).parameters, ROOT)


def test_one_attachment_alone_has_no_number() -> None:
    text, note, signature, annex, own = with_annexes((TEXT, SIGNED, Annex(name="甲"), TEXT))
    assert (text, signature, own) == (TEXT, SIGNED, TEXT)
    assert plain_text(note) == "附件：甲"
    assert plain_text(annex) == "附件\n甲"


def test_several_are_numbered_in_their_order() -> None:
    blocks = with_annexes((TEXT, SIGNED, Annex(name="甲"), TEXT, Annex(name="乙")))
    assert [block.kind for block in blocks] == [
        "paragraph",
        "annex_note",
        "signature",
        "annex",
        "paragraph",
        "annex",
    ]
    assert plain_text(blocks[1]) == "附件：1. 甲\n2. 乙"
    assert [block.label for block in blocks if isinstance(block, Annex)] == ["附件1", "附件2"]
    assert with_annexes(blocks) == blocks
    assert as_shown(blocks[3]) == Annex(name="甲")


def test_without_a_signature_the_list_stands_before_the_first() -> None:
    assert [block.kind for block in with_annexes((TEXT, Annex(name="甲")))] == [
        "paragraph",
        "annex_note",
        "annex",
    ]
    assert with_annexes((TEXT, SIGNED)) == (TEXT, SIGNED)


# --- Of a template ---------------------------------------------------------------------------------


def test_the_statistics_table_of_2014_is_attached() -> None:
    report = report_of("2016/yunxi")
    assert report.parts[-2:] == ("signature", "annexes")
    annex, table = report.part("annexes")
    assert annex == Annex(id="statistics", name="政府信息公开情况统计表")
    assert isinstance(table, Table)
    assert (table.id, table.caption, table.section) == ("statistics", None, None)
    assert not any(isinstance(block, Table) for block in report.part("other"))


def test_a_template_without_attachments_has_no_such_part() -> None:
    report = report_of("2024/yunxi")
    assert "annexes" not in report.parts
    with pytest.raises(KeyError):
        report.part("annexes")


# --- Of an author ----------------------------------------------------------------------------------


def notebook(sample: str, *own: Any, before: bool = False) -> Any:
    """Give a notebook as it was run, with cells of an author behind the last one or before the signature."""
    report = report_of(sample)
    parts = [
        new_code_cell(
            f'report.show("{part}")',
            outputs=[new_output("display_data", bundle(block)) for block in report.part(part)],
        )
        for part in report.parts
    ]
    place = report.parts.index("signature") if before else len(parts)
    cells = [*parts[:place], *own, *parts[place:]]
    for count, cell in enumerate((cell for cell in cells if cell.cell_type == "code"), 1):
        cell.execution_count = count
    return nbformat.v4.new_notebook(cells=cells)


def annex_cell(name: str) -> Any:
    shown: list[Block] = [Annex(name=name)]
    outputs = [new_output("display_data", bundle(block)) for block in shown]
    return new_code_cell(f'report.annex("{name}")', outputs=outputs)


def test_what_follows_an_attachment_is_its_text() -> None:
    made = notebook(
        "2016/yunxi", annex_cell("情况说明"), new_markdown_cell("## 一、分工\n\n各站所分工不变。")
    )
    document = read_document(made)
    note, signature, first, table, second, heading, text = document.blocks[-7:]
    assert plain_text(note) == "附件：1. 政府信息公开情况统计表\n2. 情况说明"
    assert isinstance(signature, Signature)
    assert (first.kind, table.kind) == ("annex", "table")
    assert second == Annex(number=2, name="情况说明")
    assert [plain_text(block) for block in (heading, text)] == ["一、分工", "各站所分工不变。"]
    assert {block.section for block in (second, heading, text)} == {None}
    check_notebook(made, report_of("2016/yunxi"), document, "a.ipynb")


def test_an_attachment_amid_the_report_is_refused() -> None:
    with pytest.raises(NotebookError, match="「情况说明」放在了报告的正文中间"):
        read_document(notebook("2016/yunxi", annex_cell("情况说明"), before=True))


@pytest.mark.parametrize(("name", "shown"), [("情况说明。", "情况说明"), ("  《目录》；", "《目录》")])
def test_a_name_has_no_mark_at_its_end(name: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Block] = []
    monkeypatch.setattr("nianbao.notebook._display", seen.append)
    ShownReport(report_of("2016/yunxi")).annex(name)
    assert seen == [Annex(name=shown)]


@pytest.mark.parametrize("name", ["", " 。", "两行\n名称"])
def test_a_name_is_one_line_of_text(name: str) -> None:
    with pytest.raises(NotebookError, match="写成一行"):
        ShownReport(report_of("2016/yunxi")).annex(name)


# --- On paper --------------------------------------------------------------------------------------


def attached(sample: str = "2024/gaoling", names: int = 2) -> Document:
    own = [block for n in range(names) for block in (Annex(name=f"第{n}个附件的名称"), TEXT)]
    return Document.of([*report_of(sample).blocks(), *own])


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "fragment", "publish", "json"])
@pytest.mark.parametrize("names", [1, 2, 12, 60])
def test_every_form_prints_list_and_attachments(form: str, names: int) -> None:
    document, made = attached(names=names), load_form(form)
    meant = "".join(plain_text(block) for block in made.printed(document))
    assert squeeze(made.read_text(made.render(document, Look()))) == squeeze(meant)


def test_each_begins_a_page_with_its_label_in_the_first_line() -> None:
    pdf = pypdfium2.PdfDocument(load_form("pdf").render(of_sample("2016/yunxi"), Look()))
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    (at,) = [at for at, text in enumerate(texts) if squeeze(text).find("统计指标") >= 0 and "附件" in text]
    page = pdf[at].get_textpage()
    found = page.search("附件").get_next()
    left, bottom, _, top = page.get_charbox(found[0])
    millimetre = 72 / 25.4
    assert left == pytest.approx(28 * millimetre, abs=2)
    assert 297 - 37 - 225 / 22 < bottom / millimetre < top / millimetre < 297 - 37
    title = page.search("政府信息公开情况统计表").get_next()
    first, last = page.get_charbox(title[0]), page.get_charbox(title[0] + title[1] - 1)
    assert (first[0] + last[2]) / 2 == pytest.approx((28 + 156 / 2) * millimetre, abs=2)
    assert 225 - 225 / 22 * 4 < first[1] / millimetre - 35 < 225 - 225 / 22 * 2


def test_list_and_signature_are_never_alone_on_a_page() -> None:
    for lines in range(9, 24):
        filling = [Paragraph(spans=(Span(text="一行字。"),))] * lines
        document = Document.of(
            [of_sample("2017/qingshi").title, *filling, SIGNED, Annex(name="甲"), Annex(name="乙")]
        )
        pdf = pypdfium2.PdfDocument(load_form("pdf").render(document, Look()))
        texts = [squeeze(page.get_textpage().get_text_bounded()) for page in pdf]
        (signed,) = [text for text in texts if "2017年2月24日" in text]
        assert "附件：1.甲" in signed
        assert "一行字" in signed


def test_lines_of_a_name_stand_under_its_first_character() -> None:
    name = "很长的附件名称" * 5
    document = Document.of(
        [of_sample("2017/qingshi").title, TEXT, SIGNED, Annex(name=name), Annex(name="乙")]
    )
    page = pypdfium2.PdfDocument(load_form("pdf").render(document, Look()))[0].get_textpage()
    text = page.get_text_range()
    first, second = (page.get_charbox(text.index(sign))[0] for sign in ("很", "乙"))
    rest = page.get_charbox(text.index("\n", text.index("很")) + 1)[0]
    # Boxes are those of the ink.
    assert second == pytest.approx(first, abs=4)
    assert rest == pytest.approx(first, abs=4)


def test_the_note_is_data_that_no_cell_shows() -> None:
    assert AnnexNote(names=("甲",)).numbered == (("", "甲"),)
    assert not any(isinstance(block, AnnexNote) for block in report_of("2016/yunxi").blocks())


def test_json_keeps_attachments_apart(tmp_path: Path) -> None:
    import json

    data = json.loads(load_form("json").render(attached("2016/yunxi", 1), Look()))
    assert [(one["table"], one["name"], one["text"]) for one in data["annexes"]] == [
        ("statistics", "政府信息公开情况统计表", ""),
        (None, "第0个附件的名称", "正文。"),
    ]
    assert all("附件" not in (one["text"] or "") for one in data["sections"])
