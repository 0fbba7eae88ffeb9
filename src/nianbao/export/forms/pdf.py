"""PDF: the report on paper after GB/T 9704-2012, set by Typst, as PDF/A-2a and PDF/UA-1.

The Typst program (``templates/pdf``) is fixed; the blocks reach it as JSON, so nothing a user wrote
is ever source. It runs in a folder of its own with no way to the network, and any warning it gives
(a family it can't find) is an error here.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import ctypes
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, NoReturn

import pypdfium2
import typst
from pypdfium2 import raw

from nianbao import fonts, resources
from nianbao.block_html import FIRST_LEVEL, digits_of, first_columns, heading_levels
from nianbao.blocks import (
    About,
    Annex,
    AnnexNote,
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    Rows,
    Signature,
    Span,
    Spans,
    Table,
    Title,
)
from nianbao.correcting.note import SECTION as CORRECTIONS
from nianbao.errors import PdfError
from nianbao.export.base import Form, Look
from nianbao.export.document import Document

Data = dict[str, Any]
"""What the Typst program reads: strings, numbers, lists and objects."""

_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_EXTENSIONS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}


def render(document: Document, look: Look) -> bytes:
    """Set a document on pages.

    Raises:
        PdfError: A character that no face has, a picture that can't be read, or another complaint of
            Typst.
    """
    choice = fonts.choose(look.font_folder, look.system_fonts)
    with _program(document.blocks) as root:
        return typeset(root, "report.typ", page_data(document, look, choice), choice, _issued(document.about))


def read_text(pdf: bytes) -> str:
    """Give the text of all pages in reading order, a line for each paragraph, cell or list item.

    It follows the tags, as a screen reader does. So what isn't content is left out: page numbers,
    the line of a draft, table headers repeated on a further page; text that ran off the sheet too.
    """
    with pypdfium2.PdfDocument(pdf) as opened:
        return "\n".join(_text_of(page) for page in opened)


FORM = Form(
    name="pdf",
    extension="pdf",
    mimetype="application/pdf",
    called="政府信息公开工作年度报告",
    purpose="版式固定的文件，存档、报送、打印用。",
    render=render,
    read_text=read_text,
)


# --- Typst -----------------------------------------------------------------------------------------


@contextlib.contextmanager
def _program(blocks: tuple[Block, ...]) -> Iterator[Path]:
    """Give the folder of the Typst program: a copy of its own where there are pictures to lie in it."""
    program = resources.shipped("templates") / "pdf"
    if not any(isinstance(block, Figure) for block in blocks):
        yield program
        return
    with tempfile.TemporaryDirectory(prefix="nianbao-pdf-") as folder:
        root = Path(folder)
        shutil.copytree(program, root, dirs_exist_ok=True)
        _write_pictures(blocks, root)
        yield root


def typeset(root: Path, main: str, data: Data, choice: fonts.FontChoice, issued: datetime) -> bytes:
    """Run a Typst program of ours on data.

    Args:
        root: The program's folder; it sees nothing else.
        main: Its file.
        data: What it reads.
        choice: The faces.
        issued: The time that goes into the file.

    Raises:
        PdfError: A character that no face has, or another complaint of Typst.
    """
    # A package folder that isn't there: an import of a package fails instead of asking the network.
    nowhere = root / "packages"
    compiler = typst.Compiler(
        root / main,
        root=root,
        font_paths=choice.typst_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        package_path=nowhere,
        package_cache_path=nowhere,
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=_STANDARDS, timestamp=issued
        )
    except typst.TypstError as error:
        _explain(error)
    if warnings:
        raise PdfError("排版时有警告：" + "；".join(warning.message for warning in warnings))
    assert isinstance(pdf, bytes)
    return pdf


_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed|disallowed codepoint `"(.+?)"`')
_PICTURE = re.compile(r"\bfigure-(\d+)\.")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def _explain(error: typst.TypstError) -> NoReturn:
    found = _NO_GLYPH.search(error.message)
    if not found:
        picture = _PICTURE.search(error.diagnostic)
        where = f"第{picture[1]}幅图：" if picture else ""
        raise PdfError(f"排版没有成功：{where}{error.message}") from error
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1] or found[2])
    names = "、".join(f"「{c}」（U+{ord(c):04X}）" if c.isprintable() else f"U+{ord(c):04X}" for c in text)
    raise PdfError(
        f"没有一种字体能印出字符 {names}。请换一个字，或把有这个字的字体放进设置项 fonts 所指的文件夹。",
        text,
    ) from error


def _issued(about: About) -> datetime:
    """The time that goes into the file: never the clock's, or the bytes would differ each time."""
    day = date.fromisoformat(about.issued_date) if about.issued_date else date(about.year + 1, 1, 1)
    return datetime.combine(day, time(), UTC)


