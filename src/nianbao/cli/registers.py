"""``--verify`` of a register: whether anything in it was altered or taken out."""

from __future__ import annotations

from collections.abc import Callable

import click

from nianbao.folder import shown
from nianbao.signing.register import UNSEALED, Reading, SealedRegister


def _nothing(_reading: Reading) -> str:
    return ""


def verify_register(
    register: SealedRegister,
    counted: Callable[[Reading], str],
    none: str,
    more: Callable[[Reading], str] = _nothing,
) -> int:
    """Say what was done to a register.

    Args:
        register: The register.
        counted: Says how much is in it, such as 3 步登记.
        none: Said where nothing was ever written down.
        more: Says what else is to be known of a whole one.

    Returns:
        The exit code: 1 where something was done to it.
    """
    name = shown(register.path)
    if not register.is_there:
        click.echo(f"{none}（{name}）。")
        return 0
    reading = register.read()
    for problem in reading.problems:
        click.echo(f"{name}：{problem}")
    if reading.problems:
        return 1
    if reading.sealed:
        click.echo(f"{name}：{counted(reading)}前后相接，没有改动。{more(reading)}")
    else:  # whether any are missing at the end can't be told
        click.echo(f"{name}：现有各条（{counted(reading)}）前后相接。{more(reading)}")
        click.echo(UNSEALED)
    return 0
