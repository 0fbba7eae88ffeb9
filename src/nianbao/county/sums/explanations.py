"""差异说明: why the county's own figure is another than the sum; each is kept with who gave it, and when."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from nianbao.county.register import Entry, Register

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
    """Give the last explanation of each cell; a line that was torn is passed over.

    What is lost with it isn't lost in silence: its difference is unexplained again, and said to be.

    Raises:
        WriteError: The register can't be read.
    """
    found = (_explanation(entry) for entry in Register(folder / REGISTER).entries())
    return {one.cell: one for one in found if one is not None}


def record(folder: Path, explanation: Explanation) -> None:
    """Add an explanation to the register.

    Raises:
        WriteError: It can't be written.
    """
    Register(folder / REGISTER).append(asdict(explanation))


def now() -> datetime.datetime:
    """Give this moment with its offset."""
    return datetime.datetime.now().astimezone().replace(microsecond=0)


def _explanation(entry: Entry) -> Explanation | None:
    known = [entry.get(one.name) for one in fields(Explanation)]
    words = [value for value in known if isinstance(value, str)]
    return Explanation(*words) if len(words) == len(known) else None
