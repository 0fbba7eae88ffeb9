"""Blocks: the content of a report as data, one block a displayed piece.

A template notebook displays blocks; each display carries the block as data under the MIME type
``application/vnd.nianbao.block+json`` beside ``text/html`` and ``text/plain``. Exporters read that
data and nothing else, so HTML is one rendering among several and is never parsed.

The JSON form has a ``version`` and a ``kind``, string keys only, and keeps order in lists (nbformat
sorts the keys of objects). Fields that hold their default are left out.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

BLOCK_MIME = "application/vnd.nianbao.block+json"
"""MIME type under which a block travels in a notebook output."""

BLOCK_VERSION = 1
"""Version of the JSON form; a reader refuses blocks of a later one."""


class _Piece(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Piece):
    """A run of text inside a paragraph, heading or list item.

    Attributes:
        text: The characters, already free of markup.
        strong: Emphasised by the author (``**…**``).
        lead: Part of the lead sentence of a numbered paragraph, set in that level's face.
        code: Set in a fixed-width face (an author's Markdown only).
        href: Target of a link, ``http:``, ``https:`` or ``mailto:`` only.
        figure: Name of the quoted figure this text came from, such as ``unit.name``.
    """

    text: str
    strong: bool = False
    lead: bool = False
    code: bool = False
    href: str | None = Field(default=None, pattern=r"^(https?://|mailto:)")
    figure: str | None = None


Spans = tuple[Span, ...]


class UnitFacts(_Piece):
    """Who reports, as the reader of an output may know it."""

    id: str
    name: str
    full_name: str
    level: str | None = None
    parent: str | None = None
    code: str | None = None


class About(_Piece):
    """Facts on the report as a whole; they ride on the title block.

    Attributes:
        template: Name of the statutory format, such as ``laiyang-2017``.
        year: Calendar year reported on.
        unit: The reporting unit.
        issued_by: Name under the report, as printed.
        issued_date: ISO date of issue, or None when the parameter file has none yet.
        parameters_sha256: Hash of the canonical parameters that make up the content.
        template_sha256: Hash of the template as data.
    """

    template: str
    year: int
    unit: UnitFacts
    issued_by: str | None = None
    issued_date: str | None = None
    parameters_sha256: str
    template_sha256: str


class _Block(_Piece):
    section: str | None = Field(default=None, description="Id of the section the block belongs to.")


class Title(_Block):
    """The report's title, broken by meaning into lines."""

    kind: Literal["title"] = "title"
    lines: tuple[str, ...] = Field(min_length=1)
    about: About

    @property
    def text(self) -> str:
        """The title on one line."""
        return "".join(self.lines)


class Heading(_Block):
    """A heading; level 1 is a section (一、), 2 is （一）, 3 is 1., 4 is （1）."""

    kind: Literal["heading"] = "heading"
    level: int = Field(ge=1, le=4)
    spans: Spans


class Paragraph(_Block):
    """A paragraph; ``level`` 2–4 tells that it opens with a printed number of that level."""

    kind: Literal["paragraph"] = "paragraph"
    level: int = Field(default=0, ge=0, le=4)
    spans: Spans


class ListItem(_Piece):
    """One item of a list an author wrote in Markdown; ``depth`` starts at 0."""

    depth: int = Field(default=0, ge=0)
    marker: str
    spans: Spans


class ListBlock(_Block):
    """A list, its items in order with their printed markers."""

    kind: Literal["list"] = "list"
    items: tuple[ListItem, ...]


class Preformatted(_Block):
    """Text whose line breaks count: a code block, or a cell's plain output."""

    kind: Literal["preformatted"] = "preformatted"
    text: str


class Cell(_Piece):
    """One printed cell of a table.

    Attributes:
        text: What is printed.
        role: ``column`` and ``row`` are headers, ``data`` is not.
        rowspan: Rows covered.
        colspan: Columns covered.
        align: Horizontal alignment; None leaves it to the look.
        value: The number behind ``text``, where there is one.
        name: Row and column id of a number of a statutory table, with a slash between them.
        parts: Names of the cells whose sum the number is; empty for one that was not derived.
    """

    text: str
    role: Literal["column", "row", "data"] = "data"
    rowspan: int = Field(default=1, ge=1)
    colspan: int = Field(default=1, ge=1)
    align: Literal["left", "center", "right"] | None = None
    value: int | float | None = None
    name: str | None = None
    parts: tuple[str, ...] = ()


Rows = tuple[tuple[Cell, ...], ...]

MAX_COLUMNS = 200
"""Columns of a table; no page holds more, and each takes memory before a cell is looked at."""


class Table(_Block):
    """A table as printed: cells covered by a span of another are left out of their row.

    Attributes:
        id: Table id of the template, or None for an author's table.
        caption: Printed above the table.
        columns: Number of physical columns.
        widths: Relative column widths, one a column, or None for equal ones.
        header: Header rows, repeated on each page.
        body: Data rows.
        note: Printed below the table.
    """

    kind: Literal["table"] = "table"
    id: str | None = None
    caption: str | None = None
    columns: int = Field(ge=1)
    widths: tuple[float, ...] | None = None
    header: Rows = ()
    body: Rows = ()
    note: str | None = None

    @model_validator(mode="after")
    def _is_a_full_grid(self) -> Self:
        if self.columns > MAX_COLUMNS:
            raise ValueError(f"more than {MAX_COLUMNS} columns")
        for rows in (self.header, self.body):
            if rows and not _fills(rows, self.columns):
                raise ValueError("rows, with their spans, don't fill the columns")
        if self.widths and (len(self.widths) != self.columns or min(self.widths) <= 0):
            raise ValueError("widths must be positive, one a column")
        return self


def _fills(rows: Rows, columns: int) -> bool:
    """Tell whether cells and spans cover each place of a grid exactly once."""
    hanging = [0] * columns
    for row in rows:
        free = [place for place, left in enumerate(hanging) if left == 0]
        hanging = [max(left - 1, 0) for left in hanging]
        for cell in row:
            taken, free = free[: cell.colspan], free[cell.colspan :]
            if len(taken) < cell.colspan or taken[-1] - taken[0] != cell.colspan - 1:
                return False
            for place in taken:
                hanging[place] = cell.rowspan - 1
        if free:
            return False
    return not any(hanging)


class Figure(_Block):
    """A picture: SVG as text, PNG or JPEG as base64."""

    kind: Literal["figure"] = "figure"
    media: Literal["image/svg+xml", "image/png", "image/jpeg"]
    data: str
    alt: str
    caption: str | None = None


class Signature(_Block):
    """Who issues the report and when; ``date`` is printed, ``iso`` is for machines."""

    kind: Literal["signature"] = "signature"
    by: str | None = None
    date: str | None = None
    iso: str | None = None


class AnnexNote(_Block):
    """附件说明: the names of the attachments, between text and signature (GB/T 9704-2012, 7.3.4).

    No cell shows it: it follows from the attachments of a document (``nianbao.annexes``).
    """

    kind: Literal["annex_note"] = "annex_note"
    names: tuple[str, ...] = Field(min_length=1)

    @property
    def numbered(self) -> tuple[tuple[str, str], ...]:
        """Number and name of each; one alone has no number."""
        if len(self.names) == 1:
            return (("", self.names[0]),)
        return tuple((f"{number}.", name) for number, name in enumerate(self.names, 1))


class Annex(_Block):
    """The head of an attachment (附件), which begins a page; what follows it is its text.

    Attributes:
        id: Id of the statutory table that is attached, or None for an author's attachment.
        number: Its number, or None where it is the only one or nobody has counted them yet.
        name: Its title, which is also its name before the signature.
    """

    kind: Literal["annex"] = "annex"
    id: str | None = None
    number: int | None = Field(default=None, ge=1)
    name: str = Field(min_length=1)

    @property
    def label(self) -> str:
        """What stands at the head of the page."""
        return f"附件{self.number or ''}"

    @property
    def level(self) -> int:
        """Above all headings: those in an attachment are its own."""
        return 0


Block = Annotated[
    Title | Heading | Paragraph | ListBlock | Preformatted | Table | Figure | Signature | AnnexNote | Annex,
    Field(discriminator="kind"),
]
"""Any block."""

_ADAPTER: TypeAdapter[Block] = TypeAdapter(Block)


def to_json(block: Block) -> dict[str, Any]:
    """Give the JSON form of a block, as it stands in a notebook output."""
    body = block.model_dump(mode="json", exclude_defaults=True)
    return {"version": BLOCK_VERSION, **body, "kind": block.kind}


def from_json(data: Any) -> Block:
    """Read a block back from its JSON form.

    Raises:
        ValueError: ``data`` isn't a block of this version (pydantic's message says what is wrong).
    """
    if not isinstance(data, dict) or data.get("version") != BLOCK_VERSION:
        raise ValueError(f"not a block of version {BLOCK_VERSION}")
    return _ADAPTER.validate_python({key: value for key, value in data.items() if key != "version"})


def json_schema() -> dict[str, Any]:
    """Give the published JSON Schema of the JSON form (``docs/block.schema.json``)."""
    schema = _ADAPTER.json_schema()
    for name, definition in schema["$defs"].items():
        if "kind" in definition["properties"]:
            definition["properties"]["version"] = {"const": BLOCK_VERSION, "type": "integer"}
            definition["required"] = sorted({*definition.get("required", ()), "kind", "version"})
            definition["title"] = name
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": BLOCK_MIME,
        **schema,
    }


def spans_text(spans: Spans) -> str:
    """Join the characters of spans."""
    return "".join(span.text for span in spans)


def plain_text(block: Block) -> str:
    """Give a block's whole text, one line a printed line or row; a picture gives its caption."""
    match block:
        case Title():
            return "\n".join(block.lines)
        case Heading() | Paragraph():
            return spans_text(block.spans)
        case ListBlock():
            return "\n".join(f"{'  ' * i.depth}{i.marker} {spans_text(i.spans)}" for i in block.items)
        case Preformatted():
            return block.text
        case Table():
            rows = ["\t".join(cell.text for cell in row) for row in (*block.header, *block.body)]
            return "\n".join([block.caption or "", *rows, block.note or ""]).strip("\n")
        case Figure():
            return block.caption or ""
        case Signature():
            return "\n".join(part for part in (block.by, block.date) if part)
        case AnnexNote():
            return "附件：" + "\n".join(f"{number} {name}".lstrip() for number, name in block.numbered)
        case Annex():
            return f"{block.label}\n{block.name}"
