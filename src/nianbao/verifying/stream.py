"""A report and a page as two rows of characters, each with what it belongs to.

What a site may do without changing the meaning is taken out: white space, full or half width, kinds of quotation
marks. What parts two numbers stays, as a character of its own, and so does a blank cell: else 「1　2」 and 「12」, or
a row that lost a number, would be the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nianbao.importer.characters import folded

EDGE = "\x1e"
"""Stands between two numbers that something parts: a space, a line, the edge of a cell."""

BLANK = "\x1f"
"""Stands for a cell of a table without text."""


@dataclass
class Stream:
    """A row of characters.

    Attributes:
        text: The characters, folded.
        raws: What stands for each in the source; empty for all but the first of several.
        owners: For each, the number of the piece that it belongs to.
    """

    text: str = ""
    raws: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)

    def raw(self, places: Iterable[int]) -> str:
        """Give the source's words for some characters."""
        return "".join(self.raws[place] for place in places).strip()


class StreamWriter:
    """Writes a stream piece by piece."""

    def __init__(self) -> None:
        self._chars: list[str] = []
        self._raws: list[str] = []
        self._owners: list[int] = []
        self._parted = False

    def add(self, text: str, owner: int, *, cell: bool = False) -> None:
        """Write a piece: what stands before it is parted from it.

        Args:
            text: Its text.
            owner: Its number.
            cell: It is a cell of a table, which may be blank.
        """
        self._parted = True
        written = 0
        for place, char in folded(text):
            if place > written and self._chars:
                self._parted = True  # white space was left out
            self._put(char, text[place] if place >= written else "", owner)
            written = place + 1
        if cell and not written:
            self._put(BLANK, "", owner)

    def _put(self, char: str, raw: str, owner: int) -> None:
        if self._parted and self._chars and _is_value(self._chars[-1]) and _is_value(char):
            self._chars.append(EDGE)
            self._raws.append(" ")
            self._owners.append(owner)
        self._parted = False
        self._chars.append(char)
        self._raws.append(raw)
        self._owners.append(owner)

    def stream(self) -> Stream:
        """Give what was written."""
        return Stream("".join(self._chars), self._raws, self._owners)


def _is_value(char: str) -> bool:
    return char == BLANK or "0" <= char <= "9"
