"""``jupyter nbconvert --to nianbao-html|nianbao-pdf``, as an author calls it."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_export_names
from nbformat.v4 import new_code_cell, new_output

from nianbao.errors import NotebookError
from nianbao.export.base import MARKS, Look, load_form
from nianbao.export.exporters import HtmlExporter, PdfExporter
from nianbao.export.reader import read_document
from nianbao.signing.sign import Who, sign
from tests.browser.pages import ROOT
from tests.conftest import Write

SHIPPED = ROOT / "notebooks" / "laiyang-2017.ipynb"


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """The template notebook as it was run, with one output that no form can print."""
    path = tmp_path / "年报.ipynb"
    executed = nbformat.read(SHIPPED, nbformat.NO_CONVERT)
    gif = new_output("display_data", {"image/gif": "R0lGOD"})
    executed.cells.insert(-1, new_code_cell("动画()", execution_count=15, outputs=[gif]))
    nbformat.write(executed, path)
    return path


def nbconvert(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nbconvert", *options, str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=path.parent,
    )


@pytest.mark.parametrize("name", ["html", "pdf", "docx"])
def test_writes_what_the_form_renders_and_logs_warnings(notebook: Path, name: str) -> None:
    done = nbconvert(notebook, "--to", f"nianbao-{name}")
    assert done.returncode == 0, done.stderr
    document = read_document(nbformat.read(notebook, nbformat.NO_CONVERT))
    assert notebook.with_suffix(f".{name}").read_bytes() == load_form(name).render(document, Look())
    assert "第 14 个单元格有不能印的输出（image/gif），没有印进报告。" in done.stderr
    assert sorted(path.name for path in notebook.parent.iterdir()) == sorted(["年报.ipynb", f"年报.{name}"])


def test_a_notebook_that_was_not_run_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    notebook = nbformat.read(SHIPPED, nbformat.NO_CONVERT)
    for cell in notebook.cells:
        cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, path)
    done = nbconvert(path, "--to", "nianbao-html")
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "可能还没有运行，或不是年报模板。请先运行全部单元格。" in last
    assert not path.with_suffix(".html").exists()


def test_options_reach_the_look(tmp_path: Path) -> None:
    notebook = nbformat.read(SHIPPED, nbformat.NO_CONVERT)
    document = read_document(notebook)
    page, resources = HtmlExporter(draft=True).from_notebook_node(notebook)
    assert page.encode("utf-8") == load_form("html").render(document, Look(draft=True))
    assert resources["output_extension"] == ".html"
    own = tmp_path / "templates" / "html" / "page.css"
    own.parent.mkdir(parents=True)
    own.write_text("a { color: green }", encoding="utf-8")
    page, _ = HtmlExporter(working_folder=str(tmp_path)).from_notebook_node(notebook)
    assert "a { color: green }" in page
    (tmp_path / "empty").mkdir()
    data, resources = PdfExporter(font_folder=str(tmp_path / "empty")).from_notebook_node(notebook)
    assert data == load_form("pdf").render(document, Look(font_folder=tmp_path / "empty"))
    assert resources["output_extension"] == ".pdf"


def test_a_parameter_file_says_how_far_the_report_is(folder: Path, write: Write) -> None:
    notebook, path = nbformat.read(SHIPPED, nbformat.NO_CONVERT), write()
    marks = []
    for _ in range(6):
        page, _ = HtmlExporter(parameters=str(path)).from_notebook_node(notebook)
        marks += [mark for mark in (*MARKS, "") if mark in page][:1]
        if len(marks) < 6:
            now = datetime.datetime.now().astimezone()
            sign(path, folder, Who("张三", now.date()), None, now)
    assert marks == ["", *["送审稿"] * 4, "审定稿"]
    path.write_text(path.read_text(encoding="utf-8").replace("有力", "得力"), encoding="utf-8")
    page, _ = HtmlExporter(parameters=str(path)).from_notebook_node(notebook)
    assert "初稿" in page


def test_converting_changes_nothing_in_the_notebook() -> None:
    notebook = nbformat.read(SHIPPED, nbformat.NO_CONVERT)
    before = nbformat.writes(notebook)
    HtmlExporter().from_notebook_node(notebook)
    assert nbformat.writes(notebook) == before


def test_a_failed_cell_stops_the_conversion(notebook: Path) -> None:
    executed = nbformat.read(notebook, nbformat.NO_CONVERT)
    executed.cells[4].outputs = [new_output("error", ename="E", evalue="坏", traceback=[])]
    with pytest.raises(NotebookError, match="第 5 个单元格运行出错：E: 坏"):
        HtmlExporter().from_notebook_node(executed)


def test_nbconvert_knows_both_by_name() -> None:
    assert {"nianbao-html", "nianbao-pdf"} <= set(get_export_names())
