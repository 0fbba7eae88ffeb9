"""``nianbao bundle``: a portable folder for computers without network, installation and rights."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.bundling.target import TARGETS
from nianbao.cli.chinese import ChineseCommand
from nianbao.errors import UsageError
from nianbao.folder import shown

_FILE = click.Path(path_type=Path, readable=False)


@click.command("bundle", cls=ChineseCommand)
@click.option(
    "--for",
    "name",
    type=click.Choice(list(TARGETS)),
    required=True,
    metavar="电脑",
    help=f"给哪种电脑用：{'、'.join(TARGETS)}。",
)
@click.option(
    "--python",
    type=_FILE,
    metavar="文件夹或压缩包",
    help="那种电脑用的 Python；不写时用正在运行的这一个（只限同一种 Linux）。",
)
@click.option("--out", type=_FILE, metavar="文件夹", help="便携文件夹放在哪里；不写时是 年报便携-电脑。")
@click.option("--wheels", type=_FILE, metavar="文件夹", help="组件从这个文件夹里取，不连网。")
@click.option("--wheel", type=_FILE, metavar="文件", help="nianbao 自己的 wheel 文件；从源码运行时不用写。")
def COMMAND(
    name: str, python: Path | None, out: Path | None, wheels: Path | None, wheel: Path | None
) -> None:
    """做一个便携文件夹：不联网、不安装、不要管理员权限，双击就能写年报。

    里面有 Python、全部组件、字体、模板、记事本和启动文件。做的时候要能连上组件源（或用 --wheels）；
    组件按锁定的版本取，逐个核对校验值。
    """
    if wheels is not None and not wheels.is_dir():
        raise UsageError(f"找不到文件夹「{wheels}」。请核对 --wheels 后面的位置。")
    try:
        from nianbao.bundling.make import Plan, make_bundle
    except ImportError as error:
        raise UsageError(
            f'做便携文件夹的工具没有装全（缺 {error.name}）。请运行：pip install "nianbao[bundle]"。'
        ) from error
    folder = out or Path(f"年报便携-{name}")
    plan = Plan(TARGETS[name], folder, python, wheels, wheel)
    made = make_bundle(plan, lambda words: click.echo(words, err=True))
    click.echo(f"便携文件夹：{shown(folder)}")
    click.echo(
        f"Python {made.python}，{made.packages} 个组件，{made.files} 个文件，{made.size / 2**20:.0f} MB"
        f"{'，已预编译' if made.is_compiled else '，没有预编译（第一次打开较慢）'}。"
    )
    click.echo(f"最长的路径 {made.longest} 个字符。内容校验值 {made.checksum}。")
    if made.glibc > (0, 0):
        all_of_it, own = (".".join(map(str, one)) for one in (made.glibc, made.python_glibc))
        click.echo(f"要求 glibc {all_of_it} 或更新（其中 Python 要求 {own}）。")
