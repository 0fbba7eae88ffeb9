"""Text that remembers where each of its characters stands in what was typed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from nianbao.narrative import WIDE, ZERO_WIDTH, level_of

_WIDE = re.compile(WIDE)

# What ``str.strip`` takes off, and the characters without width besides.
_BLANK = "".join(chr(code) for code in range(0x10000) if chr(code).isspace() or ZERO_WIDTH.match(chr(code)))

_MADE = -1
"""Stands, added to the place below zero, for characters that nobody typed: a filled-in figure."""


class Line(NamedTuple):
    """A line without the space around it, and its place in what was typed."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The place behind its last character."""
        return self.start + len(self.text)


def cut(typed: str) -> Iterator[list[Line]]:
    """Cut a narrative into its paragraphs, as ``narrative.paragraphs`` does."""
    lines: list[Line] = []
    at = 0
    for line in [*typed.split("\n"), ""]:
        bare = line.strip(_BLANK)
        if lines and (not bare or level_of(ZERO_WIDTH.sub("", bare))):
            yield lines
            lines = []
        if bare:
            lines.append(Line(bare, at + line.index(bare)))
        at += len(line) + 1


@dataclass(frozen=True)
class Traced:
    """A text in runs of characters that stand side by side in what was typed.

    Attributes:
        text: The text.
        starts: Where each run begins in the text.
        places: Where its first character was typed; below zero for a filled-in figure, whose
            characters all stand for the place of its quotation, counted down from -1.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def place(self, at: int) -> int:
        """Give the place in what was typed of a character; behind the last one, of the last one."""
        at = max(min(at, len(self.text) - 1), 0)
        run = bisect_right(self.starts, at) - 1
        place = self.places[run]
        return place + at - self.starts[run] if place >= 0 else _MADE - place

    def is_typed(self, start: int, end: int) -> bool:
        """Tell whether a stretch was typed in one piece, so that an edit of it is an edit of the file."""
        if not start < end <= len(self.text):
            return False
        run = bisect_right(self.starts, start) - 1
        return self.places[run] >= 0 and run == bisect_right(self.starts, end - 1) - 1

    def is_made(self, start: int, end: int) -> bool:
        """Tell whether nothing in a stretch was typed: it stands within filled-in figures."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)
        return start < end and all(place < 0 for place in self.places[first:last])


class Tracing:
    """Puts a traced text together, in its order."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._places: list[int] = []

    def typed(self, text: str, place: int) -> None:
        """Add characters that were typed side by side; those without width are left out."""
        at = 0
        for hidden in ZERO_WIDTH.finditer(text):
            self._add(text[at : hidden.start()], place + at)
            at = hidden.end()
        self._add(text[at:], place + at)

    def made(self, text: str, place: int) -> None:
        """Add characters that stand for something typed, such as a figure for its quotation."""
        self._add(text, _MADE - place)

    def joint(self, after: str, place: int) -> None:
        """Add what stands between two lines, if they need a space: Latin words do, Han characters don't."""
        before = self._text[-1][-1:] if self._text else ""
        if before and after and not (_WIDE.match(before) or _WIDE.match(after)):
            self._add(" ", place)

    def traced(self, place: int = 0) -> Traced:
        """Give the text; one without a character stands at a place all the same."""
        return Traced("".join(self._text), tuple(self._starts) or (0,), tuple(self._places) or (place,))

    def _add(self, text: str, place: int) -> None:
        if not text:
            return
        goes_on = (
            self._places
            and place > 0
            and self._places[-1] >= 0
            and self._places[-1] + self._length - self._starts[-1] == place
        )
        if not goes_on:
            self._starts.append(self._length)
            self._places.append(place)
        self._text.append(text)
        self._length += len(text)
