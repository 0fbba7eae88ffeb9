"""The lines that findings speak of, as they stand in the files."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path

from nianbao.finding import Finding

_TEXTS = {".yaml", ".txt"}
"""A ledger's lines hold names and numbers of people: they are never quoted."""
_BREAK = re.compile(r"\r\n|\n|\r")
_MOST_BYTES = 4_000_000

WINDOW = 36
"""Characters shown on either side of the place in a long line."""

Lines = Callable[[str], list[str] | None]


def lines_of(path: Path) -> list[str] | None:
    """Read a text file's lines; None when it is no text, or isn't there any more."""
    if path.suffix.lower() not in _TEXTS:
        return None
    try:
        data = path.read_bytes()[:_MOST_BYTES]
    except OSError:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return _BREAK.split(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return None


def reader() -> Lines:
    """Give a function that reads each file once."""

    @functools.cache
    def read(name: str) -> list[str] | None:
        return lines_of(Path(name))

    return read


def excerpt(finding: Finding, lines: Lines) -> tuple[str, int, int] | None:
    """Quote the line of a finding, cut to what is around the place.

    Lines with sensitive information are never quoted: a check of them is read by others, too.

    Returns:
        The words, how many stand before the place, and how many are meant; None without a line.
    """
    if finding.file is None or not finding.line or finding.sheet or finding.code.startswith("X"):
        return None
    all_lines = lines(finding.file)
    if all_lines is None or finding.line > len(all_lines):
        return None
    line = all_lines[finding.line - 1]
    at = min(max((finding.column or 1) - 1, 0), len(line))
    meant = (finding.quote or "").split("\n")[0]
    length = len(meant) if meant and line.startswith(meant, at) else 1
    start = max(at - WINDOW, 0)
    stop = min(max(at + length, at + WINDOW), len(line))
    before = "…" if start else ""
    shown = before + line[start:stop] + ("…" if stop < len(line) else "")
    if not shown.strip():
        return None
    return _plain(shown), len(before) + at - start, length


def _plain(text: str) -> str:
    """Show what can't be seen as one character of its own, so that columns stay."""
    return "".join(char if char.isprintable() or char == "\u3000" else "·" for char in text)
