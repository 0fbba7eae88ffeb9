"""Bars that lie, each with its label before it and its numbers behind it.

All charts are made of them: a lying bar has room for a unit's long name, and forty of them for
forty units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nianbao.charts import svg
from nianbao.charts.measure import broken, width_of
from nianbao.tables.numbers import Amount

Fill = Literal["dark", "hatched", "pale"]

SIZE = 13.0
"""Size of type in CSS pixels."""

_ROW = 22.0
_LINE = 16.0
_BAR = 13.0
_GAP = 7.0
_EDGE = 4.0
"""White at the sides, for faces a little wider than ours."""

_BETWEEN = 28.0
"""White between two columns of panels."""


@dataclass(frozen=True)
class Bar:
    """A bar.

    Attributes:
        label: Stands before it.
        segments: Its parts in order; none where nothing is known.
        words: Stands behind it.
        fills: What each of the segments looks like.
        apart: A little white above it sets it off.
    """

    label: str
    segments: tuple[Amount, ...]
    words: str
    fills: tuple[Fill, ...] = ("dark",)
    apart: bool = False

    @property
    def whole(self) -> Amount:
        """Sum of the segments."""
        return sum(self.segments, start=0)


@dataclass(frozen=True)
class Panel:
    """Bars under one heading, if any, drawn to one scale."""

    bars: tuple[Bar, ...]
    heading: str | None = None


@dataclass(frozen=True)
class _Lane:
    """The measures of a column of panels: where labels end, how long a bar may be."""

    label: float
    bar: float


def draw(
    panels: tuple[Panel, ...],
    alt: str,
    *,
    width: float,
    columns: int = 1,
    one_scale: bool = False,
    key: tuple[tuple[Fill, str], ...] = (),
) -> str:
    """Draw panels side by side, row after row.

    Args:
        panels: The panels in reading order.
        alt: What the picture tells, in words.
        width: Width in CSS pixels.
        columns: Panels beside each other.
        one_scale: All panels have the scale of the largest bar; otherwise each has its own.
        key: What the fills of the segments stand for, where a bar has several.
    """
    column = (width - 2 * _EDGE - (columns - 1) * _BETWEEN) / columns
    lane = _lane([bar for panel in panels for bar in panel.bars], column)
    largest = max((bar.whole for panel in panels for bar in panel.bars), default=0)
    content = list(_key(key))
    top = _ROW + 4 if key else 2.0
    for first in range(0, len(panels), columns):
        row = panels[first : first + columns]
        for place, panel in enumerate(row):
            scale = largest if one_scale else max((bar.whole for bar in panel.bars), default=0)
            content += _panel(panel, _EDGE + place * (column + _BETWEEN), top, lane, float(scale))
        top += max(_height(panel, lane) for panel in row) + (10 if first + columns < len(panels) else 6)
    return svg.picture(width, top, alt, content)


def _lane(bars: list[Bar], column: float) -> _Lane:
    """Share a column out: labels take what they need up to 40 in a hundred, numbers what they need."""
    label = min(0.4 * column, max((width_of(bar.label, SIZE) for bar in bars), default=0))
    numbers = max((width_of(bar.words, SIZE) for bar in bars), default=0)
    return _Lane(label, max(column - label - numbers - 2 * _GAP, 0.12 * column))


def _key(key: tuple[tuple[Fill, str], ...]) -> Iterator[svg.Element]:
    x = _EDGE
    for fill, meaning in key:
        yield from _box(fill, x, 4, 18, _BAR)
        yield svg.words(meaning, x + 24, 4 + _BAR / 2, SIZE)
        x += 24 + width_of(meaning, SIZE) + 20


def _panel(panel: Panel, x: float, top: float, lane: _Lane, scale: float) -> Iterator[svg.Element]:
    y = top
    if panel.heading:
        yield svg.words(panel.heading, x, y + _ROW / 2, SIZE, font_weight="bold")
        y += _ROW
    axis = x + lane.label + _GAP
    for bar in panel.bars:
        y += 6 if bar.apart else 0
        height = _row_height(bar, lane)
        yield from _bar(bar, axis, y, height, lane, scale)
        y += height
    start = top + (_ROW if panel.heading else 0)
    yield svg.element("path", d=f"M{svg.number(axis)} {svg.number(start)}V{svg.number(y)}", stroke=svg.QUIET)


def _bar(bar: Bar, axis: float, y: float, height: float, lane: _Lane, scale: float) -> Iterator[svg.Element]:
    middle = y + height / 2
    lines = broken(bar.label, SIZE, lane.label)
    for place, line in enumerate(lines):
        at = middle + (place - (len(lines) - 1) / 2) * _LINE
        yield svg.words(line, axis - _GAP, at, SIZE, text_anchor="end")
    x = axis
    for amount, fill in zip(bar.segments, bar.fills, strict=bool(bar.segments)):
        # What isn't nothing is seen, however small it is beside the largest.
        length = max(lane.bar * float(amount) / scale, 1.5) if amount > 0 else 0.0
        if length:
            yield from _box(fill, x, middle - _BAR / 2, length, _BAR)
        x += length
    colour = svg.INK if bar.segments else svg.QUIET
    yield svg.words(bar.words, x + _GAP, middle, SIZE, fill=colour)


def _box(fill: Fill, x: float, y: float, width: float, height: float) -> list[svg.Element]:
    if fill == "hatched":
        return svg.hatched(x, y, width, height)
    if fill == "pale":
        return [svg.element("rect", x=x, y=y, width=width, height=height, fill=svg.PALE, stroke=svg.DARK)]
    return [svg.element("rect", x=x, y=y, width=width, height=height, fill=svg.DARK)]


def _row_height(bar: Bar, lane: _Lane) -> float:
    lines = len(broken(bar.label, SIZE, lane.label))
    return _ROW if lines == 1 else lines * _LINE + 6


def _height(panel: Panel, lane: _Lane) -> float:
    rows = sum(_row_height(bar, lane) + (6 if bar.apart else 0) for bar in panel.bars)
    return rows + (_ROW if panel.heading else 0)
