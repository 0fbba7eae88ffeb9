"""A parameter file while a desk has it open: edit, undo, save, recover, merge.

An edit is carried out in memory and stands in the journal before it is acknowledged; ``save`` writes
the file, unless somebody else did meanwhile. No path here overwrites what it hasn't seen.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from nianbao.editor.desk_files import DeskFiles
from nianbao.editor.document import Document
from nianbao.editor.editing import Clock, Editing, Recovery, now_utc
from nianbao.editor.history import History, Version
from nianbao.editor.journal import Journal
from nianbao.editor.lock import DeskLock
from nianbao.editor.merge import Choice, Difference, differences, merged
from nianbao.editor.parts import Part, known, part_name
from nianbao.editor.replay import opening, rebase, replay
from nianbao.editor.steps import Step, Steps, entry_of
from nianbao.errors import ChangedOnDiskError, EditError, WriteError
from nianbao.folder import why_not, write_atomically


class Session(Editing):
    """A parameter file that a desk has open; made by ``Session.open``."""

    @classmethod
    def open(
        cls, path: Path, folder: Path | None = None, *, read_only: bool = False, clock: Clock = now_utc
    ) -> Session:
        """Open a parameter file.

        Args:
            path: The file.
            folder: The working folder.
            read_only: Only look.
            clock: Tells the time.

        Returns:
            A session; a read-only one where another desk has the file (``lock.message`` says who).

        Raises:
            ParameterFileError: The file can't be read; it is left as it is.
        """
        document = Document.open(path, folder)
        files = DeskFiles.of(path, folder)
        lock = DeskLock(files)
        if read_only or not lock.acquire():
            return cls(document, document, Journal(files.journal), History(files), lock, read_only=True)
        files.prepare()
        session = cls(document, document, Journal(files.journal), History(files), lock, clock=clock)
        session.history.keep(document.data, "打开", clock())
        session._look_for_edits()
        return session

    def _look_for_edits(self) -> None:
        lines = self.journal.lines()
        found = replay(lines, self.document.path, self.document.folder)
        left = differences(found.saved, found.now, self.document.parts) if found and found.pending else []
        left = [difference for difference in left if difference.whose != "theirs"]
        if found and left:
            self.recovery = Recovery(found, left)
            self.journal.go_on(len(lines))
        elif lines:
            self.journal.put_away()

    # --- saving -------------------------------------------------------------------------------

    @property
    def unsaved(self) -> bool:
        """The desk holds something that the file doesn't."""
        return self.document.data != self.base.data

    def save(self, why: str = "保存") -> bool:
        """Write the file, if nobody else did meanwhile.

        Args:
            why: What the history says of it, such as 自动保存.

        Returns:
            Whether there was anything to write.

        Raises:
            ChangedOnDiskError: The file isn't as it was opened; see ``differences_on_disk``.
            WriteError: It can't be written; the edits stay in the journal.
        """
        self._refuse_if_closed()
        if not self.unsaved:
            return False
        self._refuse_if_changed()
        self._write(self.document.data, why)
        return True

    def save_anew(self, why: str = "保存") -> None:
        """Write the file again after it was moved away or deleted.

        Raises:
            ChangedOnDiskError: There is a file after all.
            WriteError: It can't be written.
        """
        self._refuse_if_closed()
        if self._on_disk() is not None:
            raise ChangedOnDiskError(self._changed("已经又有了这个文件"))
        self._write(self.document.data, why)

    def save_copy(self, target: Path) -> None:
        """Write what the desk holds to another file, where its own can't be written.

        Raises:
            EditError: There is such a file already.
            WriteError: It can't be written.
        """
        if target.exists():
            raise EditError(f"「{target}」已经有了，请换一个文件名。")
        write_atomically(target, self.document.data)

    def _write(self, data: bytes, why: str) -> None:
        target = self.document.path.resolve()
        write_atomically(target, data)
        self.base = self.document
        if self.journal.begun:
            self.journal.append({"do": "saved", "sha256": self.document.sha256})
        self.history.keep(data, why, self.clock())
        if self.journal.is_large:
            self.journal.put_away()
            self.steps = Steps()

    def _on_disk(self) -> bytes | None:
        try:
            return self.document.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise WriteError(
                f"读不出「{self.document.path}」：{why_not(error)}。修改还在，没有保存。"
            ) from error

    def _refuse_if_changed(self) -> None:
        data = self._on_disk()
        if data is None:
            raise ChangedOnDiskError(self._changed("已经被移走或删除"))
        if data not in (self.base.data, self.document.data):
            raise ChangedOnDiskError(self._changed("已经被别人改过"))

    def _changed(self, what: str) -> str:
        return f"「{self.document.path}」{what}，没有覆盖。请看清两边的不同，再决定怎么保存。"

    # --- others -------------------------------------------------------------------------------

    @property
    def changed_on_disk(self) -> bool:
        """The file isn't as it was last read or written here."""
        try:
            return self._on_disk() != self.base.data
        except WriteError:
            return False

    def differences_on_disk(self) -> list[Difference]:
        """Compare with the file as it lies on disk now, part by part.

        Raises:
            ParameterFileError: It can't be read now.
        """
        theirs = Document.open(self.document.path, self.document.folder)
        self._shown = theirs.sha256
        return differences(self.base.parts, self.document.parts, theirs.parts)

    def resolve(self, choices: Mapping[Part, Choice]) -> None:
        """Go on from the file as it lies on disk, with my parts put in as chosen.

        Earlier steps can't be undone after it; saved versions stay.

        Raises:
            ChangedOnDiskError: It isn't the file any more whose differences were shown last.
            EditError: A conflict wasn't decided.
            ParameterFileError: The file can't be read now.
        """
        self._refuse_if_closed()
        theirs = Document.open(self.document.path, self.document.folder)
        if self._shown is not None and self._shown != theirs.sha256:
            raise ChangedOnDiskError(
                "这份底稿刚才又被别人改过，还没有保存。请关上这个窗口，再看一遍两边的不同。"
            )
        self.history.keep(theirs.data, "别人的修改", self.clock())
        self._go_on_from(theirs, differences(self.base.parts, self.document.parts, theirs.parts), choices)

    def recover(self, choices: Mapping[Part, Choice] | None = None) -> None:
        """Take the edits of the earlier run into the desk.

        Args:
            choices: What the clerk chose where the file was changed meanwhile.

        Raises:
            EditError: A conflict wasn't decided.
        """
        assert self.recovery is not None
        found, left = self.recovery.replay, self.recovery.differences
        if found.whole and found.sha256 == self.base.sha256 and not choices:
            self.document = merged(self.base, left, {})
            self.steps = found.steps
        else:
            self._go_on_from(self.base, left, choices or {})
        self.recovery = None

    def decline_recovery(self) -> None:
        """Leave the edits of the earlier run; their journal is put away, not deleted."""
        self.recovery = None
        self.journal.put_away()

    def _go_on_from(
        self, theirs: Document, found: Sequence[Difference], choices: Mapping[Part, Choice]
    ) -> None:
        document = merged(theirs, list(found), choices)
        now, steps = self.clock(), Steps()
        for part in dict.fromkeys(difference.part for difference in found):
            before, after = theirs.value(part), document.value(part)
            if before != after:
                steps.add(Step(part, before, after, now, now))
        if self.journal.begun:
            self.journal.append(rebase(theirs, steps.done))
        else:
            self.journal.append(opening(theirs), *(entry_of(step, "edit") for step in steps.done))
        self.base, self.document, self.steps = theirs, document, steps

    def restore(self, version: Version, parts: Sequence[Part] | None = None) -> list[str]:
        """Bring parts back to what they held in a saved version, as edits that can be undone.

        Args:
            version: The version.
            parts: Which parts; None for all that differ.

        Returns:
            Names of parts that the file's present template has no place for.

        Raises:
            EditError: The version is damaged, or nothing can be edited now.
            ParameterFileError: It can't be read any more.
        """
        self._refuse_if_closed()
        old = Document.of(self.document.path, self.history.read(version), self.document.folder)
        wanted = {part: old.value(part) for part in (parts or [*old.parts, *self.document.parts])}
        template = self.document.template
        self.edit_all({part: value for part, value in wanted.items() if known(part, template)})
        return [part_name(part, old.template) for part in wanted if not known(part, template)]

    @property
    def notices(self) -> list[str]:
        """What a clerk should know of where the work is safe, worst first."""
        said = [self.lock.message] if self.read_only and not self.lock.held and self.lock.holder else []
        target = self.document.path.resolve()
        writable = os.access(target.parent, os.W_OK) and (not target.exists() or os.access(target, os.W_OK))
        if not self.read_only and not writable:
            said.append(
                f"「{target}」是只读的，或所在文件夹不能写入，不能保存；可以编辑，请用「另存」存到别处。"
            )
        return [*said, *filter(None, (self.journal.problem, self.lock.problem, self.history.problem))]

    def close(self) -> None:
        """Close the journal and let go of the file; nothing is written."""
        self.journal.flush()
        self.journal.close()
        self.lock.release()
