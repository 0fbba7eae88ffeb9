"""What is read of a Word file."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["insert", "delete", "move_from", "move_to"]

REVISION_WORDS: dict[Kind, str] = {
    "insert": "插入",
    "delete": "删去",
    "move_from": "移走",
    "move_to": "移来",
}
"""What a clerk reads of a tracked change."""

NAMELESS = ""
"""Name of a content control that has lost its own: LibreOffice 7.4 drops tags."""


@dataclass(frozen=True)
class Revision:
    """A tracked change.

    Attributes:
        kind: What was done.
        author: By whom, as the office program knows them.
        date: When, ISO, to the day; empty where the file doesn't say.
    """

    kind: Kind
    author: str
    date: str

    @property
    def is_gone(self) -> bool:
        """What it marks isn't there any more once it is accepted."""
        return self.kind in ("delete", "move_from")


@dataclass(frozen=True)
class Piece:
    """Characters of a paragraph that have all in common.

    Attributes:
        text: The characters.
        revision: The tracked change they are part of.
        figure: Name of the figure whose content control holds them; ``NAMELESS`` for a control without a
            name, None outside of one.
        control: Number of the control, so that two side by side stay two.
    """

    text: str
    revision: Revision | None = None
    figure: str | None = None
    control: int = 0


@dataclass(frozen=True)
class Comment:
    """A comment with what it is about.

    Attributes:
        author: Who wrote it.
        date: When, to the day.
        text: What it says.
        anchor: The words that it is hung on.
        replies: Answers, in order.
        done: It is marked as settled.
        where: Which paragraph it hangs on, in words.
    """

    author: str
    date: str
    text: str
    anchor: str = ""
    replies: tuple[Comment, ...] = ()
    done: bool = False
    where: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph as it reads when all tracked changes are accepted.

    Attributes:
        pieces: Its characters, those that tracked changes took out too.
        style: Name of its style in small letters, as the document calls it.
        level: Level in the outline, 1 for the highest; 0 for text.
        bookmarks: Names of the bookmarks that begin in it.
        comments: Numbers of the comments that begin in it.
        notices: What else is in it, in the clerk's words, such as a footnote.
        pictures: How many pictures are in it.
    """

    pieces: tuple[Piece, ...]
    style: str = ""
    level: int = 0
    bookmarks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    pictures: int = 0

    @functools.cached_property
    def text(self) -> str:
        """Its characters once tracked changes are accepted."""
        return "".join(piece.text for piece in self.kept)

    @functools.cached_property
    def kept(self) -> tuple[Piece, ...]:
        """The pieces that stay once tracked changes are accepted."""
        return tuple(one for one in self.pieces if not (one.revision and one.revision.is_gone))

    @functools.cached_property
    def before(self) -> str:
        """Its characters before any tracked change."""
        kinds = ("insert", "move_to")
        return "".join(one.text for one in self.pieces if not (one.revision and one.revision.kind in kinds))

    @property
    def revisions(self) -> list[tuple[Revision, str]]:
        """Its tracked changes with the characters of each, in order."""
        return revisions_of(self.pieces)


def revisions_of(pieces: Iterable[Piece]) -> list[tuple[Revision, str]]:
    """Join the characters of one tracked change that stand side by side."""
    found: list[tuple[Revision, str]] = []
    last = None
    for piece in pieces:
        if piece.revision is not None and piece.text:
            if found and last == piece.revision:
                found[-1] = (piece.revision, found[-1][1] + piece.text)
            else:
                found.append((piece.revision, piece.text))
        last = piece.revision
    return found


@dataclass(frozen=True)
class GridCell:
    """A cell of a table: its text and the paragraphs it is made of."""

    text: str
    column: int
    span: int = 1
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table as it reads when tracked changes are accepted; cells that continue one above are left out.

    Attributes:
        rows: Its rows.
        gone: Texts of the rows that tracked changes took out.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    gone: tuple[str, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """The paragraphs of all cells."""
        return [line for row in self.rows for cell in row for line in cell.lines]


Item = Line | Grid


@dataclass
class Word:
    """A Word file that was read.

    Attributes:
        name: File name.
        items: Paragraphs and tables in order.
        comments: The comments, by number.
        notices: What stands beside the text, or was passed over, in the clerk's words.
        keywords: Of its properties.
        record: What our custom part says of the exported document, as it stands there; None without one.
    """

    name: str
    items: Sequence[Item] = ()
    comments: dict[str, Comment] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    keywords: str = ""
    record: object = None
