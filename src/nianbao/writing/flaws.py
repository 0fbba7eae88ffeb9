"""What a rule on prose finds: some characters of a paragraph, and what should stand there if that is certain."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ParamSpec

from nianbao.passages.paragraphs import Passage, Passages

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, for a character class of a pattern."""

OPENING = "“‘（《〈〔【「『"
CLOSING = "”’）》〉〕】」』"


@dataclass(frozen=True)
class Flaw:
    """Something wrong in a paragraph.

    Attributes:
        passage: The paragraph.
        start: First character, in ``passage.text``.
        end: Behind the last one; the same for something that is missing.
        right: What should stand there; None when a person has to decide.
    """

    passage: Passage
    start: int
    end: int
    right: str | None = None

    @property
    def is_typed(self) -> bool:
        """Some of it was typed here: what a filled-in figure has wrong is wrong where the figure comes from."""
        return not self.passage.is_made(self.start, self.end)

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.passage.text[self.start : self.end]


P = ParamSpec("P")


def typed_only(find: Callable[P, Iterator[Flaw]]) -> Callable[P, Iterator[Flaw]]:
    """Make a rule pass over what stands in a filled-in figure."""

    @functools.wraps(find)
    def found(*args: P.args, **kwargs: P.kwargs) -> Iterator[Flaw]:
        return (flaw for flaw in find(*args, **kwargs) if flaw.is_typed)

    return found


def each(passages: Passages) -> Iterator[Passage]:
    """Go through all paragraphs of a report."""
    for section in passages.values():
        yield from section


def by_section(flaws: Iterator[Flaw]) -> dict[str, list[Flaw]]:
    """Group flaws by section, in their order."""
    found: dict[str, list[Flaw]] = {}
    for flaw in flaws:
        found.setdefault(flaw.passage.section, []).append(flaw)
    return found
