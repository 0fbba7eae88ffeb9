"""A fence for the processes of one unit's desk: what lies behind it can't be opened, whatever path leads there.

``nianbao county serve`` sets it for the kernels that it starts; all that they start has it, too. It isn't what
keeps units apart: paths that a browser names are held within the unit's folder where they are used. It is there
for the one that is overlooked. Native code passes Python's hook; where the system has walls (``system.wall``) one
stands behind the fence, and holds that, too (``docs/server.md``).
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from nianbao.system import wall

VARIABLE = "NIANBAO_FENCE"
"""The environment's name for it."""

_WALLED = "NIANBAO_WALLED"
"""Set for what is started behind a wall: it stands there already."""

# What is done with files, and how many paths it is told.
_EVENTS = {
    "open": 1,
    "os.chdir": 1,
    "os.chmod": 1,
    "os.chown": 1,
    "os.link": 2,
    "os.listdir": 1,
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rename": 2,
    "os.rmdir": 1,
    "os.scandir": 1,
    "os.symlink": 2,
    "os.truncate": 1,
    "os.utime": 1,
    "sqlite3.connect": 1,
}


def fence(closed: Iterable[Path], but: Iterable[Path]) -> str:
    """Describe a fence, for the environment of a process.

    Args:
        closed: Folders of which nothing may be opened.
        but: Folders below those that may be.
    """
    return json.dumps([[_real(path) for path in paths] for paths in (closed, but)])


def put_up(described: str) -> None:
    """Put a fence up in this process, for good: what is behind it raises PermissionError."""
    closed, but = ([*paths] for paths in json.loads(described))

    def look(event: str, arguments: tuple[object, ...]) -> None:
        for path in arguments[: _EVENTS.get(event, 0)]:
            if isinstance(path, str | bytes | os.PathLike) and _is_behind(_real(path), closed, but):
                raise PermissionError(13, "behind the fence of this desk", os.fsdecode(path))

    sys.addaudithook(look)
    if _WALLED not in os.environ and wall.put_up(closed, but):
        os.environ[_WALLED] = "1"


def _real(path: object) -> str:
    return os.path.normcase(os.path.realpath(os.fsdecode(path)))  # type: ignore[arg-type]  # a path it is


def _is_behind(path: str, closed: Iterable[str], but: Iterable[str]) -> bool:
    return any(_is_in(path, one) for one in closed) and not any(_is_in(path, one) for one in but)


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)
