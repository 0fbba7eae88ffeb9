"""A Python for Windows: python.org's embeddable package, or one with its library in a folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from nianbao.bundling.binaries import binaries
from nianbao.bundling.interpreter import Interpreter
from nianbao.bundling.target import Target
from nianbao.errors import UsageError

PROGRAM = Path("python.exe")
PACKAGES = Path("Lib/site-packages")

_LEFT_OUT = frozenset(
    {"__pycache__", "ensurepip", "idlelib", "include", "lib2to3", "libs", "scripts", "site-packages", "tcl"}
    | {"test", "tests", "tkinter", "turtledemo", "_tkinter.pyd"}
)


def copy_windows(interpreter: Interpreter, target: Target, place: Path) -> Path:
    """Copy a Python without what no report needs.

    Args:
        interpreter: The Python.
        target: The computer it is for.
        place: Its new prefix.

    Returns:
        The folder its packages go to.

    Raises:
        UsageError: It is for another processor.
    """
    shutil.copytree(interpreter.folder, place, ignore=_left_out)
    if interpreter.embedded:
        _let_packages_in(place)
    for one in binaries(place):
        if one.machine != target.machine:
            raise UsageError(
                f"这个 Python 里的「{one.path.name}」不是 64 位 Windows 用的（{one.machine or '不明'}）。"
                "请下载 64-bit 的那一个。"
            )
    return place / PACKAGES


def _left_out(_folder: str, names: list[str]) -> Iterable[str]:
    return {
        name
        for name in names
        if name.lower() in _LEFT_OUT or name.lower().startswith(("tcl8", "tk8", "tcl9", "tk9", "_test"))
    }


def _let_packages_in(place: Path) -> None:
    """Write the file that alone says where an embeddable Python looks; it is above all settings of the user."""
    (settings,) = place.glob("python3*._pth")
    lines = [f"{settings.stem}.zip", ".", PACKAGES.as_posix().replace("/", "\\"), "import site"]
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\r\n")
