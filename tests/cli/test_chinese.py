"""Usage errors: whatever is typed wrongly, in whichever command, is told in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from nianbao.cli import program
from nianbao.cli.chinese import explain_usage
from tests.cli.conftest import Run

ENGLISH = re.compile(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+")


def commands(
    group: click.Group = program, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def english(said: str) -> bool:
    """Look for click's own words; the last line names the command that shows the help page."""
    return ENGLISH.search(said.split("\n请看说明：")[0]) is not None


ALL = list(commands())
PARAMETERS = [
    pytest.param(path, command, parameter, id=" ".join((*path, str(parameter.name))))
    for path, command in ALL
    for parameter in command.params
]
WRONG = ["没有 这个 x", "x", "-1", "99999999", "1.5", "", "."]


@pytest.mark.parametrize(("path", "command", "parameter"), PARAMETERS)
def test_no_wrong_value_is_told_in_english(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: tuple[str, ...],
    command: click.Command,
    parameter: click.Parameter,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").touch()
    context = click.Context(command, info_name=" ".join(("nianbao", *path)))
    for value in WRONG:
        try:
            # The value alone: no command is run, though some of these are right for some.
            parameter.type_cast_value(
                context, (value,) if parameter.nargs == -1 or parameter.multiple else value
            )
        except click.UsageError as error:
            said = explain_usage(error)
            assert not english(said), said
            assert re.search("[\u4e00-\u9fff]", said.split("\n")[0])


def test_the_walk_finds_commands_of_both_groups() -> None:
    assert {("county", "init"), ("build",), ("county", "verify")} <= {path for path, _ in ALL}


@pytest.mark.parametrize(("path", "command"), [pytest.param(*one, id=" ".join(one[0])) for one in ALL])
def test_flags_and_options_without_their_values(
    run: Run, path: tuple[str, ...], command: click.Command
) -> None:
    for option in command.params:
        if isinstance(option, click.Option):
            result = run(*path, option.opts[-1], *([] if not option.is_flag else ["--no-such"]))
            assert result.status == 2
            assert not english(result.err), result.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("county", "init", "没有.xlsx"), "「没有.xlsx」没有这个文件或文件夹"),
        (("county", "init", "."), "「.」这是文件夹，这里要写一个文件"),
        (("county", "verify", "没有.xlsx"), "找不到「没有.xlsx」"),
        (("county", "verify", "--pause", "x"), "应为 0 到 60 之间的整数"),
        (("county", "table", "--jobs", "0"), "应为不小于 1 的整数"),
        (("check", "--json=1"), "后面不写值"),
    ],
)
def test_what_is_wrong_is_said(folder: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.status == 2
    assert said in result.err
    assert not english(result.err), result.err


class _Odd(click.ParamType):
    name = "odd"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        self.fail(f"{value!r} is nothing that I know.", param, ctx)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (click.FloatRange(0, 60), "甲", "应为 0 到 60 之间的数"),
        (click.FloatRange(max=1.5), "2", "应为不大于 1.5 的数"),
        (click.INT, "甲", "应为整数"),
        (click.FLOAT, "甲", "应为数"),
        (click.BOOL, "甲", "应为 true 或 false"),
        (click.DateTime(), "甲", "应为日期"),
        (click.UUID, "甲", "写法不能用"),
        (click.Path(exists=True, file_okay=False), "x", "这是文件，这里要写一个文件夹"),
        (click.File(), "没有's.txt", "不能用"),
        (_Odd(), "甲", "写法不能用"),
    ],
)
def test_kinds_that_no_command_has_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: click.ParamType, value: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").touch()
    option = click.Option(["--some"], type=kind)
    with pytest.raises(click.BadParameter) as raised:
        option.type_cast_value(click.Context(click.Command("c")), value)
    words = explain_usage(raised.value)
    assert said in words
    assert not english(words)
