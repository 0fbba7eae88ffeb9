"""The warm kernel: ipykernel's own kernel object in a forked process, without sockets of its own.

Cells are run by the code that runs them in a stock kernel, and what they show are the same messages;
so the notebooks come out the same. What is saved is the start: everything is imported already.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import io
import logging
import os
import random
import signal
import sys
import threading
import types
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from traitlets.config import Config

from nianbao.engine.channel import Channel, Message

_BINARY_CHUNK = 65536


class _Record(Session):
    """Takes the place of the kernel's sockets: keeps each message it would send."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.sent: list[Message] = []

    def send(  # type: ignore[override]  # the arguments of a wire that isn't there don't matter
        self,
        stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        *,
        buffers: Any = None,
        header: Any = None,
        metadata: Any = None,
        **_: Any,
    ) -> Any:
        if isinstance(msg_or_type, dict):
            message = msg_or_type
        else:
            message = self.msg(msg_or_type, content, parent, header, metadata)
        kept = {"msg_type": message["msg_type"], "content": message["content"]}
        if buffers:
            kept["buffers"] = [base64.b64encode(buffer).decode("ascii") for buffer in buffers]
        self.sent.append(kept)
        return message


class _Stream(io.TextIOBase):
    """Standard output or error of a cell; like a kernel's, it is sent when flushed."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, name: str, session: _Record, descriptor: int) -> None:
        self.name = name
        self._session = session
        self._descriptor = descriptor
        self._held: list[str] = []

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._held.append(text)
        return len(text)

    def flush(self) -> None:
        held, self._held = "".join(self._held), []
        if held:
            self._session.sent.append({"msg_type": "stream", "content": {"name": self.name, "text": held}})

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return False


class _Descriptor:
    """Catches what other processes and C code write to descriptor 1 or 2."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self._read, write = os.pipe()
        os.dup2(write, stream.fileno())
        os.close(write)
        self._mark, self._seen = b"", threading.Event()
        threading.Thread(target=self._copy, daemon=True).start()

    def drain(self) -> None:
        """Wait until everything written so far has been read."""
        self._seen.clear()
        self._mark = b"\0" + os.urandom(16) + b"\0"
        os.write(self._stream.fileno(), self._mark)
        self._seen.wait(5)

    def _copy(self) -> None:
        held = b""
        while data := os.read(self._read, _BINARY_CHUNK):
            held += data
            if self._mark and self._mark in held:
                held = held.replace(self._mark, b"")
                self._mark = b""
                self._write(held)
                held = b""
                self._seen.set()
            elif not self._mark:
                self._write(held)
                held = b""

    def _write(self, data: bytes) -> None:
        if data:
            self._stream.write(data.decode("utf-8", "replace"))


class WarmKernel:
    """A kernel that is ready to run cells, made once and then forked for each notebook."""

    def __init__(self) -> None:
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        self.session = _Record()
        # No history: a report's cells are in its record, and sqlite doesn't survive a fork.
        app = IPKernelApp.instance(config=Config({"HistoryManager": {"enabled": False}}))
        log = logging.getLogger("nianbao.kernel")
        # The one instance of the process: widgets look it up.
        self.kernel: Any = IPythonKernel.instance(
            parent=app, session=self.session, iopub_socket=object(), log=log
        )
        # Asked for by cells that await; there is no thread for sockets here, and no Ctrl-C for one.
        self.kernel.shell_channel_thread = types.SimpleNamespace(parent_thread=None)
        # Magics such as %matplotlib find the kernel through the application.
        app.kernel = self.kernel

    def warm_up(self, code: str) -> None:
        """Run a cell once, so that what is built lazily is built before the fork; then forget it."""
        asyncio.run(self.kernel.do_execute(code, False, store_history=False))
        self.kernel.shell.reset()
        self.session.sent.clear()

    def serve(self, channel: Channel, wishes: Message) -> None:
        """Run cells until the other end closes the channel. Call in the forked process.

        Args:
            channel: The process that wants cells run.
            wishes: ``folder`` to run in; ``memory``, the most bytes to use, or None.
        """
        self._settle(wishes)
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        streams = [_Stream("stdout", self.session, 1), _Stream("stderr", self.session, 2)]
        sys.stdout, sys.stderr = streams
        descriptors = [_Descriptor(stream) for stream in streams]
        channel.send({"pid": os.getpid(), "language_info": self.kernel.language_info})
        with contextlib.suppress(EOFError):
            while True:
                request = channel.receive()
                assert request is not None
                reply = loop.run_until_complete(self._run(request))
                for descriptor in descriptors:
                    descriptor.drain()
                for stream in streams:
                    stream.flush()
                sent, self.session.sent = self.session.sent, []
                channel.send({"messages": sent, "reply": reply})

    def _settle(self, wishes: Message) -> None:
        """Make the process its notebook's own: folder, process group, limits, chance."""
        os.chdir(wishes["folder"])
        random.seed()
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        if hasattr(os, "setsid") and os.getpgrp() != os.getpid():
            os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if wishes.get("memory"):
            limit_memory(int(wishes["memory"]))

    async def _run(self, request: Message) -> Message:
        content = await self.kernel.do_execute(
            request["code"], False, True, {}, False, cell_id=request.get("cell_id")
        )
        return {
            "status": content["status"],
            "execution_count": content.get("execution_count"),
            "ename": content.get("ename", ""),
            "evalue": content.get("evalue", ""),
            "traceback": content.get("traceback", []),
        }


def limit_memory(most: int) -> None:
    """Limit this process's memory, where the system can.

    Args:
        most: Bytes of address space beyond what is in use now.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - the kernel's own file
        pages = int(file.read().split()[0])
    limit = pages * resource.getpagesize() + most
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
