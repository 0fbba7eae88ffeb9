"""What of a unit's desk is served: the pages of ``desk_server``, each for the house that its path names.

The gate has seen that the session is that unit's. Here the path alone chooses the kernels, so that a request
can name none but its own unit's.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.httputil import HTTPServerRequest
from tornado.iostream import StreamBufferFullError, StreamClosedError
from tornado.web import HTTPError
from tornado.websocket import WebSocketHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from nianbao.county_server.frames import PROTOCOL, is_sound
from nianbao.county_server.gate import base_of, unit_of
from nianbao.county_server.houses import House
from nianbao.desk_server.kernels import DeskKernels
from nianbao.desk_server.pages import Leaving, Page, Presence
from nianbao.desk_server.tabs import Tabs

_NOT_NOW = """\
<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>年报编报台</title>
<meta name="color-scheme" content="light dark">
<body style="font:16px/1.8 sans-serif;max-width:34em;margin:15vh auto;padding:0 1em">
<main><h1 style="font-size:1.3em">编报台现在打不开</h1><p>{words}</p></main>
"""

MOST_WAITING = 64_000_000
"""Bytes that may wait for a browser that doesn't read; then its connection is closed."""

_TROUBLE = "写下的内容都在。请过一会儿再刷新；还是打不开的，请联系县里的技术人员。"


class OfUnit:
    """What makes a handler of Jupyter's one of a single unit."""

    request: HTTPServerRequest
    settings: dict[str, Any]

    @property
    def unit(self) -> str:
        """The unit whose desk the path is of."""
        unit = unit_of(self.request.path)
        if unit is None:
            raise HTTPError(404)
        return unit

    @property
    def house(self) -> House:
        """What runs for the unit; nothing may run for it yet."""
        house: House | None = self.settings["houses"].get(self.unit)
        if house is None:
            raise HTTPError(404)
        return house

    @property
    def base_url(self) -> str:
        """Where the unit's desk lies."""
        return base_of(self.unit)

    @property
    def kernel_manager(self) -> DeskKernels:
        """The unit's kernels."""
        return self.house.kernels

    @property
    def kernels(self) -> DeskKernels:
        """The unit's kernels."""
        return self.house.kernels

    @property
    def tabs(self) -> Tabs:
        """The unit's pages that are open."""
        return self.house.tabs

    @property
    def pages(self) -> dict[str, set[Presence]]:
        """The connections of the unit's pages."""
        return self.house.pages

    def check_host(self) -> bool:
        """Leave it to the gate, which knows the one host."""
        return True

    @contextlib.contextmanager
    def line(self) -> Iterator[None]:
        """Hold a connection open, if the unit may have one more.

        Raises:
            HTTPError: It may not.
        """
        with self.house.line() as may_stay:
            if not may_stay:
                raise HTTPError(HTTPStatus.TOO_MANY_REQUESTS)
            yield

    def known(self, kernel: str) -> str:
        """Give a kernel's id back, if it is one of the unit's.

        Raises:
            HTTPError: It isn't.
        """
        if kernel not in self.kernels:
            raise HTTPError(404)
        return kernel


def bound(line: WebSocketHandler) -> None:
    """Let no more wait for a connection's browser than may."""
    stream = line.ws_connection.stream if line.ws_connection else None
    if stream is not None:
        stream.max_write_buffer_size = MOST_WAITING


class UnitPage(OfUnit, Page):
    """The unit's desk."""

    _gone = False

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in Chinese that it can't be opened; why is in the server's log."""
        words = "这里没有编报台。请用县里发的专用链接重新打开。" if status_code in (403, 404) else _TROUBLE
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_NOT_NOW.format(words=words))

    @allow_unauthenticated
    async def get(self) -> None:
        """Send the page, unless the unit has too many of them or too little room."""
        # Its folder may have to be filled first, which reads parameter files.
        house: House = await self.settings["houses"].opened(self.unit)
        async with house.door:
            if not self._is_wanted(house):
                return
            for kernel in house.tabs.replaced():
                await house.kernels.end(kernel)
            if (words := await asyncio.to_thread(house.refusal)) is not None:
                self.set_status(503)
                self.finish(_NOT_NOW.format(words=words))
                return
            before = set(house.kernels.list_kernel_ids())
            try:
                await super().get()
            except StreamClosedError:  # loaded anew before it was there: the next one needs the room
                for kernel in set(house.kernels.list_kernel_ids()) - before:
                    await house.kernels.end(kernel)

    def on_connection_close(self) -> None:
        """Note that nobody waits for the page any more."""
        super().on_connection_close()
        self._gone = True

    def _is_wanted(self, house: House) -> bool:
        """Tell whether what held on coming still holds after a wait at the door; answer where it doesn't."""
        if self._gone:
            return False
        if self.settings["gate"].session(self.request) and self.settings["houses"].get(self.unit) is house:
            return True
        self.send_error(403)
        return False


class UnitPresence(OfUnit, Presence):
    """The connection of a page of the unit."""

    async def get(self, kernel: str) -> None:
        """Connect, to a kernel of the unit."""
        with self.line():
            await super().get(self.known(kernel))

    def open(self, *given: Any) -> None:
        """Note the page."""
        bound(self)
        super().open(*given)

    async def on_message(self, message: str | bytes) -> None:  # type: ignore[override]  # Tornado awaits it
        """Note what the page says of itself; no other message is read before this is done."""
        await asyncio.sleep(self.house.pause(len(message)))
        super().on_message(message)


class UnitKernel(OfUnit, KernelHandler):
    """What the page may ask about its kernel."""

    async def get(self, kernel_id: str) -> None:
        """Describe a kernel of the unit."""
        await ensure_async(super().get(self.known(kernel_id)))


class UnitChannels(OfUnit, VoilaKernelWebsocketHandler):  # type: ignore[misc]  # Voilà has no types
    """The channels of a kernel of the unit."""

    async def get(self, kernel_id: str) -> None:
        """Connect, to a kernel of the unit."""
        with self.line():
            if PROTOCOL not in self.request.headers.get("Sec-Websocket-Protocol", "").replace(" ", "").split(
                ","
            ):
                raise HTTPError(HTTPStatus.BAD_REQUEST)
            await super().get(self.known(kernel_id))

    async def open(self, kernel_id: str) -> None:
        """Begin to pass messages on."""
        bound(self)
        await super().open(kernel_id)

    async def on_message(self, ws_message: str | bytes) -> None:
        """Pass a message on; which kinds of it get through is the manager's to say.

        No other is read before this is done, so that who says too much has to wait, and the sender's computer keeps it.
        """
        self.house.heard(self.kernel_id)
        await asyncio.sleep(self.house.pause(len(ws_message)))
        if self.connection is None:  # gone meanwhile
            return
        if is_sound(ws_message):
            super().on_message(ws_message)
        else:
            self.close()

    def write_message(self, message: bytes | dict[str, Any], binary: bool = False) -> Any:
        """Send what the kernel says, to a browser that reads it."""
        try:
            return super().write_message(message, binary)
        except StreamBufferFullError:
            self.ws_connection.stream.close()
            return None


class UnitLeaving(OfUnit, Leaving):
    """Where the page says that it goes."""

    async def post(self, kernel: str) -> None:
        """Note it, of a kernel of the unit."""
        super().post(self.known(kernel))
