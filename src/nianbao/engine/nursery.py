"""The nursery: where warm kernels come from.

A process (``cradle``) is started once and imports everything; each kernel is a fork of it, or, where
the platform can't fork, such a process itself, started ahead. Workers of one run share a nursery.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import subprocess
import sys
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from nianbao.engine.channel import Channel, Door, Message
from nianbao.system import processes

MOST_LINES = 8
"""Processes that one nursery serves; to fork takes some thousandths of a second."""

ATTEMPTS = 3
"""How often a kernel is asked for: one process may have been killed after it connected, the next before."""


class Nursery:
    """Handle on the nursery process."""

    def __init__(self, fork: bool | None = None) -> None:
        self._door = Door()
        self._fork = processes.can_fork() if fork is None else fork
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: Channel | None = None
        atexit.register(self.close)

    @property
    def pid(self) -> int:
        """The process id of a nursery of this process's own.

        Raises:
            ValueError: It has none.
        """
        if self._process is None:
            raise ValueError("no nursery was started by this process")
        return self._process.pid

    def start(self) -> None:
        """Start getting ready, without waiting for it."""
        if self._channel is not None or self._process is not None:
            return
        if self._fork:
            self._process, (line,) = _start_for(1)
            self._channel = Channel(line)
        else:
            self._process = _start({"address": self._door.address})

    def share(self, line: Connection) -> None:
        """Use a nursery that was started for several processes.

        Args:
            line: This process's own line to it, from ``shared_lines``.
        """
        self._channel = Channel(line)

    def kernel(self, folder: Path, memory: int | None = None) -> tuple[Channel, Message]:
        """Get a fresh kernel.

        Args:
            folder: Where its cells run.
            memory: The most bytes it may use on top of what it starts with, or None.

        Returns:
            The channel to it, and its greeting (``pid``, ``language_info``).

        Raises:
            EOFError: The nursery is gone, and so are those started in its place.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                return self._kernel(folder, memory)
            except EOFError:  # it was killed since it was started; a new one does as well
                self._forget()
        return self._kernel(folder, memory)

    def _kernel(self, folder: Path, memory: int | None) -> tuple[Channel, Message]:
        channel = self._ask()
        try:
            channel.send({"address": self._door.address, "folder": str(folder), "memory": memory})
        except OSError as error:
            raise EOFError("the nursery is gone") from error
        kernel = self._door.accept(self._is_alive) if self._fork else self._use_up(channel)
        greeting = kernel.receive()
        assert greeting is not None
        return kernel, greeting

    def _ask(self) -> Channel:
        if not self._is_alive():
            self._forget()
        self.start()
        if self._channel is None:
            self._channel = self._door.accept(self._is_alive)
        return self._channel

    def _use_up(self, channel: Channel) -> Channel:
        """Without fork the process itself becomes the kernel; the next one gets ready meanwhile."""
        channel.keep(self._process)
        self._forget()
        self.start()
        return channel

    def _forget(self) -> None:
        self._channel = self._process = None

    def _is_alive(self) -> bool:
        if self._process is not None:
            return self._process.poll() is None
        return self._channel is not None and not self._channel.has_ended()

    def close(self) -> None:
        """End the nursery; kernels end with their own channels."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        self._door.close()


@functools.cache
def shared_nursery() -> Nursery:
    """Give this process's nursery, started when first asked for a kernel."""
    return Nursery()


def shared_lines(count: int) -> list[Connection | None]:
    """Start nurseries for several processes; give a line for each, None where each needs its own."""
    if not processes.can_fork():
        return [None] * count
    lines: list[Connection | None] = []
    for first in range(0, count, MOST_LINES):
        lines += _start_for(min(MOST_LINES, count - first))[1]
    return lines


def _start_for(count: int) -> tuple[subprocess.Popen[bytes], list[Connection]]:
    """Start a nursery with some lines; it ends when all are closed."""
    pairs: list[tuple[Any, Any]] = [Pipe() for _ in range(count)]
    there = [other.fileno() for _, other in pairs]
    process = _start({"lines": there}, there)
    for _, other in pairs:
        other.close()
    return process, [line for line, _ in pairs]


def _start(settings: Message, descriptors: list[int] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # our own Python, our own module
        [sys.executable, "-m", "nianbao.engine.cradle"],
        # What becomes a kernel itself sees by this line that its parent ended, however it did.
        stdin=subprocess.DEVNULL if descriptors else subprocess.PIPE,
        env={**os.environ, "NIANBAO_NURSERY": json.dumps(settings)},
        pass_fds=descriptors or (),
        **processes.apart(),  # Ctrl-C is for the parent, which ends this by closing the channel
    )
