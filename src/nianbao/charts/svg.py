"""SVG, element by element: the little of it that bars and their numbers need.

It is written here and not by a plotting library because it has to be the same bytes on every
machine, with text as text in the faces of a report, in a batch of thousands (docs/charts.md has
what was weighed). lxml escapes all text; nothing is ever put together as source.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from nianbao.block_html import FACES

INK = "#1a1a1a"
"""Colour of text and axes."""

QUIET = "#555555"
"""Colour of lesser text; 7 to 1 on white."""

DARK = "#1f4e79"
"""Colour of the first kind of bar; printed in grey it is nearly black."""

PALE = "#d5e0ec"
"""Colour of the ground between the strokes of the second kind."""

Element = etree._Element

_SPACE = "http://www.w3.org/2000/svg"
_DEFAULT: Any = {None: _SPACE}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def number(value: float) -> str:
    """Write a length with a tenth at most, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, **attributes: str | float) -> Element:
    """Make an element; ``stroke_width`` gives the attribute ``stroke-width``."""
    # lxml-stubs know no default namespace (None), which lxml takes.
    return etree.Element(
        f"{{{_SPACE}}}{name}",
        {
            key.replace("_", "-"): value if isinstance(value, str) else number(value)
            for key, value in attributes.items()
        },
        nsmap=_DEFAULT,
    )


def words(text: str, x: float, y: float, size: float, **attributes: str | float) -> Element:
    """Write a line of text; ``y`` is the middle of its Han characters."""
    # Not dominant-baseline, which not every reader knows: 0.36 em is half the height of a digit.
    made = element("text", x=x, y=y + 0.36 * size, font_size=size, **attributes)
    made.text = text
    return made


def picture(width: float, height: float, alt: str, content: list[Element]) -> str:
    """Put elements on a white ground; it tells in words what it shows."""
    root = element(
        "svg",
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        font_family=FACES["hei"],
        fill=INK,
    )
    root.set(_LANG, "zh-CN")
    root.set("aria-label", alt)
    root.append(element("rect", width=width, height=height, fill="#ffffff"))
    root.extend(content)
    return etree.tostring(root, encoding="unicode")


def hatched(x: float, y: float, width: float, height: float) -> list[Element]:
    """Draw a bar of the second kind: slanted strokes on a pale ground.

    The strokes are lines that end at the bar's edge: a ``<pattern>`` needs an id, and two pictures
    in a page would share it.
    """
    path = "".join(
        f"M{number(start)} {number(low)}L{number(end)} {number(high)}"
        for start, low, end, high in _strokes(x, y, width, height)
    )
    made = [element("rect", x=x, y=y, width=width, height=height, fill=PALE)]
    if path:
        made.append(element("path", d=path, stroke=DARK, stroke_width=1.2, fill="none"))
    outline = element("rect", x=x, y=y, width=width, height=height, fill="none", stroke=DARK, stroke_width=1)
    return [*made, outline]


_STEP = 5.0


def _strokes(x: float, y: float, width: float, height: float) -> list[tuple[float, float, float, float]]:
    """Give lines at 45 degrees, cut off at the sides of a box."""
    found = []
    start = x - height + _STEP
    while start < x + width:
        left, right = max(start, x), min(start + height, x + width)
        if right - left > 0.5:
            found.append((left, y + height - (left - start), right, y + height - (right - start)))
        start += _STEP
    return found
