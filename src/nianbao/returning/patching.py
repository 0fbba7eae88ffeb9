"""A changed paragraph put into what was typed: only the words that changed; figures and marks stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.export.word.trace import folded
from nianbao.figures import Figures
from nianbao.passages.paragraphs import Passage, passages
from nianbao.returning.exported import Exported
from nianbao.returning.tokens import Step, Token, is_same_value, recognised, steps, typed_tokens, word_tokens
from nianbao.returning.word import NAMELESS, Line

_REFERENCE = re.compile(r"\{\{[^{}\n]*\}\}")
_HOLLOW = re.compile(r"\*\*\*\*|\[\]\([^()\s]*\)")
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class FigureEdit:
    """A quoted figure whose number was changed in the Word file.

    Attributes:
        name: Dotted name of the figure.
        label: What the clerk calls it.
        source: Where its number comes from: there it is to be changed.
        before: What it says.
        after: What stands in the Word file.
        where: Which paragraph it stands in, in words.
    """

    name: str
    label: str
    source: str
    before: str
    after: str
    where: str = ""


@dataclass(frozen=True)
class Patched:
    """A paragraph as it would be typed after the change.

    Attributes:
        typed: The characters; None where the grammar of texts can't hold them.
        printed: What will be printed of it.
        edits: Figures whose number was changed; they are kept, or taken as text.
        quotes: How many quotation marks changed their shape only; they stay as they were.
    """

    typed: str | None
    printed: str
    edits: tuple[FigureEdit, ...] = ()
    quotes: int = 0


class Patcher:
    """Puts changed paragraphs into a section's text.

    Args:
        source: The section's text.
        figures: The figures that can be quoted, as they are now.
        was: What was exported.
        literal: Take edited numbers as text rather than keeping the figure.
    """

    def __init__(self, source: str, figures: Figures, was: Exported, *, literal: bool = False) -> None:
        self.source = source
        self.figures = figures
        self.was = was
        self.literal = literal

    def edited(self, passage: Passage, start: int, end: int, line: Line) -> Patched:
        """Change a paragraph into what the Word file has.

        Args:
            passage: The paragraph.
            start: Where its typed characters begin in the section's text.
            end: Where they end.
            line: What the Word file has.
        """
        old = typed_tokens(passage, self.source)
        found = list(steps(old, recognised(old, word_tokens(line), self.was)))
        edits = tuple(self._edits(found))
        wanted = "".join(self._wanted(found))
        cuts = list(self._cuts(passage, found))
        typed = self.source[start:end]
        for cut_start, cut_end, text in sorted(cuts, reverse=True):
            typed = typed[: cut_start - start] + text + typed[cut_end - start :]
        return Patched(self._sound(typed, wanted), wanted, edits, _quotes(found))

    def added(self, line: Line) -> Patched:
        """Type a paragraph that is new; controls that came along stay quoted figures."""
        tokens = word_tokens(line)
        typed = "".join(
            f"{{{{ {one.figure} }}}}" if self._is_quoted(one) else one.text for one in tokens
        ).strip()
        wanted = "".join(
            self.figures[str(one.figure)].text if self._is_quoted(one) else one.text for one in tokens
        ).strip()
        return Patched(self._sound(typed, wanted), wanted)

    def _is_quoted(self, token: Token) -> bool:
        return (
            token.figure not in (None, NAMELESS)
            and token.figure in self.figures
            and is_same_value(Token(self.figures[token.figure].text, token.figure), token.text, self.was)
        )

    def _edits(self, found: Sequence[Step]) -> Iterator[FigureEdit]:
        for own, other in _same(found):
            if own.figure and not is_same_value(own, other.text, self.was):
                known = self.figures.get(own.figure)
                label, source = (known.label, known.source) if known else (own.figure, "")
                yield FigureEdit(own.figure, label, source, own.text, other.text)

    def _wanted(self, found: Sequence[Step]) -> Iterator[str]:
        """Give what is to be printed: figures as they are now, quotes as they were."""
        for step in found:
            if not step.same:
                yield from (self._text_of(one) for one in step.new)
                continue
            for own, other in zip(step.old, step.new, strict=True):
                yield other.text if self._is_literal(own, other) else own.text

    def _text_of(self, token: Token) -> str:
        return self.figures[str(token.figure)].text if self._is_quoted(token) else token.text

    def _is_literal(self, own: Token, other: Token) -> bool:
        return self.literal and own.figure is not None and not is_same_value(own, other.text, self.was)

    def _cuts(self, passage: Passage, found: Sequence[Step]) -> Iterator[tuple[int, int, str]]:
        """Give the stretches of the section's text to replace, and by what."""
        at = 0
        for step in found:
            if step.same:
                for own, other in zip(step.old, step.new, strict=True):
                    if self._is_literal(own, other):
                        yield from self._replaced(passage, own.start, own.start + len(own.text), other.text)
            else:
                text = "".join(
                    f"{{{{ {one.figure} }}}}" if self._is_quoted(one) else one.text for one in step.new
                )
                end = at + sum(len(one.text) for one in step.old)
                yield from self._replaced(passage, at, end, text)
            at += sum(len(one.text) for one in step.old)

    def _replaced(self, passage: Passage, start: int, end: int, text: str) -> Iterator[tuple[int, int, str]]:
        """Replace a stretch of what is printed; marks of emphasis and links within it stay."""
        if start == end:
            place = self._behind(passage, start - 1) if start else self._before(passage)
            yield place, place, text
            return
        at = start
        while at < end:
            place = passage.place(at)
            made = passage.is_made(at, at + 1)
            stop = at + 1
            while stop < end and (
                (passage.is_made(stop, stop + 1) and passage.place(stop) == place)
                if made
                else passage.is_typed(at, stop + 1)
            ):
                stop += 1
            yield place, self._behind(passage, stop - 1), text if at == start else ""
            at = stop

    def _before(self, passage: Passage) -> int:
        return passage.place(0)

    def _behind(self, passage: Passage, at: int) -> int:
        """Give the place behind a printed character; a figure's is behind its braces."""
        place = passage.place(at)
        if passage.is_made(at, at + 1) and (found := _REFERENCE.match(self.source, place)):
            return found.end()
        return place + 1

    def _sound(self, typed: str, wanted: str) -> str | None:
        """Give what was typed if it prints what is wanted, after putting in order what an edit left hollow."""
        for text in (typed, _HOLLOW.sub("", _BLANK_LINE.sub("\n", typed)).strip(), wanted):
            printed = [one.text for one in passages(text, resolve=self._resolve)]
            if printed == [wanted.strip()] or (len(printed) == 1 and folded(printed[0]) == folded(wanted)):
                return text
        return None

    def _resolve(self, name: str) -> str | None:
        found = self.figures.get(name)
        return found.text if found else None


def _same(found: Sequence[Step]) -> Iterator[tuple[Token, Token]]:
    for step in found:
        if step.same:
            yield from zip(step.old, step.new, strict=True)


def _quotes(found: Sequence[Step]) -> int:
    return sum(
        not own.figure and own.text != other.text and bool(own.text.strip()) for own, other in _same(found)
    )
