"""A real ``nianbao desk`` for the browser tests: the command itself, without a browser of its own."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_LINK = re.compile(r"(http://127\.0\.0\.1:\d+)/enter\?key=\S+")


@dataclass
class DeskProcess:
    """A running desk.

    Attributes:
        link: Lets one browser in, once.
        process: The server.
        said: What it wrote.
    """

    link: str
    process: subprocess.Popen[str]
    said: deque[str] = field(default_factory=lambda: deque(maxlen=200))

    @property
    def address(self) -> str:
        """The desk's address, for a browser that was let in."""
        return self.link.partition("/enter")[0] + "/"


@contextlib.contextmanager
def desk(folder: Path, *options: str) -> Iterator[DeskProcess]:
    """Run ``nianbao desk`` over a working folder."""
    command = [sys.executable, "-m", "nianbao", "desk", str(folder), "--no-browser", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=environment
    ) as process:
        assert process.stdout is not None
        said: deque[str] = deque(maxlen=200)
        link = None
        for line in process.stdout:
            said.append(line)
            if match := _LINK.search(line):
                link = match[0]
                break
        if link is None:
            process.wait()
            raise RuntimeError("the desk ended:\n" + "".join(said))
        # What it says is read to the end: it must never block on a full pipe.
        reader = threading.Thread(target=said.extend, args=(process.stdout,), daemon=True)
        reader.start()
        try:
            yield DeskProcess(link, process, said)
        finally:
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            reader.join()
