"""Near misses and short quotations, for messages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """List the known words that are most like a mistyped one, best first."""
    return difflib.get_close_matches(word.lower(), list(known), n=count, cutoff=0.55)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask for the near miss, or list what there is; empty when there is nothing to offer."""
    choices = list(known)
    near = nearest(word, choices)
    if near:
        return f"是不是想写「{'」「'.join(near)}」？"
    return f"可以写的有：{'、'.join(choices)}。" if choices else ""


def quoted(text: str, length: int = 40) -> str:
    """Shorten a text for a message: one line, control characters made visible."""
    line = "".join(
        char if char.isprintable() or char in "\u3000\u00a0" else f"\\u{ord(char):04x}" for char in text
    )
    return line if len(line) <= length else line[: length - 1] + "…"
