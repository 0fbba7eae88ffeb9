"""Append-only registers: one JSON object a line, flushed to the disk before anything goes on.

A run that is killed while it writes leaves at most one torn line at the end. It is passed over and, with the
next entry, ended, so that it spoils no other.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import filelock

from nianbao.errors import UsageError, WriteError
from nianbao.folder import why_not

Entry = Mapping[str, Any]
"""One line of a register."""


class Register:
    """A register on the disk."""

    def __init__(self, path: Path) -> None:
        """Stand for the register at ``path``, which needn't be there yet."""
        self.path = path

    def entries(self) -> list[Entry]:
        """Read all entries, the oldest first; what is no JSON object was torn and is passed over.

        Raises:
            WriteError: It is there and can't be read: going on would forget what it says.
        """
        return [entry for _, entry in self._lines()]

    def replay(self, take: Callable[[Entry], object]) -> None:
        """Hand the entries to their reader, the oldest first.

        Args:
            take: Takes an entry in; raises what comes up over one that says what no entry of its kind says.

        Raises:
            WriteError: It can't be read, or somebody altered an entry past use: what it noted would be forgotten.
        """
        for number, entry in self._lines():
            try:
                take(entry)
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as problem:
                raise WriteError(
                    f"登记「{self.path}」第 {number} 行被改动过，读不懂。"
                    "请从备份恢复这个文件；没有备份的，删去这一行，这一行记下的事要再做一遍。"
                ) from problem

    def _lines(self) -> list[tuple[int, Entry]]:
        """Give the entries with the number of their line."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise WriteError(f"登记「{self.path}」打不开：{why_not(error)}。请核对权限后再试。") from error
        return list(_entries(data))

    def append(self, *entries: Entry) -> None:
        """Add entries, all of them in one write, and see them onto the disk.

        Raises:
            UsageError: They hold half a character, which no file can.
            WriteError: They can't be written.
        """
        if not entries:
            return
        try:
            lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entries).encode("utf-8")
        except UnicodeEncodeError as error:
            raise UsageError("要登记的文字里有半个字符。请删去看着像方框的字，重新打一遍。") from error
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self.path.with_suffix(".lock")), self.path.open("ab+") as file:
                if _is_torn(file):
                    lines = b"\n" + lines
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise WriteError(
                f"写不进登记「{self.path}」：{why_not(error)}。请看磁盘是否已满、文件夹能否写入。"
            ) from error


def moment(written: Any) -> str:
    """Give an entry's time as it is written: ISO with its offset.

    Raises:
        ValueError: It is none.
    """
    if datetime.datetime.fromisoformat(str(written)).tzinfo is None:
        raise ValueError("no offset")
    return str(written)


def _is_torn(file: Any) -> bool:
    """Tell whether the last line was never ended."""
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return bool(file.read(1) != b"\n")


def _entries(data: bytes) -> Iterator[tuple[int, Entry]]:
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict):
            yield number, entry
