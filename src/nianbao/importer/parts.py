"""A source taken apart: what each stretch of it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nianbao.importer.characters import fold
from nianbao.importer.claims import Claims, Piece
from nianbao.importer.ending import Ending
from nianbao.importer.headings import Heading
from nianbao.importer.prose import Text
from nianbao.importer.recognise import Recognised
from nianbao.importer.source import Source, Span
from nianbao.importer.tables import ReadTables
from nianbao.importer.title import Title
from nianbao.importer.unit import ReadUnit
from nianbao.params.yaml_text import Place
from nianbao.template import Template


@dataclass
class Parts:
    """A source taken apart.

    Attributes:
        source: The source.
        claims: Who owns what.
        template: The template.
        recognised: Why this template.
        year: The year, and why.
        title: The title, or None.
        unit: The unit, or None.
        ending: Signature and date, or None.
        annex: Index of the line in which the attachments begin, or None.
        headings: Headings with the section each went to.
        sections: Texts, by section id.
        tables: The tables.
        homes: For each heading that has no section of its own, where it went.
    """

    source: Source
    claims: Claims
    template: Template
    recognised: Recognised
    year: Recognised
    title: Title | None
    unit: ReadUnit | None
    ending: Ending | None
    annex: int | None = None
    headings: list[tuple[Heading, str]] = field(default_factory=list)
    sections: dict[str, Text] = field(default_factory=dict)
    tables: ReadTables = field(default_factory=ReadTables)

    def place(self, line: int, span: Span) -> Place:
        """Give the source's line and column of the first visible character of a stretch."""
        source = self.source.lines[line]
        text = source.text[slice(*span)]
        return Place(source.number, source.shift + span[0] + len(text) - len(text.lstrip()) + 1)

    def place_of(self, piece: Piece) -> Place:
        """Give the source's line and column of a piece."""
        return self.place(piece.line, (piece.start, piece.end))


def heading_core(text: str) -> str:
    """Give a heading for comparison: folded, without a colon or full stop behind it."""
    return re.sub(r"[。:;]+$", "", fold(without_marks(text)))


def without_marks(text: str) -> str:
    """Leave out the marks of a heading or of bold type that a converter put around it."""
    return re.sub(r"^[#*\s]+|[#*\s]+$", "", text)
