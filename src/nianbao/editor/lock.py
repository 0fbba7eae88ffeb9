"""One desk a file: the second is told who has it, and may look.

The operating system lets go of a lock when its process ends, however it ends, so none is ever stale.
Where a network folder knows no such locks, a lock file stands in; filelock takes one over whose
process is gone.
"""

from __future__ import annotations

import contextlib
import datetime
import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass, replace

import filelock

from nianbao.editor.desk_files import DeskFiles
from nianbao.errors import WriteError
from nianbao.folder import why_not, write_atomically
from nianbao.suggest import visible

_LONGEST = 40
"""Characters of a name in a message."""


@dataclass(frozen=True)
class Holder:
    """Who has a file open.

    Attributes:
        user: Name of the account.
        host: Name of the computer.
        process: Number of the process there.
        since: ISO time, UTC.
    """

    user: str
    host: str
    process: int
    since: str

    def __str__(self) -> str:
        since = datetime.datetime.fromisoformat(self.since).astimezone()
        return f"{self.user}（电脑 {self.host}，{since:%m月%d日 %H:%M} 起）"


class DeskLock:
    """The lock of one parameter file.

    Attributes:
        held: This desk has it.
        holder: Who else has it, where that is known.
        problem: Why there is no lock to be had, in the clerk's words; work can go on without.
    """

    def __init__(self, files: DeskFiles) -> None:
        self.held = False
        self.holder: Holder | None = None
        self.problem: str | None = None
        self._files = files
        self._lock: filelock.BaseFileLock | None = None

    def acquire(self) -> bool:
        """Take the lock, unless another desk has it.

        Returns:
            Whether the file may be written from here: false only if another desk has it.
        """
        try:
            self._files.lock.parent.mkdir(parents=True, exist_ok=True)
            self._take()
        except filelock.Timeout:
            self.holder = self._read_holder()
            return False
        except OSError as error:
            self.problem = f"锁不住这份底稿（{why_not(error)}），请不要两个人同时改它。"
            return True
        self.held = True
        with contextlib.suppress(WriteError):
            write_atomically(
                self._files.holder, json.dumps(asdict(_me()), ensure_ascii=False).encode("utf-8")
            )
        return True

    def _take(self) -> None:
        try:
            self._lock = filelock.FileLock(self._files.lock)
            self._lock.acquire(timeout=0)
        except NotImplementedError:  # a network folder without locks
            self._lock = filelock.SoftFileLock(self._files.lock.with_suffix(".soft"))
            self._lock.acquire(timeout=0)

    @property
    def message(self) -> str:
        """What to tell a clerk who can't have the file."""
        who = str(self.holder) if self.holder else "另一个编报台"
        return f"这份底稿正由{who}编辑。可以只读打开，等对方关闭后再改。"

    def release(self) -> None:
        """Let go of the lock."""
        if self.held and self._lock is not None:
            with contextlib.suppress(OSError):
                self._files.holder.unlink(missing_ok=True)
            self._lock.release()
        self.held = False

    def _read_holder(self) -> Holder | None:
        try:
            said = Holder(**json.loads(self._files.holder.read_text(encoding="utf-8")))
            found = replace(said, user=_told(said.user), host=_told(said.host))
            str(found)  # a time that is none can't be told
        except (OSError, ValueError, TypeError, ArithmeticError, RecursionError):
            return None
        return found


def _told(name: object) -> str:
    """Give a name for a message, whatever stands in the file."""
    return visible(str(name))[:_LONGEST]


def _me() -> Holder:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        user = "同事"
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    return Holder(user, platform.node() or "未知", os.getpid(), now)
