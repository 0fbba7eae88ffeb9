"""The bar over the desk: which report is open, how safe it is, what can be taken back."""

from __future__ import annotations

from typing import Any

from nianbao.desk.component import Component, face, handles
from nianbao.desk.county_there import has_roster
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Workspace
from nianbao.editor.parts import plain_name
from nianbao.editor.session import Session
from nianbao.editor.steps import Step, last_action


class TopBar(Component):
    """Title, save state, 撤销, 重做, and buttons that open the desk's dialogs and panes."""

    _esm = face("topbar.js")
    _css = face("topbar.css")

    def __init__(self, workspace: Workspace, saver: Saver, **kwargs: Any) -> None:
        self.saver = saver
        super().__init__(workspace, **kwargs)
        saver.listen(self.refresh)

    def shown(self) -> dict[str, Any]:
        """Give the report's name, the save state, and what 撤销 and 重做 would do."""
        session, saved = self.workspace.session, self.saver.state
        county = has_roster(self.workspace.folder)
        if session is None:
            return {
                "open": False,
                "county": county,
                "title": "",
                "file": None,
                "save": {"kind": "none", "words": ""},
            }
        parameters = session.document.file.parameters
        return {
            "open": True,
            "county": county,
            "unit": parameters.unit.name or "未写单位",
            "year": parameters.year,
            "template": session.document.template.title,
            "file": str(session.document.path),
            "read_only": session.read_only,
            "save": {"kind": saved.kind, "words": saved.words, "said": saved.said},
            "undo": _words(session, last_action(session.steps.done)),
            "redo": _words(session, last_action(session.steps.undone)),
        }

    @handles("undo")
    def undo(self, _asked: dict[str, Any]) -> None:
        """Take the last action back."""
        if self.workspace.session is not None:
            self.workspace.undo()

    @handles("redo")
    def redo(self, _asked: dict[str, Any]) -> None:
        """Do again what was taken back last."""
        if self.workspace.session is not None:
            self.workspace.redo()


def _words(session: Session, action: list[Step]) -> str | None:
    """Name what an action was about; None where there is none to take back."""
    if not action or session.read_only:
        return None
    name = plain_name(action[0].part, session.document.template)
    return name if len(action) == 1 else f"{name}等 {len(action)} 处"
