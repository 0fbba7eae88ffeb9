"""Fetching a published page as a reader's browser would ask for it: http and https only, without cookies.

A published page is open to everyone, so nothing that tells who asks is sent. What is asked for is bounded in time,
size and redirects; an address in the open that leads into an office's own network isn't followed there.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from nianbao.errors import ReportError
from nianbao.importer.source import MAX_BYTES
from nianbao.verifying.around import is_internal

MAX_REDIRECTS = 5
SECONDS = 60.0
"""A page has so long to arrive; a slow county site needs some 20."""

_CONNECT = 15.0
_SILENCE = 20.0
"""So long a server may say nothing."""

_PACKED = ("gzip", "x-gzip", "deflate", "compress", "x-compress", "br", "zstd")
"""Ways of packing a page; a site that names anything else, an encoding of letters say, packs nothing."""

_STEP = 1_000_000
"""So many bytes are unpacked at a time: a few packed ones may stand for very many."""

_REDIRECTS = (301, 302, 303, 307, 308)
SAVE_INSTEAD = "请在浏览器里打开这个地址，另存为网页（html 或 mht），再把存下的文件交给本命令核对。"


class PageError(ReportError):
    """A page can't be fetched, or holds no report; the message is for the clerk and says what to do."""


class GoneError(PageError):
    """The site itself says that there is no such page, or shows it to nobody; it isn't the way there that failed."""


@dataclass(frozen=True)
class Bounds:
    """What a fetch may take.

    Attributes:
        size: Bytes.
        seconds: From asking to the last byte.
        silence: Seconds without a byte.
        redirects: How often the server may send on.
    """

    size: int = MAX_BYTES
    seconds: float = SECONDS
    silence: float = _SILENCE
    redirects: int = MAX_REDIRECTS


@dataclass(frozen=True)
class Fetched:
    """A page that was fetched.

    Attributes:
        address: Where it was asked for.
        final: Where it came from in the end.
        data: Its bytes.
        encoding: The encoding that the server named, or None.
    """

    address: str
    final: str
    data: bytes = field(repr=False)
    encoding: str | None = None


def fetch(address: str, bounds: Bounds | None = None) -> Fetched:
    """Fetch a page.

    Raises:
        PageError: It can't be had; the message says why and what to do.
    """
    bounds = bounds or Bounds()
    ends = time.monotonic() + bounds.seconds
    timeout = httpx.Timeout(bounds.silence, connect=min(_CONNECT, bounds.silence))
    current = checked(address)
    with _said(address), httpx.Client(timeout=timeout, headers=_HEADERS) as client:
        for _ in range(bounds.redirects + 1):
            client.cookies.clear()  # a site that can't do without them shows a page for members
            with client.stream("GET", current) as answer:
                if answer.status_code in _REDIRECTS and "location" in answer.headers:
                    current = _next(address, current, answer.headers["location"])
                    continue
                _require_ok(address, answer.status_code)
                data = b"".join(_read(answer, bounds, ends, address))
                return Fetched(address, current, data, answer.charset_encoding)
    raise PageError(f"「{address}」转来转去，转了 {bounds.redirects} 次还没有打开。{SAVE_INSTEAD}")


_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; nianbao verify)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip",
}


def checked(address: str) -> str:
    """Give an address as it will be asked for.

    Raises:
        PageError: It is none of the web.
    """
    try:
        parts = urlsplit(address.strip())
        known = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise PageError(f"「{address}」不是网址。请从浏览器的地址栏复制，以 http:// 或 https:// 开头。")
    if parts.username is not None or parts.password is not None:
        raise PageError(
            f"「{parts.scheme}://{parts.hostname}」的网址里带着用户名或密码。公开的网页不用登录，请去掉它们。"
        )
    return address.strip()


def _next(address: str, current: str, location: str) -> str:
    target = checked(urljoin(current, location))
    before, after = urlsplit(current).hostname or "", urlsplit(target).hostname or ""
    if is_internal(after) and not is_internal(before):
        raise PageError(f"「{address}」转到了内部网络的地址「{target}」，没有跟去。请核对网址。")
    return target


