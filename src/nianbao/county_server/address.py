"""What browsers type to reach the server: the one name that it answers to, and what pages may come from."""

from __future__ import annotations

import errno
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from nianbao.county.place import COUNTY
from nianbao.county_server.links import DESKS
from nianbao.errors import UsageError
from nianbao.folder import why_not, write_atomically

LOOPBACK = ("127.0.0.1", "::1", "localhost")

KEPT = "网址.txt"
"""Holds the address last used, so that a link made anew leads to where the others do."""


@dataclass(frozen=True)
class Address:
    """An address such as ``https://nianbao.example.gov.cn``.

    Attributes:
        secure: Whether it is reached by TLS.
        host: Name and, unless it is the usual one, port, as browsers send them.
    """

    secure: bool
    host: str

    @property
    def origin(self) -> str:
        """As browsers name where a page came from."""
        return f"{'https' if self.secure else 'http'}://{self.host}"

    @property
    def line(self) -> str:
        """Where its pages open connections to."""
        return f"{'wss' if self.secure else 'ws'}://{self.host}"


def address_of(text: str) -> Address:
    """Read an address as the IT person writes it.

    Raises:
        UsageError: It isn't one.
    """
    wrong = UsageError(f"网址「{text}」不对。请写成 https://主机名 或 https://主机名:端口，后面不要路径。")
    try:
        parts = urlsplit(text.strip().lower().rstrip("/"))
        port = parts.port
    except ValueError as error:
        raise wrong from error
    name = parts.hostname or ""
    plain = name.isascii() and name.replace(".", "").replace("-", "").replace(":", "").isalnum()
    if parts.scheme not in ("http", "https") or not plain or parts.path or parts.query or "@" in parts.netloc:
        raise wrong
    secure = parts.scheme == "https"
    shown = f"[{name}]" if ":" in name else name
    return Address(secure, shown if port in (None, 443 if secure else 80) else f"{shown}:{port}")


def own_address(listen: str, port: int, *, secure: bool) -> Address:
    """Give the address of a server that nothing stands before."""
    return address_of(
        f"{'https' if secure else 'http'}://{f'[{listen}]' if ':' in listen else listen}:{port}"
    )


def no_listening(listen: str, port: int, error: OSError) -> str:
    """Say in Chinese why a server can't listen there, and what to do."""
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"这台电脑上没有 {listen} 这个地址。请核对 --listen；不写时只有本机能连。"
    if error.errno == errno.EADDRINUSE:
        return (
            f"{listen} 的端口 {port} 已经有程序在用。请停下它，或换一个端口，如 --port {port % 65535 + 1}。"
        )
    if isinstance(error, PermissionError):
        return f"没有权限用端口 {port}：1024 以下的端口要管理员才能开。请换一个，如 --port 8443。"
    return f"{listen} 的端口 {port} 用不了：{why_not(error)}。请核对 --listen 和 --port。"


def remember(folder: Path, address: Address) -> None:
    """Keep the address in the county's folder, for links that are made later.

    Raises:
        WriteError: It can't be written.
    """
    if remembered(folder) != address:
        write_atomically(_kept(folder), f"{address.origin}\n".encode())


def remembered(folder: Path) -> Address | None:
    """Give the address that was last used; None before there was one.

    Raises:
        UsageError: The file can't be read, or holds none.
    """
    try:
        return address_of(_kept(folder).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, UsageError) as error:
        why = why_not(error) if isinstance(error, OSError) else "内容坏了"
        raise UsageError(f"「{_kept(folder)}」读不了：{why}。请移走它，再用 --address 写明网址。") from error


def _kept(folder: Path) -> Path:
    return folder / COUNTY / DESKS / KEPT
