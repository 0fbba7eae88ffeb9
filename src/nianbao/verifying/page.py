"""A published page: its lines, what of them is the site's own, and what it holds besides words."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nianbao.correcting.note import TITLE as CORRECTED
from nianbao.importer import Imported, read_report_bytes
from nianbao.importer.characters import fold
from nianbao.importer.readers import kind_of
from nianbao.importer.readers.html import UNSEEN
from nianbao.importer.readers.mht import page_inside
from nianbao.importer.result import Stretch
from nianbao.importer.source import TITLED
from nianbao.verifying.stream import Stream, StreamWriter
from nianbao.verifying.web import WebFacts, web_facts

_ASIDE = frozenset({TITLED, UNSEEN, "目录", "页眉页脚", "页码", "脚注", "尾注", "隐藏文字"})
"""What is never the report's own text, even where the report has the same words."""

_WHOLE = re.compile(rb"<(?:!doctype|html|head|body|title)\b", re.IGNORECASE)

_LONG = 12
"""A line of so many characters that stands in the report isn't the site's, whatever it looks like."""


@dataclass(frozen=True)
class PageCell:
    """A line of a page, or one cell of it.

    Attributes:
        line: Number of its line.
        text: Its text.
        in_row: It is a cell of a row.
    """

    line: int
    text: str
    in_row: bool


@dataclass(frozen=True)
class Page:
    """A page, or a file that a page offers.

    Attributes:
        name: What people call it: its address or file name.
        kind: ``html``, ``mht``, ``pdf``, ``docx``, ``txt`` or ``xlsx``.
        data: Its bytes.
        imported: What the importer makes of it.
        facts: What a web page holds besides its words, else None.
        address: Where it was fetched from; empty for a file.
    """

    name: str
    kind: str
    data: bytes = field(repr=False)
    imported: Imported = field(repr=False)
    facts: WebFacts | None = field(default=None, repr=False)
    address: str = ""

    @functools.cached_property
    def year(self) -> int | None:
        """The report year that the page tells, or None."""
        return self.imported.year

    @functools.cached_property
    def is_fragment(self) -> bool:
        """Whether it is the body of a page only, as an editor of a site takes it."""
        return self.kind == "html" and _WHOLE.search(self.data) is None

    @property
    def is_wrapped(self) -> bool:
        """Whether its lines end where the paper does."""
        return self.kind in ("pdf", "txt")

    @functools.cached_property
    def title(self) -> str | None:
        """The report's title as the page has it, or None."""
        return next((text for part, _, text in self.imported.kept if part == "title"), None)

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """What the page calls the reporting unit."""
        unit = self.imported.text.values.get("unit")
        known = unit if isinstance(unit, dict) else {}
        return tuple(str(known[key]) for key in ("full_name", "name") if known.get(key))


def read_page(
    data: bytes, name: str, folder: Path | None, *, address: str = "", sent: str | None = None
) -> Page:
    """Read a page or file by what it holds.

    Args:
        data: Its bytes.
        name: File name or address.
        folder: The working folder, or None.
        address: Where it was fetched from.
        sent: The encoding that the server named.

    Raises:
        SourceError: It can't be read.
    """
    if data.strip():
        data = _in_utf8(data, sent)
    kind = kind_of(data, name) if data.strip() else "txt"
    facts = None
    if kind == "html":
        facts = web_facts(data, name, address)
    elif kind == "mht":
        page, encoding = page_inside(data, name)
        facts = web_facts(page, name, address, encoding)
    return Page(name, kind, data, read_report_bytes(data, name, folder), facts, address)


def _in_utf8(data: bytes, sent: str | None) -> bytes:
    """Write a text that a server sent in a named encoding in UTF-8, if it really is of that encoding."""
    if not sent or b"\0" in data[:1024] or data.startswith((b"PK", b"%PDF")):
        return data
    encoding = "gb18030" if sent.lower() in ("gb2312", "gbk", "gb_2312-80") else sent
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(encoding).encode("utf-8")
        except (LookupError, ValueError):  # some encodings have errors of their own
            return data
    return data


def cells_of(page: Page, expected: str, pieces: frozenset[str]) -> list[PageCell]:
    """List the lines and cells of a page that may be the report's.

    Args:
        page: The page.
        expected: The report's text, folded.
        pieces: Its pieces, folded: a line that is one of them isn't the site's.
    """
    marks: dict[int, list[Stretch]] = defaultdict(list)
    for stretch in page.imported.stretches:
        marks[stretch.line].append(stretch)
    cells: list[PageCell] = []
    for number, line in enumerate(page.imported.lines):
        own = marks[number]
        if own and all(_is_left_out(one, line.text, expected, pieces) for one in own):
            continue
        text = line.text if "|" in expected else _without_bars(line.text)
        cells += _cells(number, text, own)
    return cells


def _without_bars(text: str) -> str:
    """Take the bars of a drawn table for edges of cells; a line that is nothing but drawn is none."""
    if "|" not in text:
        return text
    return "" if not text.strip(" |-:+=") else text.strip(" |").replace("|", "\t")


def _is_left_out(stretch: Stretch, line: str, expected: str, pieces: frozenset[str]) -> bool:
    if stretch.name in _ASIDE and stretch.part in ("chrome", "unplaced"):
        return True
    if stretch.part != "chrome":
        return False
    if stretch.name == CORRECTED:  # all of it, or none where it was signed without
        return CORRECTED not in expected
    bare = fold(line[stretch.start : stretch.end])
    return not (bare in pieces or (len(bare) >= _LONG and bare in expected))


def _cells(number: int, text: str, stretches: list[Stretch]) -> Iterator[PageCell]:
    for stretch in stretches:
        if stretch.part == "chrome" and stretch.name == "表格线":
            bars = text[stretch.start : stretch.end].replace("|", "\t")
            text = text[: stretch.start] + bars + text[stretch.end :]
    parts = text.split("\t")
    for part in parts:
        yield PageCell(number, part, len(parts) > 1)


def stream_of_page(cells: list[PageCell]) -> Stream:
    """Write a page's cells as a stream; owners are their numbers."""
    writer = StreamWriter()
    for number, cell in enumerate(cells):
        writer.add(cell.text, number, cell=cell.in_row)
    return writer.stream()
