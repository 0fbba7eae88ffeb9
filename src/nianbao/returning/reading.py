"""A whole Word file, read as paragraphs and tables; what an import refuses is refused here too."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from nianbao.export.base import MARKS
from nianbao.export.word.trace import NAMESPACE
from nianbao.importer.readers.docx import BROKEN, look_into, parsed
from nianbao.importer.readers.docx_body import continues, inside
from nianbao.importer.readers.docx_numbers import Numbering
from nianbao.importer.source import MAX_CHARACTERS, MAX_LINES, SourceError, bytes_of
from nianbao.returning.comments import read_comments
from nianbao.returning.pieces import Pieces, mark_gone
from nianbao.returning.word import Grid, GridCell, Item, Line, Piece, Word


def read_word(path: Path) -> Word:
    """Read a Word file.

    Raises:
        SourceError: It can't be read, or is no Word file.
    """
    return word_of(bytes_of(path), path.name)


def word_of(data: bytes, name: str) -> Word:
    """Read a Word file's bytes.

    Raises:
        SourceError: They can't be read, or are no Word file.
    """
    look_into(data, name)
    try:
        return _Reader(data, name).word()
    except BROKEN as problem:
        raise SourceError(f"「{name}」读不出，可能损坏了。请在 WPS 中打开，另存为新的 docx。") from problem


class _Reader:
    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.package = OpcPackage.open(io.BytesIO(data))
        self.main = next(
            rel.target_part for rel in self.package.rels.values() if rel.reltype.endswith("/officeDocument")
        )
        styles = self._root("styles")
        self.styles = _styles(styles)
        self.numbering = Numbering(self._root("numbering"), styles)
        self.notes = {"脚注": self._notes("footnotes"), "尾注": self._notes("endnotes")}
        self.pieces = Pieces(lambda kind, number: self.notes[kind].get(number, ""))
        self.formats = 0
        self.size = self.lines = 0

    def _parts(self, kind: str) -> Iterator[Part]:
        for rel in self.main.rels.values():
            if not rel.is_external and rel.reltype.endswith(f"/{kind}"):
                yield rel.target_part

    def _root(self, kind: str) -> etree._Element | None:
        part = next(self._parts(kind), None)
        return parsed(part) if part is not None else None

    def _notes(self, kind: str) -> dict[str, str]:
        root = self._root(kind)
        return {
            note.get(qn("w:id")) or "": "".join(one.text or "" for one in note.iter(qn("w:t")))
            for note in (root if root is not None else ())
        }

    def word(self) -> Word:
        root = parsed(self.main)
        body = root.find(qn("w:body"))
        word = Word(self.name, tuple(self._items(body if body is not None else root)))
        self.pieces.end_comments()
        word.comments = read_comments(
            self._root("comments"), self._root("commentsExtended"), self.pieces.anchors
        )
        for part in self._parts("customXml"):
            if NAMESPACE.encode() in part.blob:
                word.record = _record(parsed(part))
        word.keywords = self._keywords()
        if by := Counter(self.pieces.formats):
            names = "、".join(author or "未署名" for author in by)
            word.notices.append(f"格式的修订 {by.total()} 处（{names}）：字体和版式由模板定，没有带回")
        word.notices += self._edges()
        return word

    def _edges(self) -> Iterator[str]:
        """Tell of words in headers and footers that aren't ours."""
        said = set()
        for kind in ("header", "footer"):
            for part in self._parts(kind):
                text = "".join(one.text or "" for one in parsed(part).iter(qn("w:t"))).strip()
                if text.strip("— -0123456789") not in ("", *MARKS) and text not in said:
                    said.add(text)
                    yield f"页眉页脚里的「{text}」没有带回"

    def _keywords(self) -> str:
        part = next(
            (
                rel.target_part
                for rel in self.package.rels.values()
                if rel.reltype.endswith("/core-properties")
            ),
            None,
        )
        root = parsed(part) if part is not None else None
        if root is None:
            return ""
        return next((str(one.text or "") for one in root if etree.QName(one).localname == "keywords"), "")

    # --- paragraphs and tables ----------------------------------------------------------------

    def _items(self, parent: Any) -> Iterator[Item]:
        open_: list[Piece] = []
        for element in inside(parent):
            if element.tag == qn("w:p"):
                line = self._line(element, open_)
                open_ = []
                if mark_gone(element):
                    open_ = list(line.pieces)
                    yield replace(line, pieces=())
                else:
                    yield from _lines(line)
            elif element.tag == qn("w:tbl"):
                if open_:
                    yield Line(tuple(open_))
                    open_ = []
                yield self._grid(element)
            elif element.tag == qn("w:altChunk"):
                yield Line((), notices=("嵌入的文件没有带回",))
        if open_:
            yield Line(tuple(open_))

    def _line(self, paragraph: Any, open_: list[Piece]) -> Line:
        self.lines += 1
        found = self.pieces.read(paragraph)
        pieces = [*open_, *found.pieces]
        kept = any(piece.text.strip() for piece in pieces if not (piece.revision and piece.revision.is_gone))
        if kept and (label := self.numbering.label(paragraph)):
            pieces.insert(0, Piece(label))
        self.size += sum(len(piece.text) for piece in found.pieces)
        if self.lines > MAX_LINES or self.size > MAX_CHARACTERS:
            raise SourceError(f"「{self.name}」太长，不像一份年度报告。请核对是否选错了文件。")
        style, level = self._look(paragraph)
        return Line(
            tuple(pieces),
            style,
            level,
            tuple(found.bookmarks),
            tuple(found.comments),
            tuple(found.notices),
            found.pictures,
        )

    def _look(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        if properties.find(qn("w:pPrChange")) is not None:
            self.pieces.formats.append(properties.find(qn("w:pPrChange")).get(qn("w:author")) or "")
        style = properties.find(qn("w:pStyle"))
        own = properties.find(qn("w:outlineLvl"))
        name, level = self.styles.get(style.get(qn("w:val")) if style is not None else "", ("", 0))
        return name, _level(own) if own is not None else level

    def _grid(self, table: Any) -> Grid:
        rows: list[tuple[GridCell, ...]] = []
        gone: list[str] = []
        for row in inside(table):
            if row.tag != qn("w:tr"):
                continue
            cells = tuple(self._cells(row))
            if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                gone.append("　".join(one.text for one in row.iter(qn("w:t"), qn("w:delText")) if one.text))
            else:
                rows.append(cells)
        return Grid(tuple(rows), tuple(gone))

    def _cells(self, row: Any) -> Iterator[GridCell]:
        column = 0
        for cell in inside(row):
            if cell.tag != qn("w:tc"):
                continue
            properties = cell.find(qn("w:tcPr"))
            wide = properties.find(qn("w:gridSpan")) if properties is not None else None
            span = max(1, int(wide.get(qn("w:val")) or 1)) if wide is not None else 1
            if not continues(cell):
                lines = tuple(item for item in self._items(cell) if isinstance(item, Line))
                yield GridCell("".join(line.text for line in lines).strip(), column, span, lines)
            column += span


def _styles(root: Any) -> dict[str | None, tuple[str, int]]:
    """Give each style's name, in small letters, and its level in the outline."""
    found: dict[str | None, tuple[str, int]] = {}
    for style in root.iterchildren(qn("w:style")) if root is not None else ():
        name = style.find(qn("w:name"))
        level = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        words = (name.get(qn("w:val")) or "").lower() if name is not None else ""
        found[style.get(qn("w:styleId"))] = (words, _level(level) if level is not None else 0)
    return found


def _level(element: Any) -> int:
    value = element.get(qn("w:val")) or ""
    return int(value) + 1 if value.isdigit() and int(value) < len("123456789") else 0


def _record(root: Any) -> object:
    try:
        return json.loads(root.text or "")
    except (ValueError, RecursionError):
        return None


def _lines(line: Line) -> Iterator[Line]:
    """Give a paragraph's lines: one that a line break divides is as good as two, but for the title."""
    if "\n" not in line.text or line.style == "title":
        yield line
        return
    parts: list[list[Piece]] = [[]]
    for piece in line.pieces:
        first, *rest = piece.text.split("\n")
        parts[-1].append(replace(piece, text=first))
        for text in rest:
            parts.append([replace(piece, text=text)])
    for number, pieces in enumerate(parts):
        own = tuple(piece for piece in pieces if piece.text)
        yield replace(line, pieces=own) if not number else Line(own, line.style)
