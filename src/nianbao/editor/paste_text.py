"""What comes from Word, WPS and web pages as clean text: paragraphs and their printed numbers, nothing else.

A clipboard holds HTML with fonts, empty tags, remarks for old browsers, comments, and both sides of every
tracked change. The narrative grammar wants paragraphs apart by a blank line, each with the number it
prints; that is what is made of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from nianbao.narrative import WIDE, ZERO_WIDTH, level_of

_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)
_HEADER = re.compile(r"\AVersion:[\d.]+\s.*?(?=<)", re.DOTALL)

_NOTHING = {
    "style",
    "script",
    "head",
    "title",
    "meta",
    "link",
    "xml",
    "template",
    "noscript",
    "select",
    "button",
}
_PICTURES = {"img", "svg", "object", "canvas", "video", "audio", "shape", "imagedata", "math", "iframe"}
_DELETED = {"del", "s", "strike"}
_BLOCKS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr"),
    *(
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "pre",
        "figure",
        "figcaption",
        "address",
    ),
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
# The words that a comment is about are marked too (mso-comment-reference): they stay.
_COMMENT = re.compile(r"mso-element\s*:\s*comment|mso-special-character\s*:\s*comment", re.IGNORECASE)
_COMMENT_CLASS = re.compile(r"\bmso(?:commentreference|comanchor|comtxt|annotationreference)", re.IGNORECASE)
_DELETED_CLASS = re.compile(r"\bmsodel\b", re.IGNORECASE)
_NUMBERING = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)

_BULLET = re.compile(r"[·•●○◦■□◆◇▪▫➢➤✓√§ØüvnluoqÜ*\-–—\ue000-\uf8ff]$")
_SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Controls, halves of pairs, marks of direction, private characters (Wingdings): nothing that prints.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
                     "\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff]")  # fmt: skip
_CELL_END = "\x1f"
"""Stands for the end of a table's cell while a row is read; no text has it."""

_DEEPEST = 150
"""No page of Word nests so deep; what lies deeper is taken as bare text, for Python's stack has an end."""

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BETWEEN = re.compile(f"(?<={WIDE}) +(?={WIDE}|[0-9])|(?<=[0-9]) +(?={WIDE})")


@dataclass(frozen=True)
class PastedText:
    """What was made of a clipboard.

    Attributes:
        text: Paragraphs, a blank line between them.
        notes: What was left out, in the clerk's words.
    """

    text: str
    notes: tuple[str, ...] = ()


def text_of_html(markup: str) -> PastedText:
    """Make clean text of the HTML of a clipboard."""
    fragment = _FRAGMENT.search(markup)
    markup = fragment[1] if fragment else _HEADER.sub("", markup)
    if not markup.strip():
        return PastedText("")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        # The parser drops what it can't hold; a body of its own keeps a bare fragment together.
        data = f"<html><body>{_UNSEEN.sub('', markup)}</body></html>".encode()
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, ValueError):
        return PastedText("")
    walk = _Walk()
    walk.element(root)
    walk.end()
    return PastedText("\n\n".join(walk.paragraphs), tuple(_notes(walk.left_out)))


def text_of_plain(text: str) -> PastedText:
    """Make clean text of plain text: without a blank line in it, each of its lines is a paragraph."""
    lines = [_clean(line) for line in _LINE_END.split(_UNSEEN.sub("", text))]
    if "" not in lines[1:-1] or not any(lines):
        return PastedText("\n\n".join(filter(None, lines)))
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return PastedText(joined.strip("\n"))


@dataclass
class _List:
    ordered: bool
    number: int


@dataclass
class _Walk:
    """One pass over the elements: paragraphs, and what was left out."""

    paragraphs: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    pieces: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    depth: int = 0

    def element(self, element: html.HtmlElement) -> None:
        """Take in an element, its children, and the text behind it."""
        if isinstance(element.tag, str):
            # Word's own tags have a prefix: <o:p>, <w:sdt>, <v:shape>.
            self._take(element, element.tag.rsplit(":", 1)[-1].lower())
        self.pieces.append(element.tail or "")

    def _take(self, element: html.HtmlElement, tag: str) -> None:
        style = element.get("style") or ""
        kind = _left_out(element, tag, style)
        if kind is not None:
            self.left_out[kind] += 1
            return
        if tag == "br":
            self.end()
            return
        if _NUMBERING.search(style):
            self._number(element)
            return
        if tag in _BLOCKS:
            self.end()
        if tag in ("ol", "ul"):
            self.lists.append(_List(tag == "ol", _start(element)))
        if tag == "li":
            self._item(element)
        self._inside(element)
        if tag in ("td", "th"):
            self.pieces.append(_CELL_END)
        if tag in ("ol", "ul"):
            self.end()
            self.lists.pop()
        elif tag in _BLOCKS:
            self.end()

    def _inside(self, element: html.HtmlElement) -> None:
        if self.depth >= _DEEPEST:
            self.pieces.append("".join(element.itertext()))
            return
        self.depth += 1
        self.pieces.append(element.text or "")
        for child in element:
            self.element(child)
        self.depth -= 1

    def _number(self, element: html.HtmlElement) -> None:
        """Keep the number that Word printed before a paragraph; a bullet says nothing."""
        number = _clean("".join(element.itertext()))
        if not _BULLET.fullmatch(number):
            self.pieces.append(number)

    def _item(self, element: html.HtmlElement) -> None:
        """Write the number of a list's item, which a browser only shows."""
        own = self.lists[-1] if self.lists else None
        if own is None or not own.ordered or level_of(_clean("".join(element.itertext()))):
            return
        depth = sum(one.ordered for one in self.lists)
        self.pieces.append(f"{own.number}." if depth == 1 else f"（{own.number}）")
        own.number += 1

    def end(self) -> None:
        """End a paragraph."""
        cells = map(_clean, "".join(self.pieces).split(_CELL_END))
        self.pieces.clear()
        if text := "，".join(filter(None, cells)):
            self.paragraphs.append(text)


def _left_out(element: html.HtmlElement, tag: str, style: str) -> str | None:
    """Tell what is left out with an element; an empty word for what nobody misses."""
    name = element.get("class") or ""
    if tag in _NOTHING or _HIDDEN.search(style) or element.get("hidden") is not None:
        return ""
    if _COMMENT_CLASS.search(name):
        return "处批注"
    if _COMMENT.search(style):
        return ""
    if tag in _DELETED or _STRUCK.search(style) or _DELETED_CLASS.search(name):
        return "处已删除（带删除线）的文字"
    return "张图片或对象" if tag in _PICTURES else None


def _start(element: html.HtmlElement) -> int:
    start = element.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 4 else 1


def _clean(text: str) -> str:
    """Fold spaces to one, and drop those that stand between Han characters or beside their numbers."""
    return _BETWEEN.sub("", _SPACES.sub(" ", ZERO_WIDTH.sub("", _UNSEEN.sub("", text)))).strip()


def _notes(left_out: Counter[str]) -> Iterator[str]:
    for kind, count in left_out.items():
        if kind:
            yield f"有 {count} {kind}没有贴进来。"
