"""Word lists turned into patterns, once for as long as the lists stay the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from nianbao.errors import TemplateError
from nianbao.wordlists import load_words

Made = TypeVar("Made")

_MADE: dict[tuple[str, Path | None], tuple[dict[str, Any], Any]] = {}


def lexicon(name: str, folder: Path | None, make: Callable[[dict[str, Any]], Made]) -> Made:
    """Give what ``make`` makes of a word list; made again only when the list has changed.

    A county's own file that can't be read doesn't take the shipped words away.

    Args:
        name: Name of the list, such as ``wording``; each name has one ``make``.
        folder: The working folder, or None.
        make: Turns the list into patterns.
    """
    try:
        words = load_words(name, folder)
    except TemplateError:
        words = load_words(name, None)
    made = _MADE.get((name, folder))
    if made is None or made[0] != words:
        made = _MADE[name, folder] = (words, make(words))
    result: Made = made[1]
    return result


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern of plain words, longest first; none at all never matches."""
    ordered = sorted({str(word) for word in words if word}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")
