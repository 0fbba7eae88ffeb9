"""From an executed notebook to a document."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from nianbao.blocks import Block, Figure, Heading, Paragraph, Signature, Span, plain_text
from nianbao.display import bundle
from nianbao.errors import NotebookError
from nianbao.export.reader import read_document
from nianbao.params import load_parameters
from nianbao.report import Report
from tests.browser.pages import ROOT
from tests.sample_document import PNG, TITLE

OVERVIEW = Heading(section="overview", level=1, spans=(Span(text="一、概述"),))
FEES = Heading(section="fees", level=1, spans=(Span(text="七、收费"),))
SIGNATURE = Signature(by="河洛镇人民政府")


def shows(*blocks: Block, **metadata: Any) -> Any:
    """A code cell that showed blocks."""
    outputs = [new_output("display_data", bundle(block)) for block in blocks]
    return new_code_cell("report.show()", outputs=outputs, metadata=metadata)


def test_the_shipped_notebook_gives_the_whole_report() -> None:
    path = ROOT / "notebooks" / "laiyang-2017.ipynb"
    parameters = load_parameters(ROOT / "params" / "2017" / "heluo.yaml").parameters
    blocks = Report.of(parameters, ROOT).blocks()
    for notebook in (
        nbformat.read(path, nbformat.NO_CONVERT),
        json.loads(path.read_text(encoding="utf-8")),  # its texts are lists of lines
    ):
        document = read_document(notebook)
        assert [document.title, *document.blocks] == blocks
        assert document.warnings == ()


def test_a_plain_dict_with_lines_is_read_too() -> None:
    notebook = new_notebook(cells=[shows(TITLE), new_markdown_cell("甲\n\n乙")])
    plain = json.loads(nbformat.writes(notebook))
    assert isinstance(plain["cells"][1]["source"], list)
    assert [plain_text(block) for block in read_document(plain).blocks] == ["甲", "乙"]


def test_added_content_belongs_to_the_section_before_it() -> None:
    cells = [
        shows(TITLE),
        new_markdown_cell("题下"),
        shows(OVERVIEW),
        new_markdown_cell("## 小标题\n\n甲\n\n- 项"),
        new_code_cell("print()", outputs=[new_output("stream", name="stdout", text="乙")]),
        shows(FEES),
        new_markdown_cell("丙"),
        shows(SIGNATURE),
    ]
    document = read_document(new_notebook(cells=cells))
    assert document.title == TITLE
    assert [(block.section, plain_text(block)) for block in document.blocks] == [
        (None, "题下"),
        ("overview", "一、概述"),
        ("overview", "小标题"),
        ("overview", "甲"),
        ("overview", "• 项"),
        ("overview", "乙"),
        ("fees", "七、收费"),
        ("fees", "丙"),
        (None, "河洛镇人民政府"),
    ]


@pytest.mark.parametrize("tag", ["remove_cell", "remove-cell", "remove_output", "remove-output"])
def test_hidden_by_tag(tag: str) -> None:
    cells = [shows(TITLE), shows(FEES, tags=[tag]), shows(OVERVIEW)]
    assert read_document(new_notebook(cells=cells)).blocks == (OVERVIEW,)


def test_hidden_markdown() -> None:
    cells = [shows(TITLE), new_markdown_cell("草稿", metadata={"tags": ["remove-cell"]})]
    assert read_document(new_notebook(cells=cells)).blocks == ()


def test_code_is_never_printed() -> None:
    cells = [shows(TITLE), new_code_cell("password = '甲'  # 注释")]
    assert read_document(new_notebook(cells=cells)).blocks == ()


def test_attachments_of_a_markdown_cell() -> None:
    cell = new_markdown_cell("![点](attachment:a.png)", attachments={"a.png": {"image/png": PNG}})
    (figure,) = read_document(new_notebook(cells=[shows(TITLE), cell])).blocks
    assert figure == Figure(media="image/png", data=PNG, alt="点")


def test_warnings_name_the_cell_as_the_author_counts() -> None:
    injected = new_code_cell("name = 1", metadata={"tags": ["injected-parameters"]})
    stderr = new_output("stream", name="stderr", text="注意")
    cells = [new_markdown_cell("# 说明"), injected, shows(TITLE), new_code_cell("x", outputs=[stderr])]
    document = read_document(new_notebook(cells=cells))
    assert document.warnings == ("第 3 个单元格有提示信息，没有印进报告：注意",)


def test_a_raw_cell_is_said() -> None:
    cells = [shows(TITLE), new_raw_cell("\\newpage"), new_raw_cell(" ")]
    document = read_document(new_notebook(cells=cells))
    assert document.blocks == ()
    (warning,) = document.warnings
    assert warning.startswith("第 2 个单元格是「原始」单元格，没有印进报告")


def test_a_notebook_that_was_not_run_says_so() -> None:
    notebook = nbformat.read(ROOT / "notebooks" / "laiyang-2017.ipynb", nbformat.NO_CONVERT)
    for cell in notebook.cells:
        cell.outputs = []
    with pytest.raises(NotebookError, match=r"可能还没有运行.*请先运行全部单元格"):
        read_document(notebook)


def test_text_is_data_whatever_it_holds() -> None:
    hostile = Paragraph(section="overview", spans=(Span(text='</script>{{ x }}#import "a"'),))
    assert read_document(new_notebook(cells=[shows(TITLE, hostile)])).blocks == (hostile,)
