"""Which pages of the desk are open, which kernels nobody needs any more, and when it is over.

A page holds a connection of its own (``pages.Presence``) from the moment it knows its kernel. A reload closes
it for a moment, a crashed browser for good; no message tells one from the other, so time does.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

BACK_WITHIN = 10.0
"""Seconds for which a page may be away, as during a reload, until its kernel is ended."""

SHOWN_WITHIN = 120.0
"""Seconds that a page may take to connect; a slow machine imports for a while."""

VISITED_WITHIN = 900.0
"""Seconds for which a server waits for its first page: the browser is opened by hand, from the printed link."""

JUST_NOW = 5.0
"""Seconds within which a page that says it leaves and one that is asked for are one reload."""


class Tabs:
    """The pages of one server, by the ids of their kernels.

    Args:
        now: Tells the time, in seconds.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._open: Counter[str] = Counter()
        self._away: dict[str, float] = {}
        self._leaving: dict[str, float] = {}
        self._over_at = now() + VISITED_WITHIN

    def started(self, kernel: str) -> None:
        """A page was given a kernel; it will connect."""
        self._away[kernel] = self._now() + SHOWN_WITHIN

    def opened(self, kernel: str) -> None:
        """A page connected."""
        self._open[kernel] += 1
        self._away.pop(kernel, None)
        self._leaving.pop(kernel, None)

    def leaving(self, kernel: str) -> None:
        """A page says that it is about to be closed or loaded anew; the user may still stop it."""
        self._leaving[kernel] = self._now()

    def closed(self, kernel: str) -> None:
        """A page's connection ended."""
        self._open[kernel] -= 1
        if self._open[kernel] > 0:
            return
        del self._open[kernel]
        said_so = kernel in self._leaving
        self._away[kernel] = self._now() + (0 if said_so else BACK_WITHIN)
        self._rest()

    def ended(self, kernel: str) -> None:
        """A kernel is no more."""
        for known in (self._open, self._away, self._leaving):
            known.pop(kernel, None)
        self._rest()

    def replaced(self) -> list[str]:
        """Give the kernels to end before a page that is asked for now gets its own.

        They hold the report open that the new page will want: those of the page that is being loaded anew,
        and of pages that are gone.
        """
        since = self._now() - JUST_NOW
        leaving = [kernel for kernel, when in self._leaving.items() if when >= since]
        gone = [kernel for kernel, until in self._away.items() if until <= self._now() + BACK_WITHIN]
        return list(dict.fromkeys([*leaving, *gone]))

    def abandoned(self) -> list[str]:
        """Give the kernels whose page didn't come back."""
        return [kernel for kernel, until in self._away.items() if until <= self._now()]

    @property
    def open(self) -> list[str]:
        """The kernels of open pages."""
        return list(self._open)

    @property
    def over(self) -> bool:
        """The last page is closed, for long enough that it wasn't a reload."""
        return not self._open and not self._away and self._now() >= self._over_at

    def _rest(self) -> None:
        self._over_at = self._now() + BACK_WITHIN
