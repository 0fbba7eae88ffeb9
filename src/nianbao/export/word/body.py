"""One function a kind of block."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from nianbao.blocks import (
    Annex,
    AnnexNote,
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Preformatted,
    Signature,
    Table,
    Title,
)
from nianbao.correcting.note import SECTION as CORRECTIONS
from nianbao.export.base import Look
from nianbao.export.word.grid import table_elements
from nianbao.export.word.pictures import figure_elements
from nianbao.export.word.text import Words, paragraph, run
from nianbao.export.word.xml import Element, w

_CHARACTER = 316
"""One character of the grid, in twentieths of a point."""

_LINE = 579

_TITLE_LINE = 720
"""A line of a title of 2号."""

_TITLE_CHARACTER = 440

TITLE_LIMIT = 20
"""Characters of 2号 in a line."""

_USUAL_TITLE = 2
"""Lines of a title for which the style has the room above and below."""

_GAP = 145
"""A quarter of a line, above a table and under it."""


class Body:
    """Lays the blocks of one report into a Word document."""

    def __init__(self, word: WordDocument, look: Look) -> None:
        self.word = word
        self.look = look
        self.words = Words(word)

    def elements(self, block: Block, after: Block | None) -> Iterator[Element]:
        """Give the paragraphs and tables of a block.

        Args:
            block: The block.
            after: The one after it; what signature or list of attachments follow stays on their page.
        """
        lay: Callable[[Any], Iterator[Element]] = getattr(self, f"_{block.kind}")
        made = list(lay(block))
        if isinstance(after, Table) and not after.caption and isinstance(block, Heading | Paragraph):
            _set(made[-1], w("spacing", after=_GAP))
        if isinstance(after, Signature | AnnexNote) and not isinstance(block, Table):
            for one in made if isinstance(block, AnnexNote) else made[-1:]:
                _keep_with_next(one)
        yield from made

    def _title(self, title: Title) -> Iterator[Element]:
        lines = len(title.lines)
        room = [] if lines == _USUAL_TITLE else [_around(lines)]
        yield paragraph("Title", run("\n".join(title.lines)), settings=room)

    def _heading(self, heading: Heading) -> Iterator[Element]:
        # The note on corrections stands apart from the date above it.
        room = [w("spacing", before=_LINE)] if heading.section == CORRECTIONS else []
        yield paragraph(f"Heading{heading.level}", *self.words.runs(heading.spans), settings=room)

    def _paragraph(self, block: Paragraph) -> Iterator[Element]:
        yield paragraph(None, *self.words.runs(block.spans, block.level))

    def _list(self, block: ListBlock) -> Iterator[Element]:
        for item in block.items:
            left = (item.depth + 2) * 2 * _CHARACTER
            indent = w("ind", left=left, hanging=_CHARACTER + _CHARACTER // 2)
            marker = run(f"{item.marker}\t")
            yield paragraph("Listed", marker, *self.words.runs(item.spans), settings=[indent])

    def _preformatted(self, block: Preformatted) -> Iterator[Element]:
        yield paragraph("Preformatted", run(block.text))

    def _table(self, table: Table) -> Iterator[Element]:
        yield from table_elements(table)

    def _figure(self, figure: Figure) -> Iterator[Element]:
        yield from figure_elements(self.word, figure, self.look)

    def _signature(self, block: Signature) -> Iterator[Element]:
        """GB/T 9704 7.3.5.2: the name ends two characters from the right, the date starts two after it.

        A date too long for that ends two from the right and pushes the name.
        """
        lines = [part for part in (block.by, block.date) if part]
        widths = [_width(line) for line in lines]
        if not lines:
            return
        start = 2 + (widths[-1] + 2 if widths[-1] > widths[0] else widths[0])
        for number, (line, width) in enumerate(zip(lines, widths, strict=True)):
            right = round((start - 2 * number - width) * _CHARACTER)
            keep = [w("keepNext")] if number + 1 < len(lines) else []
            above = [] if number else [w("spacing", before=_LINE)]
            yield paragraph("Signature", run(line), settings=[*keep, *above, w("ind", right=max(right, 0))])

    def _annex_note(self, note: AnnexNote) -> Iterator[Element]:
        """GB/T 9704 7.3.4, one line below the text: two characters in, a name's lines under its first character."""
        word = 3 * _CHARACTER
        for place, (number, name) in enumerate(note.numbered):
            column = round((_width(number) + 0.25) * _CHARACTER) if number else 0
            hanging = column if place else column + word
            indent = w("ind", left=2 * _CHARACTER + word + column, hanging=hanging)
            head = f"{number}\t" if number else ""
            text = f"{head}{name}" if place else f"附件：{head}{name}"
            above = [] if place else [w("spacing", before=_LINE)]
            yield paragraph("AnnexNote", run(text), settings=[*above, indent])

    def _annex(self, annex: Annex) -> Iterator[Element]:
        """GB/T 9704 7.3.7, on a new page: the label in the first line, the title in the middle of the third."""
        yield paragraph("AnnexLabel", run(annex.label))
        lines = math.ceil(_width(annex.name) / TITLE_LIMIT)
        # Word takes the larger of two distances: the whole of it stands above the title.
        room = _room(lines)
        space = w("spacing", before=_LINE, after=room + _LINE)
        # Lines of about the same length, so that none has but a character or two.
        beside = (TITLE_LIMIT - math.ceil(_width(annex.name) / lines) - 1) * _TITLE_CHARACTER // 2
        settings = [space, w("ind", left=beside, right=beside)] if lines > 1 and beside > 0 else [space]
        yield paragraph("AnnexTitle", run(annex.name), settings=settings)


def _width(text: str) -> float:
    """Give the width of a line in characters of the grid."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def _around(lines: int) -> Element:
    """Give the room above and below a title, so that it takes whole lines of the grid, and one below it."""
    room = _room(lines)
    return w("spacing", before=room // 2, after=room - room // 2 + _LINE)


def _room(lines: int) -> int:
    """Give what lines of a title lack of whole lines of the grid."""
    return math.ceil(lines * _TITLE_LINE / _LINE) * _LINE - lines * _TITLE_LINE


_ORDER = ("pStyle", "keepNext", "spacing", "ind", "jc")
"""Properties of a paragraph that are set here, in the order that the standard fixes."""


def _keep_with_next(made: Element) -> None:
    _set(made, w("keepNext"))


def _set(made: Element, setting: Element) -> None:
    """Set a property of a paragraph that was made."""
    properties = made.find(qn("w:pPr"))
    if properties is None:
        properties = w("pPr")
        made.insert(0, properties)
    known = {one.tag: one for one in (*properties, setting)}
    for one in list(properties):
        properties.remove(one)
    properties.extend(sorted(known.values(), key=lambda one: _ORDER.index(one.tag.partition("}")[2])))
