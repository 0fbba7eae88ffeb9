"""Where in a section's text the words are that a finding is about, as a desk underlines them."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nianbao.checks.punctuation import AROUND
from nianbao.editor.round import Round
from nianbao.finding import Finding
from nianbao.params.yaml_text import Place
from nianbao.passages.paragraphs import Passage


@dataclass(frozen=True)
class Underline:
    """A finding's place in a section's text: from ``start`` to ``end``, counted in characters."""

    start: int
    end: int
    finding: Finding


def underlines(round_: Round, section: str, findings: Iterable[Finding]) -> Iterator[Underline]:
    """Find the words of a section's text at which findings stand."""
    text = round_.document.value(("sections", section))
    start = round_.document.file.text.narrative.get(("sections", section))
    if not isinstance(text, str) or start is None:
        return
    for finding in findings:
        at = offset(text, start, finding)
        if finding.quote is None or at is None:
            continue
        if text.startswith(finding.quote, at):
            yield Underline(at, at + len(finding.quote), finding)
        elif found := _as_printed(round_.subject.passages.get(section, ()), text, at, finding.quote):
            yield Underline(*found, finding)


def offset(text: str, start: Place, finding: Finding) -> int | None:
    """Turn a place in the file into one in the text."""
    if finding.line is None or finding.column is None:
        return None
    starts = line_starts(text)
    line, column = finding.line - start.line, finding.column - start.column
    if not (0 <= line < len(starts) - 1 and 0 <= column < starts[line + 1] - starts[line]):
        return None
    return starts[line] + column


@functools.lru_cache(maxsize=32)
def line_starts(text: str) -> tuple[int, ...]:
    """Give where each line of a text begins, and at the end where one more would."""
    return (0, *itertools.accumulate(len(line) + 1 for line in text.split("\n")))


def _as_printed(passages: Sequence[Passage], text: str, at: int, quote: str) -> tuple[int, int] | None:
    """Find words that are quoted as printed, figures filled in, maybe with a few more on either side."""
    place = bisect_right(passages, at, key=lambda one: one.place(0)) - 1
    if place < 0 or at >= passages[place].end:
        return None
    passage = passages[place]
    own = min(bisect_left(range(len(passage.text)), at, key=passage.place), len(passage.text) - 1)
    begins = passage.text.rfind(quote, 0, own + len(quote))
    if not begins <= own < begins + len(quote):
        return None
    ends = begins + len(quote)
    if begins < own:
        # Quoted with a few characters on either side; at a paragraph's end those are fewer, and the words longer.
        ends -= AROUND
    last = max(own, ends - 1)
    return passage.place(own), _behind(passage, text, last)


def _behind(passage: Passage, text: str, at: int) -> int:
    """Give the place behind a printed character; a figure is typed in braces, which belong to it."""
    place = passage.place(at)
    closed = text.find("}}", place)
    return closed + 2 if passage.is_made(at, at + 1) and closed >= 0 else place + 1
