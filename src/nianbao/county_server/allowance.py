"""How much of something may come at once, and how much in the long run: who asks for more has to wait."""

from __future__ import annotations

import time
from collections.abc import Callable


class Allowance:
    """So much that comes back by and by; a unit that floods the server waits, and no other does.

    Args:
        most: How much may be taken at once after a rest.
        each_second: How much of it comes back in a second.
        now: Tells the time, in seconds.
    """

    def __init__(self, most: float, each_second: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._each_second, self._now = most, each_second, now
        self._left, self._at = most, now()

    def has(self, amount: float = 1) -> bool:
        """Take something if it is there; tell whether it was."""
        self._come_back()
        if self._left < amount:
            return False
        self._left -= amount
        return True

    def take(self, amount: float = 1) -> float:
        """Take something in any case; give the seconds to wait until it is made up for."""
        self._come_back()
        self._left -= amount
        return max(0.0, -self._left / self._each_second)

    def _come_back(self) -> None:
        now = self._now()
        self._left = min(self._most, self._left + (now - self._at) * self._each_second)
        self._at = now
