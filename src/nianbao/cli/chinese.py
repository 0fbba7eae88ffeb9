"""click in Chinese: help pages and usage errors that a clerk can read."""

from __future__ import annotations

import datetime
import importlib
import keyword
import pkgutil
import re
from collections.abc import Iterable

import click

from nianbao.suggest import did_you_mean

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_HELP_WORDS = {"Usage:": "用法：", "Options": "选项", "Commands": "命令"}


class _ChineseFormatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        words = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …")
        super().write_usage(prog, words, _HELP_WORDS["Usage:"])

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HELP_WORDS.get(heading, heading))


class _ChineseContext(click.Context):
    formatter_class = _ChineseFormatter


class _ChineseHelp(click.Command):
    context_class = _ChineseContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。"
        return option


class Between(click.IntRange):
    """A whole number between two; the help page doesn't add a formula of its own."""

    def _describe_range(self) -> str:
        return ""


def day(_context: click.Context, _option: click.Parameter, value: str | None) -> datetime.date | None:
    """Read an option that is a day: 2024-11-20, 2024年11月20日, or 今天."""
    if value is None:
        return None
    if value in ("今天", "today"):
        return datetime.date.today()
    found = _DAY.fullmatch(value.strip())
    try:
        return datetime.date(*map(int, found.groups())) if found else datetime.date.fromisoformat(value)
    except ValueError:
        raise click.UsageError(
            f"「{value}」不是日期。请写成 2024-11-20 或 2024年11月20日 的样子，或写 今天。"
        ) from None


class ChineseCommand(_ChineseHelp):
    """A command whose help page is in Chinese."""


class ChineseGroup(_ChineseHelp, click.Group):
    """A group of commands whose help page is in Chinese, with near misses for mistyped ones."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was meant."""
        if args and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(
                f"没有「{args[0]}」这个命令。{did_you_mean(args[0], self.list_commands(ctx))}",
                ctx,
            )
        return super().resolve_command(ctx, args)


class CommandsByFile(ChineseGroup):
    """A group that finds its commands by file name and imports only the one that runs.

    Attributes:
        package: Name of the package whose modules define ``COMMAND``.
        folders: Where the package lies.
        helpers: Its modules that are no commands.
    """

    package: str
    folders: Iterable[str]
    helpers: frozenset[str] = frozenset()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands there are."""
        modules = (module.name for module in pkgutil.iter_modules(self.folders))
        # A command whose name Python keeps for itself has an underscore behind its module's name.
        return [name.removesuffix("_") for name in sorted(modules) if name not in self.helpers]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command, or give None where there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command: click.Command = importlib.import_module(f"{self.package}.{module}").COMMAND
        return command


def explain_usage(error: click.UsageError) -> str:
    """Put a usage error of click into Chinese, with the way to the help page."""
    match error:
        case click.NoSuchOption():
            words = f"没有「{error.option_name}」这个选项。"
            if error.possibilities:
                words += f"是不是想写「{'」「'.join(sorted(error.possibilities))}」？"
        case click.MissingParameter():
            words = f"缺少{_parameter(error)}。"
        case click.BadParameter():
            words = f"{_parameter(error)}不对：{_expected(error)}。"
        case click.BadOptionUsage() if "does not take" in error.message:
            words = f"选项「{error.option_name}」后面不写值。"
        case click.BadOptionUsage():
            words = f"选项「{error.option_name}」后面要写一个值。"
        case _:
            words = error.message if is_chinese(error.message) else "命令写得不对。"
            if error.message.startswith("Got unexpected extra argument"):
                words = f"多写了参数{error.message[error.message.index('(') :].rstrip('.')}。"
    path = error.ctx.command_path if error.ctx else "nianbao"
    return f"{words}\n请看说明：{path} --help"


def is_chinese(message: str) -> bool:
    """Tell our own words from click's, which quote what the clerk typed, Chinese as it may be."""
    return re.search(r"[\u4e00-\u9fff]", re.sub(r"'.*'|\".*\"", "", message, flags=re.DOTALL)) is not None


def _parameter(error: click.BadParameter) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return f"选项「{parameter.opts[-1]}」"
    return f"参数「{parameter.human_readable_name}」" if parameter else "参数"


# What click says of a path → what is to be done.
_PATHS = {
    "does not exist": "没有这个文件或文件夹，请核对名称和位置",
    "is a directory": "这是文件夹，这里要写一个文件",
    "is a file": "这是文件，这里要写一个文件夹",
    "is not readable": "没有权限读取",
    "is not writable": "没有权限写入",
    "is not executable": "没有权限运行",
}


def _expected(error: click.BadParameter) -> str:
    """Say what should stand there; never in click's English, whatever kind of value it is."""
    if is_chinese(error.message):
        return error.message.rstrip("。")
    kind = error.param.type if error.param else None
    match kind:
        case click.IntRange():
            return f"应为{_between(kind.min, kind.max)}整数"
        case click.FloatRange():
            return f"应为{_between(kind.min, kind.max)}数"
        case click.Choice():
            return f"应为{'、'.join(map(str, kind.choices))}之一"
        case click.Path() | click.File():
            said = next((ours for theirs, ours in _PATHS.items() if f"{theirs}." in error.message), "不能用")
            return f"「{_quoted(error.message)}」{said}" if _quoted(error.message) else said
        case click.DateTime():
            return "应为日期，如 2024-11-20"
    return {"integer": "应为整数", "float": "应为数", "boolean": "应为 true 或 false"}.get(
        kind.name if kind else "", "写法不能用，请看说明里的写法"
    )


def _between(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f" {least:g} 到 {most:g} 之间的"
    if least is not None:
        return f"不小于 {least:g} 的"
    return f"不大于 {most:g} 的" if most is not None else ""


def _quoted(message: str) -> str:
    """Take the path that click's message quotes."""
    found = re.search(r"'(.*)'|\"(.*)\"", message, re.DOTALL)
    return (found[1] or found[2] or "") if found else ""
