"""The page that a unit's link leads to, and what anybody else sees.

The secret stands behind the link's ``#``: browsers send that to no server, so that it gets into no log of a proxy on
the way. The page takes it out of the address and sends it in the body of a request.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any

import tornado.web

from nianbao.county_server.gate import Gate, base_of, unit_of

PAGE = Path(__file__).parent / "page"
LONGEST = 200
"""Characters that are looked at of a secret."""

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-ancestors 'none'"

_NOWHERE = """\
<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>年报编报台</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/in/in.css">
<body><main><h1>没有这个网址</h1><p>网址可能抄错了。</p><p><a href="{desk}">回到本单位的编报台</a></p></main></body></html>
"""


class _Plain(tornado.web.RequestHandler):
    def set_default_headers(self) -> None:
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Cache-Control", "no-store")

    @property
    def gate(self) -> Gate:
        gate: Gate = self.settings["gate"]
        return gate

    def page(self) -> None:
        """Send the page of the entrance; it says itself what to do with a link, or without one."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish((PAGE / "in.html").read_bytes())


class Refused(_Plain):
    """What the gate doesn't let pass."""

    def initialize(self, status: HTTPStatus) -> None:
        """Note why."""
        self.status = status

    def prepare(self) -> None:
        """Answer, whatever was asked."""
        self.set_status(self.status)
        if "text/html" in self.request.headers.get("Accept", ""):
            self.page()
        else:
            self.finish()


class Nowhere(_Plain):
    """What the gate lets pass, and there is nothing."""

    def check_xsrf_cookie(self) -> None:
        """Ask for no cookie: nothing is done."""

    def prepare(self) -> None:
        """Answer, whatever was asked; a browser gets the way back to the unit's desk."""
        self.set_status(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        unit = unit_of(self.request.path)
        self.finish(_NOWHERE.format(desk=base_of(unit) if unit else "/"))


class Entrance(_Plain):
    """The page that a link leads to; lets a browser in that brings a unit's secret."""

    def check_xsrf_cookie(self) -> None:
        """Ask for no cookie: the gate asked where the page came from."""

    def get(self) -> None:
        """Send the page."""
        self.page()

    def post(self) -> None:
        """Start a session; every wrong secret gets the same answer."""
        unit = self.gate.links.unit_of(self.request.body[:LONGEST].decode("utf-8", "replace"))
        if unit is None:
            self.set_status(HTTPStatus.FORBIDDEN)
            self.finish()
            return
        self.gate.let_in(self, unit)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"to": base_of(unit)}))


class Part(_Plain):
    """What belongs to that page."""

    def get(self, name: str) -> None:
        """Send it."""
        kind = "javascript" if name.endswith(".js") else "css"
        self.set_header("Content-Type", f"text/{kind}; charset=utf-8")
        self.finish((PAGE / name).read_bytes())


ROUTES: list[Any] = [(r"/", Entrance), (r"/in", Entrance), (r"/in/(in\.js|in\.css)", Part)]
"""What anybody may ask for."""
