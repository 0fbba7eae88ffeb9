"""A failure in a cell names the notebook, the cell and the line of the parameter file."""

from __future__ import annotations

import pickle
from pathlib import Path

import nbformat
import pytest

from nianbao.build import build_report
from nianbao.concerned import concerned_place
from nianbao.errors import NotebookError
from nianbao.params.yaml_text import read_yaml
from nianbao.task import Task
from tests.conftest import Write

TEXT = "template: t\nunit:\n  id: a\nsections:\n  overview: |\n    x\n  fees: y\ntables:\n  fees: {}\nissued: {}\n"


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ('report.show("overview")', "第 5 行（sections.overview）"),
        ("report.show('fees')", "第 7 行（sections.fees）、第 9 行（tables.fees）"),
        ('report.show("title")', "第 2 行（unit）"),
        ('report.show("signature")', "第 10 行（issued）"),
        ('report.show("problems")', None),
        ("1 / 0  # overview", None),
    ],
)
def test_a_cell_is_about_what_it_names(source: str, place: str | None) -> None:
    assert concerned_place(source, read_yaml(TEXT)) == place


@pytest.mark.parametrize("failure", ["1 / 0", "import os; os._exit(1)", "raise SystemExit(0)"])
def test_a_failing_cell_is_named_with_its_parameter_line(folder: Path, write: Write, failure: str) -> None:
    path = folder / "notebooks" / "laiyang-2017.ipynb"
    notebook = nbformat.read(path, as_version=4)
    (number,) = (n for n, cell in enumerate(notebook.cells) if '"overview"' in cell.source)
    notebook.cells[number].source += f"\n{failure}"
    nbformat.write(notebook, path)
    parameters = write()
    outcome = build_report(Task(parameters, folder, folder / "out", ("html",)))
    lines = parameters.read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if text.startswith("  overview:"))
    assert outcome.status == "failed"
    said = str(outcome.error)
    assert "记事本 laiyang-2017.ipynb" in said
    assert f"第 {number + 1} 个单元格" in said
    assert f"底稿 {parameters} 第 {line} 行（sections.overview）" in said


def test_the_error_survives_a_pipe() -> None:
    error = pickle.loads(pickle.dumps(NotebookError("words", "source")))
    assert str(error) == "words"
