"""What stands on every page besides the text."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
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


def print_numbers_alone(word: WordDocument, ours: WordDocument) -> None:
    """Put our page numbers in the place of whatever an own base has in headers and footers.

    A base is made from a report that was built, which may bear 送审稿 or the foot of a signing set: neither may
    come onto a final version. GB/T 9704-2012 has nothing there but the number.

    Args:
        word: The own base.
        ours: Our base.
    """
    for section in word.sections:
        section.different_first_page_header_footer = False
        for edge in (
            section.header,
            section.even_page_header,
            section.first_page_header,
            section.first_page_footer,
        ):
            edge.is_linked_to_previous = True  # of the first section's nothing is left then
    word.settings.odd_and_even_pages_header_footer = True
    (own, *later), shipped = word.sections, ours.sections[0]
    for footer, numbers in (
        (own.footer, shipped.footer),
        (own.even_page_footer, shipped.even_page_footer),
    ):
        footer.is_linked_to_previous = False
        element = footer._element
        for old in list(element):
            element.remove(old)
        for new in numbers._element:
            element.append(copy.deepcopy(new))
    for section in later:
        section.footer.is_linked_to_previous = section.even_page_footer.is_linked_to_previous = True


def edge_lines(word: WordDocument) -> set[str]:
    """Give what stands in headers and footers besides the numbers of the pages."""
    return {
        "".join(text.text or "" for text in one.iter(qn("w:t"))).strip()
        for section in word.sections
        for edge in (
            section.header, section.even_page_header, section.first_page_header,
            section.footer, section.even_page_footer, section.first_page_footer,
        )
        if not edge.is_linked_to_previous
        for one in edge._element.iter(qn("w:p"))
        if one.find(f".//{qn('w:instrText')}") is None
    } - {""}  # fmt: skip


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
