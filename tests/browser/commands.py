"""The commands that open a browser, run for real, without a browser of their own."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import threading
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from websockets.sync.client import connect

from nianbao.desk_server.instance import Instance

_LINK = re.compile(r"(http://127\.0\.0\.1:\d+)/\S+")


@dataclass
class Served:
    """A command that runs.

    Attributes:
        link: What lets a browser in.
        process: The server.
        said: What it wrote.
    """

    link: str
    process: subprocess.Popen[str]
    said: deque[str] = field(default_factory=lambda: deque(maxlen=200))

    @property
    def address(self) -> str:
        """The server's address, for a browser that was let in."""
        return "/".join(self.link.split("/")[:3]) + "/"


@contextlib.contextmanager
def served(command: str, folder: Path, *options: str, config: Path | None = None) -> Iterator[Served]:
    """Run ``nianbao desk`` or ``nianbao lab`` over a working folder.

    Args:
        command: Its name.
        folder: The working folder.
        options: Further ones.
        config: A folder with settings for Jupyter.
    """
    line = [sys.executable, "-m", "nianbao", command, str(folder), "--no-browser", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    if config is not None:
        environment["JUPYTER_CONFIG_PATH"] = str(config)
    with subprocess.Popen(
        line,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        env=environment,
    ) as process:
        assert process.stdout is not None
        said: deque[str] = deque(maxlen=200)
        link = _link(process, said)
        # What it says is read to the end: it must never block on a full pipe.
        reader = threading.Thread(target=said.extend, args=(process.stdout,), daemon=True)
        reader.start()
        try:
            yield Served(link, process, said)
        finally:
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            finally:
                reader.join()


def _link(process: subprocess.Popen[str], said: deque[str]) -> str:
    """Wait for the link."""
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if match := _LINK.search(line):
            return match[0]
    raise RuntimeError("it ended:\n" + "".join(said))


@contextlib.contextmanager
def kept_open(folder: Path) -> Iterator[None]:
    """Keep a desk from ending between two tests, as a page that is open does."""
    running = Instance(folder).running()
    address = f"ws://127.0.0.1:{running.port}/presence/{uuid.uuid4()}"
    with connect(
        address,
        additional_headers={"Authorization": f"token {running.token}"},
        proxy=None,
        ping_interval=None,
    ):
        yield


def kernels_of(server: subprocess.Popen[str]) -> list[psutil.Process]:
    """List the kernels of a desk."""
    found = []
    for child in psutil.Process(server.pid).children(recursive=True):
        with contextlib.suppress(psutil.Error):  # it has just ended
            if "nianbao.desk_server.kernel" in child.cmdline():
                found.append(child)
    return found


def kernel_of(server: subprocess.Popen[str], kernel: str) -> psutil.Process:
    """Give the process of a kernel."""
    (process,) = [one for one in kernels_of(server) if any(kernel in word for word in one.cmdline())]
    return process
