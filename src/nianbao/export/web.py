"""The report's body as a site's editor (CMS) takes it: 网页正文."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html
from markupsafe import Markup

from nianbao.block_html import environment, heading_levels, heading_tags, picture_source, table_shape
from nianbao.blocks import Annex, Block, Cell, Figure, Heading, Table
from nianbao.export.document import Document
from nianbao.export.own_looks import body_styles

LEAVES_OUT = "网页正文里没有标题和字体：标题贴到网站的标题栏，字体用网站的。"
"""What a body doesn't have, for the clerk who pastes it."""


def body_html(document: Document, folder: Path | None) -> str:
    """Give the body: no head, no script, no class, no title, which a site prints from a field of its own.

    Args:
        document: The report.
        folder: The working folder, which may have styles of its own.

    Raises:
        OwnLookError: The folder's own styles aren't in order.
    """
    macros, styles = _macros(), body_styles(folder)
    tags = iter(heading_tags(heading_levels(document.blocks)))
    pieces = []
    for block in document.blocks:
        tag = next(tags) if isinstance(block, Heading | Annex) else None
        pieces.append(str(getattr(macros, block.kind)(block, _shape(block), tag, styles)))
    return _without_needless_entities("\n".join(piece for piece in pieces if piece)) + "\n"


def _without_needless_entities(source: str) -> str:
    """Write quotation marks in a text as themselves: editors that read HTML as text would print the entity."""
    root = html.fragment_fromstring(source, create_parent="div")
    written: list[str] = [html.tostring(child, encoding="unicode") for child in root]
    return "".join(written)


def body_text(element: html.HtmlElement) -> str:
    """Read the text of such a body back, a line a piece of text."""
    return "\n".join(_texts(element))


def _texts(element: html.HtmlElement) -> Iterator[str]:
    for text in element.itertext():
        if text.strip():
            yield text


@cache
def _macros() -> Any:
    template = environment().get_template("fragment.html.j2", globals={"sides": _side, "dress": _dress})
    return template.module


def _dress(*styles: str) -> Markup:
    declarations = ";".join(style for style in styles if style)
    return Markup(' style="{}"').format(declarations) if declarations else Markup("")


def _side(cell: Cell) -> str:
    return cell.align or ("center" if cell.role == "column" else "left" if cell.value is None else "right")


def _shape(block: Block) -> object:
    match block:
        case Table():
            return table_shape(block)
        case Figure():
            return picture_source(block)
    return None
