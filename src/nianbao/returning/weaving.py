"""The paragraphs of a section put together again; those that stay keep their bytes and the space between them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.narrative import level_of
from nianbao.passages.traced import cut

_APART = "\n\n"


@dataclass(frozen=True)
class Thread:
    """A paragraph to be put in.

    Attributes:
        typed: Its characters.
        origin: Number of the paragraph it was; None for a new one.
    """

    typed: str
    origin: int | None = None


class Fabric:
    """A section's text, cut at its paragraphs.

    Args:
        source: The text.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.spans = [(lines[0].start, lines[-1].end) for lines in cut(source)]

    def thread(self, number: int) -> Thread:
        """Give a paragraph as it stands."""
        start, end = self.spans[number]
        return Thread(self.source[start:end], number)

    def woven(self, threads: Sequence[Thread]) -> str:
        """Put paragraphs together.

        Args:
            threads: All of them, in order.
        """
        if not threads:
            return ""
        text = threads[0].typed
        if threads[0].origin == 0:
            text = self.source[: self.spans[0][0]] + text
        for before, after in itertools.pairwise(threads):
            text += self._between(before, after) + after.typed
        last = threads[-1].origin
        if last is not None and last + 1 == len(self.spans):
            text += self.source[self.spans[-1][1] :]
        return text

    def _between(self, before: Thread, after: Thread) -> str:
        if before.origin is None or after.origin is None or before.origin + 1 != after.origin:
            return _APART
        between = self.source[self.spans[before.origin][1] : self.spans[after.origin][0]]
        # A number at a line's start opens a paragraph; without it the two would be one.
        return between if between.count("\n") > 1 or level_of(after.typed) else _APART
