"""What stands on every page besides the text."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.shared import Twips

from nianbao.export.word.text import paragraph, run
from nianbao.export.word.xml import w


def print_draft_line(word: WordDocument, mark: str) -> None:
    """Print one header line, such as 初稿, on each page, odd and even."""
    section = word.sections[0]
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        element = header._element  # its paragraphs can only be appended to
        for old in list(element):
            element.remove(old)
        element.append(paragraph("Header", run(mark)))


_SMALL = 15
"""7.5 pt, in half points."""

_HIGHER = 400
"""What two lines of small print take, in twentieths of a point: the number of the page stays where it is."""

_LOWEST = 280
"""What printers leave blank at the edge of a sheet."""


def print_foot(word: WordDocument, lines: Sequence[str]) -> None:
    """Print lines of small print under the number of each page, odd and even."""
    section = word.sections[0]
    for footer in (section.footer, section.even_page_footer):
        for line in lines:
            size = [w("sz", val=_SMALL), w("szCs", val=_SMALL)]
            settings = [w("spacing", line=_HIGHER // len(lines), lineRule="exact"), w("jc", val="center")]
            footer._element.append(paragraph("Footer", run(line, settings=size), settings=settings))
    there = (section.footer_distance or 0) // Twips(1)
    section.footer_distance = Twips(max(_LOWEST, there - _HIGHER))
