"""What JupyterLab's server learns from us."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from nianbao import __version__
from nianbao.lab.launch import NOTEBOOK, prepare
from nianbao.lab.server import keep_clean, short_title
from nianbao.resources import shipped
from nianbao.template import load_template, template_names

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = shipped("notebooks") / "drafting.ipynb"


def _saved(content: dict[str, Any]) -> dict[str, Any]:
    model = {"type": "notebook", "content": copy.deepcopy(content)}
    keep_clean(model, path="x.ipynb", contents_manager=None)
    return model["content"]


def _after_a_run(notebook: Any) -> Any:
    """What JupyterLab would save."""
    ran = copy.deepcopy(notebook)
    ran.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"a": 1}}}
    ran.metadata["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    ran.metadata["language_info"]["version"] = "3.11.7"
    for cell in ran.cells:
        if cell.cell_type == "code":
            cell.execution_count = 7
            cell.outputs = [nbformat.v4.new_output("display_data", {"text/plain": "Desk()"})]
    return ran


def test_the_drafting_notebook_is_saved_as_it_was() -> None:
    notebook = nbformat.read(SHIPPED, nbformat.NO_CONVERT)
    assert _saved(_after_a_run(notebook)) == notebook


def test_any_other_notebook_is_saved_as_it_is() -> None:
    notebook = nbformat.read(shipped("notebooks") / "national-2021.ipynb", nbformat.NO_CONVERT)
    ran = _after_a_run(notebook)
    assert _saved(ran) == ran


def test_a_file_that_is_no_notebook_is_left_alone() -> None:
    model = {"type": "file", "content": "open_desk()"}
    keep_clean(model)
    assert model == {"type": "file", "content": "open_desk()"}


def test_the_shipped_drafting_notebook_opens_the_desk_and_holds_nothing() -> None:
    notebook = nbformat.read(SHIPPED, nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    (code,) = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert (code.outputs, code.execution_count) == ([], None)
    script = ROOT / "src" / "nianbao" / "lab" / "labextension" / "static" / "remoteEntry.js"
    assert json.dumps(code.source) in script.read_text(encoding="utf-8"), "else it isn't run by itself"


def test_a_folder_gets_the_notebook_once(folder: Path) -> None:
    target = folder / NOTEBOOK
    target.unlink()
    prepare(folder)
    assert target.read_bytes() == SHIPPED.read_bytes()
    target.write_text("{}", encoding="utf-8")
    prepare(folder)
    assert target.read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize("name", template_names())
def test_titles_in_the_launcher_are_short_and_differ(name: str) -> None:
    short = short_title(load_template(name).title)
    assert 0 < len(short) <= 35
    assert "工作年度报告" not in short
    assert [short_title(load_template(other).title) for other in template_names()].count(short) == 1
    assert not set('\\/:*?"<>|') & set(short), "it becomes a file's name, on Windows too"


def test_a_title_of_another_make_stays() -> None:
    assert short_title("县里的附表") == "县里的附表"


def test_the_labextension_has_the_projects_version() -> None:
    package = ROOT / "src" / "nianbao" / "lab" / "labextension" / "package.json"
    assert json.loads(package.read_text(encoding="utf-8"))["version"] == __version__
