"""更正 in the dialog 「签发」: what changed since the report was published, and the form that writes it down.

All of it is ``nianbao.correcting``'s; as the command does, this shows its words and hands it what was typed.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from nianbao.blocks import plain_text
from nianbao.correcting.correct import Comparison, Start, Wanted, compare, correct
from nianbao.correcting.kept import Correction, corrections_of
from nianbao.correcting.note import change_sentence, note_blocks
from nianbao.correcting.published import Published, is_approved
from nianbao.correcting.state import corrected_state
from nianbao.desk.plainer import in_desk_words
from nianbao.desk.published_file import PublishedFile
from nianbao.desk.saved import open_session
from nianbao.desk.typed import day, needed
from nianbao.desk.unquoting import quoting_shown, take_out
from nianbao.desk.workspace import Workspace
from nianbao.errors import EditError, NianbaoError, SigningError
from nianbao.signing.standing import Standing, approved_in_turn

MOST = 60
"""Changes shown; a note has them all."""


class Correcting:
    """The corrections of the open report, whose file was saved."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._file: PublishedFile | None = None

    @property
    def file(self) -> PublishedFile:
        """The published file that the clerk chose.

        Raises:
            EditError: None was chosen.
        """
        if self._file is None:
            raise EditError("还没有选文件。")
        return self._file

    def take(self, file: PublishedFile | None) -> None:
        """Compare with a published file, or with what the registers know."""
        self._file = file

    def shown(self, asked: dict[str, Any], today: datetime.date) -> dict[str, Any]:
        """Give what changed and what is written down.

        Args:
            asked: ``again`` for the last correction written anew, ``conceal`` for changes told by their places alone
                (None for as the last one did).
            today: The day of a correction, unless somebody says otherwise.
        """
        done = self._done()
        found = {
            "today": today.isoformat(),
            "last": self._last(done),
            "note": [plain_text(block) for block in note_blocks(done)],
            "quoting": quoting_shown(done, self._workspace.round.report),
            "file": self._file.upload.name if self._file and self._file.found else None,
            "why": "",
            "changes": [],
        }
        try:
            return {**found, **_compared(self._compare(asked))}
        except NianbaoError as error:
            return {**found, "why": in_desk_words(str(error))}

    def write(self, asked: dict[str, Any], now: datetime.datetime) -> int:
        """Write a correction down; gives its number.

        Args:
            asked: What ``shown`` takes, with what was typed, and what was shown then.
            now: The time, with its offset.

        Raises:
            EditError: Something was not typed, or what was shown isn't what is there any more.
            NianbaoError: As for ``correct``.
        """
        wanted = Wanted(
            needed(asked.get("reason"), "请写更正原因：为什么更正，会印在更正说明里。"),
            needed(asked.get("name"), "请写姓名：谁办的，只留在登记里，不公布。"),
            day(asked.get("date"), "请写日期：哪天更正。"),
        )
        seen = _compared(self._compare(asked))
        if any(seen[key] != asked.get(key) for key in ("content", "number")):
            raise EditError("刚才内容又改过，没有登记。上面已经是现在的情况，请看一遍再登记。")
        path, folder = self._place()
        start = self._start(asked, unpublished=bool(asked.get("unpublished")))
        try:
            found = correct(path, folder, wanted, now, start)
        except NianbaoError as error:
            raise EditError(in_desk_words(str(error))) from error
        self.take(None)  # from now on the register knows what is published
        self._workspace.corrected()
        return found.number

    def take_quotes_out(self, asked: dict[str, Any], now: datetime.datetime) -> int:
        """Tell an earlier correction by its places alone; gives its number.

        Args:
            asked: What ``take_out`` takes.
            now: The time, with its offset.

        Raises:
            EditError: As ``take_out``.
        """
        shown = quoting_shown(self._done(), self._workspace.round.report)
        number = take_out(self._place(), shown, asked, now)
        self._workspace.corrected()
        return number

    def is_untold(self, found: Standing) -> bool:
        """Tell whether words that every step once held for, so that they may be online, were changed and no correction says so.

        Args:
            found: How far the report is signed.
        """
        once = any(approved_in_turn(found.reading, [one.step.name for one in found.steps]))
        if found.is_approved or not once:
            return False
        path, folder = self._place()
        state = corrected_state(path, self._workspace.round.report, folder)
        return not state.corrections or bool(state.changes)

    def _compare(self, asked: dict[str, Any]) -> Comparison:
        # Whether one that was signed by all may be written anew is asked when it is.
        return compare(*self._place(), self._start(asked, unpublished=True))

    @property
    def _given(self) -> Published | None:
        return self._file.found if self._file else None

    def _start(self, asked: dict[str, Any], *, unpublished: bool) -> Start:
        again, conceal = bool(asked.get("again")), asked.get("conceal")
        return Start(
            self._given, again, None if conceal is None else bool(conceal), unpublished=unpublished and again
        )

    def _done(self) -> tuple[Correction, ...]:
        """Give the corrections as they are now: one may have been written down by the command."""
        report = self._workspace.round.report
        if report.corrections != corrections_of(report.parameters, report.folder):
            self._workspace.corrected()
        return self._workspace.round.report.corrections

    def _last(self, done: tuple[Correction, ...]) -> dict[str, Any] | None:
        if not done:
            return None
        last = done[-1]
        try:
            signed = is_approved(last, *self._place())
        except SigningError:
            signed = True  # nobody can tell; comparing says that the register was altered
        return {
            "number": last.number,
            "date": last.date,
            "reason": last.reason,
            "name": last.name,
            "signed": signed,
        }

    def _place(self) -> tuple[Path, Path]:
        return open_session(self._workspace).document.path, self._workspace.folder


def _compared(found: Comparison) -> dict[str, Any]:
    was, now = found.before.content.sha256[:12], found.now.sha256[:12]
    return {
        "source": found.before.source,
        "changes": [change_sentence(one) for one in found.changes[:MOST]],
        "count": len(found.changes),
        "number": found.number,
        "conceal": found.conceal,
        "content": found.now.sha256,
        "codes": f"更正比对码：公布的 {was}，更正后 {now}。",
    }
