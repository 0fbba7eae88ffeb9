"""The nursery: where warm kernels come from.

A process (``cradle``) is started once and imports everything; each kernel is a fork of it, or, where
the platform can't fork, such a process itself, started ahead.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import subprocess
import sys
from pathlib import Path

from nianbao.engine.channel import Channel, Door, Message

CAN_FORK = hasattr(os, "fork")


class Nursery:
    """Handle on the nursery process."""

    def __init__(self, fork: bool = CAN_FORK) -> None:
        self._door = Door()
        self._fork = fork
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: Channel | None = None
        atexit.register(self.close)

    def start(self) -> None:
        """Start getting ready, without waiting for it."""
        if self._process is None:
            self._process = _start({**self._door.address, "fork": self._fork})

    def kernel(self, folder: Path, memory: int | None = None) -> tuple[Channel, Message]:
        """Get a fresh kernel.

        Args:
            folder: Where its cells run.
            memory: The most bytes it may use on top of what it starts with, or None.

        Returns:
            The channel to it, and its greeting (``pid``, ``language_info``).

        Raises:
            EOFError: The nursery is gone.
        """
        if self._channel is not None and not self._is_alive():
            self._forget()  # it was killed since; a new one does as well
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
        if self._channel is None:
            self.start()
            self._channel = self._door.accept(self._is_alive)
        return self._channel

    def _use_up(self, channel: Channel) -> Channel:
        """Without fork the process itself becomes the kernel; the next one gets ready meanwhile."""
        self._forget()
        self.start()
        return channel

    def _forget(self) -> None:
        self._channel = self._process = None

    def _is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

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


def _start(address: Message) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # our own Python, our own module
        [sys.executable, "-m", "nianbao.engine.cradle"],
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the parent, which ends this by closing the channel
        env={**os.environ, "NIANBAO_NURSERY": json.dumps(address)},
    )
