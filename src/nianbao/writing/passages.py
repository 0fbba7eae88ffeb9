"""The prose of a report as a reader sees it, each character with its place in what the clerk typed.

Figures are filled in, marks of emphasis and link targets are gone, lines that a newline broke are
joined: a rule on prose then needs no thought of how the narrative was typed. The grammar is that of
``nianbao.narrative``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.narrative import LEAD_LIMIT, WIDE, ZERO_WIDTH, level_of
from nianbao.report import Report

SENTENCE_END = "。！？；：…"
"""What may end a paragraph; ； and ： only where a list goes on."""

_CLOSING = "”’」』）)】》〉"
_STOP_INSIDE = re.compile(r"[。，；！？]|[,;]\s*\S")
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_MARKS = re.compile(
    r"\{\{\s*(?P<figure>[a-z][a-z0-9_.]*)\s*\}\}"
    r"|\*\*"
    r"|(?<!!)\[(?P<label>[^\[\]\n]+)\]\((?:https?://|mailto:)[^\s()<>\"{}]+\)"
)
_WIDE = re.compile(WIDE)

UNKNOWN = "\ufffc"
"""Stands for a figure that there isn't: neither word nor mark, so that no rule on either finds it."""

_MADE = -1
"""Stands, added to the place below zero, for characters that nobody typed: a filled-in figure."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage, its end mark included; ``start`` counts in the passage."""

    text: str
    start: int


@dataclass(frozen=True)
class Passage:
    """One paragraph or heading of a section.

    Attributes:
        section: Section id.
        text: What is printed.
        places: For each character its place in the section's narrative; for one of a filled-in figure
            the place of the figure, counted down from -1.
        end: Place behind its last character in the narrative.
        last: It is the last of its section.
    """

    section: str
    text: str
    places: tuple[int, ...]
    end: int
    last: bool = False

    def place(self, at: int) -> int:
        """Give the place in the narrative of a character of the passage."""
        place = self.places[min(at, len(self.places) - 1)]
        return place if place >= 0 else _MADE - place

    def typed(self, start: int, end: int) -> bool:
        """Tell whether a stretch was typed in one piece, so that an edit of it is an edit of the file."""
        places = self.places[start:end]
        return bool(places) and places[0] >= 0 and places == tuple(range(places[0], places[0] + len(places)))

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

    def sentences(self) -> Iterator[Sentence]:
        """Cut the passage at its end marks; ； counts as one."""
        for match in _SENTENCE.finditer(self.text):
            yield Sentence(match.group(), match.start())


def passages_of(report: Report) -> dict[str, tuple[Passage, ...]]:
    """Give the passages of every section that has any, in the template's order."""
    found = {}
    for section in report.template.section_ids:
        passages = list(_passages(report, section, report.parameters.sections.get(section, "")))
        if passages:
            tail = passages.pop()
            found[section] = (*passages, Passage(tail.section, tail.text, tail.places, tail.end, last=True))
    return found


def _passages(report: Report, section: str, text: str) -> Iterator[Passage]:
    """Split as ``narrative.paragraphs`` does, but keep the places."""
    lines: list[tuple[int, str]] = []
    start = 0
    for line in [*text.split("\n"), ""]:
        stripped = line.strip()
        bare = ZERO_WIDTH.sub("", stripped).strip()
        if lines and (not bare or level_of(bare)):
            yield _passage(report, section, lines)
            lines = []
        if bare:
            lines.append((start + line.index(stripped), stripped))
        start += len(line) + 1


def _passage(report: Report, section: str, lines: list[tuple[int, str]]) -> Passage:
    text, places = "", list[int]()
    for start, line in lines:
        shown, own = _shown(report, line, start)
        if text and shown and not (_WIDE.match(text[-1]) or _WIDE.match(shown)):
            # Between Latin words a line's end is a space.
            text += " "
            places.append(own[0] - 1 if own[0] > 0 else own[0])
        text += shown
        places += own
    start, line = lines[-1]
    return Passage(section, text or " ", tuple(places) or (lines[0][0],), start + len(line))


def _shown(report: Report, line: str, start: int) -> tuple[str, list[int]]:
    """Give what is printed of a line, and where each character comes from."""
    text, places, at = "", list[int](), 0
    for match in _MARKS.finditer(line):
        text += line[at : match.start()]
        places += range(start + at, start + match.start())
        at = match.end()
        if match["figure"]:
            figure = report.figures.get(match["figure"])
            filled = figure.text if figure else UNKNOWN
            text += filled
            places += [_MADE - (start + match.start())] * len(filled)
        elif match["label"]:
            text += match["label"]
            places += range(start + match.start("label"), start + match.end("label"))
    text += line[at:]
    places += range(start + at, start + len(line))
    if ZERO_WIDTH.search(text):
        kept = [place for place, char in enumerate(text) if not ZERO_WIDTH.match(char)]
        return "".join(text[place] for place in kept), [places[place] for place in kept]
    return text, places
