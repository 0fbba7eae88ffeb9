"""The drafting desk (编报台): widgets over ``nianbao.editor``, in JupyterLab and, without code, in Voilà.

::

    workspace   the report that is open, its latest round, and who wants to know of a change
    component   what all widgets share: state for the browser, questions from it, errors in Chinese
    face/       the browser's side, one file a widget; scripts/build_face.py bundles it into static/

One file a widget, named as its half in ``face``. The widgets know the workspace, never each other: what a
click in one means for another goes through ``Workspace.go_to``. The parameter file stays the truth.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any


def open_desk(folder: str | Path | None = None) -> Any:
    """Open the drafting desk of a working folder, with the report that was open last; see ``desk.Desk``.

    Args:
        folder: The working folder or one below it; None for where the kernel runs.

    Returns:
        The desk, an ipywidgets box, to be shown by the notebook.

    Raises:
        FolderError: There is no working folder.
    """
    from nianbao.desk import desk  # the widgets take their time; a workspace alone doesn't need them

    return desk.open_desk(folder)


__all__ = ["open_desk"]
