"""Run the notebook that prints a report, with what the report may say to its cells."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nianbao.engine import DEFAULT_ENGINE, Engine, Limits, execute
from nianbao.errors import ReportError
from nianbao.folder import find_resource
from nianbao.params.model import PRIVATE_KEYS
from nianbao.report import Report
from nianbao.template_notebook import notebook_of

_HIDDEN = frozenset({*PRIVATE_KEYS, "fonts"})


def run_report(
    report: Report,
    values: Mapping[str, Any],
    folder: Path | None,
    engine: Engine = DEFAULT_ENGINE,
    limits: Limits | None = None,
) -> Any:
    """Run a report's notebook.

    Args:
        report: The report.
        values: The values of its parameter file; what serves the work alone isn't passed on.
        folder: The working folder, in which the cells run.
        engine: How the kernel comes to be.
        limits: What the notebook may use; None for all.

    Returns:
        The executed notebook.

    Raises:
        NotebookError: A cell failed, or ended the run before its end.
        ReportError: There is no notebook.
    """
    name = notebook_of(report.parameters)
    notebook = find_resource("notebooks", name, folder)
    if notebook is None or folder is None:
        raise ReportError(f"找不到模板 {report.template.name} 的记事本（notebooks/{name}）。")
    passed = {key: value for key, value in values.items() if key not in _HIDDEN}
    if report.parameters.settings.charts:
        passed["settings"] = {"charts": True}
    return execute(notebook, passed, folder, engine, limits or Limits())
