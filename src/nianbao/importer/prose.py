"""From lines to paragraphs: a page of a PDF breaks lines where it ends, a web page where a paragraph ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nianbao.importer.claims import Piece
from nianbao.importer.source import Line
from nianbao.narrative import LEAD_LIMIT, level_of

_ENDS = "。！？；：.!?;:…”’）)》】"
_SENTENCE = "。！？!?"
_LONG = 20
_CLEARLY_BROKEN = "，、,（(《“"
_BROKEN_LENGTH = 30
_OPENS = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]是|[-•●■◆]"
)


@dataclass(frozen=True)
class Text:
    """A section's text.

    Attributes:
        text: In the narrative grammar: a blank line ends a paragraph.
        origins: For each line of it, the piece it comes from; None for a blank one.
        joined: Pieces that a blank line of the source had parted from the one before.
        is_wrapped: The source breaks every line at its width, so that a break says nothing.
    """

    text: str
    origins: tuple[Piece | None, ...]
    joined: tuple[Piece, ...]
    is_wrapped: bool = False


def wrap_width(lines: Sequence[Line]) -> int | None:
    """Tell at how many characters lines were broken; None where each line is a paragraph."""
    long = [
        len(line.text.strip()) for line in lines if len(line.text.strip()) >= _LONG and line.cells is None
    ]
    if len(long) < 6:
        return None
    width = max(Counter(long).items(), key=lambda pair: (pair[1], pair[0]))[0]
    width = max(width, sorted(long)[int(len(long) * 0.6)])
    full = [line for line in lines if 0.8 * width <= len(line.text.strip()) <= 1.25 * width]
    broken = [line for line in full if line.text.strip()[-1] not in _SENTENCE]
    return width if len(full) >= 0.5 * len(long) and len(broken) >= 0.5 * len(full) else None


def paragraphs(
    pieces: Sequence[Piece], lines: Sequence[Line], width: int | None, headed: Collection[int] = ()
) -> Text:
    """Put the pieces of a section together, every one on a line of its own.

    Args:
        pieces: Its pieces in order.
        lines: The source's lines.
        width: Where lines were broken, from ``wrap_width``.
        headed: Indexes of lines that hold a heading; one that stays in the text is a paragraph of its own.
    """
    texts: list[str] = []
    origins: list[Piece | None] = []
    joined: list[Piece] = []
    last: Piece | None = None
    for piece in pieces:
        text = lines[piece.line].text[piece.start : piece.end].strip()
        if last is not None:
            before = texts[-1]
            apart = piece.line in headed or (last.line in headed and lines[last.line].text.strip() == before)
            if not apart and _goes_on(before, text, last, piece, lines, width):
                if _blank_between(last, piece, lines):
                    joined.append(piece)
            else:
                texts.append("")
                origins.append(None)
        texts.append(text)
        origins.append(piece)
        last = piece
    return Text("\n".join(texts), tuple(origins), tuple(joined), width is not None)


def _goes_on(
    before: str, text: str, last: Piece, piece: Piece, lines: Sequence[Line], width: int | None
) -> bool:
    """Tell whether a line goes on with the paragraph of the one before."""
    opens = lines[piece.line].opens
    if opens is not None and piece.start == 0:
        return not opens
    if level_of(text) or (_OPENS.match(text) and before[-1] in _ENDS):
        return False
    if last.line == piece.line:
        return False
    if width is not None and len(before) >= 0.8 * width:
        return True
    if before[-1] in _CLEARLY_BROKEN:
        return True
    # A paragraph parted in the middle of a word: 通 / 过.
    return (
        _blank_between(last, piece, lines)
        and len(before) >= _BROKEN_LENGTH
        and before[-1] not in _ENDS
        and not (level_of(before) and len(before) <= LEAD_LIMIT)
        and len(text) >= _BROKEN_LENGTH
        and text.rstrip()[-1] in _ENDS
    )


def _blank_between(last: Piece, piece: Piece, lines: Sequence[Line]) -> bool:
    return any(not lines[index].text.strip() for index in range(last.line + 1, piece.line))
