"""``nianbao desk``: the drafting desk in a browser, without code."""

from __future__ import annotations

import os
import secrets
import sys
import webbrowser
from pathlib import Path
from threading import Thread

import click

from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.desk_server.place import find_or_make


@click.command("desk", cls=ChineseCommand)
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[文件夹]")
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只给出链接。")
@click.option("--port", type=Between(1024, 65535), metavar="端口", help="用这个端口；不写时自动选。")
def COMMAND(folder: Path | None, no_browser: bool, port: int | None) -> None:
    """打开年报编报台，在浏览器里写年报。

    不写文件夹时，用当前所在的工作文件夹。关掉浏览器里的编报台，程序随后自己结束；也可以按 Ctrl+C。
    """
    place = find_or_make(folder)
    from nianbao.desk_server.instance import Instance, Running, choose_port

    instance = Instance(place)
    with instance.alone() as alone:
        if not alone:
            _open(instance.running().link(), no_browser=no_browser, again=True)
            return
        from nianbao.desk_server.serve import serve

        chosen = choose_port(place, port)
        serve(
            place,
            Running(chosen, secrets.token_hex(), 0),
            instance,
            # Some browsers' starters don't come back before the browser is closed.
            lambda link: Thread(
                target=_open, args=[link], kwargs={"no_browser": no_browser}, daemon=True
            ).start(),
        )
    click.echo("编报台已关闭。")


def _open(link: str, *, no_browser: bool, again: bool = False) -> None:
    """Open the browser, and give the link for where there is none."""
    opened = not no_browser and _has_screen() and webbrowser.open(link)
    if opened:
        state = "编报台已经在运行，又打开了一个页面" if again else "编报台已在浏览器中打开"
        click.echo(f"{state}。没有看到页面时，请把这个链接复制到浏览器里打开（只能用一次）：")
    else:
        click.echo("请把这个链接复制到浏览器里打开（只能用一次）：")
    click.echo(link)


def _has_screen() -> bool:
    """Tell whether a browser has a screen to show itself on; else Linux would take one for terminals."""
    if sys.platform != "linux":  # noqa: TID251 - what a browser does is a matter of its system
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
