"""From the lines of a table to its items: labels, values, blanks, whatever the page made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from nianbao.importer.characters import fold
from nianbao.importer.source import Line, Span
from nianbao.tables.numbers import NOTHING, UNITS

_VALUE = re.compile(rf"[+-]?\d[\d,]*(?:\.\d+)?(?:\(?(?:{'|'.join(UNITS)})\)?)?")
_BLANK_WORDS = frozenset({*NOTHING, "&nbsp;", "&nbsp", "nbsp;", "*", "...", "。", "."})
_RULE = re.compile("[|\\s:+=_\u2500-\u257f-]*")
"""Bars, dashes and the lines of boxes."""

_DRAWN = re.compile("-{3}|_{3}|={3}|[\u2500-\u257f]{2}")
"""What draws a line between rows; one dash is a cell that says that there is nothing."""

_FLOOD = 30
"""More bars than this on a line are no cells of any table of ours."""
_FEWEST = 3
_FEW = 0.1

Kind = Literal["label", "value", "unit", "blank"]


@dataclass(frozen=True)
class Item:
    """One thing in a table.

    Attributes:
        kind: ``label``, ``value``, ``unit``, or ``blank`` for a cell that is there and holds nothing.
        text: As in the source.
        line: Index of its line.
        span: Where in that line.
        row: Items of one printed row share it, where the source has rows.
    """

    kind: Kind
    text: str
    line: int
    span: Span
    row: int | None


def is_value(text: str) -> bool:
    """Tell whether a cell's text is a number, perhaps with its unit."""
    # Two numbers side by side aren't one; a unit may stand apart from its number.
    words = text.split()
    return _VALUE.fullmatch(fold(text)) is not None and not any(word[0].isdigit() for word in words[1:])


def is_blank(text: str) -> bool:
    """Tell whether a cell's text says that there is nothing: empty, a dash, 无."""
    return fold(text) in _BLANK_WORDS


def is_rule(text: str) -> bool:
    """Tell whether a line is nothing but bars and dashes, such as a line between rows."""
    return bool(text.strip()) and _RULE.fullmatch(text) is not None


@dataclass(frozen=True)
class SplitLine:
    """A line of a PDF's table, such as ``2.网络申请数 件 0``.

    Attributes:
        label: Where its label is; empty where it has none.
        unit: Where the unit is that stands in a column of its own, or None.
        values: Where the numbers at its end are.
    """

    label: Span
    unit: Span | None
    values: tuple[Span, ...]


def split_values(text: str) -> SplitLine | None:
    """Split a line into its label and the numbers at its end; None where it ends with no number."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    first = len(words)
    while first and _is_plain_value(text[slice(*words[first - 1])]):
        first -= 1
    if first == len(words) or _within_brackets(text[: words[first][0]]):
        return None
    values = tuple(words[first:])
    unit = words[first - 1] if first and text[slice(*words[first - 1])] in UNITS else None
    last = first - 1 if unit else first
    return SplitLine((words[0][0], words[last - 1][1]) if last else (0, 0), unit, values)


def _within_brackets(before: str) -> bool:
    """Tell whether a bracket is open: its number is part of a label, such as （同一热点计 1次）."""
    return sum(map(before.count, "（(")) > sum(map(before.count, "）)"))


def _is_plain_value(word: str) -> bool:
    return is_value(word) or word in ("-", "—", "——", "/")


def items(lines: Sequence[Line], indexes: Sequence[int]) -> list[Item]:
    """List the items of a table's lines."""
    reader = _Reader(lines, _edges([lines[index].text for index in indexes if lines[index].cells is None]))
    for index in indexes:
        reader.read(index)
    return reader.items


@dataclass(frozen=True)
class Edges:
    """How the rows of a table are written.

    Attributes:
        opened: A bar at a line's start opens the row; else it ends an empty cell.
        closed: A bar at a line's end closes the row; else it opens an empty cell.
    """

    opened: bool = True
    closed: bool = True


