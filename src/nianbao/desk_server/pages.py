"""What a browser may ask the desk's server for, beside what Voilà serves itself."""

from __future__ import annotations

import hmac
import secrets
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated, ws_authenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from tornado.web import authenticated
from tornado.websocket import WebSocketHandler
from voila.handler import VoilaHandler

from nianbao.desk_server.kernels import DeskKernels
from nianbao.desk_server.tabs import Tabs

_REFUSED = """\
<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>年报编报台</title>
<meta name="color-scheme" content="light dark">
<body style="font:16px/1.8 sans-serif;max-width:34em;margin:15vh auto;padding:0 1em">
<main><h1 style="font-size:1.3em">这个链接打不开编报台</h1>
<p>链接只能用一次，关掉编报台以后也会失效。请重新运行 <code>nianbao desk</code>，或者双击桌面上的编报台图标。</p></main>
</body></html>
"""


class Keys:
    """Keys that each let one browser in, once."""

    def __init__(self) -> None:
        self._unused: list[str] = []

    def new(self) -> str:
        """Make a key."""
        self._unused.append(secrets.token_urlsafe(24))
        return self._unused[-1]

    def take(self, key: str) -> bool:
        """Use a key up; tells whether it was good."""
        for known in self._unused:
            if hmac.compare_digest(known.encode(), key.encode()):
                self._unused.remove(known)
                return True
        return False


class _Handler(JupyterHandler):
    @property
    def keys(self) -> Keys:
        keys: Keys = self.settings["desk_keys"]
        return keys

    @property
    def tabs(self) -> Tabs:
        tabs: Tabs = self.settings["desk_tabs"]
        return tabs

    @property
    def kernels(self) -> DeskKernels:
        kernels: DeskKernels = self.settings["kernel_manager"]
        return kernels

    def refuse(self) -> None:
        """Say how to get in."""
        self.set_status(403)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_REFUSED)


class Link(_Handler):
    """Gives who holds the token a key for a browser."""

    @authenticated
    def get(self) -> None:
        """Answer with a key."""
        self.set_header("Cache-Control", "no-store")
        self.finish(self.keys.new())


class Enter(_Handler):
    """Lets a browser in that brings a key; from then on its cookie does."""

    @allow_unauthenticated
    def get(self) -> None:
        """Set the cookie and go to the desk, whose address holds no secret."""
        if self.current_user is None:
            if not self.keys.take(self.get_query_argument("key", "")):
                self.refuse()
                return
            provider = self.identity_provider
            provider.set_login_cookie(self, provider.generate_anonymous_user(self))
        self.redirect(self.base_url)


class Page(VoilaHandler, _Handler):  # type: ignore[misc]  # Voilà has no types
    """The desk, with a kernel of its own."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Send the page, piece by piece as the kernel goes on."""
        if self.current_user is None:
            self.refuse()
            return
        for kernel in self.tabs.replaced():
            await self.kernels.end(kernel)
        async for piece in self.get_generator():
            self.write(piece)
            await self.flush()


class Presence(WebSocketMixin, WebSocketHandler, JupyterHandler):
    """A page's own connection: while it stands the page is open. Tells the page that its kernel died."""

    kernel = ""

    @property
    def tabs(self) -> Tabs:
        """Which pages are open."""
        tabs: Tabs = self.settings["desk_tabs"]
        return tabs

    @property
    def pages(self) -> dict[str, set[Presence]]:
        """The connections of pages, by kernel."""
        pages: dict[str, set[Presence]] = self.settings["desk_pages"]
        return pages

    @ws_authenticated
    async def get(self, kernel: str) -> None:
        """Connect."""
        self.kernel = kernel
        await super().get(kernel)

    def open(self, *_: Any) -> None:
        """Note the page."""
        super().open()
        self.tabs.opened(self.kernel)
        self.pages.setdefault(self.kernel, set()).add(self)

    def on_message(self, message: str | bytes) -> None:
        """Note that the page is about to go."""
        if message == "leaving":
            self.tabs.leaving(self.kernel)

    def on_close(self) -> None:
        """Note that it went."""
        self.pages.get(self.kernel, set()).discard(self)
        self.tabs.closed(self.kernel)

    def set_default_headers(self) -> None:
        """Leave out what a page has and a connection hasn't."""


class Leaving(_Handler):
    """Where Voilà's page asks to end its kernel before it goes; ``Presence`` knows better whether it went."""

    def check_xsrf_cookie(self) -> None:
        """Ask for no cookie: a note on a kernel whose id nobody else knows does no harm."""

    @authenticated
    def post(self, kernel: str) -> None:
        """Note that the page is about to go."""
        self.tabs.leaving(kernel)
        self.set_status(204)
