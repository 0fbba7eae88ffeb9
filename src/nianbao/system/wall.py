"""A wall that the system itself keeps around a process and all that it starts, native code included: Linux's Landlock.

It can only say what is open. What is closed is therefore left out: all that lies beside the way to it is opened, and
the folders on that way can't be listed or written into. https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_MACHINES = ("x86_64", "aarch64", "loongarch64", "riscv64")
"""Processors on which the system calls have these numbers."""

_PATH: int = getattr(os, "O_PATH", 0)
"""Opens a place without opening what is there; Linux alone has it."""

_NO_NEW_PRIVILEGES = 38
_VERSION = 1
_BENEATH = 1

_EVERYTHING = (1 << 13) - 1
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_OF_FILES = 0b111 | _TRUNCATE
"""What can be done with a file that is no folder: run, write, read, cut off."""

_CONNECT = 1 << 1
_OTHERS = 0b11
"""Abstract sockets of processes outside, and signals to them."""

_LEAST = 2
"""Before it (Linux 5.19) no file could be moved from folder to folder behind a wall."""


def strength() -> int:
    """Tell which version of walls the system has; 0 where there is none that would do."""
    if platform.machine() not in _MACHINES or not _PATH:
        return 0
    version = int(_call(_CREATE, None, 0, _VERSION))
    return version if version >= _LEAST else 0


def put_up(closed: Collection[str], but: Collection[str]) -> bool:
    """Put a wall around this process, for good; threads that run already stay outside.

    Where it can be had it also lets nobody out by TCP, and sends no signals to processes outside.

    Args:
        closed: Folders that nothing reaches into, as real paths.
        but: Folders below those that are open.

    Returns:
        Whether it stands.
    """
    version = strength()
    if not version:
        return False
    rights = _EVERYTHING | _REFER | (_TRUNCATE if version >= 3 else 0)
    asked = struct.pack("=Q", rights)
    if version >= 4:
        asked += struct.pack("=Q", _CONNECT)
    if version >= 6:
        asked += struct.pack("=Q", _OTHERS)
    rules = _call(_CREATE, asked, len(asked), 0)
    if rules < 0:
        return False
    try:
        for path in (*_beside("/", closed), *but):
            _open(rules, path, rights)
        return _call(_RESTRICT, rules, 0, 0, before=True) == 0
    finally:
        os.close(rules)


def _beside(folder: str, closed: Collection[str]) -> Iterator[str]:
    """Give what lies beside the ways to what is closed."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink() or entry.path in closed:
                continue
            if any(one.startswith(f"{entry.path}/") for one in closed):
                yield from _beside(entry.path, closed)
            else:
                yield entry.path


def _open(rules: int, path: str, rights: int) -> None:
    with suppress(OSError):  # gone meanwhile
        place = os.open(path, _PATH)
        try:
            may = rights if Path(path).is_dir() else rights & _OF_FILES
            _call(_ADD, rules, _BENEATH, struct.pack("=Qi", may, place), 0)
        finally:
            os.close(place)


def _call(number: int, *given: int | bytes | None, before: bool = False) -> int:
    libc = ctypes.CDLL(None)
    if before and libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return -1
    libc.syscall.restype = ctypes.c_long
    sent = [ctypes.c_long(one) if isinstance(one, int) else one for one in given]
    return int(libc.syscall(ctypes.c_long(number), *sent))
