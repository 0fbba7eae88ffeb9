"""DOCX: the report as a Word document after GB/T 9704-2012, for approval and for colleagues' edits."""

from __future__ import annotations

import io

from nianbao.export.base import Form, Look
from nianbao.export.document import Document


def render(document: Document, look: Look) -> bytes:
    """Make the Word document of a report.

    Raises:
        DocxError: A character or a picture that a Word file can't hold, or a base document that lacks
            something.
    """
    # python-docx takes a while to load: only those pay for it who want a Word file.
    from nianbao.export.word.body import Body
    from nianbao.export.word.package import open_base, set_properties, to_bytes
    from nianbao.export.word.pages import print_draft_line, print_foot
    from nianbao.export.word.trace import Trace

    word = open_base(look.folder)
    set_properties(word, document)
    body, end, trace = Body(word, look), word.element.body.sectPr, Trace()
    blocks = (document.title, *document.blocks)
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        made = list(body.elements(block, after))
        trace.mark(block, made)
        for element in made:
            end.addprevious(element)
    trace.attach(word, document)
    if look.line:
        print_draft_line(word, look.line)
    if look.foot:
        print_foot(word, look.foot)
    return to_bytes(word)


def read_text(data: bytes) -> str:
    """Give the visible text of such a file, a line a paragraph; page numbers and the line of a draft are left out."""
    import docx
    from docx.oxml.ns import qn

    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    lines = []
    for one in docx.Document(io.BytesIO(data)).element.body.iter(qn("w:p")):
        pieces = (
            (piece.text or "") if piece.tag == qn("w:t") else signs[piece.tag]
            for piece in one.iter(qn("w:t"), *signs)
            if piece.getparent().tag == qn("w:r")
        )
        lines.append("".join(pieces))
    return "\n".join(line for line in lines if line)


def read_edges(data: bytes) -> set[str]:
    """Give the lines in headers and footers of such a file, without the numbers of the pages."""
    import docx

    from nianbao.export.word.pages import edge_lines

    return edge_lines(docx.Document(io.BytesIO(data)))


FORM = Form(
    name="docx",
    extension="docx",
    mimetype="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    called="政府信息公开工作年度报告",
    purpose="Word 文档，送审、修改、打印盖章用。",
    render=render,
    read_text=read_text,
    read_edges=read_edges,
)
