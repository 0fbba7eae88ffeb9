"""The preview is the page: the same bytes as ``nianbao build`` writes after saving."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nianbao.build import build_report
from nianbao.editor.document import Document
from nianbao.editor.kept import Keeper
from nianbao.editor.preview import Preview, preview
from nianbao.editor.round import Round
from nianbao.signing.flow import load_flow
from nianbao.signing.sign import Who, sign
from nianbao.task import Task
from tests.editor.conftest import Sample


def shown(document: Document) -> Preview:
    return preview(Round(document, Keeper()))


def built(path: Path, folder: Path, *, draft: bool = False, final: bool = False) -> bytes:
    outcome = build_report(Task(path, folder, folder / "out", ("html",), draft=draft, final=final))
    assert outcome.status == "built", outcome.error
    return (folder / "out" / outcome.outputs["html"]).read_bytes()


@pytest.mark.parametrize("name", ["2017/heluo", "2016/yunxi", "2020/yunxi", "2024/yunxi", "2024/minzhengju"])
def test_the_preview_is_what_build_writes_after_saving(sample: Sample, folder: Path, name: str) -> None:
    path = sample(name)
    document = Document.open(path, folder)
    changed = document.with_value(
        ("sections", "overview"),
        f"{document.value(('sections', 'overview'))}\n\n（一）**新**写的 {{{{ year }}}}。",
    )
    if not name.startswith("2024"):  # without an id there is no last year to compare with
        changed = changed.with_value(("unit", "id"), None)
    page = shown(changed)
    assert page.left_out is None
    assert not page.draft
    assert "新" in page.html.decode("utf-8")
    path.write_bytes(changed.data)
    assert page.html == built(path, folder)


def test_a_report_with_errors_is_shown_as_the_draft_it_would_be(sample: Sample, folder: Path) -> None:
    path = sample()
    changed = Document.open(path, folder).with_value(("sections", "problems"), "引用{{ nowhere }}。")
    page = shown(changed)
    assert page.draft
    path.write_bytes(changed.data)
    assert page.html == built(path, folder, draft=True)


def test_the_page_says_how_far_it_is_signed_as_the_build_does(sample: Sample, folder: Path) -> None:
    path = sample("2024/minzhengju")
    document = Document.open(path, folder)
    marks = []
    for _ in load_flow(folder).steps:
        page = preview(Round(document, Keeper()), final=True)  # not before all have signed
        assert page.html == built(path, folder)
        marks.append(page.mark)
        now = datetime.datetime.now().astimezone()
        sign(path, folder, Who("张三", now.date()), None, now)
    assert marks == ["", "送审稿", "送审稿", "送审稿", "送审稿"]
    approved = shown(document)
    assert (approved.mark, approved.html) == ("审定稿", built(path, folder))
    clean = preview(Round(document, Keeper()), final=True)
    assert (clean.mark, clean.html) == ("", built(path, folder, final=True))

    edited = document.with_value(("sections", "problems"), "改了一句。")
    path.write_bytes(edited.data)
    assert (shown(edited).mark, shown(edited).html) == ("初稿", built(path, folder))
    wrong = document.with_value(("sections", "problems"), "引用{{ nowhere }}。")
    path.write_bytes(wrong.data)
    assert preview(Round(wrong, Keeper()), final=True).html == built(path, folder, draft=True)


def test_the_page_has_the_countys_own_look(sample: Sample, folder: Path) -> None:
    own = folder / "templates" / "html" / "page.css"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("h1 { letter-spacing: 2px }", encoding="utf-8")
    path = sample()
    page = shown(Document.open(path, folder))
    assert "letter-spacing: 2px" in page.html.decode("utf-8").replace(":2px", ": 2px")
    assert page.html == built(path, folder)


def with_cells(folder: Path, *cells: dict[str, Any], template: str = "national-2021") -> None:
    path = folder / "notebooks" / f"{template}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for number, cell in enumerate(cells):
        source = cell.pop("source")
        base = {"cell_type": "code", "metadata": {}, "source": source, "id": f"added-{number}"}
        notebook["cells"].insert(
            4,
            {**base, **cell}
            | ({"outputs": [], "execution_count": None} if cell.get("cell_type", "code") == "code" else {}),
        )
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.mark.parametrize(
    "cell",
    [
        {"cell_type": "markdown", "source": "作者的话"},
        {"source": "print('又一句')"},
        {"source": "report.show('title'); 1"},
        {"source": "report.show('overview')"},
        {"source": "report.show(part)"},
        {"source": "不是 Python"},
    ],
)
def test_what_an_author_added_is_said_to_be_left_out(
    sample: Sample, folder: Path, cell: dict[str, Any]
) -> None:
    path = sample()
    plain = shown(Document.open(path, folder))
    with_cells(folder, dict(cell))
    page = shown(Document.open(path, folder))
    assert page.left_out is not None
    assert "预览" in page.left_out
    assert page.html == plain.html


def test_comments_and_empty_cells_show_nothing(sample: Sample, folder: Path) -> None:
    path = sample()
    with_cells(folder, {"source": "# 只是说明"}, {"source": "  \n"}, {"cell_type": "markdown", "source": ""})
    page = shown(Document.open(path, folder))
    assert page.left_out is None
    assert page.html == built(path, folder)


def test_without_a_notebook_the_preview_says_so(sample: Sample, folder: Path) -> None:
    path = sample()
    (folder / "notebooks" / "national-2021.ipynb").write_text("[]", encoding="utf-8")
    assert "读不出" in str(shown(Document.open(path, folder)).left_out)


def test_no_part_of_the_editor_needs_a_notebook_or_a_widget() -> None:
    code = (
        "import importlib, pkgutil, sys, nianbao.editor as editor\n"
        "for module in pkgutil.walk_packages(editor.__path__, 'nianbao.editor.'): importlib.import_module(module.name)\n"
        "importlib.import_module('nianbao.export.forms.html')\n"
        "print(sorted({'IPython', 'ipywidgets', 'papermill', 'nbformat', 'typst', 'pandas'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == "[]\n"
