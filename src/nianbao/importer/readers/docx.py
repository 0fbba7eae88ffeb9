"""Word files: paragraphs and tables in their order, with the numbers that Word puts before them.

Macros are never looked at, links are never followed. Tracked changes count as accepted; what they took
out, comments, pictures and objects are told of, for they aren't the report's text and might be missed.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator

from docx.opc.exceptions import PackageNotFoundError
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from nianbao.importer.characters import put_right
from nianbao.importer.readers.docx_body import Body, Row
from nianbao.importer.readers.docx_numbers import Numbering
from nianbao.importer.readers.html import joined
from nianbao.importer.source import MAX_LINES, Line, Source, SourceError
from nianbao.unpacking import UNPACK_ERRORS

MAX_UNPACKED = 120_000_000
"""Bytes of all parts unpacked; pictures make up most of them."""

_MAX_TEXT = 15_000_000
"""Bytes of all texts unpacked, markup included; those of a long report are some two million."""

_MAX_PARTS = 5_000
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_ASIDES = {
    "header": "页眉页脚",
    "footer": "页眉页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
}
"""Parts whose text stands beside the report's own."""


BROKEN = (
    PackageNotFoundError,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    StopIteration,
    RecursionError,
    etree.LxmlError,
    zipfile.BadZipFile,
)
"""What the libraries raise over a Word file that is damaged."""


def read(data: bytes, name: str) -> Source:
    """Read a Word file.

    Raises:
        SourceError: It can't be read.
    """
    look_into(data, name)
    try:
        return _Reader(data, name).source()
    except BROKEN as problem:
        raise SourceError(f"「{name}」读不出，可能损坏了。请在 WPS 中打开，另存为新的 docx。") from problem


class _Reader:
    """Reads one file."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        package = OpcPackage.open(io.BytesIO(data))
        self.main = next(
            rel.target_part for rel in package.rels.values() if rel.reltype.endswith("/officeDocument")
        )
        self.macros = "macro" in self.main.content_type.lower()
        self.numbering = Numbering(self._root("numbering"), self._root("styles"))
        self.body = Body(self.numbering)
        self.changed: Counter[str] = Counter()
        self.lines: list[Line] = []

    def _parts(self, kind: str) -> Iterator[Part]:
        for rel in self.main.rels.values():
            if not rel.is_external and rel.reltype.endswith(f"/{kind}"):
                yield rel.target_part

    def _root(self, kind: str) -> etree._Element | None:
        part = next(self._parts(kind), None)
        return parsed(part) if part is not None else None

    def source(self) -> Source:
        for row in self.body.rows(parsed(self.main)):
            self._add(row)
        beside: set[str] = set()
        for kind, aside in _ASIDES.items():
            for part in self._parts(kind):
                for row in self.body.rows(_without_separators(parsed(part))):
                    text = row if isinstance(row, str) else " ".join(row)
                    # Each section of a document has headers of its own, mostly the same.
                    if text.strip() and (kind in ("footnotes", "endnotes") or text not in beside):
                        beside.add(text)
                        self._add(text, aside)
        for text in self.body.hidden:
            if text.strip():
                self._add(text, "隐藏文字")
        return Source(
            self.name, "docx", tuple(self.lines), self.changed, tuple(self._notes()), tuple(self._doubts())
        )

    def _add(self, row: Row, aside: str | None = None) -> None:
        number = len(self.lines) + 1
        if isinstance(row, str):
            self.lines.append(Line(number, put_right(row, self.changed), opens=True, aside=aside))
        else:
            text, spans = joined([put_right(one, self.changed) for one in row])
            self.lines.append(Line(number, text, spans))
        if len(self.lines) > MAX_LINES:
            raise SourceError(f"「{self.name}」太长，不像一份年度报告。请核对是否选错了文件。")

    def _notes(self) -> Iterator[str]:
        yield "Word 文件；行号是段落和表格行的序号。"
        if self.numbering.written:
            yield f"自动编号 {self.numbering.written} 处，照显示的样子写成了文字。"
        if self.macros:
            yield "文件带有宏，没有运行，只读了文字。"

    def _doubts(self) -> Iterator[str]:
        deleted = [text for text in self.body.deleted if text.strip()]
        if deleted or self.body.seen["插入"]:
            gone = "；删去的有" + "".join(f"「{text}」" for text in deleted) if deleted else ""
            yield f"有修订没有接受，按接受以后的文字读入{gone}"
        comments = self._root("comments")
        for comment in comments.iterchildren(qn("w:comment")) if comments is not None else ():
            text = "".join(one.text or "" for one in comment.iter(qn("w:t")))
            yield f"批注「{text}」没有读入"
        for what in ("图片", "嵌入的对象", "嵌入的文件", "特殊符号"):
            if count := self.body.seen[what]:
                yield f"{what} {count} 处，里面的文字没有读入，请对照原文"


def parsed(part: Part) -> etree._Element:
    """Read a part's XML; the strict form's names become the usual ones."""
    return parse_xml(part.blob.replace(_STRICT, _USUAL))


def _without_separators(root: etree._Element) -> etree._Element:
    """Leave out the line that Word draws above footnotes, and give notes as one text."""
    for note in [*root.iterchildren(qn("w:footnote")), *root.iterchildren(qn("w:endnote"))]:
        if note.get(qn("w:type")) not in (None, "normal"):
            root.remove(note)
        else:
            note.tag = qn("w:customXml")
    return root


def look_into(data: bytes, name: str) -> None:
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
                # Another encoding could hide the definition of an entity.
                if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content[:2_000]:
                    raise SourceError(
                        f"「{name}」里有不该有的内容（外部引用或异常编码），没有读。请在 WPS 中另存为新的 docx。"
                    )
    except UNPACK_ERRORS as problem:
        raise SourceError(
            f"「{name}」损坏或加了密，打不开。请在 WPS 中打开看看；能打开的，另存为新的 docx 再用。"
        ) from problem
