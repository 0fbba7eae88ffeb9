"""Edits that mend what a check has found, for those that are safe without asking anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nianbao.writing.flaws import Flaw


@dataclass(frozen=True)
class Fix:
    """One edit of a section's narrative.

    A module of checks offers its edits as ``fixes(subject)``. No edit changes what a sentence says:
    punctuation, brackets, spaces, leaked markup, and words that are certainly slips.

    Attributes:
        code: Code of the finding that it settles.
        section: Section id.
        start: 0-based place of the first character that goes, in the narrative as typed.
        end: Place behind the last; equal to ``start`` for a mere insertion.
        replacement: What comes instead.
    """

    code: str
    section: str
    start: int
    end: int
    replacement: str


def fixes_of(code: str, flaws: Iterable[Flaw]) -> Iterator[Fix]:
    """Turn flaws into edits, where the right characters are certain and the clerk typed the wrong ones."""
    for flaw in flaws:
        passage = flaw.passage
        if flaw.right is None:
            continue
        if flaw.start < flaw.end and passage.is_typed(flaw.start, flaw.end):
            start = passage.place(flaw.start)
            yield Fix(code, passage.section, start, start + flaw.end - flaw.start, flaw.right)
        elif flaw.start == flaw.end == len(passage.text):
            yield Fix(code, passage.section, passage.end, passage.end, flaw.right)
