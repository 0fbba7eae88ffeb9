"""The signed report in pieces: each title, heading, paragraph and cell, with its name for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nianbao.blocks import Block, Cell, Figure, Heading, ListBlock, Signature, Table, plain_text, spans_text
from nianbao.export.document import Document
from nianbao.template import Template
from nianbao.verifying.stream import Stream, StreamWriter

LABELS = "的表头和行名"
"""Ends what the words of a table are called."""

PieceKind = Literal["title", "heading", "text", "label", "value", "signed", "date"]
"""What a piece of a report is; a ``label`` is any cell of a table that isn't one of its numbers."""


@dataclass(frozen=True)
class Piece:
    """A piece of the report.

    Attributes:
        kind: What it is.
        text: Its text.
        where: Its place, in the clerk's words.
        section: Section id, or None.
        table: Number of its table among the report's blocks, or None.
        table_id: Id of a statutory table, or None.
        row: Row id of a number, or None.
        column: Column id of a number, or None.
    """

    kind: PieceKind
    text: str
    where: str
    section: str | None = None
    table: int | None = None
    table_id: str | None = None
    row: str | None = None
    column: str | None = None


def pieces_of(document: Document, template: Template | None) -> list[Piece]:
    """Take a report's text apart; its title stands elsewhere on a page.

    Args:
        document: The report.
        template: Its template, for the names of tables and cells; None where it isn't at hand.
    """
    pieces: list[Piece] = []
    section = "引言"
    for number, block in enumerate(document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            section = f"「{spans_text(block.spans)}」"
        pieces += _pieces(block, number, section, template)
    return [piece for piece in pieces if piece.text.strip() or piece.kind in ("label", "value")]


def _pieces(block: Block, number: int, section: str, template: Template | None) -> Iterator[Piece]:
    match block:
        case Heading():
            yield Piece("heading", plain_text(block), f"{section}的小标题", block.section)
        case ListBlock():
            for item in block.items:
                yield Piece("text", f"{item.marker} {spans_text(item.spans)}", section, block.section)
        case Table():
            yield from _table(block, number, section, template)
        case Figure():
            yield Piece("text", block.caption or "", f"{section}的图", block.section)
        case Signature():
            yield Piece("signed", block.by or "", "署名")
            yield Piece("date", block.date or "", "成文日期")
        case _:
            yield Piece("text", plain_text(block), section, block.section)


def _table(block: Table, number: int, section: str, template: Template | None) -> Iterator[Piece]:
    name = table_name(block, section, template)
    place = (block.section, number, block.id)
    if block.caption:
        yield Piece("text", block.caption, f"{name}的表名", block.section)
    for cells in (*block.header, *block.body):
        label = next((cell.text for cell in cells if cell.role == "row" and cell.text), "")
        for cell in cells:
            if cell.name and cell.value is not None:
                row, _, column = cell.name.partition("/")
                where = _named(cell, block, name, label, template)
                yield Piece("value", cell.text, where, *place, row, column)
            elif cell.role == "data" and cell.value is not None:
                yield Piece("value", cell.text, f"{name}「{label}」行", *place)
            else:
                yield Piece("label", cell.text, f"{name}{LABELS}", *place)
    if block.note:
        yield Piece("text", block.note, f"{name}下面的说明", block.section)


def table_name(block: Table, section: str, template: Template | None) -> str:
    """Name a table for people: 表三, or by its caption, or by its section."""
    forms = {form.id: form for form in template.tables} if template else {}
    if block.id in forms:
        return forms[block.id].name
    return f"「{block.caption}」表" if block.caption else f"{section}里的表"


def _named(cell: Cell, block: Table, name: str, label: str, template: Template | None) -> str:
    row, _, column = (cell.name or "").partition("/")
    form = next((form for form in template.tables if form.id == block.id), None) if template else None
    if form and row in form.row_by_id and column in form.column_by_id:
        return form.place((row, column))
    return f"{name}「{label}」行"


def stream_of(pieces: list[Piece]) -> Stream:
    """Write a report's pieces as a stream; owners are their numbers."""
    writer = StreamWriter()
    for number, piece in enumerate(pieces):
        writer.add(piece.text, number, cell=piece.kind in ("label", "value"))
    return writer.stream()
