"""The warm kernel: ipykernel's own kernel object in a forked process, without sockets of its own.

Cells are run by the code that runs them in a stock kernel, and what they show are the same messages;
so the notebooks come out the same. What is saved is the start: everything is imported already.
"""

from __future__ import annotations

import asyncio
import base64
import codecs
import contextlib
import io
import logging
import os
import random
import signal
import sys
import tempfile
import types
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from traitlets.config import Config

from nianbao.engine.channel import Channel, Message
from nianbao.system import processes
from nianbao.system.files import read_at


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
    """Standard output or error of a cell; like a kernel's, it is sent when flushed.

    What other processes and C code write to the descriptor goes to a file, which is read whenever a
    cell writes or is done: so both come out in the order in which they were written.
    """

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, name: str, session: _Record, descriptor: int) -> None:
        self.name = name
        self._session = session
        self._descriptor = descriptor
        self._held: list[str] = []
        self._file = tempfile.TemporaryFile(mode="a+b", buffering=0)  # noqa: SIM115 - open to the end
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._read = 0
        os.dup2(self._file.fileno(), descriptor)

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._take()
        self._held.append(text)
        return len(text)

    def flush(self) -> None:
        self._take()
        held, self._held = "".join(self._held), []
        if held:
            self._session.sent.append({"msg_type": "stream", "content": {"name": self.name, "text": held}})

    def _take(self) -> None:
        """Take what was written to the descriptor since."""
        size = os.fstat(self._file.fileno()).st_size
        if size > self._read:
            data = read_at(self._file.fileno(), size - self._read, self._read)
            self._read += len(data)
            self._held.append(self._decoder.decode(data))

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return False


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

        Cells come many at a time (``cells``), and each is answered as soon as it has run: the other
        end takes one cell's outputs in while the next one runs.

        Args:
            channel: The process that wants cells run.
            wishes: ``folder`` to run in; ``memory``, the most bytes to use, or None.
        """
        self._settle(wishes)
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        streams = [_Stream("stdout", self.session, 1), _Stream("stderr", self.session, 2)]
        sys.stdout, sys.stderr = streams
        channel.send({"pid": os.getpid(), "language_info": self.kernel.language_info})
        with contextlib.suppress(EOFError):
            while True:
                request = channel.receive()
                assert request is not None
                for cell in request["cells"]:
                    reply = loop.run_until_complete(self._run(cell))
                    for stream in streams:
                        stream.flush()
                    sent, self.session.sent = self.session.sent, []
                    channel.send({"messages": sent, "reply": reply})
                    if reply["status"] == "error" and not cell.get("may_fail"):
                        break

    def _settle(self, wishes: Message) -> None:
        """Make the process its notebook's own: folder, process group, limits, chance."""
        os.chdir(wishes["folder"])
        random.seed()
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        processes.lead()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if wishes.get("memory"):
            processes.limit_memory(int(wishes["memory"]))

    async def _run(self, cell: Message) -> Message:
        content = await self.kernel.do_execute(
            cell["code"], False, True, {}, False, cell_id=cell.get("cell_id")
        )
        return {
            "status": content["status"],
            "execution_count": content.get("execution_count"),
            "ename": content.get("ename", ""),
            "evalue": content.get("evalue", ""),
            "traceback": content.get("traceback", []),
        }
