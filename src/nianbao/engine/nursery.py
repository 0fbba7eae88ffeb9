"""The nursery: a process that has imported everything and gives birth to kernels.

Started once; each kernel is a fork of it, or, where the platform can't fork, a process started and
imported ahead. It never compiles Typst: a process that has once done so can't be forked any more.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from nianbao.engine.channel import Channel, Door, Message, connect

CAN_FORK = hasattr(os, "fork")


class Nursery:
    """Handle on the nursery process."""

    def __init__(self, fork: bool = CAN_FORK) -> None:
        self._door = Door()
        self._fork = fork
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: Channel | None = None
        atexit.register(self.close)

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
        channel = self._ask()
        try:
            channel.send({"address": self._door.address, "folder": str(folder), "memory": memory})
        except OSError as error:
            self._channel = None  # the next one asks a new nursery
            raise EOFError("the nursery is gone") from error
        kernel = self._door.accept(self._is_alive)
        greeting = kernel.receive()
        assert greeting is not None
        return kernel, greeting

    def _ask(self) -> Channel:
        if self._channel is None or not self._fork:
            # Without fork a process is good for one kernel.
            self._process = _start({**self._door.address, "fork": self._fork})
            self._channel = self._door.accept(self._is_alive)
        return self._channel

    def _is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def close(self) -> None:
        """End the nursery; kernels end with their own channels."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        self._door.close()


@functools.cache
def nursery() -> Nursery:
    """Give this process's nursery, started when first asked for a kernel."""
    return Nursery()


def _start(address: Message) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # our own Python, our own module
        [sys.executable, "-Xfrozen_modules=off", "-m", "nianbao.engine.nursery"],
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the parent, which ends this by closing the channel
        env={**os.environ, "NIANBAO_NURSERY": json.dumps(address)},
    )


def main() -> None:
    """Import everything, then give birth to kernels until the parent is gone."""
    address = json.loads(os.environ.pop("NIANBAO_NURSERY"))
    channel = connect(address)
    kernel = _prepare()
    born: set[int] = set()
    with contextlib.suppress(EOFError):
        while True:
            wishes = channel.receive()
            assert wishes is not None
            if not address["fork"]:
                kernel.serve(connect(wishes["address"]), wishes)
                return
            child = os.fork()
            if child == 0:
                channel.close()
                _live(kernel, wishes)
            born.add(child)
            _reap(born)
    # The parent is gone, perhaps killed: a cell that never ends must not outlive it.
    _end(born)


def _prepare() -> Any:
    import nianbao.authoring
    import nianbao.block_html
    import nianbao.notebook
    from nianbao.engine.warm_kernel import WarmKernel

    assert nianbao.authoring
    assert nianbao.block_html
    assert nianbao.notebook
    return WarmKernel()


def _live(kernel: Any, wishes: Message) -> None:
    """Be a kernel until the end; never return into the nursery's own loop."""
    status = 1
    try:
        kernel.serve(connect(wishes["address"]), wishes)
        status = 0
    finally:
        os._exit(status)


def _reap(born: set[int]) -> None:
    """Let ended kernels go."""
    with contextlib.suppress(ChildProcessError):
        while ended := os.waitpid(-1, os.WNOHANG)[0]:
            born.discard(ended)


def _end(born: set[int]) -> None:
    """Kill kernels that still run, with what their cells started."""
    _reap(born)
    for child in born:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)


if __name__ == "__main__":
    main()
