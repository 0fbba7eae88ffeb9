"""Run the county's server in this process."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import tempfile
from collections.abc import Callable
from pathlib import Path

from nianbao.county.place import CountyPlace
from nianbao.county.roster import Roster
from nianbao.county_server.address import LOOPBACK, Address, own_address
from nianbao.desk_server.surroundings import keep_apart
from nianbao.errors import UsageError


def tls_of(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    """Read certificate and key.

    Raises:
        UsageError: One of them is missing or can't be used.
    """
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise UsageError("--certificate 和 --key 要一起写。")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as error:
        raise UsageError(
            f"证书「{certificate}」或私钥「{key}」用不了。请核对两个文件是一对、PEM 格式、没有口令。"
        ) from error
    return context


def checked_address(
    listen: str, port: int, address: Address | None, *, tls: bool, behind_proxy: bool
) -> Address:
    """Give the address that browsers type; without TLS nothing is served beyond this computer.

    Raises:
        UsageError: It would be, or the address doesn't fit.
    """
    if behind_proxy:
        if tls or address is None or not address.secure:
            raise UsageError(
                "--behind-proxy 用在前面有 https 反向代理的时候：请用 --address 写明代理的网址"
                "（https://…），证书配在代理上。"
            )
        if listen not in LOOPBACK:
            raise UsageError(
                f"--behind-proxy 时，代理到服务这一段不加密，不能在 {listen} 上开。请去掉 --listen，"
                "代理和服务放在同一台电脑上；不在一台的，用 --certificate 和 --key。"
            )
        return address
    if listen not in LOOPBACK and not tls:
        raise UsageError(
            f"在 {listen} 上开，别的电脑就能连进来，必须加密：请写 --certificate 和 --key；"
            "前面有 https 反向代理的，写 --behind-proxy。"
        )
    if address is None and listen in ("0.0.0.0", "::"):  # noqa: S104 - it is asked what browsers type instead
        raise UsageError("请用 --address 写明浏览器里用的网址，如 https://nianbao.example.gov.cn。")
    if address is not None and address.secure != tls:
        raise UsageError("--address 的网址和证书对不上：有证书的写 https://，没有证书的写 http://。")
    return address or own_address(listen, port, secure=tls)


def serve(
    place: CountyPlace,
    roster: Roster,
    *,
    listen: str,
    port: int,
    tls: ssl.SSLContext | None,
    address: Address,
    started: Callable[[], None],
) -> None:
    """Serve the desk to all units until the process is told to end.

    Args:
        place: The county's places of the year.
        roster: Its units.
        listen: The address of this computer to listen on.
        port: The port.
        tls: Certificate and key, or None.
        address: What browsers type.
        started: Called when the server listens.

    Raises:
        UsageError: It can't listen there, or the desk isn't built.
    """
    private = Path(tempfile.mkdtemp(prefix="nianbao-"))  # this user's alone
    keep_apart(private)
    try:
        from nianbao.county_server.app import CountyServer, Listening
        from nianbao.desk.component import STATIC

        if not STATIC.is_dir():
            raise UsageError("编报台的网页部分还没有生成。请联网后重新运行一次安装（make report）。")
        server = CountyServer.instance()
        server.furnish(place, roster, private, Listening(listen, port, tls, address))
        asyncio.run(server.serve(started))
    finally:
        shutil.rmtree(private, ignore_errors=True)
