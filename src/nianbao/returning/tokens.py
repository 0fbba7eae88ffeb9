"""A paragraph's words on both sides, quoted figures each as one, and which word stands for which."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nianbao.export.word.trace import digest, folded
from nianbao.passages.paragraphs import Passage
from nianbao.returning.exported import Exported
from nianbao.returning.word import NAMELESS, Line

_WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)
_REFERENCE = re.compile(r"\{\{\s*([a-z][a-z0-9_.]*)\s*\}\}")
_NUMBER = re.compile(r"[\d０-９]")


@dataclass(frozen=True)
class Token:
    """A word, or a quoted figure.

    Attributes:
        text: As it stands there.
        figure: Name of the figure; ``NAMELESS`` for a control whose name is lost, None for a word.
        start: Its place in the printed text of the paragraph as it was typed; 0 in a Word file.
    """

    text: str
    figure: str | None = None
    start: int = 0

    @property
    def key(self) -> str:
        """What it has in common with the one it stands for."""
        return f"\0{self.figure}" if self.figure else folded(self.text) or " "

    @property
    def is_number(self) -> bool:
        """It could stand in a figure's place."""
        return self.figure is not None or bool(_NUMBER.match(self.text))


def typed_tokens(passage: Passage, source: str) -> list[Token]:
    """Cut a paragraph as it is typed.

    Args:
        passage: The paragraph.
        source: The section's text that it is from.
    """
    found: list[Token] = []
    ends = (*passage.starts[1:], len(passage.text))
    for start, end, place in zip(passage.starts, ends, passage.places, strict=True):
        text = passage.text[start:end]
        name = _REFERENCE.match(source, passage.place(start)) if place < 0 else None
        if name:
            found.append(Token(text, name[1], start))
        else:
            found += [Token(word, None, start + at) for at, word in _words(text)]
    return found


def word_tokens(line: Line) -> list[Token]:
    """Cut a paragraph of a Word file, as it reads when tracked changes are accepted."""
    found: list[Token] = []
    plain, control = "", 0
    for piece in line.kept:
        if piece.figure is None:
            plain += piece.text
            control = 0
            continue
        found += [Token(word) for _, word in _words(plain)]
        plain = ""
        if control and control == piece.control:
            found[-1] = replace(found[-1], text=found[-1].text + piece.text)
        elif piece.text:
            found.append(Token(piece.text, piece.figure))
        control = piece.control
    return [*found, *(Token(word) for _, word in _words(plain))]


def _words(text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match.group()) for match in _WORD.finditer(text))


def recognised(old: Sequence[Token], new: Sequence[Token], was: Exported) -> list[Token]:
    """Give the words of a Word file with figures put back that have lost their name, or their control.

    Retyping a sentence deletes the controls in it, and some programs drop them or their names. A number that
    is what was exported, with the same word beside it as before, is the figure.

    Args:
        old: The paragraph as typed.
        new: The paragraph in the Word file.
        was: What was exported.
    """
    missing = Counter(one.figure for one in old if one.figure)
    missing.subtract(one.figure for one in new if one.figure)
    found, at = list(new), 0
    for place, figure in enumerate(old):
        if figure.figure and missing[figure.figure] > 0:
            where = _find(
                figure, (old[max(0, place - 1) : place], old[place + 1 : place + 2]), found, at, was
            )
            if where is not None:
                text = "".join(one.text for one in found[where[0] : where[1]])
                found[where[0] : where[1]] = [Token(text, figure.figure)]
                missing[figure.figure] -= 1
                at = where[0] + 1
    return found


def _find(
    figure: Token,
    beside: tuple[Sequence[Token], Sequence[Token]],
    new: Sequence[Token],
    at: int,
    was: Exported,
) -> tuple[int, int] | None:
    lengths = {1, len(_WORD.findall(figure.text))}
    for start in range(at, len(new)):
        for length in sorted(lengths):
            stretch = new[start : start + length]
            if len(stretch) < length or any(one.figure for one in stretch):
                continue
            if is_same_value(figure, "".join(one.text for one in stretch), was) and _fits(
                beside, new[max(0, start - 1) : start], new[start + length : start + length + 1]
            ):
                return start, start + length
        if new[start].figure == NAMELESS and is_same_value(figure, new[start].text, was):
            return start, start + 1
    return None


def _fits(
    beside: tuple[Sequence[Token], Sequence[Token]], before: Sequence[Token], after: Sequence[Token]
) -> bool:
    """Tell whether the same word stands on one side at least, or nothing does on that side."""
    ends = (beside[0][-1:], before[-1:]), (beside[1][:1], after[:1])
    return any([one.key for one in own] == [one.key for one in other] for own, other in ends)


def is_same_value(figure: Token, text: str, was: Exported) -> bool:
    """Tell whether a text is what a figure says now, or said when the file was exported."""
    return folded(text) == folded(figure.text) or digest(text) in was.values_of(figure.figure or "")


@dataclass(frozen=True)
class Step:
    """A stretch of both sides: the same, or one in the other's place."""

    same: bool
    old: tuple[Token, ...]
    new: tuple[Token, ...]


def steps(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Step]:
    """Line up both sides; a number in a figure's place is the figure, edited."""
    keys = [one.key for one in old], [one.key for one in new]
    matcher = difflib.SequenceMatcher(None, *keys, autojunk=len(keys[0]) > 4000)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        own, other = tuple(old[start:end]), tuple(new[new_start:new_end])
        if kind == "equal" or _are_edited_figures(own, other):
            yield Step(True, own, other)
        else:
            yield Step(False, own, other)


def _are_edited_figures(old: Sequence[Token], new: Sequence[Token]) -> bool:
    return len(old) == len(new) and all(
        one.figure and other.is_number for one, other in zip(old, new, strict=True)
    )
