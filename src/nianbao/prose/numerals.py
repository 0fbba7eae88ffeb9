"""Chinese numerals: 三, 二十五, 一百零八."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}

HAN_DIGITS = "".join((*_DIGITS, *_STEPS))
"""Characters that a Chinese numeral below 10,000 is made of."""


def han_number(text: str) -> int | None:
    """Read a Chinese numeral below 10,000; None for anything that isn't plainly one."""
    total, digit, last = 0, None, 10_000
    for char in text:
        if char in _STEPS:
            step = _STEPS[char]
            if step >= last or (digit is None and (step != 10 or total)):
                return None
            total, digit, last = total + (digit or 1) * step, None, step
        elif digit:
            return None
        else:
            digit = _DIGITS.get(char)
            if digit is None:
                return None
    return total + (digit or 0) if text else None
