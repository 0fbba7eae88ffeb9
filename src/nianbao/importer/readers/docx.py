"""Word files: paragraphs and tables in their order. Macros and links are never looked at."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from lxml import etree

from nianbao.importer.characters import put_right
from nianbao.importer.readers.html import joined
from nianbao.importer.source import MAX_LINES, Line, Source, SourceError

MAX_UNPACKED = 300_000_000
"""Bytes of all parts unpacked; pictures make up most of them."""

_MAX_TEXT = 40_000_000
_MAX_PARTS = 5_000


def read(data: bytes, name: str) -> Source:
    """Read a Word file.

    Raises:
        SourceError: It can't be read.
    """
    _look_into(data, name)
    try:
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile) as problem:
        raise SourceError(f"「{name}」读不出，可能损坏了。请在 WPS 中打开，另存为新的 docx。") from problem
    changed: Counter[str] = Counter()
    lines: list[Line] = []
    for texts in _rows(document.element.body):
        number = len(lines) + 1
        if isinstance(texts, str):
            lines.append(Line(number, put_right(texts, changed), opens=True))
        else:
            text, spans = joined([put_right(one, changed) for one in texts])
            lines.append(Line(number, text, spans))
        if len(lines) > MAX_LINES:
            raise SourceError(f"「{name}」太长，不像一份年度报告。请核对是否选错了文件。")
    return Source(name, "docx", tuple(lines), changed, ("Word 文件；行号是段落和表格行的序号。",))


def _look_into(data: bytes, name: str) -> None:
    """Refuse what is broken, too large when unpacked, or defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            texts = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            if size > MAX_UNPACKED or len(parts) > _MAX_PARTS or sum(p.file_size for p in texts) > _MAX_TEXT:
                raise SourceError(f"「{name}」展开后太大（{size / 1e6:.0f} MB）。请删去图片，另存后再试。")
            if "word/document.xml" not in {part.filename for part in parts}:
                raise SourceError(f"「{name}」不是 Word 文件。请在 WPS 中另存为 docx。")
            for part in texts:
                content = archive.read(part)
                if (
                    b"<!DOCTYPE" in content
                    or b"<!ENTITY" in content
                    or content.startswith((b"\xff\xfe", b"\xfe\xff"))
                ):
                    raise SourceError(
                        f"「{name}」里有不该有的内容（外部引用或异常编码），没有读。请在 WPS 中另存为新的 docx。"
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, RuntimeError, ValueError) as problem:
        raise SourceError(
            f"「{name}」损坏或加了密，打不开。请在 WPS 中打开看看；能打开的，另存为新的 docx 再用。"
        ) from problem


def _rows(body: etree._Element) -> Iterator[str | list[str]]:
    for element in body.iterchildren():
        if isinstance(element, CT_P):
            yield from _paragraph(element)
        elif isinstance(element, CT_Tbl):
            yield from _table(element)
        elif element.tag == qn("w:sdt"):
            for content in element.iterchildren(qn("w:sdtContent")):
                yield from _rows(content)


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """Give a paragraph's lines, then those of text boxes that hang on it."""
    yield from _text(paragraph).split("\n")
    seen = set()
    for box in paragraph.iter(qn("w:txbxContent")):
        texts = [_text(one) for one in box.iter(qn("w:p"))]
        # Word stores a box twice, for programs old and new.
        if (key := "\n".join(texts)) not in seen:
            seen.add(key)
            yield from (text for text in texts if text)


def _text(paragraph: etree._Element) -> str:
    parts = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if next(node.iterancestors(qn("w:p")), None) is not paragraph:
            continue  # inside a text box, which is read by itself
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag == qn("w:tab"):
            parts.append(" ")
        elif node.tag in (qn("w:br"), qn("w:cr")) and node.get(qn("w:type")) != "page":
            parts.append("\n")
        elif node.tag == qn("w:noBreakHyphen"):
            parts.append("-")
    return "".join(parts)


def _table(table: etree._Element) -> Iterator[list[str]]:
    for row in table.iter(qn("w:tr")):
        cells = [cell for cell in row.iterchildren(qn("w:tc")) if not _continues(cell)]
        yield ["".join(_text(one) for one in cell.iter(qn("w:p"))).replace("\n", "") for cell in cells]


def _continues(cell: etree._Element) -> bool:
    """Tell whether a cell is covered by the one above it."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) in (None, "continue")
