"""What no input may make the code do: write outside its folder, connect, start a program, unpickle.

Python tells of each such step before it is taken (PEP 578), whichever library takes it; here it is
refused and remembered, so that code which swallows the refusal is found out all the same.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_PROGRAMS = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.startfile",
    "os.fork",
    "pty.spawn",
)
_NETWORK = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "urllib.Request",
)
_CHANGES = (
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.symlink", "os.link", "os.truncate", "os.chmod", "shutil.move", "shutil.rmtree",
)  # fmt: skip
_NOWHERE = {os.devnull}


class ForbiddenError(Exception):
    """The code was about to do what no input may make it do."""


class _Watch:
    def __init__(self) -> None:
        self.folder: Path | None = None
        self.programs = False
        self.seen: list[str] = []

    def __call__(self, event: str, given: tuple[Any, ...]) -> None:
        if self.folder is None:
            return
        if event == "open":
            self._open(*given)
        elif event in _CHANGES:
            self._changes(event, given)
        elif (event in _PROGRAMS and not self.programs) or event in _NETWORK or event == "pickle.find_class":
            self._refuse(f"{event} {given[:2]!r}")

    def _open(self, path: Any, mode: Any, flags: Any) -> None:
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        if writes and not isinstance(path, int):
            self._inside("open", path)

    def _changes(self, event: str, given: tuple[Any, ...]) -> None:
        if event != "os.truncate" and isinstance(given[-1], int) and given[-1] >= 0:
            return  # below a folder that is open; how it came to be removed was told of before
        for path in given[:2]:
            if isinstance(path, str | bytes | os.PathLike):
                self._inside(event, path)

    def _inside(self, event: str, path: Any) -> None:
        folder, self.folder = self.folder, None  # what is done to find out isn't watched
        try:
            where = Path(os.path.realpath(os.fsdecode(path)))
            fine = str(path) in _NOWHERE or where.is_relative_to(folder or "")
        finally:
            self.folder = folder
        if not fine:
            self._refuse(f"{event} {path!r}")

    def _refuse(self, what: str) -> None:
        self.seen.append(what[:300])
        raise ForbiddenError(what)


_watch = _Watch()


@contextlib.contextmanager
def watched(folder: Path, *, programs: bool = False) -> Iterator[list[str]]:
    """Refuse forbidden steps while an input is handled; gives the list of those tried.

    Args:
        folder: Where may be written, and nowhere else.
        programs: Whether the code may start its own process.
    """
    if not getattr(sys, "_nianbao_watched", False):
        sys.addaudithook(_watch)
        sys._nianbao_watched = True  # type: ignore[attr-defined]
    _watch.folder, _watch.programs, _watch.seen = Path(os.path.realpath(folder)), programs, []
    try:
        yield _watch.seen
    finally:
        _watch.folder = None
