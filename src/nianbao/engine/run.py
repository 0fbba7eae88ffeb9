"""papermill's run of one notebook, step by step, for notebooks that are run many times.

``papermill.execute_notebook`` reads and validates the same template for every report and at the end
writes the executed notebook out as JSON, even where it is to be kept in memory. Here the template is
read once, and nothing is written; each step is papermill's own.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import nbformat
from papermill.engines import NotebookExecutionManager, papermill_engines
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors, remove_error_markers
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from papermill.utils import chdir


def run_notebook(
    notebook: Path, parameters: dict[str, Any], folder: Path, engine_name: str | None, **settings: Any
) -> Any:
    """Run a notebook in memory.

    Args:
        notebook: The template notebook.
        parameters: Values for its ``parameters`` cell.
        folder: Where its cells run.
        engine_name: A papermill engine, None for papermill's own.
        settings: For the engine.

    Returns:
        The executed notebook.

    Raises:
        InvalidNotebookError: It isn't a notebook, or is none that can be run.
        PapermillExecutionError: A cell failed.
    """
    engine = papermill_engines.get_engine(engine_name)
    try:
        node = _prepared(notebook, parameters, engine_name)
        manager = _Untimed(node, progress_bar=False, autosave_cell_every=0)
        manager.notebook_start()
        kernel = engine.nb_kernel_name(node)
    except OSError:
        raise
    except Exception as problem:  # JSON, nbformat, its validator and papermill raise each their own
        raise InvalidNotebookError(str(problem)) from problem
    with chdir(str(folder)):
        engine.execute_managed_notebook(manager, kernel, **settings)
    node = manager.nb
    raise_for_execution_errors(node, None)
    return node


class InvalidNotebookError(Exception):
    """A file can't be run: it is no notebook, or lacks what makes one run."""


def _prepared(notebook: Path, parameters: dict[str, Any], engine_name: str | None) -> Any:
    node = nbformat.from_dict(json.loads(_template(notebook, notebook.read_bytes())))  # type: ignore[no-untyped-call]
    if parameters:
        node = parameterize_notebook(node, parameters, engine_name=engine_name)
    return remove_error_markers(prepare_notebook_metadata(node, str(notebook), None, report_mode=False))


class _Untimed(NotebookExecutionManager):  # type: ignore[misc]  # papermill is untyped
    """papermill's watch over a run, without the times of each cell: no record keeps them."""

    def cell_start(self, cell: Any, cell_index: int | None = None, **_: Any) -> None:
        """Note nothing."""

    def cell_complete(self, cell: Any, cell_index: int | None = None, **_: Any) -> None:
        """Note nothing."""


@functools.lru_cache(maxsize=16)
def _template(notebook: Path, _content: bytes) -> str:
    """Read a notebook as papermill does: validated, in today's format; what it last showed left out."""
    node = load_notebook_node(str(notebook))
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    return json.dumps(node)
