"""What a Word document carries so that it can come back: where sections begin, and what stood where.

Word, WPS and LibreOffice all keep hidden bookmarks and custom parts. The part holds digests only: what an
approver strikes out of the document must not live on in the file unseen.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

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
    Spans,
    Table,
    Title,
    spans_text,
)
from nianbao.export.document import Document
from nianbao.export.word.xml import Element, w
from nianbao.narrative import ZERO_WIDTH

NAMESPACE = "urn:nianbao:exported"
"""Namespace of the custom part's only element."""

VERSION = 1

BOOKMARK = "_nianbao_"
"""A section's bookmark is this and its id; Word hides names that begin with a line."""

_LONGEST_NAME = 40
"""Characters that Word allows in a bookmark's name."""

_FIRST_BOOKMARK = 9000
"""Number of the first bookmark; a county's base document may have its own, counted from 0."""

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<ds:datastoreItem ds:itemID="{1B0C7A52-6E0B-4E5C-9C38-6E69616E6261}"'
    ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
"""LibreOffice keeps a custom part only with its properties; the id is any that is always the same."""

_ALIKE = str.maketrans({**dict.fromkeys("“”„‟＂", '"'), **dict.fromkeys("‘’‚‛＇", "'")})
_SPACE = re.compile(r"\s+")


def folded(text: str) -> str:
    """Give a text without what an office program changes by itself: the shape of quotes, and spaces."""
    return _SPACE.sub(" ", ZERO_WIDTH.sub("", text).translate(_ALIKE)).strip()


def digest(text: str) -> str:
    """Give a short digest of a text, the same for whatever ``folded`` makes one."""
    return hashlib.sha256(folded(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def typed(spans: Spans) -> str:
    """Give spans with the names of quoted figures in place of their values."""
    return "".join(f"{{{{ {span.figure} }}}}" if span.figure else span.text for span in spans)


def bookmark(section: str) -> str:
    """Give the name of a section's bookmark."""
    return f"{BOOKMARK}{re.sub('[^A-Za-z0-9_]', '_', section)}"[:_LONGEST_NAME]


class Trace:
    """Marks one document."""

    def __init__(self) -> None:
        self._begun: set[str] = set()

    def mark(self, block: Block, elements: Sequence[Element]) -> None:
        """Put a bookmark where a section begins."""
        section = block.section
        if not section or section in self._begun or not elements or not elements[0].tag.endswith("}p"):
            return
        number = _FIRST_BOOKMARK + len(self._begun)
        self._begun.add(section)
        paragraph = elements[0]
        at = 1 if len(paragraph) and paragraph[0].tag.endswith("}pPr") else 0
        paragraph.insert(at, w("bookmarkStart", id=number, name=bookmark(section)))
        paragraph.insert(at + 1, w("bookmarkEnd", id=number))

    def attach(self, word: WordDocument, document: Document) -> None:
        """Add the custom part that says what was exported."""
        root = etree.fromstring(f'<exported xmlns="{NAMESPACE}"/>')
        root.text = json.dumps(record(document), ensure_ascii=True, sort_keys=True)
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = word.part.package
        assert package is not None
        place = PackURI(str(package.next_partname("/customXml/item%d.xml")))
        item = Part(place, "application/xml", data, package)
        beside = PackURI(str(place).replace("/item", "/itemProps"))
        item.relate_to(
            Part(beside, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _PROPERTIES.encode(), package),
            RELATIONSHIP_TYPE.CUSTOM_XML_PROPS,
        )
        word.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def record(document: Document) -> dict[str, Any]:
    """Say what a document was made from, and the digest of each of its blocks."""
    about = document.about
    return {
        "version": VERSION,
        "template": about.template,
        "year": about.year,
        "unit": about.unit.id,
        "sha256": about.parameters_sha256,
        "blocks": block_records((document.title, *document.blocks)),
    }


def block_records(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Give the digests of blocks, in order.

    Args:
        blocks: Of the whole report, the title first.
    """
    return [_block_record(block) for block in blocks]


def _block_record(block: Block) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": block.kind, "section": block.section}
    match block:
        case Title():
            made["printed"] = digest(block.text)
        case Heading() | Paragraph():
            made["printed"], made["typed"] = digest(spans_text(block.spans)), digest(typed(block.spans))
            if quoted := [[span.figure, digest(span.text)] for span in block.spans if span.figure]:
                made["figures"] = quoted
        case Table():
            made["id"] = block.id
            made["cells"] = [
                [cell.name, digest(cell.text)] for row in (*block.header, *block.body) for cell in row
            ]
        case Signature():
            made["by"], made["date"] = digest(block.by or ""), digest(block.date or "")
    if lines := _lines_beside(block):
        made["lines"] = [digest(line) for line in lines]
    return made


def _lines_beside(block: Block) -> list[str]:
    """Give the paragraphs that a block makes in Word and that are no text of a section."""
    match block:
        case Table():
            return [line for line in (block.caption, block.note) if line]
        case Figure():
            return [block.caption] if block.caption else []
        case AnnexNote():
            first, *rest = [f"{number} {name}".strip() for number, name in block.numbered]
            return [f"附件：{first}", *rest]
        case Annex():
            return [block.label, block.name]
        case ListBlock():
            return [f"{item.marker} {spans_text(item.spans)}" for item in block.items]
        case Preformatted():
            return block.text.splitlines()
    return []
