"""Who owns each character of the source: so that none is lost and none is used twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.importer.result import Part
from nianbao.importer.source import Line, Span


@dataclass(frozen=True)
class Owner:
    """What a stretch of the source became.

    Attributes:
        part: Kind of thing.
        name: Section or table id, or for chrome what it is.
    """

    part: Part
    name: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of one line with its owner."""

    line: int
    start: int
    end: int
    owner: Owner


class Claims:
    """The lines of a source, and who owns which stretch of them.

    Args:
        lines: The source's lines.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._pieces: list[list[Piece]] = [[] for _ in lines]

    def claim(self, line: int, owner: Owner, span: Span | None = None) -> None:
        """Give a stretch of a line to an owner; what belongs to another already stays there."""
        text = self.lines[line].text
        start, end = span or (0, len(text))
        for first, last in list(self._gaps(line, start, end)):
            if text[first:last].strip():
                self._pieces[line].append(Piece(line, first, last, owner))
        self._pieces[line].sort(key=lambda piece: piece.start)

    def _gaps(self, line: int, start: int, end: int) -> Iterator[Span]:
        for piece in self._pieces[line]:
            if piece.end <= start or piece.start >= end:
                continue
            if piece.start > start:
                yield start, piece.start
            start = max(start, piece.end)
        if start < end:
            yield start, end

    def free(self, line: int) -> list[Span]:
        """List the stretches of a line that nobody owns and that hold more than spaces."""
        text = self.lines[line].text
        return [(first, last) for first, last in self._gaps(line, 0, len(text)) if text[first:last].strip()]

    def is_free(self, line: int) -> bool:
        """Tell whether nobody owns anything of a line."""
        return not self._pieces[line]

    def pieces(self) -> Iterator[Piece]:
        """List all pieces in the order of the source."""
        for pieces in self._pieces:
            yield from pieces

    def of(self, part: Part) -> Iterator[Piece]:
        """List the pieces of one kind of owner."""
        return (piece for piece in self.pieces() if piece.owner.part == part)

    def text(self, piece: Piece) -> str:
        """Give a piece's text without the spaces around it."""
        return self.lines[piece.line].text[piece.start : piece.end].strip()
