"""What stands on every page besides the text."""

from __future__ import annotations

from docx.document import Document as WordDocument

from nianbao.export.word.text import paragraph, run


def print_draft_line(word: WordDocument, mark: str) -> None:
    """Print one header line, such as 初稿, on each page, odd and even."""
    section = word.sections[0]
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        element = header._element  # its paragraphs can only be appended to
        for old in list(element):
            element.remove(old)
        element.append(paragraph("Header", run(mark)))
