"""Narratives as sentences that can be compared: what a year, a name or a comma changes doesn't count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SHORTEST = 12
"""A shorter sentence, in folded characters, is a heading or a turn of speech."""

LEAST_CHARACTERS = 60
"""A part that shares fewer with another may do so by chance, or by one sentence that still holds."""

_END = re.compile(r"[。！？；;\n]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CITED = re.compile(r"《[^《》\n]{2,80}》(?:（[^（）\n]{1,40}）)?|\{\{[^{}\n]*\}\}")
_SILENT = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a section.

    Attributes:
        text: As it is written.
        folded: What is compared.
        line: 0-based line in the section's text.
        column: 0-based column in that line.
    """

    text: str
    folded: str
    line: int
    column: int


def fold(text: str) -> str:
    """Leave out what differs between copies: years, names of laws, quoted figures, punctuation, spaces."""
    return _SILENT.sub("", _YEAR.sub("", _CITED.sub("", text)))


def sentences(text: str) -> Iterator[Sentence]:
    """Cut a narrative into its sentences; those too short to tell anything are left out."""
    start = 0
    for end in [*(match.start() for match in _END.finditer(text)), len(text)]:
        written = text[start:end]
        if len(folded := fold(written)) >= SHORTEST:
            begin = start + len(written) - len(written.lstrip())
            line = text.count("\n", 0, begin)
            column = begin - (text.rfind("\n", 0, begin) + 1)
            yield Sentence(written.strip(), folded, line, column)
        start = end + 1


def anonymous(folded: str, names: Iterable[str]) -> str:
    """Leave a unit's own names and all numbers out of a folded sentence, to compare it with other units'."""
    for name in names:
        folded = folded.replace(name, "")
    return _NUMBER.sub("", folded)
