"""A browser of a unit as the server sees it, honest or not: requests to the letter, channels of a kernel, widgets."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import socket
import ssl
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from websockets.sync.client import ClientConnection, connect

from nianbao.county_server.frames import PROTOCOL

PATIENCE = 90.0
"""Seconds after which something that should have come is missing."""

_PARTS = ("header", "parent_header", "metadata", "content")
_KERNEL = re.compile(r'"kernelId": ?"([0-9a-f-]{36})"')


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        status: Its number.
        headers: As sent, the names in lower case.
        body: As sent.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Visitor:
    """Somebody who talks to the server.

    Attributes:
        port: Where it listens.
        cookie: What is sent along.
        tls: Whose certificate is trusted, where it is asked by TLS.
    """

    port: int
    cookie: str = ""
    tls: ssl.SSLContext | None = None

    @property
    def origin(self) -> str:
        """The server's own."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Ask for a path exactly as it is written; header names have underscores."""
        sent = {"Accept": "text/html", "Cookie": self.cookie} if self.cookie else {"Accept": "text/html"}
        sent |= {"Origin": self.origin} if method == "POST" else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        line = (
            http.client.HTTPSConnection("127.0.0.1", self.port, timeout=PATIENCE, context=self.tls)
            if self.tls
            else http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        )
        with contextlib.closing(line):
            line.request(method, path, body, sent)
            answer = line.getresponse()
            given = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, given, answer.read())

    def raw(self, request: bytes, *, first: bool = False) -> bytes:
        """Send bytes; give what comes back until the server closes, or the first piece of it."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as plain:
            line = self.tls.wrap_socket(plain, server_hostname="127.0.0.1") if self.tls else plain
            line.sendall(request)
            said = b""
            with contextlib.suppress(ConnectionError):
                while (not said or not first) and (piece := line.recv(65536)):
                    said += piece
        return said

    def enter(self, secret: str) -> Answer:
        """Bring a secret, and keep the cookie."""
        answer = self.ask("/in", "POST", secret.encode())
        self.cookie = answer.headers.get("set-cookie", "").split(";")[0]
        return answer

    def status_of_line(self, path: str, **headers: str) -> int:
        """Try to open a websocket; give the answer's status, 101 where it opened."""
        key = "dGhlIHNhbXBsZSBub25jZQ=="
        sent = {"Origin": self.origin} | {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Cookie: {self.cookie}"]
        lines += ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"]
        lines += [f"Sec-WebSocket-Key: {key}", *(f"{name}: {value}" for name, value in sent.items() if value)]
        said = self.raw("\r\n".join([*lines, "", ""]).encode(), first=True)
        return int(said.split(b" ", 2)[1]) if said.startswith(b"HTTP/1.1 ") else 0

    @contextlib.contextmanager
    def desk(self, unit: str) -> Iterator[Desk]:
        """Open the unit's desk, as its page does."""
        page = self.ask(f"/u/{unit}/")
        assert page.status == 200, page.body[-500:]
        found = _KERNEL.search(page.body.decode())
        assert found, page.body[-500:]
        base = f"/u/{unit}"
        with (
            self.line(f"{base}/presence/{found[1]}"),
            self.line(f"{base}/api/kernels/{found[1]}/channels?session_id={uuid.uuid4().hex}") as line,
        ):
            yield Desk(unit, found[1], line)

    def line(self, path: str) -> ClientConnection:
        """Open a websocket."""
        return connect(
            f"{'wss' if self.tls else 'ws'}://127.0.0.1:{self.port}{path}",
            origin=self.origin,  # type: ignore[arg-type]  # a string it is
            additional_headers={"Cookie": self.cookie},
            proxy=None,
            max_size=None,
            ping_interval=None,
            subprotocols=[PROTOCOL] if "/channels" in path else None,  # type: ignore[list-item]
            ssl=self.tls,
        )


def packed(message: Mapping[str, Any]) -> bytes:
    """Write a message as browsers send it to kernels."""
    parts = [json.dumps(message[part]).encode() for part in _PARTS]
    return framed(str(message["channel"]).encode(), *parts)


def framed(*parts: bytes) -> bytes:
    """Put the places of parts before them."""
    places = [8 * (len(parts) + 2)]
    for part in parts:
        places.append(places[-1] + len(part))
    return b"".join([*(number.to_bytes(8, "little") for number in (len(places), *places)), *parts])


def unpacked(frame: str | bytes) -> dict[str, Any]:
    """Read a message as kernels send it to browsers."""
    assert isinstance(frame, bytes)
    count = int.from_bytes(frame[:8], "little")
    places = [int.from_bytes(frame[8 * at : 8 * at + 8], "little") for at in range(1, count + 1)]
    _, *parts = (frame[start:end] for start, end in pairwise(places))
    message = dict(zip(_PARTS, map(json.loads, parts[:4]), strict=True))
    return {**message, "msg_type": message["header"]["msg_type"]}


@dataclass
class Desk:
    """A unit's desk that is open.

    Attributes:
        unit: Whose.
        kernel: Its kernel.
        line: The channels of that.
    """

    unit: str
    kernel: str
    line: ClientConnection
    _asked: int = 0
    _widgets: dict[str, str] = field(default_factory=dict)

    def say(self, kind: str, content: Mapping[str, Any], channel: str = "shell") -> str:
        """Send a message to the kernel; give its id."""
        name = uuid.uuid4().hex
        header = {
            "msg_id": name,
            "msg_type": kind,
            "session": "0",
            "username": "",
            "version": "5.3",
            "date": "2025-01-10T09:00:00Z",
        }
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": channel,
        }
        self.line.send(packed(message))
        return name

    def heard(self, until: str, parent: str) -> list[dict[str, Any]]:
        """Give what the kernel says up to an answer of a kind to a message."""
        said: list[dict[str, Any]] = []
        while not said or said[-1]["msg_type"] != until or said[-1]["parent_header"].get("msg_id") != parent:
            said.append(unpacked(self.line.recv(timeout=PATIENCE)))
        return said

    def widget(self, name: str) -> str:
        """Find a widget by the end of its class's name."""
        if not self._widgets:
            asked = self.say("comm_info_request", {})
            comms = self.heard("comm_info_reply", asked)[-1]["content"]["comms"]
            for comm in comms:
                asked = self.say("comm_msg", {"comm_id": comm, "data": {"method": "request_state"}})
                for one in self.heard("status", asked) + self.heard("status", asked):
                    state = (
                        one["content"].get("data", {}).get("state", {})
                        if one["msg_type"] == "comm_msg"
                        else {}
                    )
                    if "_anywidget_id" in state:
                        self._widgets[str(state["_anywidget_id"]).rpartition(".")[2]] = comm
        return self._widgets[name]

    def do(self, widget: str, what: str, **asked: Any) -> dict[str, Any]:
        """Ask a widget for something; give its answer, or its error."""
        self._asked += 1
        comm = self.widget(widget)
        content = {"id": self._asked, "do": what, **asked}
        self.say("comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": content}})
        while True:
            one = unpacked(self.line.recv(timeout=PATIENCE))
            if one["msg_type"] != "comm_msg" or one["content"]["comm_id"] != comm:
                continue
            answer: dict[str, Any] = one["content"]["data"].get("content", {})
            if answer.get("id") == self._asked:
                return answer
