"""The sections of a report as passages, sentences and items."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.narrative import Resolve
from nianbao.prose.items import Item, sentences
from nianbao.prose.lists import part_lists
from nianbao.prose.parts import Parts
from nianbao.prose.passage import Passage, passages
from nianbao.report import Report


@dataclass(frozen=True)
class Told:
    """A paragraph that tells numbers, or not.

    Attributes:
        section: Id of its section.
        passage: The paragraph.
        sentences: Its counts, sentence by sentence.
        heading: The heading it stands under within its section, or empty.
    """

    section: str
    passage: Passage
    sentences: Sequence[Sequence[Item]]
    heading: str = ""

    @functools.cached_property
    def lists(self) -> Sequence[Sequence[Parts]]:
        """The wholes with their parts, sentence by sentence."""
        return [list(part_lists(sentence)) for sentence in self.sentences]


def read_text(text: str, section: str = "", resolve: Resolve | None = None) -> Iterator[Told]:
    """Read a narrative."""
    heading = ""
    for passage in passages(text, resolve):
        found = sentences(passage.folded) if any(char.isdecimal() for char in passage.folded) else []
        yield Told(section, passage, found or _in_words(passage), heading)
        if passage.is_heading:
            heading = passage.folded


def read_report(report: Report) -> list[Told]:
    """Read all the sections of a report, in printed order."""

    def resolve(name: str) -> str | None:
        figure = report.figures.get(name)
        return figure.text if figure else None

    texts = report.parameters.sections
    return [
        told
        for section in report.template.parts
        if texts.get(section)
        for told in read_text(texts[section], section, resolve)
    ]


def _in_words(passage: Passage) -> Sequence[Sequence[Item]]:
    """Read numbers in words alone (三件), where there is any."""
    return sentences(passage.folded) if any(char in "二三四五六七八九十百" for char in passage.folded) else []
