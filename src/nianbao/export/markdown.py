"""An author's Markdown cells as blocks. Narrative of parameter files has its own, smaller grammar."""

from __future__ import annotations

import base64
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
    Table,
)

_LINK = re.compile(r"(https?://|mailto:)")
_BULLETS = "•◦▪"
_WIDE_END = re.compile("[\u2e80-\u9fff\uff00-\uffef]$")


def markdown_blocks(source: str, attachments: Any, number: int, warnings: list[str]) -> list[Block]:
    """Turn a Markdown cell into blocks.

    Args:
        source: The cell's text; HTML in it is text.
        attachments: The cell's attachments, name → MIME bundle.
        number: The cell's number, for warnings.
        warnings: Where warnings go.
    """
    walk = _Walk(attachments, number, warnings)
    walk.tokens(_parser().parse(source))
    return walk.blocks


@functools.cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass
class _Walk:
    """One pass over markdown-it's flat list of tokens."""

    attachments: Any
    number: int
    warnings: list[str]
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    markers: list[int | None] = field(default_factory=list)
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
                self._flush_list()
                self.blocks.append(Preformatted(text=token.content.rstrip("\n")))

    def _open(self, token: Token) -> None:
        if token.type == "bullet_list_open":
            self.markers.append(None)
        elif token.type == "ordered_list_open":
            self.markers.append(int(token.attrs.get("start", 1)))
        elif token.type == "tr_open":
            self.rows.append(())

    def _close(self, token: Token) -> None:
        if token.type in ("bullet_list_close", "ordered_list_close"):
            self.markers.pop()
            if not self.markers:
                self._flush_list()
        elif token.type == "thead_close":
            self.header_rows = len(self.rows)
        elif token.type == "table_close":
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
            self.rows[-1] += (_cell("".join(span.text for span in spans), around),)
        elif around.type == "heading_open":
            self.blocks.append(Heading(level=min(int(around.tag[1]), 4), spans=spans))
        elif self.markers and spans:
            self.items.append(self._item(spans))
        elif spans:
            self.blocks.append(Paragraph(spans=spans))
        if figures:
            self._flush_list()
            self.blocks += figures

    def _item(self, spans: tuple[Span, ...]) -> ListItem:
        depth, marker = len(self.markers) - 1, self.markers[-1]
        if marker is None:
            return ListItem(depth=depth, marker=_BULLETS[depth % len(_BULLETS)], spans=spans)
        self.markers[-1] = marker + 1
        return ListItem(depth=depth, marker=f"{marker}.", spans=spans)

    def _spans(self, children: list[Token], figures: list[Figure]) -> Iterator[Span]:
        strong, href, before = 0, None, ""
        for position, child in enumerate(children):
            if child.type in ("strong_open", "strong_close"):
                strong += child.nesting
            elif child.type == "link_open":
                target = str(child.attrs["href"])
                href = target if _LINK.match(target) else None
            elif child.type == "link_close":
                href = None
            elif child.type == "image":
                figures += self._figure(child)
            elif child.type in ("softbreak", "hardbreak"):
                following = children[position + 1].content if position + 1 < len(children) else ""
                if not _WIDE_END.search(before) and not _WIDE_END.search(following[:1]):
                    yield Span(text=" ")
            elif child.content:
                before = child.content
                yield Span(text=before, strong=strong > 0, href=href, code=child.type == "code_inline")

    def _figure(self, image: Token) -> Iterator[Figure]:
        source = urllib.parse.unquote(str(image.attrs.get("src", "")))
        alt = image.content.strip()
        caption = str(image.attrs["title"]) if image.attrs.get("title") else None
        media, data = self._picture(source)
        if media is None:
            self.warnings.append(
                f"第 {self.number} 个单元格的图「{source[:80]}」不在记事本里，没有印进报告。请把图粘贴进单元格。"
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
            data = base64.b64decode(data).decode("utf-8", "replace")
        return (media, data) if media in ("image/svg+xml", "image/png", "image/jpeg") else (None, "")


def _cell(text: str, around: Token) -> Cell:
    style = str(around.attrs.get("style", ""))
    align = next((side for side in ("left", "center", "right") if side in style), None)
    role = "column" if around.type == "th_open" else "data"
    return Cell.model_validate({"text": text, "role": role, "align": align})
