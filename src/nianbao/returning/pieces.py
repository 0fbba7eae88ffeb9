"""A paragraph's runs in pieces, and what stands among them: controls, revisions, comments, notes, pictures."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from nianbao.export.word.trace import BOOKMARK
from nianbao.returning.word import NAMELESS, Kind, Piece, Revision

Element = Any

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_REVISIONS: dict[str, Kind] = {
    qn("w:ins"): "insert",
    qn("w:del"): "delete",
    qn("w:moveFrom"): "move_from",
    qn("w:moveTo"): "move_to",
}
_GROUPS = frozenset(
    qn(f"w:{name}")
    for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "dir", "bdo")
)
_TEXTS = frozenset({qn("w:t"), qn("w:delText")})
_BREAKS = frozenset({qn("w:br"), qn("w:cr")})
_SIGNS = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:noBreakHyphen"): "-"}
_LEFT_OUT = {
    qn("w:sym"): "一个特殊符号没有带回，请改用普通文字",
    qn("w:object"): "嵌入的对象没有带回",
}
_PICTURES = frozenset({qn("w:drawing"), qn("w:pict")})
_NOTES = {qn("w:footnoteReference"): "脚注", qn("w:endnoteReference"): "尾注"}
_BOX = qn("w:txbxContent")
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

Notes = Callable[[str, str], str]
"""Gives the text of a footnote (脚注) or endnote (尾注) by its number."""


@dataclass
class Pieces:
    """Reads paragraphs of one document.

    Attributes:
        notes: Gives the text of notes.
        open: Comments that have begun and not ended, with the words so far.
        anchors: The words of those that have ended.
        formats: Authors of tracked changes of looks alone.
    """

    notes: Notes
    open: dict[str, list[str]] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    formats: list[str] = field(default_factory=list)
    _controls: int = 0

    def read(self, paragraph: Element) -> Found:
        """Read what stands in a paragraph, its properties left out."""
        found = Found()
        self._all(paragraph, Piece(""), found)
        return found

    def end_comments(self) -> None:
        """Close the comments whose end was deleted."""
        for number in list(self.open):
            self._end(number)

    def _end(self, number: str) -> None:
        self.anchors[number] = "".join(self.open.pop(number, []))

    def _all(self, parent: Element, like: Piece, found: Found) -> None:
        for node in parent.iterchildren():
            self._one(node, like, found)

    def _one(self, node: Element, like: Piece, found: Found) -> None:
        tag = node.tag
        if tag in _REVISIONS:
            self._all(node, replace(like, revision=revision_of(node)), found)
        elif tag in _GROUPS:
            self._all(node, like, found)
        elif (read := self._readers.get(tag)) is not None:
            read(node, like, found)
        elif isinstance(tag, str) and tag.startswith(_MATHS):
            text = "".join(one.text or "" for one in node.iter(f"{_MATHS}t"))
            found.notices.append(f"公式「{text}」没有带回")

    @functools.cached_property
    def _readers(self) -> dict[str, Callable[[Element, Piece, Found], None]]:
        return {
            qn("w:r"): self._run,
            qn("w:sdt"): self._control,
            qn("w:bookmarkStart"): self._bookmark,
            qn("w:commentRangeStart"): self._comment_begins,
            qn("w:commentRangeEnd"): self._comment_ends,
            f"{_MC}AlternateContent": self._choice,
        }

    def _bookmark(self, node: Element, _like: Piece, found: Found) -> None:
        name = node.get(qn("w:name")) or ""
        if name.startswith(BOOKMARK):
            found.bookmarks.append(name)

    def _comment_begins(self, node: Element, _like: Piece, found: Found) -> None:
        number = node.get(qn("w:id")) or ""
        self.open[number] = []
        found.comments.append(number)

    def _comment_ends(self, node: Element, _like: Piece, _found: Found) -> None:
        self._end(node.get(qn("w:id")) or "")

    def _choice(self, node: Element, like: Piece, found: Found) -> None:
        """Of what is given twice, for old and new programs, take the first."""
        first = next(node.iterchildren(), None)
        if first is not None:
            for child in first.iterchildren():
                if child.tag in (*_PICTURES, qn("w:object")):
                    self._mark(child, like, found)
                else:
                    self._one(child, like, found)

    def _control(self, node: Element, like: Piece, found: Found) -> None:
        properties, content = node.find(qn("w:sdtPr")), node.find(qn("w:sdtContent"))
        if content is None:
            return
        # Where everything in a control is deleted, Word puts 单击此处输入文字 there.
        if properties is not None and properties.find(qn("w:showingPlcHdr")) is not None:
            return
        tag = properties.find(qn("w:tag")) if properties is not None else None
        self._controls += 1
        name = (tag.get(qn("w:val")) or NAMELESS) if tag is not None else NAMELESS
        self._all(content, replace(like, figure=name, control=self._controls), found)

    def _run(self, run: Element, like: Piece, found: Found) -> None:
        properties = run.find(qn("w:rPr"))
        if properties is not None:
            self._look(properties)
            if _is_on(properties.find(qn("w:vanish"))):
                if text := "".join(one.text or "" for one in run.iter(*_TEXTS)):
                    found.notices.append(f"隐藏文字「{text}」没有带回")
                return
        for node in run.iterchildren():
            self._mark(node, like, found)

    def _look(self, properties: Element) -> None:
        change = properties.find(qn("w:rPrChange"))
        if change is not None:
            self.formats.append(change.get(qn("w:author")) or "")

    def _mark(self, node: Element, like: Piece, found: Found) -> None:
        tag = node.tag
        if tag in _TEXTS:
            self._text(node.text or "", like, found)
        elif tag in _BREAKS:
            if node.get(qn("w:type")) not in ("page", "column"):
                self._text("\n", like, found)
        elif tag in _SIGNS:
            self._text(_SIGNS[tag], like, found)
        elif tag in _NOTES:
            kind = _NOTES[tag]
            found.notices.append(f"{kind}「{self.notes(kind, node.get(qn('w:id')) or '')}」没有带回")
        elif tag == qn("w:commentReference"):
            self._comment_mark(node.get(qn("w:id")) or "", found)
        elif tag in _LEFT_OUT:
            found.notices.append(_LEFT_OUT[tag])
        elif tag in _PICTURES:
            self._picture(node, found)
        elif tag == f"{_MC}AlternateContent":
            self._choice(node, like, found)

    def _comment_mark(self, number: str, found: Found) -> None:
        """A comment that hangs on no words has this mark only."""
        if number not in found.comments and number not in self.anchors and number not in self.open:
            found.comments.append(number)
            self.anchors[number] = ""

    def _picture(self, node: Element, found: Found) -> None:
        boxes = ["".join(one.text or "" for one in box.iter(qn("w:t"))) for box in node.iter(_BOX)]
        if any(boxes):
            found.notices += [f"文本框里的文字「{text}」没有带回" for text in dict.fromkeys(boxes) if text]
        else:
            found.pictures += 1

    def _text(self, text: str, like: Piece, found: Found) -> None:
        if not text:
            return
        if not (like.revision and like.revision.is_gone):
            for words in self.open.values():
                words.append(text)
        found.pieces.append(replace(like, text=text))


@dataclass
class Found:
    """What stands in a paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    pictures: int = 0


def revision_of(node: Element) -> Revision:
    """Read who made a tracked change, and when."""
    date = (node.get(qn("w:date")) or "")[: len("2025-01-12")]
    return Revision(_REVISIONS[node.tag], node.get(qn("w:author")) or "未署名", date)


def mark_gone(paragraph: Element) -> bool:
    """Tell whether the mark that ends a paragraph is deleted, so that the next one goes on in its line."""
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return mark is not None and any(mark.find(tag) is not None for tag in (qn("w:del"), qn("w:moveFrom")))


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(qn("w:val")) not in ("0", "false", "off")
