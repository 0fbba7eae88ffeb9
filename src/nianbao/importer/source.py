"""A published report as read from its file: lines of text, some of them rows of cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from nianbao.errors import ReportError
from nianbao.folder import why_not

MAX_LINES = 60_000
"""Lines of a report's text; with every cell on a line of its own one has some 400."""

MAX_BYTES = 50_000_000
"""Size of a file; a published report is a few MB with pictures."""

MAX_CHARACTERS = 1_000_000
"""Characters of a report's text; a city's has some 20,000."""

TITLED = "网页标题"
"""What a line is that a web page shows in the browser's frame."""

Span = tuple[int, int]
"""First character and the one behind the last."""


class SourceError(ReportError):
    """A published report can't be read; the others can."""


def bytes_of(path: Path) -> bytes:
    """Read a file whose size is within bounds.

    Raises:
        SourceError: It can't be opened, or is too large to be a report.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except (OSError, ValueError) as problem:
        why = why_not(problem) if isinstance(problem, OSError) else "文件名里有不能用的字符"
        raise SourceError(f"「{path}」打不开：{why}。请核对文件名，并关闭正打开它的 WPS。") from problem
    if size > MAX_BYTES:
        raise SourceError(
            f"「{path}」有 {size / 1e6:.0f} MB，太大，上限 {MAX_BYTES / 1e6:.0f} MB。请删去图片，另存后再试。"
        )
    return data


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
        is_named: Whether the file's name may be asked for what the text doesn't say.
    """

    name: str
    kind: Literal["txt", "html", "docx", "pdf", "xlsx"]
    lines: tuple[Line, ...]
    changed: Counter[str] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    is_named: bool = True

    @property
    def called(self) -> str:
        """File name and, of a web page, its title: asked where the text itself doesn't say."""
        own = [self.name] if self.is_named else []
        return " ".join([*own, *(line.text for line in self.lines if line.aside == TITLED)])
