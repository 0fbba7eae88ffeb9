"""Edits of an open parameter file: carried out in memory, in the journal before they are acknowledged."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nianbao.editor.document import Document
from nianbao.editor.history import History
from nianbao.editor.journal import Journal
from nianbao.editor.lock import DeskLock
from nianbao.editor.merge import Difference
from nianbao.editor.parts import Part, Values
from nianbao.editor.replay import Replay, opening
from nianbao.editor.scalars import Scalar
from nianbao.editor.steps import Step, Steps, entry_of, last_action
from nianbao.errors import EditError

Clock = Callable[[], datetime.datetime]


@dataclass(frozen=True)
class Recovery:
    """Edits that the journal has and the file hasn't.

    Attributes:
        replay: What the journal says.
        differences: The parts, as in a merge: ``theirs`` is what the file holds.
    """

    replay: Replay
    differences: list[Difference]

    @property
    def time(self) -> datetime.datetime | None:
        """When the last of them was made."""
        return datetime.datetime.fromisoformat(self.replay.time) if self.replay.time else None


def now_utc() -> datetime.datetime:
    """Tell the time."""
    return datetime.datetime.now(datetime.UTC)


@dataclass
class Editing:
    """A parameter file under edit, with all that keeps its edits.

    Attributes:
        document: The file as it stands in the desk.
        base: The file as it was last read or written.
        journal: The journal of its edits.
        history: Its saved versions.
        lock: The lock on it.
        steps: What can be undone and done again.
        read_only: Nothing can be changed, for another desk has it.
        recovery: Edits of an earlier run that the file hasn't; to be decided on before anything else.
    """

    document: Document
    base: Document
    journal: Journal
    history: History
    lock: DeskLock
    steps: Steps = field(default_factory=Steps)
    read_only: bool = False
    recovery: Recovery | None = None
    clock: Clock = now_utc
    _shown: str | None = None

    def edit(self, part: Part, value: Scalar) -> bool:
        """Set a part.

        Returns:
            Whether the edit is safely on disk, in the journal; if not, ``notices`` says why.

        Raises:
            EditError: The part can't hold this, or nothing can be edited now.
        """
        return self.edit_all({part: value})

    def edit_all(self, values: Values) -> bool:
        """Set several parts in one action, which is undone as one.

        Returns:
            Whether the edits are safely on disk.

        Raises:
            EditError: A part can't hold its value, and none is set; or nothing can be edited now.
        """
        self._refuse_if_closed()
        document = self.document.with_values(values)
        changed = [part for part in values if document.value(part) != self.document.value(part)]
        now = self.clock()
        group = now.isoformat() if len(values) > 1 else None
        steps = [
            Step(part, self.document.value(part), document.value(part), now, now, group) for part in changed
        ]
        for step in steps:
            self.steps.add(step)
        return self._carry_out(steps, "edit", document)

    def undo(self) -> list[Part]:
        """Take the last action back; gives the parts it was about, none where there is nothing to undo."""
        self._refuse_if_closed()
        now, action = self.clock(), last_action(self.steps.done)
        self._turn([step.turned(now) for step in action], "undo")
        for _ in action:
            self.steps.undo()
        return [step.part for step in action]

    def redo(self) -> list[Part]:
        """Do again what was taken back last; gives the parts it was about."""
        self._refuse_if_closed()
        now, action = self.clock(), last_action(self.steps.undone)
        self._turn([step.turned(now).turned(now) for step in action], "redo")
        for _ in action:
            self.steps.redo()
        return [step.part for step in action]

    def _turn(self, steps: Sequence[Step], do: str) -> None:
        self._carry_out(steps, do, self.document.with_values({step.part: step.after for step in steps}))

    def _carry_out(self, steps: Sequence[Step], do: str, document: Document) -> bool:
        if steps and not self.journal.begun:
            self.journal.append(opening(self.base))
        self.document = document
        return self.journal.append(*(entry_of(step, do) for step in steps))

    def _refuse_if_closed(self) -> None:
        if self.read_only:
            raise EditError(self.lock.message if not self.lock.held else "这份底稿是只读打开的。")
        if self.recovery is not None:
            raise EditError("上次有没来得及保存的修改，请先选择恢复或者不要。")
