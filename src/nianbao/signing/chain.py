"""Lines that are bound to each other: each holds its number, the hash of the line before, and its own.

A register's bytes follow from its entries alone, so a changed byte is either no JSON, not what we would have
written, or no longer what the hash was made of. ``nianbao.county.register`` forgives a torn last line;
here nothing may be forgiven, so the whole file is written anew, beside its place, with each entry.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.suggest import visible

Entry = Mapping[str, Any]

_LONGEST = 40
"""Characters of a name in a message; what somebody wrote into a register by hand may be longer."""

START = ""
"""What the first line holds in place of the hash of the line before."""


@dataclass(frozen=True)
class Problem:
    """Something that was done to a register.

    Attributes:
        line: The line, counted from 1; 0 for the register as a whole.
        words: What, in Chinese.
    """

    line: int
    words: str

    def __str__(self) -> str:
        """The sentence that a clerk reads."""
        return f"第 {self.line} 行{self.words}" if self.line else self.words


_TOLD = 3
"""Places of a register that are named in one sentence; ``--verify`` lists all."""


def in_short(problems: Sequence[Problem]) -> str:
    """Name the first places and count the rest."""
    more = len(problems) - _TOLD
    return "".join(map(str, problems[:_TOLD])) + (f"还有 {more} 处。" if more > 0 else "")


def linked(entry: Entry, before: Sequence[Entry]) -> Entry:
    """Bind a new entry to those before it."""
    last = before[-1]["sha256"] if before else START
    body = {"number": len(before) + 1, **entry, "before": last}
    return {**body, "sha256": _sha256(body)}


def to_bytes(entries: Sequence[Entry]) -> bytes:
    """Write entries, one a line."""
    return b"".join(_dumped(entry) + b"\n" for entry in entries)


def read(data: bytes) -> tuple[list[Entry], list[Problem]]:
    """Read entries and say which lines aren't what was written.

    Returns:
        The entries that can be read, altered ones too, and what is wrong; nothing is wrong only where writing
        the entries gives the same bytes again, or would but for the ends of all lines and a mark at the beginning.
    """
    data = _with_our_ends(data)
    entries: list[Entry] = []
    problems: list[Problem] = []
    lines = data.split(b"\n")
    torn = bool(lines[-1])
    if torn:
        problems.append(Problem(len(lines), "没有写完，末尾被截断或改动过。"))
    else:
        lines.pop()
    number = 0
    before: str | None = START
    for place, line in enumerate(lines, 1):
        entry = _parsed(line)
        number += 1
        if entry is None:
            if not (torn and place == len(lines)):  # which is said already
                problems.append(Problem(place, "读不出，被改动过。"))
            before = None  # the next line can't be held against it
            continue
        problems += (Problem(place, words) for words in _flaws(entry, line, number, before))
        claimed = entry.get("number")
        number = claimed if isinstance(claimed, int) else number
        before = str(entry.get("sha256"))
        entries.append(entry)
    return entries, problems


def _with_our_ends(data: bytes) -> bytes:
    """Forgive what git and editors on Windows do to a whole file; JSON escapes any such character of the words.

    Only where every line ends so: a single one was put in by somebody. A mark of the order of bytes stands before
    the first line and in none.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    theirs = data.count(b"\r\n")
    return data.replace(b"\r\n", b"\n") if theirs == data.count(b"\n") == data.count(b"\r") else data


def _flaws(entry: Entry, line: bytes, number: int, before: str | None) -> Iterator[str]:
    body = {key: value for key, value in entry.items() if key != "sha256"}
    if _dumped(entry) != line or entry.get("sha256") != _sha256(body):
        yield f"{named(entry)}被改动过。"
        return
    claimed = entry["number"]
    if claimed != number:
        lost = f"编号 {number} 到 {claimed - 1} 的登记被删去了" if claimed > number else "次序被调换过"
        yield f"{named(entry)}之前，{lost}。"
    elif before is not None and entry["before"] != before:
        yield f"{named(entry)}与上一行接不上，上一行被换过。"


def told(value: Any) -> str:
    """Give what a register holds as words for a message, whatever somebody wrote into it by hand."""
    return visible(str(value or ""))[:_LONGEST]


def named(entry: Entry) -> str:
    """Name an entry for people: （核稿 张三 2025-01-05）."""
    words = [told(entry.get(key)) for key in ("step", "name", "date")]
    return f"（{' '.join(filter(None, words))}）" if any(words) else ""


def _parsed(line: bytes) -> Entry | None:
    try:
        entry = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    whole = (
        isinstance(entry, dict) and type(entry.get("number")) is int and isinstance(entry.get("before"), str)
    )
    return entry if whole else None


def _dumped(entry: Entry) -> bytes:
    return json.dumps(entry, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _sha256(body: Entry) -> str:
    return hashlib.sha256(_dumped(body)).hexdigest()
