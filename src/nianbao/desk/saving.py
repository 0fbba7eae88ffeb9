"""What the clerk decides about saving: recovered edits, a file that changed on disk, one that is gone."""

from __future__ import annotations

from typing import Any

from nianbao.desk.comparing import choices_of, compared, conflicts, part_of, printer, words_of
from nianbao.desk.component import Component, face, handles
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Change, Workspace
from nianbao.editor.parts import Part, known
from nianbao.editor.scalars import Scalar
from nianbao.editor.session import Session
from nianbao.errors import EditError


class Saving(Component):
    """Notices of where the work is safe, and the dialogs that ask what is to become of it."""

    _esm = face("saving.js")
    _css = face("saving.css")

    def __init__(self, workspace: Workspace, saver: Saver, **kwargs: Any) -> None:
        self.saver = saver
        super().__init__(workspace, **kwargs)
        saver.listen(self.refresh)

    def shown(self) -> dict[str, Any]:
        """Give the notices and what has to be decided."""
        session, state = self.workspace.session, self.saver.state
        if session is None:
            return {"file": None, "kind": "none", "notices": []}
        return {
            "file": str(session.document.path),
            "kind": state.kind,
            "notices": self.saver.notices,
            "read_only": session.read_only,
        }

    def changed(self, change: Change) -> None:
        """Pass over what the saver tells of anyway."""

    @property
    def session(self) -> Session:
        """The open report.

        Raises:
            EditError: There is none.
        """
        if self.workspace.session is None:
            raise EditError("还没有打开年报底稿。")
        return self.workspace.session

    # --- saving -------------------------------------------------------------------------------

    @handles("save")
    def save(self, asked: dict[str, Any]) -> bool:
        """Write the file now; tells whether all is in it."""
        return self.saver.save("自动保存" if asked.get("leaving") else "保存")

    @handles("copy")
    def copy(self, _asked: dict[str, Any]) -> dict[str, str]:
        """Give the whole parameter file, for the browser to put elsewhere."""
        document = self.session.document
        return {"name": document.path.name, "text": document.source}

    @handles("save_anew")
    def save_anew(self, _asked: dict[str, Any]) -> None:
        """Write a file again that was moved away or deleted."""
        self.saver.save_anew()

    @handles("take_over")
    def take_over(self, _asked: dict[str, Any]) -> bool:
        """Edit a file that another desk has closed."""
        return self.saver.take_over()

    # --- the file changed on disk -------------------------------------------------------------

    @handles("differences")
    def differences(self, _asked: dict[str, Any]) -> list[dict[str, Any]]:
        """List what differs from the file on disk, part by part."""
        session = self.session
        return conflicts(session.differences_on_disk(), session.document.template, printer(self.workspace))

    @handles("resolve")
    def resolve(self, asked: dict[str, Any]) -> None:
        """Go on from the file on disk, with each part as chosen."""
        self.session.resolve(choices_of(asked))
        self.saver.settled()

    # --- edits of an earlier run --------------------------------------------------------------

    @handles("recovered")
    def recovered(self, _asked: dict[str, Any]) -> dict[str, Any]:
        """List the edits that the journal has and the file hasn't."""
        session = self.session
        if session.recovery is None:
            return {"time": None, "parts": []}
        time = session.recovery.time
        return {
            "time": f"{time.astimezone():%m月%d日 %H:%M}" if time else None,
            "parts": conflicts(
                session.recovery.differences, session.document.template, printer(self.workspace)
            ),
        }

    @handles("recover")
    def recover(self, asked: dict[str, Any]) -> None:
        """Take the edits as chosen; none at all leaves their journal aside."""
        session, choices = self.session, choices_of(asked)
        if session.recovery is None:
            return
        if set(choices.values()) <= {"theirs"}:
            session.decline_recovery()
        elif set(choices.values()) == {"mine"} and all(one.usual for one in session.recovery.differences):
            session.recover()  # with all that could be undone then
        else:
            session.recover(choices)
        self.saver.settled()

    # --- what the browser kept ----------------------------------------------------------------

    @handles("kept", entries=list)
    def kept(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Compare what the browser kept unacknowledged with what the desk holds.

        Returns:
            ``differs``: the parts to decide on; ``same``: keys of those that arrived after all, or that the
            report has no place for.
        """
        session = self.session
        differs, same = [], []
        for part, value in _entries(asked):
            if not known(part, session.document.template):
                same.append(list(part))
                continue
            item = compared(
                part, session.document.value(part), value, session.document.template, printer(self.workspace)
            )
            if words_of(value).rstrip() == words_of(session.document.value(part)).rstrip():
                same.append(list(part))
            else:
                now = words_of(session.document.value(part))
                usual = "mine" if now == words_of(_base(asked, part)) else None
                differs.append({**item, "whose": "", "choices": ["mine", "theirs"], "usual": usual})
        return {"differs": differs, "same": same}

    @handles("take_kept", entries=list)
    def take_kept(self, asked: dict[str, Any]) -> bool:
        """Put what the browser kept into the report, as an edit that can be undone.

        Returns:
            Whether it is safe on disk; if not, the browser keeps it.
        """
        safe = self.workspace.edit(dict(_entries(asked)))
        return self.saver.save("恢复") or safe


def _entries(asked: dict[str, Any]) -> list[tuple[Part, Scalar]]:
    """Read what the browser kept: parts with plain values."""
    found = asked.get("entries")
    entries = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return [
        (part_of(one.get("part")), one.get("value"))
        for one in entries
        if one.get("value") is None or isinstance(one.get("value"), str | int | float)
    ]


def _base(asked: dict[str, Any], part: Part) -> Scalar:
    """Give what the desk held of a part when the browser's edit of it began."""
    kept = (one for one in asked["entries"] if isinstance(one, dict))
    base = next((one.get("base") for one in kept if part_of(one.get("part")) == part), None)
    return base if isinstance(base, str | int | float) else None
