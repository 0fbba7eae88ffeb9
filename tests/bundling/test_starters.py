"""What is clicked twice: run on Linux with a stand-in for Python, simulated for Windows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.bundling.start import SAID
from nianbao.bundling.starters import HELP, linux_starters, windows_starters
from nianbao.bundling.target import TARGETS
from nianbao.bundling.texts import notes
from nianbao.bundling.unforeseen import LOG
from tests.bundling.batch import Cmd

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="starters for Linux run on Linux")
FOLDER = "我的 年报 & 资料!"


def windows_folder(tmp_path: Path) -> Path:
    folder = tmp_path / FOLDER
    (folder / "python").mkdir(parents=True)
    (folder / "python/python.exe").touch()
    (folder / HELP).touch()
    return folder


@pytest.mark.parametrize("name", ["打开年报.bat", "生成全部年报.bat"])
def test_starters_for_windows_read_the_same_in_every_code_page(name: str) -> None:
    data = windows_starters()[name]
    assert data.isascii() and data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert b"chcp" not in data.lower()
    for label in re.findall(rb"goto (\w+)", data):
        assert b"\r\n:" + label + b"\r\n" in data


@pytest.mark.parametrize(
    ("name", "action", "code", "pauses"),
    [
        ("打开年报.bat", "desk", 0, False),
        ("打开年报.bat", "desk", SAID, True),
        ("生成全部年报.bat", "build", 0, True),
        ("生成全部年报.bat", "build", SAID, True),
    ],
)
def test_a_starter_for_windows_runs_the_folders_own_python(
    tmp_path: Path, name: str, action: str, code: int, pauses: bool
) -> None:
    ran: list[list[str]] = []

    def run(words: list[str], variables: dict[str, str]) -> int:
        ran.append(words)
        assert variables["pythonutf8"] == "1" and variables["pythonhome"] == variables["pythonpath"] == ""
        return code

    cmd = Cmd(windows_folder(tmp_path), f"D:\\{FOLDER}", run, {"pythonhome": "C:\\other"})
    assert cmd.start(windows_starters()[name]) == code
    assert ran == [[r"python\python.exe", "-X", "utf8", "-m", "nianbao.bundling.start", action, ""]]
    assert ("pause" in cmd.done) == pauses
    assert f'pushd "D:\\{FOLDER}\\"' in cmd.done and "popd" in cmd.done
    assert not [line for line in cmd.done if line.startswith("start ")]


def test_a_folder_that_is_dropped_on_a_starter_is_passed_on(tmp_path: Path) -> None:
    ran: list[list[str]] = []
    cmd = Cmd(windows_folder(tmp_path), "D:\\年报", lambda words, _: ran.append(words) or 0)
    assert cmd.start(windows_starters()["打开年报.bat"], "E:\\去年 的\\工作文件夹") == 0
    assert ran[0][-1] == "E:\\去年 的\\工作文件夹"


# 1: Python's own, for a module that is missing or what nobody caught; 2: for a file that it can't open.
@pytest.mark.parametrize("code", [None, 1, 2, -1073741515, 9009])
def test_where_python_does_not_start_or_ends_unexpectedly_on_windows_a_text_says_what_to_do(
    tmp_path: Path, code: int | None
) -> None:
    folder = windows_folder(tmp_path)
    if code is None:
        (folder / "python/python.exe").unlink()
    cmd = Cmd(folder, "D:\\年报", lambda _words, _variables: code or 0)
    assert cmd.start(windows_starters()["打开年报.bat"]) == 3
    assert cmd.done[-3:] == ['start "" notepad "D:\\年报\\python\\cannot-start.txt"', "pause", "popd"]


def linux_folder(tmp_path: Path, python: str, glibc: tuple[int, int] = (2, 17)) -> Path:
    folder = tmp_path / FOLDER
    (folder / "python/bin").mkdir(parents=True)
    program = folder / "python/bin/python3"
    program.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    program.chmod(0o644)  # as after a zip that was unpacked on Windows
    for name, data in linux_starters(glibc).items():
        (folder / name).write_bytes(data)
    return folder


def run_shell(file: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(file), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        cwd="/",
        env={"PATH": os.environ["PATH"], **env},
    )


@ON_LINUX
@pytest.mark.parametrize(("name", "action"), [("打开年报.sh", "desk"), ("生成全部年报.sh", "build")])
def test_a_starter_for_linux_runs_the_folders_own_python(tmp_path: Path, name: str, action: str) -> None:
    folder = linux_folder(tmp_path, 'echo "$0|$*|$PYTHONPATH$PYTHONHOME|$PYTHONUTF8"; exit 10')
    # A first call looks whether Python starts at all.
    program = folder / "python/bin/python3"
    program.write_text(
        program.read_text(encoding="utf-8").replace("echo", '[ "$1" = -c ] && exit 0; echo'), encoding="utf-8"
    )
    done = run_shell(folder / name, "/某处/工作 文件夹", PYTHONPATH="/elsewhere", PYTHONHOME="/elsewhere")
    assert done.returncode == SAID
    assert done.stdout.strip() == (
        f"{program}|-X utf8 -m nianbao.bundling.start {action} /某处/工作 文件夹||1"
    )


@ON_LINUX
@pytest.mark.parametrize(
    "end", ["exit 1", "exit 2", 'kill -SEGV "$$"', 'echo "No module named nianbao" >&2; exit 1']
)
def test_an_unexpected_end_on_linux_shows_what_to_do(tmp_path: Path, end: str) -> None:
    folder = linux_folder(tmp_path, f'[ "$1" = -c ] && exit 0; {end}')
    for name, data in notes(TARGETS["linux-x86_64"], "3.11", "0.1.0", (2, 17), 100).items():
        (folder / name).write_bytes(data)
    done = run_shell(folder / "打开年报.sh")
    assert done.returncode == 3
    assert LOG in done.stdout and "信息员" in done.stdout


@ON_LINUX
def test_where_python_does_not_start_on_linux_it_is_said_which_glibc_it_needs(tmp_path: Path) -> None:
    folder = linux_folder(tmp_path, "echo \"version 'GLIBC_2.38' not found\"; exit 1", (2, 38))
    done = run_shell(folder / "打开年报.sh")
    assert done.returncode == 3
    assert "glibc 2.38 或更新" in done.stdout and "GLIBC_2.38" in done.stdout


@ON_LINUX
def test_the_entry_for_the_desktop_finds_the_starter_beside_it(tmp_path: Path) -> None:
    folder = linux_folder(tmp_path, 'echo "$*"')
    entry = folder / "打开年报.desktop"
    (line,) = [line for line in entry.read_text(encoding="utf-8").splitlines() if line.startswith("Exec=")]
    # First what a value's own escapes stand for, then the quotes of a command (Desktop Entry Specification).
    value = line.removeprefix("Exec=").replace("\\\\", "\\")
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', value)
    command = [re.sub(r"\\(.)", r"\1", quoted) or plain for quoted, plain in words]
    done = subprocess.run(
        [str(entry) if word == "%k" else word for word in command],
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert "nianbao.bundling.start desk" in done.stdout
    if validate := shutil.which("desktop-file-validate"):
        assert subprocess.run([validate, str(entry)], check=False).returncode == 0
