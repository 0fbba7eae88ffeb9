"""差异说明: why the county's own figure is another than the sum; each is kept with who gave it, and when."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import filelock

from nianbao.errors import UsageError, WriteError
from nianbao.folder import why_not

REGISTER = "差异说明.jsonl"
"""One explanation a line; lines are added and never changed."""


@dataclass(frozen=True)
class Explanation:
    """What was said of a difference.

    Attributes:
        cell: The cell, as ``table/row/column``.
        delta: The difference that it was given for, as written.
        text: The explanation.
        by: Who gave it; empty where nobody is named.
        at: When it was recorded, ISO with offset.
    """

    cell: str
    delta: str
    text: str
    by: str
    at: str


def read_explanations(folder: Path) -> dict[str, Explanation]:
    """Give the last explanation of each cell.

    Raises:
        UsageError: The register can't be read; nothing of it is passed over in silence.
    """
    return {one.cell: one for one in _lines(folder / REGISTER)}


def record(folder: Path, explanation: Explanation) -> None:
    """Add an explanation to the register.

    Raises:
        WriteError: It can't be written.
    """
    path = folder / REGISTER
    line = json.dumps(asdict(explanation), ensure_ascii=False) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (
            filelock.FileLock(folder / f".{REGISTER}.lock", timeout=10),
            path.open("a", encoding="utf-8") as file,
        ):
            file.write(line)
            file.flush()
    except OSError as error:
        raise WriteError(f"写不进「{path}」：{why_not(error)}。请关闭正打开它的程序再试。") from error


def now() -> datetime.datetime:
    """Give this moment with its offset."""
    return datetime.datetime.now().astimezone().replace(microsecond=0)


def _lines(path: Path) -> Iterator[Explanation]:
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                yield Explanation(**json.loads(line))
            except (ValueError, TypeError) as problem:
                raise UsageError(
                    f"「{path}」第 {number} 行读不出。这份登记由程序写，请恢复这一行，或把它移到别处后再试。"
                ) from problem
