"""Which line of the parameter file a notebook's cell is about.

A cell that shows a section, or reads a table or a ledger, names it: ``report.show("overview")``. So when
it fails, the clerk is told which line to look at, beside the cell that the author has to mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.params.yaml_text import KeyPath, YamlText

_QUOTED = re.compile(r"""["']([\w-]+)["']""")
_GROUPS = ("sections", "tables", "ledgers")
_PARTS: dict[str, KeyPath] = {"title": ("unit",), "signature": ("issued",)}


def concerned_place(source: str, text: YamlText) -> str | None:
    """Name the places of the parameter file that a cell is about, in the clerk's words.

    Args:
        source: The cell's source.
        text: The parameter file.

    Returns:
        Such as ``第 21 行（sections.overview）``; None where none can be known.
    """
    places = [
        f"第 {place.line} 行（{'.'.join(map(str, path))}）"
        for path in dict.fromkeys(_paths(source))
        if (place := text.keys.get(path))
    ]
    return "、".join(places) or None


def _paths(source: str) -> Iterator[KeyPath]:
    for name in _QUOTED.findall(source):
        if name in _PARTS:
            yield _PARTS[name]
        yield from ((group, name) for group in _GROUPS)
