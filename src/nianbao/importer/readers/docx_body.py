"""The text of a Word document's parts, as it reads when all changes are accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from nianbao.importer.characters import raised
from nianbao.importer.readers.docx_numbers import Numbering
from nianbao.importer.readers.html import put_together

_LONG_CELL = 160
"""A cell with more characters holds text: the table is there for the page's layout."""

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_P, _TBL, _TR, _TC, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t"))
_BOX = qn("w:txbxContent")
_GONE = frozenset({qn("w:moveFrom"), qn("w:del")})
_WRAPS = frozenset(
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body")
) | {f"{_MC}AlternateContent", f"{_MC}Choice"}
_FALLBACK = f"{_MC}Fallback"
_TEXTS = frozenset({_T, _MATHS})
_MARKS = frozenset(qn(f"w:{name}") for name in ("tab", "ptab", "br", "cr", "noBreakHyphen"))
_COUNTED = {
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic": "图片",
    "{urn:schemas-microsoft-com:vml}imagedata": "图片",
    qn("w:object"): "嵌入的对象",
    qn("w:sym"): "特殊符号",
    qn("w:ins"): "插入",
}

Row = str | list[str]
"""A paragraph's line, or the cells of a table's row."""


class Body:
    """Reads parts of a document, and remembers what it left out.

    Args:
        numbering: Counts the automatic numbers.

    Attributes:
        deleted: Texts that tracked changes took out.
        hidden: Texts that aren't printed.
        seen: Counts inserted stretches, pictures, objects.
    """

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.deleted: list[str] = []
        self.hidden: list[str] = []
        self.seen: Counter[str] = Counter()

    def rows(self, parent: etree._Element) -> Iterator[Row]:
        """List the lines and rows of a part, a box or a cell."""
        open_ = ""
        for element in inside(parent):
            if element.tag == _P:
                texts = self._paragraph(element).split("\n")
                texts[0] = open_ + texts[0]
                # Where the mark between two paragraphs is deleted, they are one.
                open_ = texts.pop() if _mark_is_gone(element) else ""
                yield from texts
                yield from self._boxes(element)
            elif element.tag == _TBL:
                if open_:
                    yield open_
                    open_ = ""
                yield from self._table(element)
            elif element.tag == qn("w:altChunk"):
                self.seen["嵌入的文件"] += 1
        if open_:
            yield open_

    def _paragraph(self, paragraph: etree._Element) -> str:
        text = self._runs(paragraph)
        return self.numbering.label(paragraph) + text if text.strip() else text

    def _boxes(self, paragraph: etree._Element) -> Iterator[Row]:
        """List what stands in the text boxes that hang on a paragraph."""
        for box in _walk(paragraph, frozenset({_BOX})):
            if box.tag == _BOX:
                yield from (row for row in self.rows(box) if row)

    def _runs(self, paragraph: etree._Element) -> str:
        parts: list[str] = []
        for node in _walk(paragraph, frozenset({_BOX, *_GONE})):
            if node.tag in _GONE:
                self._gone(node)
            elif node.tag in _TEXTS:
                text = node.text or ""
                if _is_hidden(node):
                    self.hidden.append(text)
                else:
                    parts.append(raised(text, "".join(parts)) if _is_raised(node) else text)
            elif node.tag in _MARKS:
                parts.append(_mark(node))
            elif node.tag in _COUNTED:
                self.seen[_COUNTED[node.tag]] += 1
        return "".join(parts)

    def _gone(self, node: etree._Element) -> None:
        text = "".join(one.text or "" for one in node.iter(_T, qn("w:delText")))
        if text and node.tag == qn("w:del"):
            self.deleted.append(text)

    def _table(self, table: etree._Element) -> Iterator[Row]:
        rows = [
            [cell for cell in inside(row) if cell.tag == _TC]
            for row in inside(table)
            if row.tag == _TR and not self._row_is_gone(row)
        ]
        nested = any(next(cell.iter(_TBL), None) is not None for row in rows for cell in row)
        if nested or any(_length(cell) > _LONG_CELL for row in rows for cell in row):
            # It lays out the page: its cells hold the text.
            for row in rows:
                for cell in row:
                    yield from self.rows(cell)
            return
        for row in rows:
            cells = [self._cell(cell) for cell in row if not continues(cell)]
            if cells:
                yield cells

    def _cell(self, cell: etree._Element) -> str:
        lines = [row if isinstance(row, str) else "".join(row) for row in self.rows(cell)]
        return put_together([part.strip() for line in lines for part in line.split("\n")])

    def _row_is_gone(self, row: etree._Element) -> bool:
        gone = row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None
        if gone:
            self.deleted.append("".join(one.text or "" for one in row.iter(_T, qn("w:delText"))))
        return gone


def inside(parent: etree._Element) -> Iterator[etree._Element]:
    """List the children of an element, those in wrappers too, such as content controls."""
    for child in parent.iterchildren():
        if child.tag in _WRAPS:
            if child.tag != f"{_MC}Choice" or child.getprevious() is None:
                yield from inside(child)
        else:
            yield child


def _walk(parent: etree._Element, closed: frozenset[str]) -> Iterator[etree._Element]:
    """List what is below an element in order; of what is given twice, for old and new programs, the new.

    Args:
        parent: The element.
        closed: Tags of elements that are listed and not gone into.
    """
    waiting = [parent.iterchildren()]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif isinstance(node.tag, str) and not (node.tag == _FALLBACK and node.getprevious() is not None):
            yield node
            if node.tag not in closed:
                waiting.append(node.iterchildren())


def _mark(node: etree._Element) -> str:
    """Give what a mark of a run stands for."""
    if node.tag in (qn("w:tab"), qn("w:ptab")):
        parent = node.getparent()
        return " " if parent is not None and parent.tag == qn("w:r") else ""  # else a tab stop
    if node.tag == qn("w:noBreakHyphen"):
        return "-"
    return "" if node.get(qn("w:type")) in ("page", "column") else "\n"


def _length(cell: etree._Element) -> int:
    return sum(len(one.text or "") for one in cell.iter(_T))


def _mark_is_gone(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _is_hidden(text: etree._Element) -> bool:
    run = text.getparent()
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if run is not None else None
    return vanish is not None and vanish.get(qn("w:val")) not in ("0", "false", "off")


def _is_raised(text: etree._Element) -> bool:
    run = text.getparent()
    place = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") if run is not None else None
    return place is not None and place.get(qn("w:val")) == "superscript"


def continues(cell: etree._Element) -> bool:
    """Tell whether a cell is covered by the one above it."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) in (None, "continue")
