"""What a browser, or somebody who is none, sends to the servers: requests to the letter, frames for kernels."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import os
import re
import socket
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from jupyter_server.base import handlers
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application, HTTPError, create_signed_value

from nianbao.county.place import CountyPlace
from nianbao.county.roster_reading import read_roster
from nianbao.county_server.address import address_of
from nianbao.county_server.app import MOST_BODY, CountyServer, Listening
from nianbao.county_server.frames import is_sound
from nianbao.county_server.gate import Guarded
from nianbao.county_server.links import Links
from nianbao.desk_server.app import DeskServer
from nianbao.errors import UsageError
from tests.county.office import YEAR
from tests.county_server.visitor import framed, packed
from tests.hostile.desk_host import Failures
from tests.hostile.office import laid_out
from tests.hostile.target import Target

_HOST = "nianbao.example.gov.cn:8443"
_TOKEN = "0123456789abcdef"
_KERNEL = "11111111-1111-1111-1111-111111111111"
_PATIENCE = 20.0
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")


class _Houses:
    """Stands for what runs for units: remembers which were asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def get(self, unit: str) -> None:
        self.asked.add(unit)

    async def opened(self, unit: str) -> None:
        self.asked.add(unit)
        raise HTTPError(404)


@functools.cache
def _county() -> tuple[Application, _Houses, str, Callable[[], bytes]]:
    """Give the county's application, who was asked for, the secret of a unit, and what makes its cookie."""
    place = laid_out(Path(tempfile.mkdtemp()), "")
    secret = Links(place.folder).renew("bailu")
    server = CountyServer()
    roster = read_roster(place.roster)
    address = address_of(f"https://{_HOST}")
    server.furnish(CountyPlace(place.folder, YEAR), roster, place.folder, Listening("127.0.0.1", 1, None, address))  # fmt: skip
    houses = _Houses()
    settings = {**server.init_settings(), **server.tornado_settings, "houses": houses}
    static = {name: settings.pop(name) for name in ("static_path", "static_handler_class")}
    app = Guarded(server.init_handlers(), **settings)
    app.settings.update(static)
    gate = server.tornado_settings["gate"]

    def cookie() -> bytes:
        said = f"bailu {gate.links.mark('bailu')}"
        return b"nianbao-bailu=" + create_signed_value(gate._key, "nianbao-bailu", said)

    return app, houses, secret, cookie


@functools.cache
def _desk() -> Application:
    """Give the application of a desk's own server."""
    folder = Path(tempfile.mkdtemp())
    server = DeskServer()
    server.prepare(folder, folder, 8899, _TOKEN, lambda: None)
    app = Application(**server.init_settings())
    app.settings.update(server.tornado_settings)
    app.add_handlers(".*$", server.init_handlers())
    return app


@contextlib.contextmanager
def _nothing_failed() -> Iterator[None]:
    """See that no handler of ours ended with an error that it didn't mean.

    Where Tornado or Jupyter stumble over a request themselves, its connection is closed, and nothing else comes of it.
    """
    failures = Failures()
    logger = logging.getLogger("tornado.application")
    logger.addHandler(failures)
    try:
        # Jupyter's pages of errors name its own version, for which it asks git, once a process.
        with (
            mock.patch.object(logger, "propagate", False),
            mock.patch.object(handlers, "_sys_info_cache", "{}"),
        ):
            yield
    finally:
        logger.removeHandler(failures)
    for one in failures.found:
        if any(
            f"{os.sep}nianbao{os.sep}" in frame.filename for frame in traceback.extract_tb(one.__traceback__)
        ):
            raise one


async def _answer(app: Any, data: bytes) -> bytes:
    """Send bytes to an application, as over a connection that the sender then closes; give what comes back."""
    ours, theirs = socket.socketpair()
    server = HTTPServer(app, max_body_size=MOST_BODY, max_header_size=32_000, body_timeout=5, idle_connection_timeout=5)  # fmt: skip
    server.handle_stream(IOStream(theirs), ("127.0.0.1", 1))
    stream, said = IOStream(ours), b""
    with contextlib.suppress(Exception):
        await stream.write(data)
        ours.shutdown(socket.SHUT_WR)
    with contextlib.suppress(Exception):
        said = await asyncio.wait_for(stream.read_until_close(), _PATIENCE)
    stream.close()
    await server.close_all_connections()
    return said


def _status(said: bytes) -> list[int]:
    found = [int(one) for one in _STATUS.findall(said)]
    assert 500 not in found, said[:400]
    assert b"Traceback" not in said
    return found


