"""The pages of a PDF, read in a process that is stopped when it takes too long or too much memory."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from nianbao.importer.source import SourceError

MAX_PAGES = 300
"""Pages of a report with all its attachments."""

MAX_CHARACTERS = 600_000
"""Characters of a PDF's text layer."""

MAX_SECONDS = 60.0
"""Time for one file; a report takes a tenth of a second."""

MAX_MEMORY = 1_500_000_000
"""Bytes of memory for one file; a report with pictures takes a tenth of it."""

_LOOK = 0.05
_PROGRAM = Path(__file__).with_name("pdf_process.py")

_PROBLEMS = {
    "password": "设了打开密码。请去掉密码再试。",
    "broken": "打不开，可能损坏了。请重新下载，或用 WPS 打开后另存。",
    "page": "第 {count} 页读不出，可能损坏了。请用 WPS 打开后另存再试。",
    "pages": "有 {count} 页，上限 {most} 页。请只留下年度报告的那几页。",
    "characters": "的字太多，不像一份年度报告。请核对是否选错了文件。",
}


class Char(NamedTuple):
    """A character and where it stands on its page, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """Half way up."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Its height."""
        return self.top - self.bottom


class Rule(NamedTuple):
    """A ruled line, or a filled box."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Page:
    """A page.

    Attributes:
        chars: Its characters.
        lines: Lines that are drawn on it, upright or level.
        boxes: Boxes that are filled, such as the ground of a table's cell.
        images: Number of pictures.
    """

    chars: tuple[Char, ...]
    lines: tuple[Rule, ...]
    boxes: tuple[Rule, ...]
    images: int


def read_pages(data: bytes, name: str) -> list[Page]:
    """Read the pages.

    Raises:
        SourceError: It can't be read within the bounds.
    """
    found = _run(data, name)
    if error := found.get("error"):
        words = _PROBLEMS[error].format(count=found.get("count"), most=MAX_PAGES)
        raise SourceError(f"「{name}」{words}")
    return [
        Page(
            tuple(Char(*one) for one in page["chars"]),
            tuple(Rule(*one) for one in page["lines"]),
            tuple(Rule(*one) for one in page["boxes"]),
            page["images"],
        )
        for page in found["pages"]
    ]


def _run(data: bytes, name: str) -> dict[str, Any]:
    # -P: the program's folder holds modules named like those of the standard library.
    command = [sys.executable, "-P", str(_PROGRAM), str(MAX_PAGES), str(MAX_CHARACTERS)]
    process = subprocess.Popen(  # noqa: S603 - our own program, nothing of the file is in the command
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    watch = _Watch(process)
    try:
        out, _ = process.communicate(data)
    finally:
        process.kill()
        watch.done.set()
        watch.join()
    if watch.stopped:
        raise SourceError(
            f"「{name}」{watch.stopped}，没有读完。请用 WPS 打开，另存为新的 pdf 或 docx 再试。"
        )
    try:
        found: dict[str, Any] = json.loads(out)
    except ValueError:
        return {"error": "broken"}
    return found


class _Watch(threading.Thread):
    """Ends a process that goes beyond its bounds; limits of the system itself aren't there on Windows."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.stopped = ""
        self.done = threading.Event()
        self.start()

    def run(self) -> None:
        end = time.monotonic() + MAX_SECONDS
        with contextlib.suppress(psutil.Error, OSError):
            own = psutil.Process(self.process.pid)
            while not self.done.wait(_LOOK):
                if time.monotonic() > end:
                    self.stopped = "太复杂，读的时间太长"
                elif own.memory_info().rss > MAX_MEMORY:
                    self.stopped = "展开后太大"
                if self.stopped:
                    self.process.kill()
                    return
