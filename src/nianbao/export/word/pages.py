"""What stands on every page besides the text."""

from __future__ import annotations

from docx.document import Document as WordDocument

from nianbao.export.word.text import paragraph, run

DRAFT_WORDS = "初稿"


def print_draft_line(word: WordDocument) -> None:
    """Print one header line with 初稿 on each page, odd and even."""
    section = word.sections[0]
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        element = header._element  # its paragraphs can only be appended to
        for old in list(element):
            element.remove(old)
        element.append(paragraph("Header", run(DRAFT_WORDS)))
