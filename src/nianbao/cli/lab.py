"""``nianbao lab``: JupyterLab on the drafting notebook."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.chinese import Between, ChineseCommand
from nianbao.desk_server.place import find_or_make


@click.command("lab", cls=ChineseCommand)
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[文件夹]")
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只给出链接。")
@click.option("--port", type=Between(1024, 65535), metavar="端口", help="用这个端口；不写时自动选。")
def COMMAND(folder: Path | None, no_browser: bool, port: int | None) -> None:
    """打开 JupyterLab，里面有编报台，也能改模板记事本。

    不写文件夹时，用当前所在的工作文件夹。用完按 Ctrl+C 结束。只写年报的，用 nianbao desk 更简单。
    """
    place = find_or_make(folder)
    from nianbao.desk_server.instance import choose_port
    from nianbao.lab.launch import launch

    def started(link: str) -> None:
        click.echo(f"JupyterLab 已启动。没有看到页面时，请把这个链接复制到浏览器里打开：\n{link}")
        click.echo("用完在这里按 Ctrl+C 结束。")

    launch(place, choose_port(place, port, "lab"), browser=not no_browser, started=started)
    click.echo("JupyterLab 已结束。")
