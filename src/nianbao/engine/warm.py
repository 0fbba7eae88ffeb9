"""The warm engine for papermill: ``papermill --engine nianbao-warm notebook.ipynb out.ipynb``.

papermill and nbclient do all they do for a stock kernel; only the kernel's start and the way to it
differ. So it works for any Python notebook.
"""

from __future__ import annotations

import base64
import contextlib
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import run_hook, run_sync
from nbformat import NotebookNode, from_dict
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from papermill.log import logger

from nianbao.engine.channel import Channel, Message
from nianbao.engine.nursery import shared_nursery
from nianbao.system import processes


class WarmClient(PapermillNotebookClient):  # type: ignore[misc]  # papermill is untyped
    """Runs the cells of a notebook in a warm kernel."""

    def __init__(self, nb_man: Any, memory: int | None = None, **settings: Any) -> None:
        super().__init__(nb_man, **settings)
        self.memory = memory
        self.channel: Channel | None = None
        self.pid = 0

    def execute(self, **_: Any) -> Any:
        """Run all cells.

        Raises:
            DeadKernelError: The kernel's process ended.
            CellTimeoutError: A cell ran longer than ``timeout``.
            ValidationError: A cell showed what no notebook can hold.
        """
        self.reset_execution_trackers()
        self.channel, greeting = shared_nursery().kernel(Path.cwd(), self.memory)
        self.pid = greeting["pid"]
        try:
            self._send_cells()
            self.papermill_execute_cells()
            nbformat.validate(self.nb)
            self.nb.metadata["language_info"] = greeting["language_info"]
            self.set_widgets_metadata()
        finally:
            self.channel.close()
            self._kill()
        return self.nb

    def execute_cell(
        self, cell: Any, cell_index: int, execution_count: int | None = None, store_history: bool = True
    ) -> Any:
        """Run one cell, as nbclient does with a stock kernel."""
        self._tell(self.on_cell_start, cell=cell, cell_index=cell_index)
        if not _has_code(cell):
            return cell
        self._tell(self.on_cell_execute, cell=cell, cell_index=cell_index)
        cell.outputs = []
        self.clear_before_next_output = False
        answer = self._answer(cell)
        self.code_cells_executed += 1
        for message in answer["messages"]:
            self.process_message(_as_sent(message), cell, cell_index)
        reply = answer["reply"]
        cell["execution_count"] = reply["execution_count"]
        self._tell(self.on_cell_complete, cell=cell, cell_index=cell_index)
        if reply["status"] == "error":
            run_sync(self._check_raise_for_error)(cell, cell_index, {"content": reply})
        self.nb["cells"][cell_index] = cell
        return cell

    def output(self, outs: Any, msg: Message, display_id: str | None, cell_index: int) -> Any:
        """Take in what a cell showed; the plain case without validating it by itself.

        nbclient validates each output, which takes longer than all else it does; ``execute``
        validates the whole notebook once.
        """
        special = display_id or self.clear_before_next_output or any(self.output_hook_stack.values())
        if special or msg["msg_type"] != "display_data":
            return super().output(outs, msg, display_id, cell_index)
        shown = {key: from_dict(msg["content"][key]) for key in ("data", "metadata")}  # type: ignore[no-untyped-call]
        outs.append(NotebookNode(output_type="display_data", **shown))  # type: ignore[no-untyped-call]
        return outs[-1]

    def _tell(self, hook: Any, **news: Any) -> None:
        if hook is not None:  # a loop is made for each call
            run_sync(run_hook)(hook, **news)

    def _send_cells(self) -> None:
        """Send all cells at once; the kernel stops at the first that fails and may not."""
        assert self.channel is not None
        lenient = self.allow_errors or bool(self.allow_error_names)
        cells = [
            {
                "code": cell.source,
                "cell_id": cell.get("id"),
                "may_fail": lenient or "raises-exception" in cell.metadata.get("tags", ()),
            }
            for cell in self.nb.cells
            if _has_code(cell)
        ]
        with contextlib.suppress(OSError):  # it died; whoever waits for its answer will know
            self.channel.send({"cells": cells})

    def _answer(self, cell: Any) -> Message:
        assert self.channel is not None
        timeout = self._get_timeout(cell)
        try:
            answer = self.channel.receive(timeout)
        except EOFError as error:
            raise DeadKernelError("Kernel died") from error
        if answer is None:
            raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", timeout, cell)
        return answer

    def _kill(self) -> None:
        """End the kernel with whatever its cells started."""
        processes.end(self.pid)


class WarmEngine(NBClientEngine):  # type: ignore[misc]  # papermill is untyped
    """papermill's entry point for warm kernels."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        log_output: bool = False,
        execution_timeout: int | None = None,
        memory: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Run a notebook in a warm kernel.

        Raises:
            ValueError: The notebook isn't Python.
        """
        language = nb_man.nb.metadata.get("kernelspec", {}).get("language", "python")
        if language != "python":
            raise ValueError(f"nianbao-warm runs Python notebooks only; this one is {language}.")
        wanted = {name: kwargs[name] for name in ("on_cell_start",) if name in kwargs}
        client = WarmClient(
            nb_man,
            memory,
            timeout=execution_timeout or kwargs.get("timeout"),
            kernel_name=kernel_name,
            log=logger,
            log_output=log_output,
            **wanted,
        )
        return client.execute()


def _has_code(cell: Any) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip())


def _as_sent(message: Message) -> Message:
    """Give a message the shape that nbclient reads."""
    buffers = [base64.b64decode(buffer) for buffer in message.get("buffers", ())]
    header = {"msg_type": message["msg_type"]}
    return {**message, "header": header, "metadata": {}, "parent_header": {}, "buffers": buffers}