def _require_ok(address: str, status: int) -> None:
    match status:
        case 404 | 410:
            raise GoneError(f"「{address}」没有这个网页（{status}）。请核对网址，看信息是不是撤下了。")
        case 401 | 403 | 407:
            raise PageError(
                f"网站不让访问「{address}」（{status}），可能要登录，或挡住了程序。{SAVE_INSTEAD}"
            )
        case 412 | 418 | 429 | 521:
            raise PageError(f"网站把这次访问当成了机器，没有给出「{address}」（{status}）。{SAVE_INSTEAD}")
        case _ if not 200 <= status < 300:
            raise PageError(
                f"网站打不开「{address}」（{status}）。请过一会儿再试；一直打不开的，请找网站管理员。"
            )


def _read(answer: httpx.Response, bounds: Bounds, ends: float, address: str) -> Iterator[bytes]:
    size = 0
    for chunk in _unpacked(answer, ends, bounds, address):
        size += len(chunk)
        if size > bounds.size:
            raise PageError(f"「{address}」超过 {bounds.size / 1e6:.0f} MB，不像一份年度报告。请核对网址。")
        yield chunk


def _unpacked(answer: httpx.Response, ends: float, bounds: Bounds, address: str) -> Iterator[bytes]:
    """Unpack a page piece by piece, each of a bounded size.

    httpx unpacks whole pieces, several times over where a site says so, and hands on no byte of a slow page before
    it has many; neither size nor time could be seen to then.
    """
    named = answer.headers.get_list("content-encoding", split_commas=True)
    packed = [one for one in (name.strip().lower() for name in named) if one in _PACKED]
    if packed not in ([], ["gzip"], ["x-gzip"]):
        ways = "、".join(packed)
        raise PageError(f"「{address}」用程序不认得的办法压缩（{ways}），没有打开。{SAVE_INSTEAD}")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed else None
    for data in answer.iter_raw():
        if time.monotonic() > ends:
            raise PageError(f"「{address}」{bounds.seconds:.0f} 秒还没有传完。请过一会儿再试。{SAVE_INSTEAD}")
        if unpack is None:
            yield data
            continue
        while data and not unpack.eof:
            yield unpack.decompress(data, _STEP)
            data = unpack.unconsumed_tail
    if unpack is not None:
        # What the site broke off, a browser shows as far as it goes; so it is told of by what is missing.
        yield unpack.flush()


@contextmanager
def _said(address: str) -> Iterator[None]:
    """Put what goes wrong on the way into Chinese."""
    try:
        yield
    except httpx.TimeoutException as problem:
        raise PageError(
            f"「{address}」等了很久没有回音。请看本机能不能上网，过一会儿再试。{SAVE_INSTEAD}"
        ) from problem
    except httpx.ConnectError as problem:
        raise PageError(_not_connected(address, problem)) from problem
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as problem:
        raise PageError(f"「{address}」不是网址。请从浏览器的地址栏复制。") from problem
    except (httpx.HTTPError, zlib.error) as problem:
        raise PageError(f"「{address}」传到一半断了。请过一会儿再试。{SAVE_INSTEAD}") from problem


def _not_connected(address: str, problem: httpx.ConnectError) -> str:
    reasons = []
    cause: BaseException | None = problem
    while cause is not None:
        reasons.append(cause)
        cause = cause.__cause__ or cause.__context__
    text = " ".join(map(str, reasons)).lower()
    host = urlsplit(address).hostname
    if any(isinstance(one, ssl.SSLError) for one in reasons) or "certificate" in text or "ssl" in text:
        return f"「{host}」的网站证书有问题（过期、不全或不是这个网站的），没有打开。{SAVE_INSTEAD}证书请网站管理员更换。"
    if any(words in text for words in ("name or service", "getaddrinfo", "nodename", "name resolution")):
        return f"找不到网站「{host}」。请核对网址，看本机能不能上网。"
    return f"连不上网站「{host}」。请核对网址和端口，看本机能不能上网。{SAVE_INSTEAD}"
