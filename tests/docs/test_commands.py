"""Every command and option that a page of the documentation writes down exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from nianbao.cli import program

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md"))]
_COMMAND = re.compile(r"(?:^|`)\s*nianbao ([a-z][^`\n#]*)", re.MULTILINE)


def commands(page: Path) -> Iterator[list[str]]:
    """Give the words of each command, behind the program's name."""
    for found in _COMMAND.finditer(page.read_text(encoding="utf-8")):
        yield found[1].split()


def fault(words: list[str]) -> str | None:
    """Say what of a command doesn't exist."""
    command: click.Command = program
    rest = list(words)
    while isinstance(command, click.Group) and rest and re.fullmatch(r"[a-z]+", rest[0]):
        name = rest.pop(0)
        found = command.get_command(click.Context(command), name)
        if found is None:
            return f"no command {name}"
        command = found
    known = {option for parameter in command.params for option in parameter.opts} | {"--help", "--version"}
    unknown = [word for word in rest if word.startswith("--") and word.partition("=")[0] not in known]
    return f"no option {unknown[0]}" if unknown else None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_exist(page: Path) -> None:
    found = {" ".join(words): fault(words) for words in commands(page)}
    assert not {command: said for command, said in found.items() if said}


def test_a_command_that_is_not_there_is_noticed() -> None:
    assert fault(["nosuch"])
    assert fault(["county", "nosuch"])
    assert fault(["build", "--nosuch"])
    assert fault(["county", "sum", "--year", "2024"]) is None