# --- Data for the page -----------------------------------------------------------------------------


def page_data(document: Document, look: Look, choice: fonts.FontChoice) -> Data:
    """Give everything the Typst program reads."""
    about = document.about
    return {
        "document": {
            "title": document.title.text,
            "author": [about.issued_by or about.unit.full_name],
            "keywords": [about.unit.full_name, str(about.year), f"sha256:{about.parameters_sha256}"],
        },
        "draft": look.line,
        "foot": look.foot,
        "faces": {**choice.families, "code": choice.families["heading"]},
        "blocks": list(_blocks(document)),
    }


def _blocks(document: Document) -> Iterator[Data]:
    tags = _tag_levels(heading_levels(document.blocks))
    pictures = _picture_names(document.blocks)
    for block, ending in _with_endings((document.title, *document.blocks)):
        data = _block(block)
        if isinstance(block, Heading | Annex):
            data["tag"] = next(tags)
        elif isinstance(block, Figure):
            data["file"] = next(pictures)
        elif isinstance(block, Paragraph):
            glued = ending if ending and len(ending["names"]) <= _FEW else None
            data["ending"] = glued
        elif isinstance(block, Table):
            data["ended"] = ending is not None
        # A signature never stands alone on a page; a table is too large to be moved for it.
        data["keep"] = ending is not None and isinstance(block, ListBlock | Preformatted | Figure)
        yield data
        if ending and not data.get("ending"):
            yield {"kind": "ending", "keep": False, **ending}


_FEW = 8
"""Attachments whose list stays together with the signature; a longer one may go on overleaf."""


def _with_endings(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, Data | None]]:
    """Give each block with the list of attachments and the signature that follow it, where something does."""
    at = 0
    while at < len(blocks):
        block, at = blocks[at], at + 1
        names, signed = None, None
        while at < len(blocks) and isinstance(following := blocks[at], AnnexNote | Signature):
            names = following.numbered if isinstance(following, AnnexNote) else names
            signed = _signed(following) if isinstance(following, Signature) else signed
            at += 1
        yield block, {"names": names or (), "signature": signed or ()} if names or signed else None


def _block(block: Block) -> Data:
    return {"kind": block.kind, "keep": False, **_content(block)}


def _signed(signature: Signature) -> list[str]:
    return [part for part in (signature.by, signature.date) if part]


def _content(block: Block) -> Data:
    match block:
        case Title():
            return {"lines": block.lines}
        case Heading():
            # The note on corrections stands apart from the date above it.
            apart = {"apart": True} if block.section == CORRECTIONS else {}
            return {"spans": _spans(block.spans, _LEVEL_FACES[block.level]), **apart}
        case Paragraph():
            return {"spans": _spans(block.spans, "body", _LEVEL_FACES[block.level])}
        case ListBlock():
            return {"items": _tree(block.items)}
        case Preformatted():
            return {"text": block.text}
        case Table():
            return _table(block)
        case Figure():
            return {"alt": block.alt or block.caption or "图", "caption": block.caption}
        case Annex():
            return {"label": block.label, "name": block.name}
        case AnnexNote() | Signature():
            raise AssertionError("they go with the block before them")


_LEVEL_FACES = ("body", "heading", "kai", "body", "body")


def _spans(spans: Spans, face: str, lead: str = "body") -> list[tuple[str, str, str | None]]:
    return [(span.text, _face(span, face, lead), span.href) for span in spans]


def _face(span: Span, face: str, lead: str) -> str:
    if span.code:
        return "code"
    # 仿宋 has no bold: on a Chinese page emphasis is 黑体.
    if span.strong:
        return "heading"
    return lead if span.lead else face


def _tag_levels(levels: Iterable[int]) -> Iterator[int]:
    """Number levels without gaps, as PDF/UA asks: 一、 then 1. are tagged 1 and 2."""
    above: list[int] = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        yield len(above)


def _tree(items: Iterable[ListItem]) -> list[Data]:
    """Put deeper items under the item before them."""
    top: list[Data] = []
    above: list[tuple[int, list[Data]]] = [(-1, top)]
    for item in items:
        while above[-1][0] >= item.depth:
            above.pop()
        # The bullet of 仿宋 is hardly to be seen.
        face = "body" if any(map(str.isalnum, item.marker)) else "heading"
        node: Data = {"marker": (item.marker, face, None), "spans": _spans(item.spans, "body"), "items": []}
        above[-1][1].append(node)
        above.append((item.depth, node["items"]))
    return top


def _table(table: Table) -> Data:
    header, body = (
        [list(row) for row in _placed(rows, table.columns)] for rows in (table.header, table.body)
    )
    return {
        "columns": table.columns,
        "widths": table.widths or [1] * table.columns,
        "caption": table.caption,
        "note": table.note,
        "header": header,
        "body": [
            {"level": level, "cells": cells} for level, cells in zip(_header_levels(table), body, strict=True)
        ],
    }


