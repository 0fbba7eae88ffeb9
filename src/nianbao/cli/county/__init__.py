"""``nianbao county``: the disclosure office's month. One file a step: a module here that defines ``COMMAND``."""

from __future__ import annotations

import click

from nianbao.cli.chinese import CommandsByFile


class _Steps(CommandsByFile):
    package = __name__
    folders = __path__


@click.group(cls=_Steps, name="county")
def COMMAND() -> None:
    """县里用：名单、填报表、收件、审核意见、报送进度、汇总、发布核对。"""
