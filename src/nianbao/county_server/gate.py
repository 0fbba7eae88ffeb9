"""Looks at every request before anything else does: host, path, origin, and whose session it is.

It stands in the application's routing, so that nothing, not even a static file or a page of errors, is served
around it.
"""

from __future__ import annotations

import re
import secrets
from collections import defaultdict
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import unquote

import tornado.web
from jupyter_server.auth import IdentityProvider, User
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import create_signed_value, decode_signed_value

from nianbao.county_server.address import Address
from nianbao.county_server.allowance import Allowance
from nianbao.county_server.links import Links
from nianbao.errors import UsageError

SESSION_DAYS = 1
"""After so long a browser has to open its link again."""

MOST_ASKED, ASKED_EACH_SECOND = 1000, 30
"""Requests of a unit at once and in the long run; a page is about 120 of them."""

_UNIT = re.compile(r"/u/([a-z0-9][a-z0-9-]{0,62})/")
_OPEN = re.compile(r"/|/in|/in/[a-z]+\.(?:js|css)")
"""What is answered to anybody: the page that a link leads to, and what belongs to it."""

_BAD = re.compile(r"//|/\.{1,2}(?:/|$)|[\\\x00-\x20\x7f%]")


def unit_of(path: str) -> str | None:
    """Tell which unit's desk a path is of."""
    found = _UNIT.match(path)
    return found[1] if found else None


def base_of(unit: str) -> str:
    """Give the path below which a unit's desk lies; its cookie is sent there and nowhere else."""
    return f"/u/{unit}/"


class Gate:
    """Decides who may ask.

    Args:
        address: What browsers type.
        links: The links that are good now.
    """

    def __init__(self, address: Address, links: Links) -> None:
        self.address = address
        self.links = links
        self._asked: defaultdict[str, Allowance] = defaultdict(
            lambda: Allowance(MOST_ASKED, ASKED_EACH_SECOND)
        )
        self._key = secrets.token_bytes(32)  # a new one each start: no session outlives its server

    def refusal(self, request: HTTPServerRequest) -> HTTPStatus | None:
        """Say why a request isn't answered; None for one that is."""
        if request.headers.get_list("Host") != [self.address.host]:
            return HTTPStatus.MISDIRECTED_REQUEST
        if request.method not in ("GET", "HEAD", "POST"):
            return HTTPStatus.METHOD_NOT_ALLOWED
        # Absolute addresses and CONNECT's don't begin so: nothing is ever passed on to another host.
        if not request.path.startswith("/") or _BAD.search(unquote(request.path)):
            return HTTPStatus.NOT_FOUND
        upgrade = bool({"Upgrade", "Sec-Websocket-Key"} & set(request.headers))
        origins = request.headers.get_list("Origin")
        if origins != [self.address.origin] and (origins or upgrade or request.method == "POST"):
            return HTTPStatus.FORBIDDEN
        if _OPEN.fullmatch(request.path):
            return None
        # The same answer for a unit that there isn't, and for one whose session this isn't.
        unit = self.session(request)
        if unit is None:
            return HTTPStatus.FORBIDDEN
        return None if self._asked[unit].has() else HTTPStatus.TOO_MANY_REQUESTS

    def session(self, request: HTTPServerRequest) -> str | None:
        """Tell whose session a request is of; None unless it asks for that unit's desk."""
        unit = unit_of(request.path)
        morsel = request.cookies.get(_name(unit)) if unit else None
        if unit is None or morsel is None:
            return None
        said = decode_signed_value(self._key, _name(unit), morsel.value, max_age_days=SESSION_DAYS)
        try:
            mark = self.links.mark(unit)
        except UsageError:  # who can't be looked up isn't let in
            return None
        return unit if mark and said == f"{unit} {mark}".encode() else None

    def let_in(self, handler: tornado.web.RequestHandler, unit: str) -> None:
        """Give a browser its session."""
        said = create_signed_value(self._key, _name(unit), f"{unit} {self.links.mark(unit)}")
        handler.set_cookie(
            _name(unit),
            said.decode("ascii"),
            expires_days=None,
            path=base_of(unit),
            httponly=True,
            secure=self.address.secure,
            samesite="Strict",
        )


def _name(unit: str) -> str:
    return f"nianbao-{unit}"


class Common(tornado.web.OutputTransform):
    """Puts the headers of every answer on it: handlers of static files ask no setting for them."""

    headers: ClassVar[Mapping[str, str]] = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Server": "nianbao",
    }

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Put them on."""
        headers.update(self.headers)
        return status_code, headers, chunk


class Guarded(tornado.web.Application):
    """An application behind the gate; its settings hold ``gate`` and ``refused``, a handler."""

    def __init__(self, handlers: list[Any], **settings: Any) -> None:
        super().__init__(handlers, transforms=[Common], **settings)

    def find_handler(self, request: HTTPServerRequest, **given: Any) -> Any:
        """Find who answers: the gate, where the request may not pass."""
        refusal = self.settings["gate"].refusal(request)
        if refusal is not None:
            return self.get_handler_delegate(request, self.settings["refused"], {"status": refusal})
        return super().find_handler(request, **given)


class UnitIdentity(IdentityProvider):
    """Jupyter's question who asks: the unit whose session it is. Tokens and passwords of Jupyter's own get nobody in."""

    def get_user(self, handler: tornado.web.RequestHandler) -> User | None:
        """Give the unit."""
        unit = handler.settings["gate"].session(handler.request)
        return User(username=unit) if unit else None

    def is_token_authenticated(self, handler: tornado.web.RequestHandler) -> bool:
        """Deny it: there are no tokens."""
        return False

    def should_check_origin(self, handler: tornado.web.RequestHandler) -> bool:
        """Have Jupyter look at the origin as well."""
        return True
