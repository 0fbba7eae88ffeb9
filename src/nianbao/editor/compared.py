"""Last year's text of a section beside this year's, as both are printed: quoted figures filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nianbao.editor.difference import Kind, Piece
from nianbao.editor.round import Round
from nianbao.editor.state import LastYear
from nianbao.figures import NamedFigure

_REFERENCE = re.compile(r"\{\{\s*([a-z][a-z0-9_.]*)\s*\}\}")

Figures = Mapping[str, NamedFigure]


def as_printed(round_: Round, last: LastYear) -> list[Piece]:
    """Fill the figures into a comparison, without marks of emphasis: what is printed is compared by eye.

    A figure that is quoted in both years and differs is a change too.

    Args:
        round_: The round.
        last: Last year's text with the pieces, as ``editor.state.last_year`` gives it.
    """
    before = round_.report.last
    assert before is not None
    found: list[Piece] = []
    for piece in last.pieces:
        bare = Piece(piece.kind, piece.text.replace("**", ""))
        for one in _filled(bare, before.figures, round_.report.figures):
            if one.text and found and found[-1].kind == one.kind:
                found[-1] = Piece(one.kind, found[-1].text + one.text)
            elif one.text:
                found.append(one)
    return found


def _filled(piece: Piece, before: Figures, now: Figures) -> Iterator[Piece]:
    at = 0
    for match in _REFERENCE.finditer(piece.text):
        yield Piece(piece.kind, piece.text[at : match.start()])
        yield from _figure(piece.kind, match[1], match.group(), before, now)
        at = match.end()
    yield Piece(piece.kind, piece.text[at:])


def _figure(kind: Kind, name: str, typed: str, before: Figures, now: Figures) -> Iterator[Piece]:
    old = before[name].text if name in before else typed
    new = now[name].text if name in now else typed
    if kind == "same" and old != new:
        yield Piece("gone", old)
        yield Piece("new", new)
    else:
        yield Piece(kind, old if kind == "gone" else new)
