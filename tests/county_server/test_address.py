"""The address that browsers type, and what may be served where."""

from __future__ import annotations

import errno
import socket

import pytest

from nianbao.county_server.address import address_of, no_listening, own_address
from nianbao.county_server.serve import checked_address
from nianbao.errors import UsageError

PUBLIC = address_of("https://nianbao.example.gov.cn")


@pytest.mark.parametrize(
    ("text", "host", "origin"),
    [
        ("https://Nianbao.example.gov.cn/", "nianbao.example.gov.cn", "https://nianbao.example.gov.cn"),
        ("https://10.1.2.3:8443", "10.1.2.3:8443", "https://10.1.2.3:8443"),
        ("https://a.cn:443", "a.cn", "https://a.cn"),
        ("http://127.0.0.1:80", "127.0.0.1", "http://127.0.0.1"),
        ("http://[::1]:8443", "[::1]:8443", "http://[::1]:8443"),
    ],
)
def test_it_is_read_as_browsers_send_it(text: str, host: str, origin: str) -> None:
    address = address_of(text)
    assert (address.host, address.origin) == (host, origin)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.cn",
        "ftp://a.cn",
        "https://",
        "https://a.cn/x",
        "https://u@a.cn",
        "https://a.cn:x",
        "https://a*",
    ],
)
def test_what_is_no_address_is_said(text: str) -> None:
    with pytest.raises(UsageError, match="网址"):
        address_of(text)


def test_nothing_leaves_this_computer_without_tls() -> None:
    assert checked_address("127.0.0.1", 8443, None, tls=False, behind_proxy=False) == own_address(
        "127.0.0.1", 8443, secure=False
    )
    for listen in ("0.0.0.0", "10.1.2.3", "::", "nianbao.example.gov.cn"):
        with pytest.raises(UsageError, match="必须加密"):
            checked_address(listen, 8443, None, tls=False, behind_proxy=False)
    assert checked_address("0.0.0.0", 443, PUBLIC, tls=True, behind_proxy=False) == PUBLIC
    assert checked_address("127.0.0.1", 8443, PUBLIC, tls=False, behind_proxy=True) == PUBLIC
    with pytest.raises(UsageError, match="不加密"):
        checked_address("0.0.0.0", 8443, PUBLIC, tls=False, behind_proxy=True)
    for address, tls, proxy in (
        (None, True, False),
        (address_of("http://a.cn"), True, False),
        (None, False, True),
        (address_of("http://a.cn"), False, True),
        (PUBLIC, True, True),
    ):
        with pytest.raises(UsageError):
            checked_address("0.0.0.0", 443, address, tls=tls, behind_proxy=proxy)


def test_why_it_cannot_listen_is_said_in_chinese() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.socket() as second:
        port = taken.getsockname()[1]
        with pytest.raises(OSError) as caught:
            second.bind(("127.0.0.1", port))
        assert "已经有程序在用" in no_listening("127.0.0.1", port, caught.value)
    with pytest.raises(socket.gaierror) as unknown:
        socket.getaddrinfo("no such host", 1)
    assert "没有 no such host 这个地址" in no_listening("no such host", 1, unknown.value)
    assert "--port 8443" in no_listening("127.0.0.1", 80, PermissionError(errno.EACCES, "Permission denied"))
