"""A clock and timers that a test moves on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Timer:
    """Something that is to be done at a time."""

    at: float
    what: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class Timers:
    """What an event loop does with ``call_later``, in a test's own time."""

    time: float = 0.0
    waiting: list[Timer] = field(default_factory=list)

    def later(self, seconds: float, what: Callable[[], None]) -> Timer:
        timer = Timer(self.time + seconds, what)
        self.waiting.append(timer)
        return timer

    def now(self) -> float:
        return self.time

    def pass_(self, seconds: float) -> None:
        """Let time pass; what falls due is done in its order."""
        end = self.time + seconds
        while due := [one for one in self.waiting if one.at <= end and not one.cancelled]:
            first = min(due, key=lambda one: one.at)
            self.waiting.remove(first)
            self.time = max(self.time, first.at)
            first.what()
        self.time = end
