"""The prose of a report as a reader sees it, paragraph by paragraph.

Figures are filled in, marks of emphasis and link targets are gone, lines that a newline broke are
joined: a rule on prose then needs no thought of how the narrative was typed. The grammar is that of
``nianbao.narrative``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from nianbao.narrative import LEAD_LIMIT, Resolve, level_of
from nianbao.passages.traced import Line, Traced, Tracing, cut

SENTENCE_END = "。！？；：…"
"""What may end a paragraph; ； and ： only where a list goes on."""

_CLOSING = "”’」』）)】》〉"
_STOP_INSIDE = re.compile(r"[。，；！？]|[,;]\s*\S")
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_WHOLE_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_MARKS = re.compile(
    r"\{\{\s*(?P<figure>[a-z][a-z0-9_.]*)\s*\}\}"
    r"|\*\*"
    r"|(?<!!)\[(?P<label>[^\[\]\n]+)\]\((?:https?://|mailto:)[^\s()<>\"{}]+\)"
)

# One character for one, so that a place in the folded text is a place in the text.
_FOLDED = {0xFF01 + step: 0x21 + step for step in range(94)} | {0x3000: 0x20, 0x00A0: 0x20}

UNKNOWN = "\ufffc"
"""Stands for a figure that there isn't: neither word nor mark, so that no rule on either finds it."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage, its end mark included; ``start`` counts in the passage."""

    text: str
    start: int


@dataclass(frozen=True)
class Passage(Traced):
    """One paragraph or heading of a section.

    Attributes:
        section: Section id.
        end: Place behind its last character in the narrative.
        last: It is the last of its section.
    """

    section: str = ""
    end: int = 0
    last: bool = False

    @functools.cached_property
    def folded(self) -> str:
        """The text, full-width digits, letters, brackets and punctuation as half-width ones; 。 and 、 stay."""
        return self.text.translate(_FOLDED)

    @functools.cached_property
    def level(self) -> int:
        """Level of the number that it opens with; 0 for none."""
        return level_of(self.text)

    @functools.cached_property
    def is_heading(self) -> bool:
        """It is short and no sentence: a numbered heading, a line of its own, or a signature."""
        return len(self.text) <= LEAD_LIMIT and not _STOP_INSIDE.search(self.text)

    @functools.cached_property
    def is_aside(self) -> bool:
        """It is a heading without a number: a signature, or a line that a web page left."""
        return not self.level and self.is_heading

    @functools.cached_property
    def is_ended(self) -> bool:
        """It ends with an end mark, inside or outside of a closing bracket."""
        bare = self.text.rstrip(_CLOSING + " ")
        return bare[-1:] in SENTENCE_END or bare[-1:] in ".;:!?"

    def whole_sentences(self) -> Iterator[Sentence]:
        """Cut the passage at its full stops; ； and ： don't end a sentence."""
        for match in _WHOLE_SENTENCE.finditer(self.text):
            yield Sentence(match.group(), match.start())

    def sentences(self) -> Iterator[Sentence]:
        """Cut the passage at its end marks; ； counts as one."""
        for match in _SENTENCE.finditer(self.text):
            yield Sentence(match.group(), match.start())


Passages = dict[str, tuple[Passage, ...]]
"""The passages of each section that has any."""


def passages_of(sections: Iterable[str], texts: Mapping[str, str], resolve: Resolve) -> Passages:
    """Give the passages of every section that has any.

    Args:
        sections: Section ids in printed order.
        texts: The narrative of each.
        resolve: Gives the text of a quoted figure.
    """
    found = {section: tuple(passages(texts.get(section, ""), section, resolve)) for section in sections}
    return {section: own for section, own in found.items() if own}


def passages(text: str, section: str = "", resolve: Resolve | None = None) -> Iterator[Passage]:
    """Split a narrative into what is printed.

    Args:
        text: What was typed.
        section: Id of its section.
        resolve: Gives the text of a quoted figure; one that isn't known is a character of its own.
    """
    before = None
    for lines in cut(text):
        if before is not None:
            yield before
        before = _passage(lines, section, resolve)
    if before is not None:
        yield replace(before, last=True)


def _passage(lines: list[Line], section: str, resolve: Resolve | None) -> Passage:
    tracing = Tracing()
    for number, line in enumerate(lines):
        if number:
            tracing.joint(line.text[0], lines[number - 1].end)
        _print(tracing, line, resolve)
    read = tracing.traced(lines[0].start)
    return Passage(read.text or " ", read.starts, read.places, section, lines[-1].end)


def _print(tracing: Tracing, line: Line, resolve: Resolve | None) -> None:
    """Add what is printed of a line."""
    at = 0
    for match in _MARKS.finditer(line.text):
        tracing.typed(line.text[at : match.start()], line.start + at)
        at = match.end()
        if match["figure"]:
            figure = resolve(match["figure"]) if resolve else None
            tracing.made(figure or UNKNOWN, line.start + match.start())
        elif match["label"]:
            tracing.typed(match["label"], line.start + match.start("label"))
    tracing.typed(line.text[at:], line.start + at)
