"""How one text became another, word by word, as Word shows a 修订.

Han characters are words of their own here; figures (``{{ … }}``), numbers and Latin words stay whole. A
lone character that two rewritten sentences happen to share isn't shown as kept: nobody kept it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "gone", "new"]

_WORD = re.compile(r"\{\{[^{}\n]*\}\}|\d+(?:[.,]\d+)*%?|[A-Za-z]+|\n|[^\S\n]+|.")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_WEIGHTY = re.compile(r"[\d{A-Za-z\n]")
_FEWEST = 2
"""Han characters in a row that count as kept between two changes."""

_LONG = 4000
"""Words from which frequent ones are passed over in the search, which would take too long."""

Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True)
class Piece:
    """A run of text: in both, only in the earlier, or only in the later."""

    kind: Kind
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Compare two texts.

    Returns:
        Pieces in order; ``same`` and ``gone`` make up the earlier text, ``same`` and ``new`` the later.
    """
    found: list[Piece] = []
    for piece in _by_line(before, after):
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    return found


def _by_line(before: str, after: str) -> Iterator[Piece]:
    """Match lines first, so that a paragraph that moved down doesn't spoil the rest."""
    old, new = _LINES.findall(before), _LINES.findall(after)
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        gone, put = "".join(old[start:end]), "".join(new[new_start:new_end])
        if kind == "equal":
            yield Piece("same", gone)
        else:
            yield from _by_word(_WORD.findall(gone), _WORD.findall(put))


def _by_word(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > _LONG)
    gone: list[str] = []
    put: list[str] = []
    codes = matcher.get_opcodes()
    for place, (kind, start, end, new_start, new_end) in enumerate(codes):
        if kind == "equal" and not _is_island(codes, place, old[start:end]):
            yield from (Piece("gone", "".join(gone)), Piece("new", "".join(put)))
            yield Piece("same", "".join(old[start:end]))
            gone, put = [], []
        else:
            gone += old[start:end]
            put += new[new_start:new_end]
    yield from (Piece("gone", "".join(gone)), Piece("new", "".join(put)))


def _is_island(codes: Sequence[Opcode], place: int, words: Sequence[str]) -> bool:
    """Tell whether words are shared by chance: too few of them, with something rewritten on either side."""
    if place in (0, len(codes) - 1) or any(_WEIGHTY.match(word) for word in words):
        return False
    beside = (codes[place - 1], codes[place + 1])
    return all(map(_is_rewritten, beside)) and sum(word.isalnum() for word in words) < _FEWEST


def _is_rewritten(code: Opcode) -> bool:
    """Tell words put in another's place from one number put in another's."""
    kind, start, end, new_start, new_end = code
    return kind == "replace" and min(end - start, new_end - new_start) >= _FEWEST
