"""The steps of an editing session: what each changed, what can be undone, what the journal says of it."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nianbao.editor.parts import Part, Values, is_narrative
from nianbao.editor.scalars import Scalar

PAUSE = datetime.timedelta(seconds=2)
"""Typing that goes on sooner is one step for undo."""

LONGEST = 200
"""Characters that one step of typing takes in; a longer run is undone in pieces."""


@dataclass(frozen=True)
class Step:
    """A change of one part.

    Attributes:
        part: Which part.
        before: What it held.
        after: What it holds.
        first: When the change began.
        last: When it ended.
        group: What the steps of one action have in common, such as a block of cells that was pasted.
    """

    part: Part
    before: Scalar
    after: Scalar
    first: datetime.datetime
    last: datetime.datetime
    group: str | None = None

    def turned(self, now: datetime.datetime) -> Step:
        """Give the step back from what it led to."""
        return Step(self.part, self.after, self.before, now, now, self.group)

    def goes_on(self, other: Step) -> bool:
        """Tell whether another step is this one's typing going on."""
        return (
            is_narrative(self.part)
            and self.part == other.part
            and self.group is None
            and other.group is None
            and self.after == other.before
            and other.first - self.last < PAUSE
            and abs(len(str(other.after or "")) - len(str(self.before or ""))) < LONGEST
            and _is_typing(self)
            and _is_typing(other)
        )


def _is_typing(step: Step) -> bool:
    """Tell a few characters typed or deleted from a paste."""
    _, cut, put = splice(str(step.before or ""), str(step.after or ""))
    return len(cut) < LONGEST and len(put) < LONGEST


@dataclass
class Steps:
    """What was done and what was undone, in order."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Add a change; what was undone can't be done again after it."""
        self.undone.clear()
        if self.done and self.done[-1].goes_on(step):
            step = replace(step, before=self.done[-1].before, first=self.done[-1].first)
            self.done.pop()
        self.done.append(step)

    def undo(self) -> None:
        """Note that the last step was taken back."""
        self.undone.append(self.done.pop())

    def redo(self) -> None:
        """Note that the step taken back last was done again."""
        self.done.append(self.undone.pop())


def last_action(steps: Sequence[Step]) -> list[Step]:
    """List the steps of the last action, last first."""
    if not steps or steps[-1].group is None:
        return list(steps[-1:])
    return list(itertools.takewhile(lambda step: step.group == steps[-1].group, reversed(steps)))


def splice(before: str, after: str) -> tuple[int, str, str]:
    """Say how a text changed: at which place, what was cut, what was put there."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    return head, before[head : len(before) - tail], after[head : len(after) - tail]


def _common(one: str, other: str) -> int:
    """Count the characters that two texts begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def entry_of(step: Step, do: str) -> dict[str, Any]:
    """Write a step for the journal; of a long text only what changed in it.

    Args:
        step: The step, as it is carried out: for an undo, from after to before.
        do: ``edit``, ``undo`` or ``redo``.
    """
    entry: dict[str, Any] = {"do": do, "time": step.last.isoformat(), "part": list(step.part)}
    if step.group is not None:
        entry["group"] = step.group
    if is_narrative(step.part):
        at, cut, put = splice(str(step.before or ""), str(step.after or ""))
        return {**entry, "at": at, "cut": cut, "put": put}
    return {**entry, "was": _plain(step.before), "is": _plain(step.after)}


def step_of(entry: Mapping[str, Any], values: Values) -> Step | None:
    """Read a step back from the journal; None if it doesn't fit what the parts held before it."""
    try:
        part, time = tuple(map(str, entry["part"])), datetime.datetime.fromisoformat(entry["time"])
        before, group = values.get(part), entry.get("group")
        if "at" not in entry:
            fits = _plain(before) == entry["was"]
            return Step(part, before, entry["is"], time, time, group) if fits else None
        text, at, cut = str(before or ""), int(entry["at"]), str(entry["cut"])
        if text[at : at + len(cut)] != cut:
            return None
        after = text[:at] + str(entry["put"]) + text[at + len(cut) :]
        return Step(part, before, after or None, time, time, group)
    except (KeyError, TypeError, ValueError):
        return None


def _plain(value: Scalar) -> int | float | str | None:
    return value if value is None or isinstance(value, int | float | str) else float(value)
