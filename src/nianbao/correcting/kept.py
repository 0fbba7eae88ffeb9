"""The corrections that are in force, off the lines of a register; whether those were altered is said elsewhere."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nianbao.params.model import UNIT_ID_PATTERN, Parameters
from nianbao.signing.chain import Entry, read

ENDING = ".correct.jsonl"
"""Ending of a register's name, which no reader of parameter files takes up."""


@dataclass(frozen=True)
class Change:
    """One change, without what may not be published.

    Attributes:
        place: A section, a cell of a table, 标题, 落款 …; what happened where neither text can be told.
        was: The published words; empty where some were added.
        now: Those in their place; empty where they were taken out.
    """

    place: str
    was: str
    now: str


@dataclass(frozen=True)
class Correction:
    """One correction.

    Attributes:
        number: Counted from 1.
        date: The day from which it counts, ISO.
        reason: Why, as it is published.
        name: Who answers for it; kept in the register, printed nowhere.
        was: Hash of the published words.
        now: Hash of the words put in their place.
        source: What the published words were read from, in Chinese.
        file_sha256: Hash of the published file's bytes; empty where it was no file.
        changes: What changed, in printed order.
        conceal: Changes of words are told by their places alone.
    """

    number: int
    date: str
    reason: str
    name: str
    was: str
    now: str
    source: str
    file_sha256: str
    changes: tuple[Change, ...]
    conceal: bool = False


def in_force(entries: Sequence[Entry]) -> tuple[Correction, ...]:
    """Give the corrections of a register, the oldest first.

    A later line with the same number replaces one, or takes the quotes out of its note.
    """
    found: dict[int, Correction] = {}
    for entry in entries:
        if entry.get("do") == "correction" and (one := _correction(entry)) is not None:
            found[one.number] = one
        elif entry.get("do") == "unquote" and (was := found.get(_number(entry))) is not None:
            found[was.number] = _unquoted(was, entry)
    return tuple(found[number] for number in sorted(found))


def _number(entry: Entry) -> int:
    number = entry.get("correction")
    return number if type(number) is int else 0


def _unquoted(was: Correction, entry: Entry) -> Correction:
    """Tell a correction as a later line says: by its places alone, and for another reason where one is given."""
    reason = entry.get("reason")
    try:
        changes = tuple(Change(*map(str, one)) for one in _list(entry.get("changes")))
    except TypeError:
        return was
    reason = reason if isinstance(reason, str) and reason else was.reason
    return replace(was, reason=reason, changes=changes, conceal=True)


def _correction(entry: Entry) -> Correction | None:
    """Read an entry; None for one that was altered past use."""
    number, texts = _number(entry), {key: entry.get(key) for key in _TEXTS}
    if number < 1 or not all(isinstance(text, str) for text in texts.values()):
        return None
    try:
        datetime.date.fromisoformat(str(texts["date"]))
        changes = tuple(Change(*map(str, one)) for one in _list(entry.get("changes")))
    except (TypeError, ValueError):
        return None
    conceal = entry.get("conceal") is True
    return Correction(
        number=number, changes=changes, conceal=conceal, **{key: str(text) for key, text in texts.items()}
    )


_TEXTS = ("date", "reason", "name", "was", "now", "source", "file_sha256")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def path_of(parameters: Parameters, folder: Path) -> Path | None:
    """Give the place of a report's register; None for a unit without a legal id."""
    unit_id = parameters.unit.id
    if unit_id is None or not re.fullmatch(UNIT_ID_PATTERN, unit_id):
        return None
    return folder / "params" / str(parameters.year) / f"{unit_id}{ENDING}"


def corrections_of(parameters: Parameters, folder: Path | None) -> tuple[Correction, ...]:
    """Read the corrections of a report: those in its register in the working folder.

    A register that can't be read has none here; a build says so (``nianbao.correcting.state``).
    """
    path = path_of(parameters, folder) if folder else None
    try:
        data = path.read_bytes() if path else b""
    except OSError:
        return ()
    return in_force(read(data)[0]) if data else ()
