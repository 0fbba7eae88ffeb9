"""How wide a text will be, near enough for any of the faces that a picture may be shown in."""

from __future__ import annotations

import math
import unicodedata

_NARROW = 0.57
"""Width of a digit or a letter of 黑体 in its size: 0.5 in 中易黑体, 0.555 in the shipped face."""


def width_of(text: str, size: float) -> float:
    """Give the width of a line, in the units of ``size``."""
    return sum(size if is_wide(sign) else _NARROW * size for sign in text)


def is_wide(sign: str) -> bool:
    """Tell whether a character takes the square of a Han character."""
    return unicodedata.east_asian_width(sign) in "WFA"


def broken(text: str, size: float, room: float) -> tuple[str, ...]:
    """Break a label into as many lines as it needs, of about the same length.

    No line begins with a mark that closes, nor is a run of digits and letters torn.
    """
    wanted = width_of(text, size)
    before, mark, rest = text.partition("（")
    if wanted > room and before and max(width_of(before, size), width_of(mark + rest, size)) <= room:
        return (before, mark + rest)
    for count in range(max(1, math.ceil(wanted / room)), len(text) + 1):
        lines = _shared_out(text, size, wanted / count)
        if all(width_of(line, size) <= room for line in lines):
            return lines
    return (text,)


def _shared_out(text: str, size: float, share: float) -> tuple[str, ...]:
    lines = [""]
    for place, sign in enumerate(text):
        full = width_of(lines[-1] + sign, size) > share + 0.5 * size
        if full and lines[-1] and _may_break(text, place):
            lines.append("")
        lines[-1] += sign
    return tuple(lines)


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in "，。、；：）》」』” )":
        return False
    if before in "（《「『“(":
        return False
    return is_wide(before) or is_wide(after)
