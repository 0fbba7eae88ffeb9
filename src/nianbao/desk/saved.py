"""The open report with its file written: what runs on the file must see what was typed."""

from __future__ import annotations

from typing import Any

from nianbao.desk.component import Component
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Workspace
from nianbao.editor.session import Session
from nianbao.errors import EditError

NO_REPORT = "还没有打开底稿。"


def open_session(workspace: Workspace) -> Session:
    """Give the session.

    Raises:
        EditError: No report is open.
    """
    if workspace.session is None:
        raise EditError(NO_REPORT)
    return workspace.session


def saved_session(workspace: Workspace, saver: Saver, why: str) -> Session:
    """Give the session, its file written.

    Args:
        workspace: What is open.
        saver: Writes it.
        why: What the history says of it.

    Raises:
        EditError: No report is open, or its file can't be written.
    """
    session = open_session(workspace)
    if session.unsaved and not saver.save(why):
        state = saver.state
        raise EditError(f"没有存上，所以没有做下去：{state.said or state.words}")
    return session


class OnFile(Component):
    """A widget of what runs on the file of the open report, which is written first.

    Args:
        workspace: What all widgets share.
        saver: Saves the open report.
    """

    def __init__(self, workspace: Workspace, saver: Saver, **kwargs: Any) -> None:
        self._saver = saver
        super().__init__(workspace, **kwargs)

    def _saved(self, why: str) -> Session:
        """Give the session, its file written.

        Raises:
            EditError: As for ``saved_session``.
        """
        return saved_session(self.workspace, self._saver, why)
