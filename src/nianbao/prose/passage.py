"""A narrative's paragraphs as running text, every character with its place in what was typed."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.narrative import LEAD_LIMIT, ZERO_WIDTH, Resolve, level_of

# One character for one, so that a place in the folded text is a place in the raw one.
_FOLDED = {0xFF01 + step: 0x21 + step for step in range(94)} | {0x3000: 0x20, 0x00A0: 0x20}

_NOT_TEXT = re.compile(rf"\{{\{{\s*(?P<name>[a-z][a-z0-9_.]*)\s*\}}\}}|{ZERO_WIDTH.pattern}")
"""A quoted figure, or a character without width, which is never printed."""

Spot = tuple[int, int]
"""0-based line and column in a narrative."""


@dataclass(frozen=True)
class _Piece:
    """Characters that stand side by side in what was typed, or the figure that was put in for a quotation."""

    start: int
    line: int
    column: int
    is_figure: bool = False


@dataclass(frozen=True)
class Passage:
    """One paragraph.

    Attributes:
        raw: What will be printed: figures put in, lines joined.
        folded: The same, full-width digits, letters, brackets and punctuation as half-width ones;
            ``。`` and ``、`` stay.
        pieces: Where its characters come from.
        level: Level of the number it opens with, or 0.
    """

    raw: str
    folded: str
    pieces: tuple[_Piece, ...]
    level: int = 0

    @property
    def is_heading(self) -> bool:
        """Tell whether it is a line of its own that names what follows."""
        return bool(self.level) and len(self.raw) <= LEAD_LIMIT and self.raw[-1:] not in "。；;"

    def spot(self, position: int) -> Spot:
        """Give the place of a character in what was typed."""
        piece = self.pieces[bisect.bisect_right(self.pieces, position, key=lambda one: one.start) - 1]
        return piece.line, piece.column + (0 if piece.is_figure else position - piece.start)


def passages(text: str, resolve: Resolve | None = None) -> Iterator[Passage]:
    """Split a narrative as ``nianbao.narrative`` does, and keep the places.

    Args:
        text: What was typed.
        resolve: Gives the text of a quoted figure; without it quotations are left out.
    """
    builder = _Builder()
    for number, line in enumerate([*text.split("\n"), ""]):
        stripped = ZERO_WIDTH.sub("", line).strip()
        if builder.raw and (not stripped or level_of(stripped)):
            yield builder.passage()
            builder = _Builder()
        if stripped:
            builder.add_line(line, number, resolve)


class _Builder:
    """Joins the lines of a paragraph."""

    def __init__(self) -> None:
        self.raw = ""
        self._pieces: list[_Piece] = []

    def passage(self) -> Passage:
        """Give the paragraph."""
        return Passage(self.raw, self.raw.translate(_FOLDED), tuple(self._pieces), level_of(self.raw))

    def add_line(self, line: str, number: int, resolve: Resolve | None) -> None:
        """Take a line in, without the space around it."""
        column, end = len(line) - len(line.lstrip()), len(line.rstrip())
        if self.raw and _is_narrow(self.raw[-1]) and _is_narrow(line[column]):
            self._add(" ", number, 0)
        for match in _NOT_TEXT.finditer(line, column, end):
            self._add(line[column : match.start()], number, column)
            column = match.end()
            if match["name"]:
                figure = resolve(match["name"]) if resolve else None
                self._add(figure or "", number, match.start(), is_figure=True)
        self._add(line[column:end], number, column)

    def _add(self, text: str, line: int, column: int, is_figure: bool = False) -> None:
        if text:
            self._pieces.append(_Piece(len(self.raw), line, column, is_figure))
            self.raw += text


def _is_narrow(char: str) -> bool:
    return char.isascii() and char != " "
