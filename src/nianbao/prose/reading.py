"""The sections of a report as passages, sentences and items."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nianbao.narrative import LEAD_LIMIT
from nianbao.passages.paragraphs import Passage, passages
from nianbao.prose.items import Item, sentences
from nianbao.prose.lists import part_lists
from nianbao.prose.parts import Parts
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


def read_text(text: str, section: str = "") -> Iterator[Told]:
    """Read a narrative that quotes no figures."""
    return _read(passages(text, section))


def _read(own: Iterable[Passage]) -> Iterator[Told]:
    heading = ""
    for passage in own:
        found = sentences(passage.folded) if any(char.isdecimal() for char in passage.folded) else []
        yield Told(passage.section, passage, found or _in_words(passage), heading)
        if _names_what_follows(passage):
            heading = passage.folded


def read_report(report: Report) -> list[Told]:
    """Read all the sections of a report, in printed order."""
    own = report.passages
    return [told for section in report.template.parts for told in _read(own.get(section, ()))]


def _names_what_follows(passage: Passage) -> bool:
    return bool(passage.level) and len(passage.text) <= LEAD_LIMIT and passage.text[-1] not in "。；;"


def _in_words(passage: Passage) -> Sequence[Sequence[Item]]:
    """Read numbers in words alone (三件), where there is any."""
    return sentences(passage.folded) if any(char in "二三四五六七八九十百" for char in passage.folded) else []