def _placed(rows: Rows, columns: int) -> Iterator[Iterator[Data]]:
    for row, starts in zip(rows, first_columns(rows), strict=True):
        yield (_cell(cell, start, columns) for cell, start in zip(row, starts, strict=True))


def _header_levels(table: Table) -> Iterator[int]:
    """Number the lines of headers amid the rows: a band is above the line of headers under it."""
    above = 1 if table.header else 0
    level = above
    for row in table.body:
        is_header = all(cell.role == "column" and cell.rowspan == 1 for cell in row)
        level = level + 1 if is_header else above
        yield level if is_header else 0


_INDENT = "\u3000"


def _cell(cell: Cell, start: int, columns: int) -> Data:
    usual = "center" if cell.role == "column" else "left" if cell.value is None else "right"
    align = cell.align or usual
    text = cell.text.lstrip(_INDENT) if align == "left" else cell.text
    return {
        "text": text,
        "indent": len(cell.text) - len(text),
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "align": align,
        "role": cell.role,
        "start": start,
        # Numbers whose digits stand under each other: those of one place in the grid.
        "place": f"{start}-{cell.colspan}",
        "number": digits_of(cell),
        "band": cell.role == "column" and cell.colspan == columns,
        # As GB/T 9704 sets the headings of a text: the first level in 黑体.
        "strong": cell.role == "column" or (cell.role == "row" and bool(FIRST_LEVEL.match(text))),
    }


# --- Pictures --------------------------------------------------------------------------------------


def _picture_names(blocks: Iterable[Block]) -> Iterator[str]:
    figures = (block for block in blocks if isinstance(block, Figure))
    return (f"figure-{number}.{_EXTENSIONS[figure.media]}" for number, figure in enumerate(figures, 1))


def _write_pictures(blocks: tuple[Block, ...], root: Path) -> None:
    figures = (block for block in blocks if isinstance(block, Figure))
    for name, figure in zip(_picture_names(blocks), figures, strict=True):
        (root / name).write_bytes(_picture(figure, name))


def _picture(figure: Figure, name: str) -> bytes:
    if figure.media == "image/svg+xml":
        return figure.data.encode()
    try:
        return base64.b64decode(figure.data)
    except binascii.Error as error:
        raise PdfError(f"图片「{figure.alt}」（{name}）的数据不完整，读不出来。") from error


# --- Reading back ----------------------------------------------------------------------------------


def _text_of(page: pypdfium2.PdfPage) -> str:
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        texts = _marked_texts(page)
        roots = (
            raw.FPDF_StructTree_GetChildAtIndex(tree, n)
            for n in range(raw.FPDF_StructTree_CountChildren(tree))
        )
        text = "".join(piece for root in roots for piece in _in_order(root, texts))
        return re.sub(r"\n+", "\n", text).strip("\n")
    finally:
        raw.FPDF_StructTree_Close(tree)


def _in_order(element: Any, texts: dict[int, str]) -> Iterator[str]:
    """Walk the structure: that is the order of the content, where a page is painted in another."""
    tag = _string(raw.FPDF_StructElement_GetType, element)
    if tag == "Figure":
        return  # Lettering inside a picture isn't text of the document.
    if tag not in ("Span", "Link"):
        yield "\n"
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, index):
            yield from _in_order(child, texts)
        else:
            yield texts.get(raw.FPDF_StructElement_GetChildMarkedContentID(element, index), "")


def _marked_texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """Give the text of each marked piece; page numbers and other artifacts have no mark."""
    texts: dict[int, str] = {}
    reader, width = page.get_textpage(), page.get_width()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    # PDFium's own interface: a page has hundreds of objects, and each wrapped in Python costs more than it.
    for number in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, number)
        mark = raw.FPDFPageObj_GetMarkedContentID(item)
        if mark < 0 or raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        found = raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        if found and left.value >= 0 and right.value <= width:
            texts[mark] = texts.get(mark, "") + _string(raw.FPDFTextObj_GetText, item, reader.raw)
    return texts


_USUAL_LENGTH = 512
"""Bytes that hold nearly every text, so that PDFium needn't be asked for the length first."""


def _string(getter: Callable[..., int], *subject: Any) -> str:
    """Call a PDFium function that fills a buffer with UTF-16 and says how long it had to be."""
    size = _USUAL_LENGTH
    pointer = getter.argtypes[-2]  # type: ignore[attr-defined]
    while True:
        buffer = ctypes.create_string_buffer(size)
        length = getter(*subject, ctypes.cast(buffer, pointer), size)
        if length <= size:
            return buffer.raw[:length].decode("utf-16-le").rstrip("\0")
        size = length
