"""One desk server a working folder, computer and user; a second start finds the first.

Its port follows from the folder's path, so that what the browser keeps for its address is there the next
time too.
"""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import json
import platform
import socket
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import filelock

from nianbao.editor.desk_files import DESK_FOLDER
from nianbao.errors import UsageError
from nianbao.folder import write_atomically
from nianbao.system.files import is_private
from nianbao.system.sockets import claim

HOST = "127.0.0.1"
FIRST_PORT, PORTS = 20_000, 10_000
"""Below what systems hand out for connections of their own."""

TRIES = 20
PATIENCE = 15.0
"""Seconds that a server may take to say where it listens."""


@dataclass(frozen=True)
class Running:
    """A server that runs.

    Attributes:
        port: Where it listens, on the loopback address.
        token: What opens its doors.
        process: Its number.
    """

    port: int
    token: str
    process: int

    def link(self) -> str:
        """Ask the server for a link that lets a browser in, once.

        Raises:
            UsageError: It doesn't answer.
        """
        request = urllib.request.Request(
            f"http://{HOST}:{self.port}/link", headers={"Authorization": f"token {self.token}"}
        )
        # A proxy that the user has set must not get this.
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(request, timeout=PATIENCE) as answer:
                return f"http://{HOST}:{self.port}/enter?key={answer.read().decode('ascii')}"
        except OSError as error:
            raise UsageError(
                f"这个文件夹的编报台已经在运行（进程 {self.process}），但没有回应。"
                "请关掉它的浏览器页面，过半分钟再试；还不行，请重启电脑。"
            ) from error


class Instance:
    """The place of the one server of a working folder.

    Args:
        folder: The working folder.
    """

    def __init__(self, folder: Path) -> None:
        # Two colleagues may have one network folder open, each on a computer of their own.
        who = hashlib.sha256(f"{platform.node()}\0{_user()}".encode()).hexdigest()[:12]
        place = folder / DESK_FOLDER / "servers"
        try:
            place.mkdir(parents=True, exist_ok=True)
            ignored = folder / DESK_FOLDER / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", encoding="utf-8")
            tempfile.TemporaryFile(dir=place).close()
        except OSError:  # a folder one may only read
            name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()
            place = Path(tempfile.gettempdir()) / f"nianbao-{who}" / name[:12]
            for one in (place.parent, place):
                one.mkdir(mode=0o700, exist_ok=True)
                _refuse_if_not_own(one)
        self._said = place / f"{who}.json"
        self._lock = filelock.FileLock(place / f"{who}.lock")

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """Hold the place for this process; gives whether nobody else has it."""
        try:
            self._lock.acquire(timeout=0)
        except filelock.Timeout:
            yield False
            return
        except (NotImplementedError, OSError):  # a network folder without locks: each start its own server
            yield True
            return
        try:
            self._said.unlink(missing_ok=True)
            yield True
        finally:
            self._said.unlink(missing_ok=True)
            self._lock.release()

    def say(self, running: Running) -> None:
        """Write down where the server listens, for this user's eyes alone.

        Raises:
            WriteError: It can't be written.
        """
        write_atomically(self._said, b"")
        self._said.chmod(0o600)
        with self._said.open("w", encoding="utf-8") as file:
            json.dump(asdict(running), file)

    def running(self) -> Running:
        """Find the server that has the place.

        Raises:
            UsageError: It doesn't say where it listens.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(OSError, ValueError, TypeError):
                said = Running(**json.loads(self._said.read_text(encoding="utf-8")))
                if _is_sound(said):
                    return said
            time.sleep(0.1)
        raise UsageError("这个文件夹的编报台正在启动或者没有正常结束。请过半分钟再试；还不行，请重启电脑。")


def _is_sound(said: Running) -> bool:
    """Tell whether a note can be one of ours; its token stands in the head of a request."""
    if not isinstance(said.port, int) or not isinstance(said.process, int) or not isinstance(said.token, str):
        return False
    return 0 < said.port < 65_536 and said.token.isascii() and said.token.isprintable()


def choose_port(folder: Path, wanted: int | None = None, salt: str = "") -> int:
    """Choose a port: the one that is wanted, or the folder's own, or the next free one.

    Args:
        folder: The working folder.
        wanted: What the user asked for.
        salt: Tells servers of one folder apart.

    Raises:
        UsageError: The one that is wanted, or all that were tried, are taken.
    """
    if wanted is not None:
        if not _is_free(wanted):
            raise UsageError(
                f"端口 {wanted} 用不了，有别的程序占着。请换一个，如 --port {wanted + 1}，或不写 --port，由程序自己选。"
            )
        return wanted
    name = f"{salt}{folder.resolve()}".encode("utf-8", "surrogatepass")
    first = int.from_bytes(hashlib.sha256(name).digest()[:4], "big")
    for step in range(TRIES):
        port = FIRST_PORT + (first + 101 * step) % PORTS
        if _is_free(port):
            return port
    raise UsageError(
        f"没有可用的端口（从 {FIRST_PORT + first % PORTS} 起试了 {TRIES} 个）。"
        "请关掉一些程序再试；还不行，请用 --port 指定一个，如 --port 8899，或请信息员看防护软件是否拦住了本机端口。"
    )


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        claim(tried)
        try:
            tried.bind((HOST, port))
        except OSError:
            return False
    return True


def _refuse_if_not_own(place: Path) -> None:
    """Refuse a folder in a place that all may write to, if somebody else made it or may look into it.

    Raises:
        UsageError: It is so.
    """
    if not is_private(place):
        raise UsageError(f"「{place}」不是您自己的文件夹，编报台不能用它。请删掉它，再打开一次。")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return ""
