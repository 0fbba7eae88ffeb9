"""Work in a process of its own, so that the desk's kernel goes on answering while it runs.

Threads read what the process says and hand it to the kernel's loop: asyncio's own subprocesses need a
kind of loop that a kernel on Windows doesn't have.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from nianbao.system import processes

TAIL = 4000
"""Characters kept of what a process complains of."""

PATIENCE = 5.0
"""Seconds that a process has to end by itself once it is told to."""

Line = Callable[[Any], None]
End = Callable[[int, str], None]


_running: weakref.WeakSet[Background] = weakref.WeakSet()


def end_all() -> None:
    """Have all processes of this kernel end, for nobody is left to hear of them."""
    for process in list(_running):
        process.cancel()


def as_text(line: bytes) -> str:
    """Read a line that is meant for people."""
    return line.decode("utf-8", "replace").rstrip("\r\n")


class Background:
    """A Python module that runs in a process of its own and prints one JSON value a line, or words."""

    def __init__(
        self,
        arguments: Sequence[str],
        folder: Path,
        line: Line,
        end: End,
        feed: bytes = b"",
        read: Callable[[bytes], Any] = json.loads,
        *,
        together: bool = False,
    ) -> None:
        """Start the process.

        Args:
            arguments: What stands behind ``python -m``.
            folder: Its current folder.
            line: Is told each value that it prints.
            end: Is told its exit status and the end of its complaints; called once, last.
            feed: What it reads on its standard input.
            read: Reads a line; one over which it raises ValueError is passed over.
            together: What it complains of comes line by line with what it prints, not at its end.
        """
        self._line, self._end, self._feed, self._read = line, end, feed, read
        self.cancelled = False
        self._complaints = ""
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None
        self._process = subprocess.Popen(  # noqa: S603 - our own modules, arguments as a list
            [sys.executable, "-P", "-X", "utf8", "-m", *arguments],  # -P: nothing in that folder is code
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if together else subprocess.PIPE,
            **processes.apart(),  # Ctrl-C in a terminal is for the kernel, not for this
        )
        _running.add(self)
        self._listening = threading.Thread(target=self._complain, daemon=True)
        self._listening.start()
        threading.Thread(target=self._listen, daemon=True).start()

    def cancel(self) -> None:
        """Have the process end, as Ctrl-C would; it is ended if it doesn't."""
        self.cancelled = True
        self._signal(gently=True)
        later = threading.Timer(PATIENCE, self._signal, kwargs={"gently": False})
        later.daemon = True  # a kernel that ends has its own work to save
        later.start()

    def _signal(self, *, gently: bool) -> None:
        if self._process.poll() is not None:
            return
        processes.end(self._process.pid, gently=gently)

    def _complain(self) -> None:
        for line in self._process.stderr or ():
            self._complaints = (self._complaints + line.decode("utf-8", "replace"))[-TAIL:]

    def _listen(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):  # it ended before it read all
            self._process.stdin.write(self._feed)
            self._process.stdin.close()
        for line in self._process.stdout:
            with contextlib.suppress(ValueError):
                self._hand_over(self._line, self._read(line))
        status = self._process.wait()
        self._listening.join(PATIENCE)
        self._hand_over(self._end, status, self._complaints)

    def _hand_over(self, function: Callable[..., None], *values: object) -> None:
        if self._loop is None or self._loop.is_closed():
            function(*values)
        else:
            with contextlib.suppress(RuntimeError):  # the kernel is shutting down
                self._loop.call_soon_threadsafe(function, *values)


def later(seconds: float, function: Callable[[], None]) -> Callable[[], None]:
    """Call a function after a while, in the kernel's loop; at once where there is no loop.

    Returns:
        What calls it off.
    """
    try:
        return asyncio.get_running_loop().call_later(seconds, function).cancel
    except RuntimeError:
        function()
        return lambda: None
