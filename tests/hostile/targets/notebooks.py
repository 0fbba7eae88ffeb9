"""Template notebooks that an author or a county changed: held against the report, signed, and made ready to run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from papermill.engines import Engine, papermill_engines

from nianbao import engine as running
from nianbao.engine import execute
from nianbao.lab.server import keep_clean, unrun
from nianbao.own_cells import left_out
from nianbao.params import load_parameters
from nianbao.record import record_bytes
from nianbao.report import Report
from nianbao.resources import shipped
from nianbao.signing.content import Content
from tests.hostile.target import Target

_NAME = "national-2021.ipynb"


class _Still(Engine):  # type: ignore[misc]  # papermill is untyped
    """Runs no cell: what a cell does is its author's business, what the file does on the way there is ours."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **settings: Any) -> None:
        """Count the cells as if they had run."""
        number = 0
        for index, cell in enumerate(nb_man.nb.cells):
            settings["on_cell_start"](cell=cell, cell_index=index)
            if cell.cell_type == "code" and cell.source.strip():
                number += 1
                cell.execution_count = number


papermill_engines.register("nianbao-still", _Still)


def _read(folder: Path) -> object:
    path = folder / "notebooks" / _NAME
    report = Report.of(load_parameters(shipped("params") / "2024" / "yunxi.yaml").parameters, folder)
    assert (words := left_out(report)) is None or words.endswith("。")
    assert Content.of(report).sha256
    with mock.patch.object(running, "_transport", lambda _: {"engine_name": "nianbao-still"}):
        executed = execute(path, {"year": 2024}, folder, engine="kernel")
    assert record_bytes(executed)
    clean = unrun(path)
    # JupyterLab hands over what a browser sends to be saved.
    keep_clean({"type": "notebook", "content": json.loads(clean)})
    return None


def _shipped(name: str) -> Callable[[], bytes]:
    return lambda: (shipped("notebooks") / name).read_bytes()


TARGETS = [
    Target.at(
        f"notebooks/{_NAME}",
        "template-notebook",
        "template notebooks, made ready to run",
        _read,
        {name: _shipped(name) for name in (_NAME, "county.ipynb")},
        "values",
        slow=True,
    )
]
