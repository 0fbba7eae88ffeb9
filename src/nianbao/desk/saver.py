"""Saves the open file by itself, watches it on disk, and says in words how safe the work is.

Two seconds after the last edit, at least every fifteen while typing goes on, when a section is left and
when the desk is closed. Where the file can't be written, the desk says so and each further edit tries again;
where somebody else wrote it, nothing is forced, and the clerk decides.
"""

from __future__ import annotations

import asyncio
import datetime
import errno
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nianbao.desk.network import is_network_folder
from nianbao.desk.workspace import Change, Spot, Workspace
from nianbao.editor.desk_files import DeskFiles
from nianbao.editor.lock import DeskLock
from nianbao.errors import ChangedOnDiskError, HeldError, NianbaoError, WriteError

PAUSE = 2.0
"""Seconds without an edit after which the file is written."""

LONGEST = 15.0
"""Seconds for which typing may put saving off, and after which a save that failed is tried again."""

LOOK = 2.0
"""Seconds between two looks at the file on disk."""

Kind = Literal["none", "saved", "waiting", "failed", "changed", "gone", "read_only", "free", "recovery"]
"""How the work stands; ``free``: read-only, but the other desk has let go of the file."""

_NETWORK = (
    "工作文件夹在网络上：几台电脑同时打开同一份时，锁不一定管用；请先说好由谁来改。"
    "别人改了文件，这里会提示，不会覆盖。"
)


@dataclass(frozen=True)
class SaveState:
    """How safe the work is.

    Attributes:
        kind: What the browser colours by.
        words: What the clerk reads in the top bar.
        said: The whole story, where there is one.
    """

    kind: Kind
    words: str
    said: str = ""


def call_later(seconds: float, what: Callable[[], None]) -> Any:
    """Have a function called later by the kernel's event loop; None where none runs."""
    try:
        return asyncio.get_running_loop().call_later(seconds, what)
    except RuntimeError:
        return None


