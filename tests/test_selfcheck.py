"""The self-check finds each way in which a written file can differ from what was meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nianbao.blocks import BLOCK_MIME, Block, Cell, Paragraph, Span, Table, to_json
from nianbao.checks import Subject
from nianbao.errors import NotebookError, SelfCheckError
from nianbao.export.base import Look, form_names, load_form
from nianbao.export.document import Document
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.selfcheck import check_file, check_notebook
from tests.conftest import Write


@pytest.fixture
def report(write: Write) -> Report:
    return Subject.of(load_parameters(write())).report


@pytest.fixture
def document(report: Report) -> Document:
    title, *blocks = report.blocks()
    return Document(title, tuple(blocks))  # type: ignore[arg-type]  # the first block is the title


def written(document: Document, form: str, folder: Path) -> Path:
    path = folder / load_form(form).file_name
    path.write_bytes(load_form(form).render(document, Look()))
    return path


@pytest.mark.parametrize("form", form_names())
def test_what_was_meant_passes(report: Report, document: Document, form: str, folder: Path) -> None:
    check_file(written(document, form, folder), form, document, report)


def changed(document: Document, number: int, *blocks: Block) -> Document:
    return replace(document, blocks=(*document.blocks[:number], *blocks, *document.blocks[number + 1 :]))


@pytest.mark.parametrize("form", form_names())
@pytest.mark.parametrize("change", ["dropped", "doubled", "reworded", "swapped"])
def test_a_file_that_differs_is_refused_with_the_place(
    report: Report, document: Document, form: str, change: str, folder: Path
) -> None:
    block = document.blocks[3]
    other = {
        "dropped": changed(document, 3),
        "doubled": changed(document, 3, block, block),
        "reworded": changed(document, 3, Paragraph(spans=(Span(text="组织领导无力。"),))),
        "swapped": replace(
            document, blocks=(*document.blocks[:2], block, document.blocks[2], *document.blocks[4:])
        ),
    }[change]
    if load_form(form).printed(other) == load_form(form).printed(document):
        pytest.skip("this form prints none of these blocks")
    with pytest.raises(SelfCheckError, match=r"与底稿不一致，应为「.+」，却是「"):
        check_file(written(other, form, folder), form, document, report)


@pytest.mark.parametrize("form", form_names())
def test_another_towns_report_is_refused(report: Report, form: str, folder: Path, write: Write) -> None:
    title, *blocks = Subject.of(load_parameters(write("heishui", "黑水镇"))).report.blocks()
    other = Document(title, tuple(blocks))  # type: ignore[arg-type]  # the first block is the title
    # Even where the notebook showed the other town throughout, title and headings are the report's.
    printed = load_form(form).printed(other)
    said = "找不到标题「示例市云溪镇" if other.title in printed else "找不到单位名称「云溪镇」"
    with pytest.raises(SelfCheckError, match=said):
        check_file(written(other, form, folder), form, other, report)


@pytest.mark.parametrize(
    ("text", "said"), [("甲\ufffd乙", "显示不出的字符"), ("甲{{ x 乙", "没有填上"), ("甲{{ x }", "没有填上")]
)
def test_tofu_and_unfilled_references_are_refused(write: Write, folder: Path, text: str, said: str) -> None:
    # Neither gets past the checks of a parameter file; this is the second line.
    parameters = load_parameters(write()).parameters
    report = Report.of(parameters.model_copy(update={"sections": {**parameters.sections, "key_areas": text}}))
    title, *blocks = report.blocks()
    document = Document(title, tuple(blocks))  # type: ignore[arg-type]  # the first block is the title
    with pytest.raises(SelfCheckError, match=said):
        check_file(written(document, "html", folder), "html", document, report)


def notebook_of(blocks: list[Block]) -> dict[str, Any]:
    cell = {"cell_type": "code", "source": "x", "execution_count": 1, "metadata": {}, "outputs": []}
    outputs = [{"output_type": "display_data", "data": {BLOCK_MIME: to_json(block)}} for block in blocks]
    return {"cells": [{**cell, "outputs": outputs}]}


def test_a_notebook_may_add_but_not_drop(report: Report, document: Document) -> None:
    added = changed(document, 3, document.blocks[3], Paragraph(spans=(Span(text="作者加的。"),)))
    notebook = notebook_of(report.blocks())
    check_notebook(notebook, report, added, "x.ipynb")
    with pytest.raises(SelfCheckError, match="记事本里缺少或改动了「组织领导有力。」"):
        check_notebook(notebook, report, changed(document, 3), "x.ipynb")


@pytest.mark.parametrize("counts", [[1, None], [1, 3], [None, None], [2, 1]])
def test_each_cell_must_have_been_run_in_turn(
    report: Report, document: Document, counts: list[int | None]
) -> None:
    notebook = notebook_of(report.blocks())
    notebook["cells"] = [{**notebook["cells"][0], "execution_count": count} for count in counts]
    with pytest.raises(NotebookError, match="没有运行"):
        check_notebook(notebook, report, document, "x.ipynb")


def test_a_notebook_may_show_each_part_once_and_no_other_towns(
    report: Report, document: Document, write: Write
) -> None:
    twice = notebook_of([*report.blocks(), report.blocks()[2]])
    with pytest.raises(SelfCheckError, match="多出了"):
        check_notebook(twice, report, document, "x.ipynb")
    other = Subject.of(load_parameters(write("heishui", "黑水镇"))).report
    foreign = notebook_of([*report.blocks()[:-1], *other.part("title"), report.blocks()[-1]])
    with pytest.raises(SelfCheckError, match="缺少或改动了"):
        check_notebook(foreign, report, document, "x.ipynb")


def test_an_authors_table_is_no_part_of_the_report(report: Report, document: Document) -> None:
    table = Table(columns=1, body=((Cell(text="1"),),))
    check_notebook(notebook_of([table, *report.blocks()]), report, document, "x.ipynb")


def test_a_mark_at_the_edge_of_a_page_is_seen(report: Report, document: Document, tmp_path: Path) -> None:
    form = load_form("docx")
    path = tmp_path / "report.docx"
    path.write_bytes(form.render(document, Look(draft=True, mark="送审稿")))
    check_file(path, "docx", document, report, look=Look(draft=True, mark="送审稿"))
    with pytest.raises(SelfCheckError, match="页眉页脚里多出了「送审稿」"):
        check_file(path, "docx", document, report, look=Look())
    path.write_bytes(form.render(document, Look()))
    with pytest.raises(SelfCheckError, match="页眉页脚里缺少「送审稿」"):
        check_file(path, "docx", document, report, look=Look(draft=True, mark="送审稿"))
