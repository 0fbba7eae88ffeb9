"""Run a template notebook with a report's parameters, and make sure that it ran to its end.

Execution is a strategy: ``kernel`` starts a stock kernel for each notebook, ``warm`` forks one that
is ready. papermill runs the notebook either way, and the executed notebooks are the same.
"""

from __future__ import annotations

import functools
import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nianbao.engine.absent import absent
from nianbao.engine.nursery import shared_nursery
from nianbao.errors import NotebookError
from nianbao.system.sockets import has_socket_files

NOTEBOOK_SUFFIX = ".ipynb"


Engine = Literal["warm", "kernel"]

DEFAULT_ENGINE: Engine = "warm"


@dataclass(frozen=True)
class Limits:
    """What a notebook may use.

    Attributes:
        timeout: Seconds a cell may run, or None.
        memory: Bytes its kernel may use on top of what it starts with, or None (``warm`` only).
    """

    timeout: int | None = None
    memory: int | None = None


def execute(
    notebook: Path,
    parameters: dict[str, Any],
    folder: Path,
    engine: Engine = DEFAULT_ENGINE,
    limits: Limits = Limits(),
) -> Any:
    """Execute a notebook by papermill, in a kernel of its own.

    Args:
        notebook: The template notebook.
        parameters: Values for its ``parameters`` cell, as papermill's reader gives them.
        folder: The working folder, in which the cells run.
        engine: How the kernel comes to be.
        limits: What the notebook may use.

    Returns:
        The executed notebook.

    Raises:
        NotebookError: A cell failed, or ended the run before its end.
    """
    if engine == "warm":
        shared_nursery().start()  # it gets ready while papermill is imported
    run_notebook = import_papermill()
    cells = _CellNames()
    try:
        with tempfile.TemporaryDirectory(prefix="nianbao-") as sockets:
            executed = run_notebook(
                notebook,
                parameters,
                folder,
                log_output=False,
                on_cell_start=cells.note,
                execution_timeout=limits.timeout,
                **(_warm(limits) if engine == "warm" else _transport(sockets)),
            )
    except Exception as error:
        # nbclient raises many kinds here: a dead kernel, a time-out, a kernel that didn't start.
        said = f"记事本 {notebook.name} {_cause(error, cells.last, limits)}"
        raise NotebookError(said, cells.source) from error
    require_complete(executed, notebook.name)
    return executed


class _CellNames:
    """Remembers the cell that was started last, numbered as in the template notebook."""

    def __init__(self) -> None:
        self.last: str | None = None
        self.source: str | None = None
        self._injected = 0

    def note(self, cell: Any, cell_index: int) -> None:
        self._injected += "injected-parameters" in cell["metadata"].get("tags", ())
        self.source = cell["source"]
        self.last = _cell_name(cell, cell_index + 1 - self._injected)


@functools.cache
def import_papermill() -> Any:
    """Import papermill, late: a report that is blocked doesn't need it. Gives what runs a notebook.

    On the way jsonschema would build a grammar for the addresses in schemas, which takes longer than
    all the rest; nothing here checks addresses, so it is told that the grammar isn't there.
    """
    with absent("rfc3987_syntax"):
        from nianbao.engine.run import run_notebook
    from nianbao import injection

    injection.register()
    # What it warns of, in English, is checked before: unknown parameters among others.
    logging.getLogger("papermill").setLevel(logging.ERROR)
    return run_notebook


def _warm(limits: Limits) -> dict[str, Any]:
    return {"engine_name": "nianbao-warm", "memory": limits.memory}


def _transport(sockets: str) -> dict[str, Any]:
    """Talk to kernels over sockets in a folder where that exists: no ports to race for, no network."""
    # What a kernel says of its own end is nothing to a clerk.
    quiet: dict[str, Any] = {"engine_name": None, "extra_arguments": ["--log-level=CRITICAL"]}
    if not has_socket_files():
        return quiet
    from jupyter_client.manager import AsyncKernelManager

    class IpcKernelManager(AsyncKernelManager):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**{**settings, "transport": "ipc", "ip": f"{sockets}/kernel"})

    return {**quiet, "kernel_manager_class": IpcKernelManager}


def _cause(error: Exception, cell: str | None, limits: Limits) -> str:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    place = f"没有运行完，停在{cell}：" if cell else "没有运行完："
    match error:
        case PapermillExecutionError():
            return f"的{cell}运行出错：{error.ename}: {error.evalue}"
        case CellTimeoutError():
            return f"{place}这个单元格超过 {limits.timeout} 秒还没有运行完，已停下。"
        case DeadKernelError():
            return f"{place}运行它的进程意外结束（如 os._exit、内存用完或被系统停掉）。"
        case _ if type(error).__name__ == "InvalidNotebookError":
            return f"{place}它不是有效的记事本（.ipynb）文件。请从模板重新复制一份。"
        case _:
            return f"{place}{type(error).__name__}: {error}\n请再生成一次；还这样，请把这句话交给维护人员。"


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
            said = f"记事本 {name} 的{_cell_name(cell, number)}提前结束了运行（如 sys.exit）或出了错。"
            raise NotebookError(said, cell["source"])
        if cell["execution_count"] != expected:
            raise NotebookError(
                f"记事本 {name} 的{_cell_name(cell, number)}没有运行：前面的单元格提前结束了运行（如 sys.exit）。"
            )


def _cell_name(cell: Any, number: int) -> str:
    """Name a cell so that an author finds it: its place in the template notebook, its first line."""
    line = cell["source"].strip().partition("\n")[0][:40]
    return f"第 {number} 个单元格「{line}」"
