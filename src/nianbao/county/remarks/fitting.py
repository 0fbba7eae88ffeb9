"""How much of a table goes on one page: lines counted as Word breaks them, rather one too many than too few."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence

CHARACTER = 180
"""Width of a Han character of 9 pt, in twentieths of a point."""

LINE = 252
"""Height of a line of a dense table."""

_PADDING = 120
"""Left and right of a cell's text."""

_AROUND = 90
"""Above and below a row's text, with the rule."""

_LATIN = 0.56
"""Width of a letter or digit against a Han character, on average and rather more."""


def width_of(text: str) -> float:
    """Give the width of a text in Han characters."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else _LATIN for sign in text)


def lines_of(text: str, width: int) -> int:
    """Count the lines that a text takes in a cell.

    Args:
        text: The text, with its own line ends.
        width: Width of the cell in twentieths of a point.
    """
    room = (width - _PADDING) / CHARACTER
    # A mark that may not begin a line takes the character before it along: reckon with half a one less.
    return sum(max(1, math.ceil(width_of(line) / max(1.0, room - 0.5))) for line in text.split("\n"))


def height_of(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Give the height of a row of cells in twentieths of a point."""
    return max(map(lines_of, texts, widths)) * LINE + _AROUND


def shortened(text: str, most: int) -> str:
    """Cut a text to some characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def how_many(heights: Iterable[int], room: int) -> int:
    """Count the rows that go into a room."""
    count = 0
    for height in heights:
        room -= height
        if room < 0:
            break
        count += 1
    return count


def row_height(texts: Sequence[str], widths: Sequence[float], points: float = 14.0) -> float:
    """Give the height of a row of a worksheet in points: programs make none higher for what stands in it.

    Args:
        texts: What stands in the cells.
        widths: Widths of the columns, in digits, of which a Han character takes two.
        points: Height of a line.
    """
    lines = (
        math.ceil(2 * width_of(line) / max(1.0, width - 0.5))
        for text, width in zip(texts, widths, strict=False)
        for line in text.split("\n")
    )
    return points * max(1, *lines) + 6
