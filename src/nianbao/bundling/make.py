"""All of it in order; the folder stands whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from nianbao import __version__
from nianbao.bundling import linux, windows
from nianbao.bundling.binaries import binaries
from nianbao.bundling.compiled import compile_all
from nianbao.bundling.complete import missing_code, missing_packages
from nianbao.bundling.guides import write_guides
from nianbao.bundling.interpreter import Interpreter, find_interpreter
from nianbao.bundling.listing import write_licences, write_sums
from nianbao.bundling.paths import longest_path, refused_paths
from nianbao.bundling.starters import linux_starters, windows_starters
from nianbao.bundling.target import Target
from nianbao.bundling.texts import notes
from nianbao.bundling.wheels import install_locked, install_own, lock_file, own_wheel, tidy
from nianbao.errors import UsageError, WriteError
from nianbao.folder import staging_folder, why_not
from nianbao.resources import shipped

PYTHON = "python"
_TIME = 1_577_836_800
"""The time of every file, 1 January 2020: the clock must not make two folders differ."""

_SHOWN = 12


@dataclass(frozen=True)
class Plan:
    """What is to be made.

    Attributes:
        target: The computer it is for.
        folder: The portable folder.
        python: A folder or an archive with its Python; None for the one that runs here.
        wheels: A folder to take packages from; None for the index.
        wheel: A wheel of nianbao; None to build one.
        lock: Versions and hashes of the packages; None for nianbao's own lock.
    """

    target: Target
    folder: Path
    python: Path | None = None
    wheels: Path | None = None
    wheel: Path | None = None
    lock: Path | None = None


@dataclass(frozen=True)
class Made:
    """What was made.

    Attributes:
        python: Version of its Python.
        packages: How many packages are in it.
        files: How many files.
        size: Their size in bytes.
        longest: Characters of the longest path below the folder.
        python_glibc: The oldest glibc that its Python runs with; (0, 0) on Windows.
        glibc: The same of all that is in it.
        is_compiled: Whether compiled code is in it.
        checksum: Stands for all of it: the same for the same contents.
    """

    python: str
    packages: int
    files: int
    size: int
    longest: int
    python_glibc: tuple[int, int]
    glibc: tuple[int, int]
    is_compiled: bool
    checksum: str


def make_bundle(plan: Plan, say: Callable[[str], None]) -> Made:
    """Make a portable folder.

    Args:
        plan: What is to be made.
        say: Is told of each step, in Chinese.

    Raises:
        UsageError: Something that is needed isn't there or won't do.
        WriteError: The folder can't be written; there is none then.
    """
    if plan.folder.exists() and (not plan.folder.is_dir() or any(plan.folder.iterdir())):
        raise UsageError(
            f"「{plan.folder}」已经存在，而且不是空文件夹。请用 --out 换一个，没有改动任何文件。"
        )
    with staging_folder(plan.folder.absolute().parent) as staging, TemporaryDirectory() as scratch:
        staged = Path(staging) / "b"
        staged.mkdir()
        try:
            made = _fill(plan, staged, Path(scratch), say)
            if plan.folder.exists():
                plan.folder.rmdir()
            staged.rename(plan.folder)
        except OSError as error:
            raise WriteError(f"「{plan.folder}」没有做成：{why_not(error)}。请看磁盘是否已满。") from error
    return made


def _fill(plan: Plan, folder: Path, scratch: Path, say: Callable[[str], None]) -> Made:
    target, prefix = plan.target, folder / PYTHON
    say("取 Python……")
    unpacked, built = scratch / "python", scratch / "wheel"
    unpacked.mkdir()
    interpreter = find_interpreter(plan.python, target, unpacked)
    copy = windows.copy_windows if target.is_windows else linux.copy_linux
    packages = copy(interpreter, target, prefix)
    python_code = list(binaries(prefix))
    say(f"取全部组件（按锁定的版本，逐个核对校验值；{target.wheels}，Python {interpreter.short}）……")
    install_locked(plan.lock or lock_file(), target, interpreter.short, packages, plan.wheels)
    install_own(own_wheel(plan.wheel, built), target, interpreter.short, packages)
    tidy(packages, prefix)
    say("检查是否齐全……")
    code = list(binaries(prefix))
    _refuse([*missing_packages(packages, target, interpreter.version), *missing_code(code, target)], "不齐全")
    say("预编译……")
    program = prefix / (windows.PROGRAM if target.is_windows else linux.PROGRAM)
    is_compiled = compile_all(folder, program, interpreter, target)
    glibc = max(one.glibc for one in code)
    count = write_licences(folder, packages, interpreter.folder, linux.licences_of(python_code, target))
    _write_texts(plan, folder, interpreter, glibc)
    write_guides(shipped("docs"), folder)
    _refuse(list(refused_paths(folder)), "有 Windows 不允许的路径")
    say("计算校验值……")
    checksum = write_sums(folder)
    _settle(folder, program)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Made(
        _full_version(interpreter),
        count,
        len(files),
        sum(path.stat().st_size for path in files),
        longest_path(folder),
        max(one.glibc for one in python_code),
        glibc,
        is_compiled,
        checksum,
    )


def _full_version(interpreter: Interpreter) -> str:
    return ".".join(map(str, interpreter.version)) if interpreter.version[2] else interpreter.short


def _write_texts(plan: Plan, folder: Path, interpreter: Interpreter, glibc: tuple[int, int]) -> None:
    starters = windows_starters() if plan.target.is_windows else linux_starters(glibc)
    words = notes(plan.target, interpreter.short, __version__, glibc, longest_path(folder))
    for name, data in {**starters, **words}.items():
        (folder / name).write_bytes(data)


def _refuse(problems: list[str], what: str) -> None:
    if problems:
        more = [f"……共 {len(problems)} 处"] if len(problems) > _SHOWN else []
        lines = "\n".join(f"  {line}" for line in [*problems[:_SHOWN], *more])
        raise UsageError(f"便携文件夹没有做，{what}：\n{lines}")


def _settle(folder: Path, program: Path) -> None:
    """Give every file the same time, and rights that don't come from this computer's settings."""
    for path in (folder, *folder.rglob("*")):
        can_run = path.is_dir() or path == program or path.suffix in (".sh", ".desktop")
        path.chmod(0o755 if can_run else 0o644)
        os.utime(path, (_TIME, _TIME))
