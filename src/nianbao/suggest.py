"""Near misses and short quotations, for messages."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable

MOST_CHOICES = 12
"""Choices that a message lists; more aren't read."""


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """List the known words that are most like a mistyped one, best first."""
    return list(_nearest(word.lower(), tuple(known), count))


@functools.lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Search once: among the thousand figures of a report it takes a while, and the desk asks at every key."""
    return tuple(difflib.get_close_matches(word, known, n=count, cutoff=0.55))


def did_you_mean(word: str, known: Iterable[str], look_up: str | None = None) -> str:
    """Ask for the near miss, or list what there is; empty when there is nothing to offer.

    Args:
        word: What was written.
        known: What may be written.
        look_up: Where to find what may be written, said instead of a list that nobody would read.
    """
    choices = list(known)
    near = nearest(word, choices)
    if near:
        return f"是不是想写「{'」「'.join(near)}」？"
    if len(choices) > MOST_CHOICES:
        few = "、".join(choices[:MOST_CHOICES])
        return look_up or f"可以写的有 {len(choices)} 个，如：{few} 等。"
    return f"可以写的有：{'、'.join(choices)}。" if choices else ""


def visible(text: str, keep: str = "") -> str:
    """Make characters visible that can't be seen: a terminal or a browser would obey them.

    Args:
        text: The text.
        keep: Characters that are left as they are.
    """
    known = f"\u3000\u00a0{keep}"
    return "".join(char if char.isprintable() or char in known else f"\\u{ord(char):04x}" for char in text)


def quoted(text: str, length: int = 40) -> str:
    """Shorten a text for a message: one line, control characters made visible."""
    line = visible(text)
    return line if len(line) <= length else line[: length - 1] + "…"