class Saver:
    """Saves a workspace's open file.

    Attributes:
        trouble: Why the last save didn't go through; None when it did.
        saved_at: When the file was last written here.
    """

    def __init__(
        self,
        workspace: Workspace,
        later: Callable[[float, Callable[[], None]], Any] = call_later,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.workspace = workspace
        self.trouble: SaveState | None = None
        self.saved_at: datetime.datetime | None = None
        self._later, self._now = later, now
        self._since: float | None = None
        self._timer: Any = None
        self._looking: Any = None
        self._seen: object = None
        self._section: str | None = None
        self._network = False
        self._listeners: list[Callable[[], None]] = []
        workspace.listen(self._heard)
        if workspace.session is not None:
            self._heard(Change("opened"))

    def listen(self, listener: Callable[[], None]) -> None:
        """Have a function called whenever the state may be another."""
        self._listeners.append(listener)

    # --- what is said -------------------------------------------------------------------------

    @property
    def state(self) -> SaveState:
        """How safe the work is, in words."""
        session = self.workspace.session
        if session is None:
            return SaveState("none", "")
        if session.read_only:
            return self.trouble or SaveState("read_only", "只读", session.lock.message)
        if session.recovery is not None:
            return SaveState("recovery", "上次有修改没存上，请先选择")
        if self.trouble is not None:
            return self.trouble
        if session.unsaved:
            if session.journal.problem:
                return SaveState("failed", "修改只在内存里", session.journal.problem)
            return SaveState("waiting", "正在保存……")
        return SaveState("saved", f"已保存 {self.saved_at:%H:%M}" if self.saved_at else "已保存")

    @property
    def notices(self) -> list[str]:
        """What the clerk should know of where the work is safe, worst first."""
        session = self.workspace.session
        if session is None:
            return []
        said = [self.trouble.said] if self.trouble and self.trouble.said else []
        said += [notice for notice in session.notices if notice not in said]
        return [*said, *([_NETWORK] if self._network and not session.read_only else [])]

    # --- saving -------------------------------------------------------------------------------

    def save(self, why: str = "保存") -> bool:
        """Write the file now, if that can be done; ``state`` says how it went.

        Args:
            why: What the history says of it.

        Returns:
            Whether all that the desk holds is in the file.
        """
        session = self.workspace.session
        self._forget_timer()
        if session is None or session.read_only or session.recovery is not None:
            return False
        try:
            wrote = session.save(why)
        except ChangedOnDiskError:
            self._changed()
        except WriteError as error:
            self.trouble = _failed(error)
            self._timer = self._later(LONGEST, lambda: self._tick())
        else:
            self._saved()
            if wrote:
                self.workspace.tell(Change("saved"))
        self._say()
        return not session.unsaved

    def open(self, path: Path) -> None:
        """Open another report, after what is open was saved as far as it can be.

        Raises:
            NianbaoError: It can't be read; what was open stays open.
        """
        session = self.workspace.session
        if session is not None and session.document.path.resolve() == path.resolve():
            return
        self.save("自动保存")
        self.workspace.open(path)

    def close(self) -> None:
        """Save what can be saved and let go of the file; the journal keeps the rest."""
        self.save("自动保存")
        if self._looking is not None:
            self._looking.cancel()
        self._looking = None
        self.workspace.close()

    def save_anew(self) -> None:
        """Write the file again where it was moved away or deleted.

        Raises:
            NianbaoError: It can't be written, or there is one after all.
        """
        if (session := self.workspace.session) is not None:
            session.save_anew("重新写回")
            self._saved()
            self.workspace.tell(Change("saved"))
            self._say()

    def settled(self) -> None:
        """Go on after a merge or a recovery was decided: all widgets look anew, the file is written."""
        self.trouble = None
        self._remember()
        self.workspace.tell(Change("opened"))
        self.save("合并")

    def take_over(self) -> bool:
        """Open the file anew for editing, after the other desk let go of it; tells whether it did."""
        session, spot = self.workspace.session, self.workspace.spot
        if session is None or not session.read_only:
            return session is not None
        self.workspace.open(session.document.path)
        self.workspace.go_to(Spot(section=spot.section))
        return not self.workspace.session.read_only if self.workspace.session else False

    # --- by itself ----------------------------------------------------------------------------

    def _heard(self, change: Change) -> None:
        match change.what:
            case "opened":
                self._opened()
            case "closed":
                self._forget_timer()
                self.trouble = self.saved_at = None
            case "edited":
                self._plan()
            case "went" if self.workspace.spot.section != self._section:
                self._section = self.workspace.spot.section
                if self.workspace.session is not None and self.workspace.session.unsaved:
                    self.save("自动保存")
        self._say()

    def _opened(self) -> None:
        session = self.workspace.session
        self._forget_timer()
        self.trouble = self.saved_at = None
        self._section = self.workspace.spot.section
        self._remember()
        if session is not None:
            self._network = is_network_folder(session.document.path.parent)
            if session.unsaved and session.recovery is None:
                self._plan()
        if self._looking is None:
            self._looking = self._later(LOOK, self._look_again)

    def _plan(self) -> None:
        """Save two seconds from now, or sooner where that was put off for long enough."""
        session = self.workspace.session
        if session is None or not session.unsaved:
            return
        now = self._now()
        self._since = now if self._since is None else self._since
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._later(max(0.0, min(PAUSE, self._since + LONGEST - now)), lambda: self._tick())

    def _tick(self) -> None:
        self._timer = None
        if self.trouble is None or self.trouble.kind == "failed":
            self.save("自动保存")

    def _look_again(self) -> None:
        self._looking = None
        if self.workspace.session is not None:
            self.look()
            self._looking = self._later(LOOK, self._look_again)

    def look(self) -> None:
        """Look whether the file on disk is another, or whether a read-only desk may take over."""
        session = self.workspace.session
        if session is None or session.recovery is not None:
            return
        if session.read_only:
            self._look_on()
        elif self._stamp() != self._seen:
            self._remember()
            if session.changed_on_disk:
                self._changed()
            elif self.trouble is not None and self.trouble.kind in ("changed", "gone"):
                self.trouble = None  # it is as it was
                self._plan()
            self._say()

    def _look_on(self) -> None:
        """Follow the file while another desk writes it."""
        session, spot = self.workspace.session, self.workspace.spot
        assert session is not None
        if self._stamp() != self._seen:
            self._remember()
            try:
                self.workspace.open(session.document.path)
            except NianbaoError:
                return  # half way through their own trouble; what is shown stays
            self.workspace.go_to(Spot(section=spot.section))
        elif self.trouble is None:
            lock = DeskLock(DeskFiles.of(session.document.path, self.workspace.folder))
            if lock.acquire():
                lock.release()
                self.trouble = SaveState(
                    "free", "只读，现在可以编辑了", "对方已经关闭这份底稿，可以接着编辑。"
                )
                self._say()

    def _changed(self) -> None:
        session = self.workspace.session
        assert session is not None
        path = session.document.path
        if path.exists():
            said = f"「{path.name}」在别处被改过，没有覆盖。请看清两边的不同，再决定怎么保存。"
            self.trouble = SaveState("changed", "在别处被改过，还没有保存", said)
        else:
            said = f"「{path}」已经被移走或删除；编报台里的内容都在。"
            self.trouble = SaveState("gone", "文件不见了，还没有保存", said)

    def _saved(self) -> None:
        self.trouble = None
        self.saved_at = datetime.datetime.now().astimezone()
        self._remember()

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._since = None

    def _stamp(self) -> object:
        """Tell one state of the file on disk from another without reading it."""
        session = self.workspace.session
        try:
            found = session.document.path.stat() if session else None
        except OSError:
            return None
        return (found.st_mtime_ns, found.st_size, found.st_ino) if found else None

    def _remember(self) -> None:
        self._seen = self._stamp()

    def _say(self) -> None:
        for listener in list(self._listeners):
            listener()


def _failed(error: WriteError) -> SaveState:
    """Say shortly why the file couldn't be written; the error says the rest."""
    if isinstance(error, HeldError):
        return SaveState("failed", "文件在别的程序里打开着，还没有保存", str(error))
    cause = error.__cause__
    number = cause.errno if isinstance(cause, OSError) else None
    if number == errno.ENOSPC:
        return SaveState("failed", "磁盘已满，还没有保存", str(error))
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return SaveState("failed", "文件是只读的，还没有保存", str(error))
    return SaveState("failed", "还没有保存", str(error))
