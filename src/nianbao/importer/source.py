"""A published report as read from its file: lines of text, some of them rows of cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from nianbao.errors import ReportError
from nianbao.importer.characters import put_right

MAX_LINES = 60_000
"""Lines of a report's text; with every cell on a line of its own one has some 400."""

MAX_BYTES = 50_000_000
"""Size of a file; a published report is a few MB with pictures."""

MAX_CHARACTERS = 1_000_000
"""Characters of a report's text; a city's has some 20,000."""

Span = tuple[int, int]
"""First character and the one behind the last."""


class SourceError(ReportError):
    """A published report can't be read; the others can."""


@dataclass(frozen=True)
class Line:
    """A line of the source.

    Attributes:
        number: Its number in the source, 1-based.
        text: Its text, with cells of a row divided by tabs.
        cells: Where the cells of a row of a real table are, empty ones too; None for running text.
        shift: Characters that stand before the text in the source's line.
        page: Page of a PDF, 1-based.
        opens: Whether a paragraph opens here, where the source's layout says so.
        aside: What it is where it stands beside the report's own text, such as 脚注; else None.
    """

    number: int
    text: str
    cells: tuple[Span, ...] | None = None
    shift: int = 0
    page: int | None = None
    opens: bool | None = None
    aside: str | None = None


@dataclass(frozen=True)
class Source:
    """A published report's text.

    Attributes:
        name: File name.
        kind: What it was read from.
        lines: Its lines.
        changed: Lookalike characters that were replaced and unseen ones that were left out, counted.
        notes: What is to be said of the reading, in Chinese.
        doubts: What people should look at: what was left out, or might be missing.
    """

    name: str
    kind: Literal["txt", "html", "docx", "pdf", "xlsx"]
    lines: tuple[Line, ...]
    changed: Counter[str] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def text_source(data: bytes | str, name: str) -> Source:
    """Read a plain text.

    Args:
        data: The file's bytes, or its text.
        name: File name, for messages.

    Raises:
        SourceError: It is no text.
    """
    notes: tuple[str, ...] = ()
    if isinstance(data, bytes):
        data, encoding = decoded(data, name)
        notes = (f"文字编码：{encoding}。",)
    changed: Counter[str] = Counter()
    rows = data.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    if len(rows) > MAX_LINES:
        raise SourceError(f"「{name}」有 {len(rows)} 行，太长，不像一份年度报告。请核对是否选错了文件。")
    lines = tuple(Line(number, put_right(row, changed)) for number, row in enumerate(rows, 1))
    return Source(name, "txt", lines, changed, notes)


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Decode a text of unknown encoding.

    Returns:
        The text, and what people call its encoding.

    Raises:
        SourceError: It is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "UTF-16"
    for encoding, words in (("utf-8-sig", "UTF-8"), ("gb18030", "GBK"), ("big5hkscs", "Big5")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, words
    raise SourceError(f"「{name}」不是文字文件，或者编码读不出。请另存为 UTF-8 编码的文本再试。")
