"""Running a notebook: it ran to its end, or an error names the cell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nianbao.engine import execute, require_complete
from nianbao.errors import NotebookError

_KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def _write(folder: Path, *sources: str) -> Path:
    """Write a notebook: a Markdown cell, a parameters cell, then the sources."""
    cells = [
        new_markdown_cell("# 说明"),
        new_code_cell("name = None", metadata={"tags": ["parameters"]}),
        *map(new_code_cell, sources),
    ]
    path = folder / "template.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata=_KERNEL), path)
    return path


def test_runs_in_the_working_folder_with_the_parameters(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    path = _write(tmp_path, "import os; print(os.path.basename(os.getcwd()), name, sep='\\n')")
    before = path.read_bytes()
    hostile = '河洛镇"""\n\\{{ x }}\u2028\'); raise SystemExit #'
    notebook = execute(path, {"name": hostile}, tmp_path / "work")
    assert notebook.cells[-1].outputs[0].text == f"work\n{hostile}\n"
    assert "河洛镇" in notebook.cells[2].source
    assert path.read_bytes() == before, "the template isn't written to"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("# 第一步\n1 / 0", "第 3 个单元格「# 第一步」运行出错：ZeroDivisionError"),
        ("1 +", "第 3 个单元格「1 +」运行出错：SyntaxError"),
        ("import sys\nsys.exit(0)", "第 3 个单元格「import sys」提前结束了运行"),
        ("import os\nos._exit(1)", "停在第 3 个单元格「import os」"),
    ],
)
def test_a_cell_that_ends_the_run_is_named(tmp_path: Path, source: str, message: str) -> None:
    with pytest.raises(NotebookError, match=re.escape(message)) as caught:
        execute(_write(tmp_path, source, "2"), {"name": "甲"}, tmp_path)
    assert str(caught.value).startswith("记事本 template.ipynb ")


def test_sys_exit_in_the_last_cell_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match="第 3 个单元格"):
        execute(_write(tmp_path, "raise SystemExit"), {}, tmp_path)


def test_a_kernel_that_is_not_there(tmp_path: Path) -> None:
    path = _write(tmp_path, "1")
    notebook = nbformat.read(path, nbformat.NO_CONVERT)
    notebook.metadata.kernelspec.name = "no-such-kernel"
    nbformat.write(notebook, path)
    with pytest.raises(NotebookError, match="没有运行完：NoSuchKernel"):
        execute(path, {}, tmp_path, "kernel")


def _run(*counts: int | None) -> Any:
    """A notebook whose code cells carry these execution counts."""
    cells = [new_code_cell(f"step_{n}()", execution_count=count) for n, count in enumerate(counts, 1)]
    return new_notebook(cells=[new_markdown_cell("# 说明"), *cells])


@pytest.mark.parametrize(
    ("counts", "cell"),
    [((1, None, None), "第 3 个单元格「step_2\\(\\)」"), ((1, 3, 2), "第 3 个"), ((2, 3), "第 2 个")],
)
def test_a_cell_that_was_not_run_is_named(counts: tuple[int | None, ...], cell: str) -> None:
    with pytest.raises(NotebookError, match=f"{cell}.*没有运行"):
        require_complete(_run(*counts), "甲.ipynb")


def test_empty_and_markdown_cells_need_not_run() -> None:
    notebook = _run(1, 2)
    notebook.cells.insert(2, new_code_cell("  \n"))
    require_complete(notebook, "甲.ipynb")


def test_a_brace_in_a_folders_name_is_only_a_brace(tmp_path: Path) -> None:
    odd = tmp_path / "{name} {0} {"
    odd.mkdir()
    notebook = execute(_write(odd, "print(name)"), {"name": "甲"}, odd)
    assert notebook.cells[-1].outputs[0].text == "甲\n"
