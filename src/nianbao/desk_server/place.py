"""The working folder that a desk is opened on; one is made where there is none, if the clerk wants."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from nianbao.cli.init import fill
from nianbao.errors import FolderError
from nianbao.folder import working_folder

OWN = "年报"
"""What a new working folder is called where the clerk stands in a folder of other things."""


def find_or_make(folder: Path | None) -> Path:
    """Find the working folder, or offer to make one.

    Args:
        folder: Where to look from; None for the current folder.

    Raises:
        FolderError: There is none, and none is to be made.
    """
    start = (folder or Path.cwd()).resolve()
    if start.is_dir() or folder is None:
        try:
            return working_folder(start)
        except FolderError:
            pass
    elif start.exists():
        raise FolderError(f"「{folder}」是一个文件，不是文件夹。请写工作文件夹。")
    wanted = start / OWN if start.is_dir() and any(start.iterdir()) else start
    if (wanted / "params").is_dir():
        return wanted
    if not sys.stdin.isatty():
        raise FolderError(
            f"「{start}」不是工作文件夹（没有 params 文件夹）。请先运行「nianbao init {wanted}」新建一个。"
        )
    if wanted.exists() or not click.confirm(
        f"「{start}」还不是工作文件夹。要新建工作文件夹「{wanted}」吗？", default=True
    ):
        raise FolderError("没有新建。请进入工作文件夹（里面有 params 文件夹），或写上它的名字，再运行一次。")
    fill(wanted)
    click.echo(f"已建好工作文件夹「{wanted}」。")
    return wanted