def _edges(texts: Sequence[str]) -> Edges:
    """Tell how a table's rows are written: all of them alike."""
    rows = [text.strip() for text in texts if "|" in text.strip("| \t\u3000") and not is_rule(text)]
    opened = [row for row in rows if row.startswith("|")]
    bare = sum(not row.endswith("|") for row in opened)
    # What begins without a bar is the rest of a row that was broken inside a cell, or opens a row of a table
    # whose rows begin without one; there, a bar at the start ends an empty cell.
    closed = [text.rstrip() for text in texts if "|" in text]
    others = sum(
        last.endswith("|") and "|" in row.strip("|") and not row.lstrip().startswith("|")
        for last, row in pairwise(closed)
    )
    return Edges(
        opened=others <= len(closed) * _FEW,
        # A row that was broken inside a cell ends without a bar too, but its rest begins without one.
        closed=bare < _FEWEST or len(opened) < len(rows),
    )


class _Reader:
    """Reads lines in turn; a bar ends the cell that is open, or stands for an empty one."""

    def __init__(self, lines: Sequence[Line], edges: Edges) -> None:
        self.lines = lines
        self.edges = edges
        self.items: list[Item] = []
        self.open = False

    def read(self, index: int) -> None:
        line = self.lines[index]
        if line.cells is not None:
            self._row(index, line.cells)
        elif "|" in line.text:
            self._bars(index, line.text)
        elif line.text.strip():
            self._plain(index, line.text)

    def _plain(self, index: int, text: str) -> None:
        start = len(text) - len(text.lstrip())
        whole = (start, len(text.rstrip()))
        if is_value(text) or is_blank(text):
            self._add(index, whole, None)
        elif split := split_values(text):
            label = [split.label] if split.label[1] else []
            for span in [*label, *([split.unit] if split.unit else []), *split.values]:
                self._add(index, span, index)
        else:
            self._add(index, whole, None)
        self.open = True

    def _bars(self, index: int, text: str) -> None:
        if is_rule(text) and (_DRAWN.search(text) or text.count("|") > _FLOOD):
            self.open = False
            return
        if not text.replace("|", "").strip():
            # The first bar ends a cell that stood on a line of its own.
            for place in [place for place, char in enumerate(text) if char == "|"][1 if self.open else 0 :]:
                self._add(index, (place, place), None)
            self.open = False
            return
        cells = list(pipe_cells(text, self.edges))
        for span in cells:
            self._add(index, span, index if len(cells) > 1 else None)
        self.open = not text.rstrip().endswith("|")

    def _row(self, index: int, cells: Sequence[Span]) -> None:
        for span in cells:
            self._add(index, span, index)
        self.open = False

    def _add(self, index: int, span: Span, row: int | None) -> None:
        text = self.lines[index].text[slice(*span)]
        self.items.append(Item(_kind(text), text, index, span, row))


def _kind(text: str) -> Kind:
    if is_blank(text):
        return "blank"
    if is_value(text):
        return "value"
    return "unit" if text.strip() in UNITS else "label"


def pipe_cells(text: str, edges: Edges | None = None) -> Iterator[Span]:
    """List the cells of a line with bars: ``a | b |``, ``| a | b |`` and ``a | b`` alike."""
    edges = edges or Edges()
    bars = [place for place, char in enumerate(text) if char == "|"]
    ends = [-1, *bars, len(text)]
    spans = [(first + 1, last) for first, last in pairwise(ends)]
    if not text[slice(*spans[-1])].strip() and (edges.closed or not text.lstrip().startswith("|")):
        spans.pop()
    if len(spans) > 1 and edges.opened and text.lstrip().startswith("|"):
        spans.pop(0)
    for start, end in spans:
        inside = text[start:end]
        left = start + len(inside) - len(inside.lstrip())
        yield (left, left + len(inside.strip())) if inside.strip() else (start, start)
