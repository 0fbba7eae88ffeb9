"""The journal beside a parameter file: every edit is on disk before it is acknowledged.

One JSON object a line, only ever appended. A line that was being written when the power failed was
never acknowledged; it is passed over. When the disk is full or the folder read-only, editing goes on:
lines wait in memory, ``problem`` says so, and each further edit tries again.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nianbao.folder import why_not
from nianbao.system.files import sync_folder

KEPT = 3
"""Earlier journals kept beside the present one."""

LARGE = 4_000_000
"""Bytes from which a journal is put away at the next save."""


class Journal:
    """An append-only file of edits.

    Attributes:
        path: Where it lies.
        problem: Why edits are in memory only, in the clerk's words; None while all are on disk.
        acknowledged: Number of the last line that is safely on disk.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem: str | None = None
        self.acknowledged = 0
        self._written = 0
        self._waiting: list[bytes] = []
        self._file: Any = None
        self._size = 0

    def lines(self) -> list[dict[str, Any]]:
        """Read what the journal holds, up to the first line that is missing or damaged in the middle.

        The numbers of the lines run on, so that a lost line is noticed; a torn one at the end, or where
        a later run went on behind it, was never acknowledged and has no number of its own.
        """
        try:
            data = self.path.read_bytes()
        except OSError:
            return []
        found: list[dict[str, Any]] = []
        for row in data.split(b"\n"):
            line = _read(row)
            if line is None:
                continue
            if line["n"] != len(found) + 1:
                break
            found.append(line)
        return found

    def go_on(self, lines: int) -> None:
        """Go on behind so many lines of a journal that was read."""
        self.acknowledged = self._written = lines

    def append(self, *entries: Mapping[str, Any]) -> bool:
        """Add lines.

        Returns:
            Whether they, and all before them, are safely on disk. If not, ``problem`` says why.
        """
        for entry in entries:
            self._written += 1
            line = json.dumps({"n": self._written, **entry}, ensure_ascii=False, separators=(",", ":"))
            # Half a pair of surrogates can't be in a document; what can't be written wasn't edited.
            self._waiting.append(line.encode("utf-8") + b"\n")
        return self.flush()

    def flush(self) -> bool:
        """Write the lines that wait in memory; tells whether none is left."""
        if not self._waiting:
            return True
        try:
            self._open()
            rest = memoryview(b"".join(self._waiting))
            while rest:  # on a disk that fills up, a part may go through without an error
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            self._fail(error)
            return False
        self._size += sum(map(len, self._waiting))
        self._waiting.clear()
        self.acknowledged, self.problem = self._written, None
        return True

    @property
    def begun(self) -> bool:
        """It has lines, on disk or waiting."""
        return self._written > 0

    @property
    def is_large(self) -> bool:
        """It should be put away when everything in it is saved."""
        return self._size > LARGE

    def put_away(self) -> None:
        """Rename the journal, so that the next line begins a new one; the last few are kept."""
        self.close()
        self._waiting.clear()
        self._written = self.acknowledged = self._size = 0
        with contextlib.suppress(OSError):
            for number in range(KEPT, 0, -1):
                older = self.path if number == 1 else self._away(number - 1)
                if older.exists():
                    older.replace(self._away(number))
        if self.path.exists():  # it can't be renamed; its lines must not be taken for those that follow
            with contextlib.suppress(OSError):
                self.path.write_bytes(b"")

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
        self._file = None

    def _away(self, number: int) -> Path:
        return self.path.with_suffix(f".{number}.jsonl")

    def _open(self) -> None:
        if self._file is not None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not self.path.exists()
        self._file = self.path.open("ab", buffering=0)
        self._size = os.fstat(self._file.fileno()).st_size
        if self._size and not self.path.read_bytes().endswith(b"\n"):
            self._size += self._file.write(b"\n")  # behind a line that was torn
        if is_new:
            sync_folder(self.path.parent)

    def _fail(self, error: OSError) -> None:
        """Take back what was written in part, keep the lines, and say what is the matter."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file.fileno(), self._size)
        self.close()
        self.problem = (
            f"编辑记录写不进「{self.path}」：{why_not(error)}。可以接着编辑，修改暂时只在内存里，"
            "请尽快腾出磁盘空间或换到能写入的文件夹，关闭前务必保存。"
        )


def _read(row: bytes) -> dict[str, Any] | None:
    try:
        line = json.loads(row)
    except ValueError:
        return None
    return line if isinstance(line, dict) and isinstance(line.get("n"), int) else None
