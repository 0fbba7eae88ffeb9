"""An author's Markdown cells as blocks. Narrative of parameter files has its own, smaller grammar."""

from __future__ import annotations

import base64
import binascii
import functools
import re
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from nianbao.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    Span,
    Spans,
    Table,
    spans_text,
)
from nianbao.narrative import WIDE

_LINK = re.compile(r"(https?://|mailto:)")
_BULLETS = "•◦▪"
_WIDE = re.compile(WIDE)
_BREAK = Span(text="\n")
"""Stands for a line break that the author asked for, until the paragraph is cut there."""

_CODE = r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|`[^`\n]+`"
_SHOWN_CODE = re.compile(_CODE, re.DOTALL | re.MULTILINE)
# Comments, but not those that a code block or `code` shows.
_COMMENT = re.compile(f"(?P<code>{_CODE})|<!--.*?-->", re.DOTALL | re.MULTILINE)

# What looks as if it would turn into something else, and is printed as it stands.
_NOT_HERE = (
    (re.compile(r"\{\{"), "里的「{{ … }}」照原样印：引用数据只能写在年报底稿里。"),
    (
        re.compile(r"\$\$.+?\$\$|(?<![\\$])\$[^$\s][^$\n]*\$", re.DOTALL),
        "里的数学公式照原样印：请改成文字或图片。",
    ),
)


def markdown_blocks(source: str, attachments: Any, number: int, warnings: list[str]) -> list[Block]:
    """Turn a Markdown cell into blocks.

    Args:
        source: The cell's text; HTML in it is text, but a comment (``<!-- … -->``) stays private.
        attachments: The cell's attachments, name → MIME bundle.
        number: The cell's number, for warnings.
        warnings: Where warnings go.
    """
    for pattern, said in _NOT_HERE:
        if pattern.search(_SHOWN_CODE.sub("", source)):
            warnings.append(f"第 {number} 个单元格{said}")
    walk = _Walk(attachments, number, warnings)
    walk.tokens(_parser().parse(_COMMENT.sub(lambda match: match["code"] or "", source)))
    return walk.blocks


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # It would leave what it takes for unsafe as source text; here the walk decides on each address.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


@dataclass
class _Walk:
    """One pass over markdown-it's flat list of tokens.

    For each open list ``numbers`` holds the number of its next item, or None for bullets; for each
    open item ``markers`` holds its marker until the first paragraph has taken it.
    """

    attachments: Any
    number: int
    warnings: list[str]
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    header_rows: int = 0

    def tokens(self, tokens: list[Token]) -> None:
        opened: list[Token] = []
        for token in tokens:
            if token.nesting == 1:
                opened.append(token)
                self._open(token)
            elif token.nesting == -1:
                opened.pop()
                self._close(token)
            elif token.type == "inline":
                self._inline(token, opened)
            elif token.type in ("fence", "code_block"):
                if self.markers and self.markers[-1]:
                    self.items.append(self._item((Span(text=""),)))  # its number is printed all the same
                self._flush_list()
                self.blocks.append(Preformatted(text=token.content.rstrip("\n")))

    def _open(self, token: Token) -> None:
        if token.type == "bullet_list_open":
            self.numbers.append(None)
        elif token.type == "ordered_list_open":
            self.numbers.append(int(token.attrs.get("start", 1)))
        elif token.type == "list_item_open":
            self.markers.append(self._next_marker(token.markup))
        elif token.type == "tr_open":
            self.rows.append(())

    def _next_marker(self, markup: str) -> str:
        depth, number = len(self.numbers) - 1, self.numbers[-1]
        if number is None:
            return _BULLETS[depth % len(_BULLETS)]
        self.numbers[-1] = number + 1
        return f"{number}{markup}"

    def _close(self, token: Token) -> None:
        if token.type in ("bullet_list_close", "ordered_list_close"):
            self.numbers.pop()
            if not self.numbers:
                self._flush_list()
        elif token.type == "list_item_close":
            self.markers.pop()
        elif token.type == "thead_close":
            self.header_rows = len(self.rows)
        elif token.type == "table_close":
            self._flush_list()
            header, body = self.rows[: self.header_rows], self.rows[self.header_rows :]
            self.blocks.append(Table(columns=len(self.rows[0]), header=tuple(header), body=tuple(body)))
            self.rows, self.header_rows = [], 0

    def _flush_list(self) -> None:
        if self.items:
            self.blocks.append(ListBlock(items=tuple(self.items)))
            self.items = []

    def _inline(self, token: Token, opened: list[Token]) -> None:
        around = opened[-1]
        figures: list[Figure] = []
        spans = tuple(self._spans(token.children or [], figures))
        if around.type in ("th_open", "td_open"):
            self.warnings += [
                f"第 {self.number} 个单元格表格里的链接「{_readable(target)}」只印了文字。请把链接写在表格外的段落里。"
                for target in dict.fromkeys(span.href for span in spans if span.href)
            ]
            self.rows[-1] += (_cell(spans_text(spans), around),)
        elif around.type == "heading_open":
            self._flush_list()
            self.blocks.append(Heading(level=min(int(around.tag[1]), 4), spans=spans))
        else:
            for line in _lines(spans):
                if self.markers:
                    self.items.append(self._item(line))
                else:
                    self.blocks.append(Paragraph(spans=line))
        if figures:
            self._flush_list()
            self.blocks += figures

    def _item(self, spans: Spans) -> ListItem:
        """Make an item; the marker stands before its first paragraph only."""
        marker, self.markers[-1] = self.markers[-1], ""
        return ListItem(depth=len(self.numbers) - 1, marker=marker, spans=spans)

    def _spans(self, children: list[Token], figures: list[Figure]) -> Iterator[Span]:
        strong, href, before = 0, None, ""
        for position, child in enumerate(children):
            if child.type in ("strong_open", "strong_close"):
                strong += child.nesting
            elif child.type == "link_open":
                href = self._target(str(child.attrs["href"]))
            elif child.type == "link_close":
                href = None
            elif child.type == "image":
                figures += self._figure(child)
            elif child.type == "hardbreak":
                yield _BREAK
            elif child.type == "softbreak":
                following = next((later.content for later in children[position + 1 :] if later.content), "")
                if before and not _WIDE.match(before[-1:]) and not _WIDE.match(following):
                    yield Span(text=" ")
            elif child.content:
                before = child.content
                yield Span(text=before, strong=strong > 0, href=href, code=child.type == "code_inline")

    def _target(self, address: str) -> str | None:
        if _LINK.match(address):
            return address
        self.warnings.append(
            f"第 {self.number} 个单元格的链接「{_readable(address)}」不是网址，只印了文字。请写 https:// 开头的完整网址。"
        )
        return None

    def _figure(self, image: Token) -> Iterator[Figure]:
        source = urllib.parse.unquote(str(image.attrs.get("src", "")))
        alt = image.content.strip()
        caption = str(image.attrs["title"]) if image.attrs.get("title") else None
        media, data = self._picture(source)
        if media is None:
            self.warnings.append(
                f"第 {self.number} 个单元格的图「{_readable(source)}」不在记事本里，没有印进报告。请把图粘贴进单元格。"
            )
            return
        if not (alt or caption):
            self.warnings.append(f"第 {self.number} 个单元格的图没有替代文字，请写成 ![图的内容](…)。")
        yield Figure.model_validate(
            {"media": media, "data": data, "alt": alt or caption or "图", "caption": caption}
        )

    def _picture(self, source: str) -> tuple[str | None, str]:
        """Find a picture in the notebook itself: an attachment or a data address."""
        if source.startswith("attachment:"):
            bundle = self.attachments.get(source.removeprefix("attachment:"), {})
            media, data = next(iter(bundle.items()), ("", ""))
        elif match := re.fullmatch(r"data:(image/[a-z+]+);base64,(.*)", source, re.DOTALL):
            media, data = match[1], match[2]
        else:
            return None, ""
        if media == "image/svg+xml" and not data.lstrip().startswith("<"):
            data = _decoded(data)
        known = data and media in ("image/svg+xml", "image/png", "image/jpeg")
        return (media, data) if known else (None, "")


def _lines(spans: Spans) -> Iterator[Spans]:
    """Cut a paragraph at its hard breaks: spans hold no line break, and a lost one would join words."""
    line: list[Span] = []
    for span in (*spans, _BREAK):
        if span is not _BREAK:
            line.append(span)
            continue
        if spans_text(tuple(line)).strip():
            yield tuple(line)
        line = []


def _readable(address: str) -> str:
    return urllib.parse.unquote(address)[:80]


def _decoded(data: str) -> str:
    try:
        return base64.b64decode(data).decode("utf-8", "replace")
    except binascii.Error:
        return ""


def _cell(text: str, around: Token) -> Cell:
    style = str(around.attrs.get("style", ""))
    align = next((side for side in ("left", "center", "right") if side in style), None)
    role = "column" if around.type == "th_open" else "data"
    return Cell.model_validate({"text": text, "role": role, "align": align})
