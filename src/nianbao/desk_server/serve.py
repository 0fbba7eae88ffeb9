"""Run the desk's server in this process."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from nianbao.desk_server.instance import Instance, Running
from nianbao.desk_server.surroundings import keep_apart
from nianbao.errors import UsageError


def serve(folder: Path, running: Running, instance: Instance, opened: Callable[[str], None]) -> None:
    """Serve the desk until its last page is closed.

    Args:
        folder: The working folder.
        running: Port and token.
        instance: Where a second start finds this one.
        opened: Called with the link that lets a browser in.

    Raises:
        UsageError: The port is taken, or the desk isn't built.
        WriteError: It can't be written down where the server listens.
    """
    place = Path(tempfile.mkdtemp(prefix="nianbao-"))  # this user's alone
    keep_apart(place)
    try:
        from nianbao.desk.component import STATIC
        from nianbao.desk_server.app import DeskServer

        if not STATIC.is_dir():
            raise UsageError("编报台的网页部分还没有生成。请联网后重新运行一次安装（make report）。")
        server = DeskServer.instance()

        def started() -> None:
            instance.say(replace(running, process=os.getpid()))
            opened(f"http://127.0.0.1:{running.port}/enter?key={server.keys.new()}")

        try:
            server.prepare(folder, place, running.port, running.token, started)
            server.start()
        except OSError as error:
            raise UsageError(
                f"端口 {running.port} 用不了：{error.strerror or error}。请换一个，如 --port {running.port + 1}，"
                "或不写 --port，由程序自己选。"
            ) from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