def _to_county(data: bytes, _: Path) -> object:
    app, houses, secret, cookie = _county()
    houses.asked.clear()
    sent = data.replace(b"@cookie", cookie()).replace(b"@secret", secret.encode())
    with _nothing_failed():
        said = asyncio.run(_answer(app, sent))
    found = _status(said)
    # Whoever has one unit's cookie gets to that unit's house, and nobody in without its secret.
    assert houses.asked <= {"bailu"}, houses.asked
    assert b"Set-Cookie: nianbao-" not in said or secret.encode() in sent
    for status, head in zip(found, said.split(b"HTTP/1.1 ")[1:], strict=False):
        assert status < 200 or b"nosniff" in head or status == 400, head[:400]
    if not any(status < 300 for status in found):
        raise UsageError(f"请求被拒绝：{found}。请用县里发的专用链接。")
    return None


def _to_desk(data: bytes, _: Path) -> object:
    sent = data.replace(b"@token", _TOKEN.encode())
    with _nothing_failed():
        said = asyncio.run(_answer(_desk(), sent))
    found = _status(said)
    assert b"Set-Cookie: username" not in said or _TOKEN.encode() in sent
    if not any(status < 300 for status in found):
        raise UsageError(f"请求被拒绝：{found}。请重新运行 nianbao desk。")
    return None


def _frame(data: bytes, _: Path) -> object:
    for one in (data, data.decode("utf-8", "replace")):
        if is_sound(one):
            assert isinstance(one, bytes)
            _, parts = deserialize_msg_from_ws_v1(one)
            assert sum(map(len, parts)) <= len(one)
    if not is_sound(data):
        raise UsageError("消息不完整，没有收。请刷新页面。")
    return None


def _request(line: str, *more: str, host: str = _HOST, body: str = "") -> bytes:
    lines = [f"{line} HTTP/1.1", f"Host: {host}", *more]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", body]).encode()


_FROM = f"Origin: https://{_HOST}"
_LINE = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")  # fmt: skip
_COUNTY = {
    "page": _request("GET /", "Accept: text/html"),
    "script": _request("GET /in/in.js", "Accept-Encoding: gzip", "Range: bytes=0-10"),
    "secret": b"POST /in HTTP/1.1\r\nHost: %b\r\n%b\r\nContent-Length: 43\r\n\r\n@secret" % (_HOST.encode(), _FROM.encode()),
    "own": _request("GET /u/bailu/", "Cookie: @cookie", "Accept: text/html"),
    "other": _request("GET /u/yunxi/", "Cookie: @cookie; nianbao-yunxi=x", "Accept: text/html"),
    "static": _request("GET /u/bailu/voila/static/voila.js?v=1", "Cookie: @cookie", "If-None-Match: x"),
    "kernel": _request(f"GET /u/bailu/api/kernels/{_KERNEL}", "Cookie: @cookie"),
    "line": _request(f"GET /u/bailu/api/kernels/{_KERNEL}/channels?session_id=1", "Cookie: @cookie", _FROM, *_LINE, "Sec-WebSocket-Protocol: v1.kernel.websocket.jupyter.org"),
    "presence": _request(f"GET /u/bailu/presence/{_KERNEL}", "Cookie: @cookie", _FROM, *_LINE),
    "leaving": _request(f"POST /u/bailu/voila/api/shutdown/{_KERNEL}", "Cookie: @cookie", _FROM, body="x"),
    "two": _request("GET /in") + _request("HEAD /in/in.css", "Connection: close"),
}  # fmt: skip
_OWN = "127.0.0.1:8899"
_DESK = {
    "no": _request("GET /", host=_OWN),
    "enter": _request("GET /enter?key=abc", "Accept: text/html", host=_OWN),
    "link": _request("GET /link", "Authorization: token @token", host=_OWN),
    "presence": _request(f"GET /presence/{_KERNEL}", f"Origin: http://{_OWN}", *_LINE, host=_OWN),
    "channels": _request(f"GET /api/kernels/{_KERNEL}/channels?token=@token", *_LINE, host=_OWN),
    "leaving": _request(f"POST /voila/api/shutdown/{_KERNEL}", "Authorization: token @token", host=_OWN, body="x"),
    "static": _request("GET /voila/static/../../x?token=@token", host=_OWN),
}  # fmt: skip
_MESSAGE = {"header": {"msg_type": "comm_msg"}, "parent_header": {}, "metadata": {}, "content": {}, "channel": "shell"}  # fmt: skip


def _target(name: str, about: str, good: dict[str, bytes], throw: Any) -> Target:
    seeds: dict[str, Callable[[], bytes]] = {key: functools.partial(bytes, one) for key, one in good.items()}
    return Target(name=name, about=about, file="", seeds=seeds, throw=throw, damage="raw", advice=False)


TARGETS = [
    _target("requests-county", "requests to the county's server (HTTP)", _COUNTY, _to_county),
    _target("requests-desk", "requests to a desk's own server (HTTP)", _DESK, _to_desk),
    _target(
        "frames",
        "frames for a kernel, at the county's server",
        {"message": packed(_MESSAGE), "buffers": framed(b"shell", b"{}", b"{}", b"{}", b"{}", b"\0" * 40)},
        _frame,
    ),
]
