"""Run a template notebook with a report's parameters, and make sure that it ran to its end."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from nianbao.errors import NotebookError

NOTEBOOK_SUFFIX = ".ipynb"


def execute(notebook: Path, parameters: dict[str, Any], folder: Path) -> Any:
    """Execute a notebook by papermill, in a kernel of its own.

    Args:
        notebook: The template notebook.
        parameters: Values for its ``parameters`` cell, as papermill's reader gives them.
        folder: The working folder, in which the cells run.

    Returns:
        The executed notebook.

    Raises:
        NotebookError: A cell failed, or ended the run before its end.
    """
    # Imported here: it takes seconds, and a report that is blocked or fresh doesn't need it.
    import papermill
    from papermill.exceptions import PapermillExecutionError

    from nianbao import injection

    injection.register()
    started: list[str] = []
    injected: list[int] = []

    def note(cell: Any, cell_index: int) -> None:
        if "injected-parameters" in cell["metadata"].get("tags", ()):
            injected.append(cell_index)
        started.append(_cell_name(cell, cell_index + 1 - len(injected)))

    try:
        with tempfile.TemporaryDirectory(prefix="nianbao-") as sockets:
            executed = papermill.execute_notebook(
                str(notebook),
                None,
                parameters=parameters,
                cwd=str(folder),
                progress_bar=False,
                log_output=False,
                # What a kernel says of its own end is nothing to a clerk.
                extra_arguments=["--log-level=CRITICAL"],
                on_cell_start=note,
                **_transport(sockets),
            )
    except PapermillExecutionError as error:
        raise NotebookError(
            f"记事本 {notebook.name} 的{started[-1]}运行出错：{error.ename}: {error.evalue}"
        ) from error
    except Exception as error:
        # nbclient raises many kinds here: a dead kernel, a time-out, a kernel that didn't start.
        place = f"，停在{started[-1]}" if started else ""
        raise NotebookError(
            f"记事本 {notebook.name} 没有运行完{place}：{type(error).__name__}: {error}"
        ) from error
    require_complete(executed, notebook.name)
    return executed


def _transport(sockets: str) -> dict[str, Any]:
    """Talk to kernels over sockets in a folder where that exists: no ports to race for, no network."""
    if os.name != "posix":
        return {}
    from jupyter_client.manager import AsyncKernelManager

    class IpcKernelManager(AsyncKernelManager):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**{**settings, "transport": "ipc", "ip": f"{sockets}/kernel"})

    return {"kernel_manager_class": IpcKernelManager}


def require_complete(notebook: Any, name: str) -> None:
    """Hold every code cell's execution count against their order.

    papermill reports success after ``sys.exit(0)``, with the rest of the cells never run.

    Raises:
        NotebookError: A cell wasn't run, or ended the run.
    """
    expected, number = 0, 0
    for cell in notebook["cells"]:
        number += "injected-parameters" not in cell["metadata"].get("tags", ())
        if cell["cell_type"] != "code" or not cell["source"].strip():
            continue
        expected += 1
        if any(output["output_type"] == "error" for output in cell["outputs"]):
            raise NotebookError(
                f"记事本 {name} 的{_cell_name(cell, number)}提前结束了运行（如 sys.exit）或出了错。"
            )
        if cell["execution_count"] != expected:
            raise NotebookError(
                f"记事本 {name} 的{_cell_name(cell, number)}没有运行：前面的单元格提前结束了运行（如 sys.exit）。"
            )


def _cell_name(cell: Any, number: int) -> str:
    """Name a cell so that an author finds it: its place in the template notebook, its first line."""
    line = cell["source"].strip().partition("\n")[0][:40]
    return f"第 {number} 个单元格「{line}」"
