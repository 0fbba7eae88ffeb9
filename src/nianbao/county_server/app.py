"""The county's server: one Voilà, the gate before it, and a house for each unit that is at work."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.httpserver import HTTPServer
from traitlets.config import Config

from nianbao.county.place import CountyPlace
from nianbao.county.roster import Roster
from nianbao.county_server.address import Address, no_listening
from nianbao.county_server.entering import PAGE, ROUTES, Nowhere, Refused
from nianbao.county_server.gate import Gate, Guarded, UnitIdentity
from nianbao.county_server.links import Links
from nianbao.county_server.serving import UnitChannels, UnitKernel, UnitLeaving, UnitPage, UnitPresence
from nianbao.county_server.street import Street
from nianbao.desk_server.app import KERNEL, LOOK_EVERY, POLICY, DeskServer
from nianbao.desk_server.app import PAGE as DESK_PAGE
from nianbao.errors import UsageError

_UNIT = "/u/[a-z0-9-]+"

MOST_BODY = 64_000
"""Bytes of a request's body; what a desk is sent comes by its connection."""

MOST_MESSAGE = 40 * 2**20
"""Bytes of a message to a kernel: a ledger comes in one, a report in pieces."""


@dataclass(frozen=True)
class Listening:
    """Where the server listens.

    Attributes:
        host: The address of this computer, such as ``127.0.0.1``.
        port: The port.
        tls: Certificate and key; None without TLS, or where a proxy has it.
        address: What browsers type.
    """

    host: str
    port: int
    tls: ssl.SSLContext | None
    address: Address


class CountyServer(DeskServer):
    """Serves the desk of each unit to who has its link."""

    def furnish(self, place: CountyPlace, roster: Roster, private: Path, where: Listening) -> None:
        """Set everything up; ``serve`` then serves until the process is told to end.

        Args:
            place: The county's places of the year.
            roster: Its units.
            private: A private folder for the kernels' connections.
            where: Where to listen.
        """
        self.where = where
        self.port, self.ip, self.token = where.port, where.host, ""
        self.open_browser = False
        self.log_level = logging.ERROR
        for name in ("tornado.access", "tornado.general"):  # refused requests, advice to programmers
            logging.getLogger(name).setLevel(logging.ERROR)
        self.settle(AsyncMappingKernelManager, Config())
        self.identity_provider_class = UnitIdentity
        links = Links(place.folder)
        self.street = Street(place, roster, links, private, self)
        policy = POLICY.format(line=where.address.line)
        self.tornado_settings = {
            "headers": {"Content-Security-Policy": policy},
            "static_path": [str(DESK_PAGE)],  # Jupyter's pages of errors ask for it
            "static_handler_class": FileFindHandler,
            "websocket_max_message_size": MOST_MESSAGE,
            "gate": Gate(where.address, links),
            "refused": Refused,
            "default_handler_class": Nowhere,
            "houses": self.street,
        }
        self.initialize(argv=[])
        self.template_paths: list[str] = [str(PAGE), str(DESK_PAGE), *self.template_paths]

    def init_handlers(self) -> list[Any]:
        """Serve the entrance to all, the rest to who is in; no files, no shell, no kernel but for a page."""
        kernel = rf"{_UNIT}/api/kernels/(?P<kernel_id>{KERNEL[1:-1]})"
        return [
            *ROUTES,
            (rf"{_UNIT}/presence/{KERNEL}", UnitPresence),
            (kernel, UnitKernel),
            (rf"{kernel}/channels", UnitChannels),
            (rf"{_UNIT}/voila/api/shutdown/{KERNEL}", UnitLeaving),
            *self.scripts(_UNIT),
            (rf"{_UNIT}/", UnitPage, self.of_page()),
        ]

    async def serve(self, started: Callable[[], None]) -> None:
        """Serve until the process is told to end.

        Args:
            started: Called when the server listens.

        Raises:
            UsageError: It can't listen there.
        """
        settings = {**self.init_settings(), **self.tornado_settings}
        # Tornado adds its own routes for static files when it gets a path for them at once.
        static = {name: settings.pop(name) for name in ("static_path", "static_handler_class")}
        self.app = Guarded(self.init_handlers(), **settings)
        self.app.settings.update(static)
        self.stopped = asyncio.Event()
        # A loop that takes no signals ends by what Ctrl-C raises.
        with contextlib.suppress(NotImplementedError):
            for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
                asyncio.get_running_loop().add_signal_handler(number, self.stopped.set)
        # xheaders stays off: what a client says of itself in X-Forwarded-… is nothing to go by.
        server = HTTPServer(
            self.app,
            ssl_options=self.where.tls,
            max_body_size=MOST_BODY,
            max_header_size=32_000,
            body_timeout=30,
            idle_connection_timeout=120,
        )
        try:
            server.listen(self.where.port, self.where.host)
        except OSError as error:
            raise UsageError(no_listening(self.where.host, self.where.port, error)) from error
        look = asyncio.create_task(self._look_after())
        started()
        try:
            await self.stopped.wait()
        except asyncio.CancelledError:  # Ctrl+C, where there are no signal handlers
            pass
        finally:
            look.cancel()
            server.stop()
            await self.street.close()

    async def _look_after(self) -> None:
        while True:
            await self.street.look()
            await asyncio.sleep(LOOK_EVERY / 1000)
