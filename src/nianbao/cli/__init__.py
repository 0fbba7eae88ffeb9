"""The ``nianbao`` command. One file a subcommand: a module here that defines ``COMMAND``."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import click

from nianbao.cli.chinese import CommandsByFile, explain_usage
from nianbao.errors import NianbaoError
from nianbao.folder import why_not


class _Commands(CommandsByFile):
    package = __name__
    folders = __path__
    helpers = frozenset({"chinese", "registers"})


@click.group(cls=_Commands, name="nianbao", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nianbao", message="nianbao %(version)s", help="显示版本。")
def program() -> None:
    """年报：起草、校核、生成政府信息公开工作年度报告。"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with the status that CONTRACT.md fixes: 0, 1 or 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console of another encoding must not end the program over a character it hasn't got.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = program.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except click.UsageError as error:
        click.echo(explain_usage(error), err=True)
        sys.exit(2)
    except click.Abort:
        click.echo("已中断。已经生成的报告都在；再运行一次同样的命令，只做没做完的。", err=True)
        sys.exit(1)
    except NianbaoError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        click.echo(
            f"「{error.filename or '文件'}」不能用：{why_not(error)}。请看文件夹能否写入、磁盘是否已满。",
            err=True,
        )
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
