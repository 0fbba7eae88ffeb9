"""The saved versions of a report: when, why, what changed, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nianbao.desk.comparing import Printed, compared, part_of, printer
from nianbao.desk.component import Component, face, handles
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Change, Workspace
from nianbao.editor.document import Document
from nianbao.editor.history import Version
from nianbao.editor.parts import Part, known
from nianbao.editor.session import Session
from nianbao.errors import EditError, ParameterFileError


class HistoryPanel(Component):
    """The dialog 「历史」."""

    _esm = face("history.js")
    _css = face("history.css")

    def __init__(self, workspace: Workspace, saver: Saver, **kwargs: Any) -> None:
        self.saver = saver
        super().__init__(workspace, **kwargs)

    def shown(self) -> dict[str, Any]:
        """Tell whether versions can be brought back; the list is asked for."""
        session = self.workspace.session
        return {"open": session is not None, "read_only": session is None or session.read_only}

    @handles("versions")
    def versions(self, _asked: dict[str, Any]) -> list[dict[str, Any]]:
        """List the versions, newest first."""
        found = self._session().history.versions()
        first = found[0] if found else None
        return [
            {
                "id": one.sha256 + one.time,
                "when": f"{one.moment.astimezone():%Y-%m-%d %H:%M:%S}",
                "why": "最初的样子" if one is first else one.why,
            }
            for one in reversed(found)
        ]

    @handles("changes")
    def changes(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Compare a version with the one before it, and with what the desk holds now.

        Returns:
            ``made``: what changed with it; ``since``: what bringing it back would change; None for a
            version that has none before it.
        """
        session = self._session()
        version, before = self._version(asked)
        document = _document(session, version)
        printed = printer(self.workspace)
        return {
            "made": list(_changes(_document(session, before), document, printed)) if before else None,
            "since": list(_changes(session.document, document, printed)),
        }

    @handles("restore")
    def restore(self, asked: dict[str, Any]) -> list[str]:
        """Bring back a version, or one part of it, as an edit that can be undone.

        Returns:
            Names of parts that the present template has no place for.
        """
        session = self._session()
        version, _ = self._version(asked)
        parts = [part_of(asked["part"])] if asked.get("part") else None
        before = session.document
        left = session.restore(version, parts)
        changed = [
            part
            for part in dict.fromkeys([*before.parts, *session.document.parts])
            if before.value(part) != session.document.value(part)
        ]
        self.workspace.tell(Change("edited", tuple(changed)))
        self.saver.save("恢复旧版")
        return left

    def _session(self) -> Session:
        if self.workspace.session is None:
            raise EditError("还没有打开年报底稿。")
        return self.workspace.session

    def _version(self, asked: dict[str, Any]) -> tuple[Version, Version | None]:
        versions = self._session().history.versions()
        for place, version in enumerate(versions):
            if version.sha256 + version.time == asked.get("version"):
                return version, versions[place - 1] if place else None
        raise EditError("这个版本已经不在了，请重新打开历史。")


def _document(session: Session, version: Version) -> Document:
    try:
        return Document.of(session.document.path, session.history.read(version), session.document.folder)
    except ParameterFileError as error:
        raise EditError("这个版本的底稿现在读不出来，不能比较和恢复。") from error


def _changes(before: Document, after: Document, printed: Printed) -> Iterator[dict[str, Any]]:
    """Compare two versions part by part, in the order of the later one; figures are today's."""
    parts: dict[Part, None] = dict.fromkeys([*after.parts, *before.parts])
    for part in parts:
        was, now = before.value(part), after.value(part)
        if was != now:
            template = after.template if known(part, after.template) else before.template
            yield compared(part, was, now, template, printed)
