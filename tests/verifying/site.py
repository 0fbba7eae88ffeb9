"""A county's web site on this machine, with the habits that real ones have."""

from __future__ import annotations

import contextlib
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass
class Answer:
    """What the site says to one address."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    pause: float = 0.0
    """Seconds between pieces of the body."""
    piece: int = 4096
    """Bytes of such a piece."""


@dataclass
class Site:
    """A site.

    Attributes:
        address: Where it is.
        pages: Path → what it says; a function is asked each time.
        asked: Paths that were asked for, with the headers.
        busy: The greatest number of requests at once.
    """

    address: str
    pages: dict[str, Answer | Callable[[], Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    busy: int = 0

    def put(self, path: str, body: str | bytes, **headers: str) -> str:
        """Put a page there; give its address."""
        data = body.encode("utf-8") if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Answer(data, headers={"Content-Type": "text/html", **named})
        return self.address + path


@contextlib.contextmanager
def running() -> Iterator[Site]:
    """Run a site for a test."""
    lock = threading.Lock()
    now = 0

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            nonlocal now
            with lock:
                now += 1
                site.busy = max(site.busy, now)
                site.asked.append((self.path, dict(self.headers)))
            try:
                self._answer()
            finally:
                with lock:
                    now -= 1

        def _answer(self) -> None:
            found = site.pages.get(self.path, Answer("页面不存在".encode(), 404))
            answer = found() if callable(found) else found
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            with contextlib.suppress(OSError):  # the other side may have had enough
                size = answer.piece if answer.pause else 1 << 20
                for start in range(0, len(answer.body), size):
                    self.wfile.write(answer.body[start : start + size])
                    time.sleep(answer.pause)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
