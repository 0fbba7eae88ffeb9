"""How the cells of a form look: what is to be filled in is white, all else says by its ground what it is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

LINE = 14.5
"""Height of a line of 10.5 pt, in points."""

TALLEST = 400.0
"""Points; no office program shows a row of more than 409."""

_AROUND = 6
_FONT = "宋体"
_LINE_COLOR = "#A6A6A6"

_BASE: dict[str, Any] = {
    "font_name": _FONT,
    "font_size": 10.5,
    "valign": "vcenter",
    "text_wrap": True,
    "locked": True,
}
_BOXED = {"border": 1, "border_color": _LINE_COLOR}
_ENTRY = {**_BOXED, "locked": False, "bg_color": "#FFFFFF"}

LOOKS: Mapping[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 16, "align": "center", "text_wrap": False},
    "under": {"font_size": 10.5, "font_color": "#595959", "align": "center", "text_wrap": False},
    "head": {**_BOXED, "bold": True, "align": "center", "bg_color": "#DCE6F1"},
    "band": {**_BOXED, "bold": True, "align": "center", "bg_color": "#DCE6F1"},
    "now": {**_BOXED, "bold": True, "align": "center", "bg_color": "#BDD7EE"},
    "then": {**_BOXED, "align": "center", "bg_color": "#F2F2F2", "font_color": "#595959", "font_size": 9.5},
    "row": {**_BOXED, "align": "left", "indent": 1, "bg_color": "#EEF3FA"},
    "plain": {**_BOXED, "align": "center", "bg_color": "#EEF3FA"},
    "number": {**_BOXED, "align": "center", "bg_color": "#EEF3FA"},
    "note": {
        "align": "left",
        "indent": 1,
        "font_size": 9.5,
        "font_color": "#404040",
        "valign": "top",
        "bg_color": "#FFFDF3",
        **_BOXED,
    },
    "note line": {**_BOXED, "align": "left", "indent": 1, "font_size": 9.5, "bg_color": "#FFFDF3"},
    "small": {
        **_BOXED,
        "align": "left",
        "indent": 1,
        "font_size": 9,
        "font_color": "#404040",
        "bg_color": "#FFFDF3",
    },
    "fact": {**_BOXED, "align": "left", "indent": 1, "bg_color": "#F7F9FC"},
    "entry": {**_ENTRY, "align": "center", "num_format": "General"},
    "filled": {**_ENTRY, "align": "center", "bg_color": "#FFF9DB"},
    "words": {**_ENTRY, "align": "left", "indent": 1},
    "filled words": {**_ENTRY, "align": "left", "indent": 1, "bg_color": "#FFF9DB"},
    "code": {**_ENTRY, "align": "left", "indent": 1, "num_format": "@"},
    "date": {**_ENTRY, "align": "left", "indent": 1, "num_format": "yyyy-mm-dd"},
    "year": {**_BOXED, "align": "left", "indent": 1, "bg_color": "#F2F2F2"},
    "text": {**_ENTRY, "align": "left", "indent": 1, "valign": "top"},
    "last text": {
        **_BOXED,
        "align": "left",
        "indent": 1,
        "valign": "top",
        "bg_color": "#F2F2F2",
        "font_color": "#595959",
        "font_size": 9.5,
    },
    # Not locked, so that a block of figures is pasted with its totals; they are compared on reading.
    "total": {**_BOXED, "align": "center", "bg_color": "#D9D9D9", "locked": False},
    "last": {**_BOXED, "align": "center", "bg_color": "#F2F2F2", "font_color": "#595959", "font_size": 9.5},
    "check": {**_BOXED, "align": "center", "bg_color": "#F7F9FC"},
    "check words": {**_BOXED, "align": "left", "indent": 1, "bg_color": "#F7F9FC"},
    "sign": {"bottom": 1, "bottom_color": _LINE_COLOR, "locked": False},
    "link": {**_BOXED, "font_color": "#1F4E79", "underline": 1, "align": "left", "indent": 1},
    "bad": {**_BOXED, "bg_color": "#F8CBAD", "font_color": "#9C0006"},
    "good": {"font_color": "#2E7D32"},
}
"""Looks by name."""


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._book.add_format({**_BASE, **LOOKS[name]})
        return self._made[name]

    def over(self, name: str) -> Any:
        """Give a look that is laid over another one by a condition: only what it changes."""
        key = f"over {name}"
        if key not in self._made:
            plain = {"bg_color", "font_color", "bold"}
            self._made[key] = self._book.add_format(
                {what: value for what, value in LOOKS[name].items() if what in plain}
            )
        return self._made[key]


def height_of(text: str, width: float, size: float = 10.5) -> float:
    """Give the points that a wrapped text takes in a cell so many characters wide."""
    # A column's width counts digits of 11 pt; a Chinese character takes two.
    a_line = max(2.0, (width - 1.5) * 10.5 / size)
    lines = sum(max(1, math.ceil(wide(line) / a_line)) for line in text.split("\n"))
    return lines * LINE * size / 10.5 + _AROUND


def wide(text: str) -> float:
    """Give the width of a text, a Chinese character counted as two."""
    return sum(2.0 if east_asian_width(sign) in "WFA" else 1.1 for sign in text)


def spread(heights: dict[int, float], rows: Sequence[int], needed: float) -> None:
    """Make rows high enough together for what stands in all of them."""
    missing = needed - sum(heights.get(row, 0.0) for row in rows)
    if missing > 0:
        for row in rows:
            heights[row] = min(TALLEST, heights.get(row, 0.0) + missing / len(rows))
