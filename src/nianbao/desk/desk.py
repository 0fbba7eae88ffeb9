"""The whole desk: all widgets in one page, in JupyterLab and in Voilà."""

from __future__ import annotations

import atexit
import contextlib
from collections.abc import Sequence
from pathlib import Path

import ipywidgets

from nianbao.desk.background import end_all
from nianbao.desk.basics import Basics
from nianbao.desk.chooser import Chooser
from nianbao.desk.county_there import has_roster
from nianbao.desk.findings import FindingsPanel
from nianbao.desk.grid import TableGrid
from nianbao.desk.history import HistoryPanel
from nianbao.desk.importing import ImportPanel
from nianbao.desk.narrative import NarrativeEditor
from nianbao.desk.outline import Outline
from nianbao.desk.output import OutputPanel
from nianbao.desk.pages import PreviewPane
from nianbao.desk.questions import Questions
from nianbao.desk.saver import Saver
from nianbao.desk.saving import Saving
from nianbao.desk.shell import Shell
from nianbao.desk.signing import SigningPanel
from nianbao.desk.tabs import EditorTabs, Tabs
from nianbao.desk.topbar import TopBar
from nianbao.desk.workspace import Change, Workspace
from nianbao.editor.desk_files import DESK_FOLDER
from nianbao.errors import NianbaoError, WriteError
from nianbao.folder import working_folder, write_atomically

_open: dict[Path, Desk] = {}
"""Desks of this kernel, by working folder; a second one for a folder takes the first one's place."""


def _box(name: str, children: Sequence[ipywidgets.Widget]) -> ipywidgets.Box:
    box = ipywidgets.Box(children)
    for one in name.split():
        box.add_class(one)
    return box


class Desk(ipywidgets.Box):  # type: ignore[misc]  # ipywidgets has no types
    """The drafting desk (编报台) of a working folder.

    Attributes:
        workspace: What is open, and who listens.
        saver: Saves it.
    """

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace(folder)
        self.saver = Saver(self.workspace)
        super().__init__(self._parts())
        self.add_class("nb-desk")
        self.workspace.listen(self._heard)

    def _parts(self) -> list[ipywidgets.Widget]:
        work, saver = self.workspace, self.saver
        dialogs = [
            HistoryPanel(work, saver),
            Basics(work),
            ImportPanel(work, saver),
            SigningPanel(work, saver),
        ]
        top = _box("nb-pane-top", [Shell(work), TopBar(work, saver), Saving(work, saver), *dialogs])
        sections = _box("nb-pane nb-pane-sections", [Outline(work)])
        panes = _box("nb-panes", [sections, self._editor(), self._side()])
        self._county = _box("nb-pane nb-pane-county", [])
        self._look_for_county()
        return [top, _box("nb-welcome", [Chooser(work, saver)]), panes, self._county]

    def _look_for_county(self) -> None:
        """Add the county's pages once there is a roster; a clerk's desk doesn't wait for what they import."""
        if not self._county.children and has_roster(self.workspace.folder):
            from nianbao.desk.county import County

            self._county.children = [County(self.workspace, self.saver)]

    def _editor(self) -> ipywidgets.Box:
        """Make the pane in which a section is written."""
        work = self.workspace
        questions = Questions(work)
        panels = {"text": NarrativeEditor(work), "table": TableGrid(work), "questions": questions}
        words = {"text": "文字", "table": "表格", "questions": "问答填表"}
        tabs = EditorTabs(work, words, lambda tab: tab != "questions" or bool(questions.state["available"]))
        return _pane("editor", tabs, panels)

    def _side(self) -> ipywidgets.Box:
        """Make the pane of findings, preview and output."""
        work = self.workspace
        tabs = Tabs(work, "side", "右栏", {"findings": "校核问题", "preview": "预览", "output": "生成"})
        output = OutputPanel(work, self.saver)
        return _pane(
            "side", tabs, {"findings": FindingsPanel(work), "preview": PreviewPane(work), "output": output}
        )

    def open_report(self, path: Path) -> None:
        """Open a parameter file.

        Raises:
            NianbaoError: It can't be read; what was open stays open.
        """
        self.saver.open(path)

    def close(self) -> None:
        """Save what can be saved and let go of the file; the journal keeps the rest."""
        self.saver.close()
        super().close()

    def _heard(self, change: Change) -> None:
        self._look_for_county()
        if change.what == "opened" and self.workspace.session is not None:
            remember(self.workspace.folder, self.workspace.session.document.path)


def _pane(name: str, tabs: Tabs, panels: dict[str, ipywidgets.Widget]) -> ipywidgets.Box:
    """Make a pane of tabs and their panels."""
    boxes = [_box(f"nb-panel nb-panel-{key}", [widget]) for key, widget in panels.items()]
    return _box(f"nb-pane nb-pane-{name}", [tabs, *boxes])


def open_desk(folder: str | Path | None = None) -> Desk:
    """Open the drafting desk of a working folder, with the report that was open last.

    Args:
        folder: The working folder or one below it; None for where the kernel runs.

    Returns:
        The desk, to be shown by the notebook.

    Raises:
        FolderError: There is no working folder.
    """
    place = working_folder(Path(folder) if folder is not None else None)
    if (before := _open.pop(place, None)) is not None:
        before.close()
    desk = _open[place] = Desk(place)
    if (path := last_open(place)) is not None:
        with contextlib.suppress(NianbaoError):  # the chooser names it, with why
            desk.open_report(path)
    return desk


def remember(folder: Path, path: Path) -> None:
    """Note which report was open last; a folder that can't be written remembers nothing."""
    if not path.resolve().is_relative_to(folder.resolve()):
        return
    name = path.resolve().relative_to(folder.resolve()).as_posix()
    with contextlib.suppress(WriteError):
        write_atomically(folder / DESK_FOLDER / "last", name.encode("utf-8"))


def last_open(folder: Path) -> Path | None:
    """Give the report that was open last, if it is still there."""
    try:
        name = (folder / DESK_FOLDER / "last").read_text(encoding="utf-8").strip()
        path = (folder / name).resolve()
        return path if name and path.is_file() and path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):  # it isn't there, or holds what is no path
        return None


@atexit.register
def _close_all() -> None:
    end_all()
    for desk in list(_open.values()):
        desk.saver.close()
