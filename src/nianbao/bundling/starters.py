"""打开年报, 生成全部年报: what is clicked twice.

The starters for Windows hold no Chinese: cmd reads them in the code page of the computer (936 in China, another
one elsewhere), and ``chcp 65001`` changes that in the middle of a file that is read piece by piece. All words come
from Python, which writes to the console without code pages, or from a text file.
"""

from __future__ import annotations

from nianbao.bundling.start import SAID

OPEN, BUILD = "打开年报", "生成全部年报"
HELP = "python/cannot-start.txt"
"""What is shown where Python doesn't start, or ended without a word."""

_ALONE = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONUSERBASE", "PYTHONPYCACHEPREFIX")
"""Settings of a user's own Python, which mustn't lead this one astray."""


def windows_starters() -> dict[str, bytes]:
    """Give the starters for Windows by name."""
    return {
        f"{OPEN}.bat": _batch("desk", pause_at_end=False),
        f"{BUILD}.bat": _batch("build", pause_at_end=True),
    }


def linux_starters(glibc: tuple[int, int]) -> dict[str, bytes]:
    """Give the starters for Linux by name.

    Args:
        glibc: The oldest glibc that all that is in the folder runs with.
    """
    return {
        f"{OPEN}.sh": _shell("desk", glibc),
        f"{BUILD}.sh": _shell("build", glibc),
        f"{OPEN}.desktop": _entry(OPEN),
        f"{BUILD}.desktop": _entry(BUILD),
    }


def _batch(action: str, *, pause_at_end: bool) -> bytes:
    # pushd, not cd: it gives a folder of the network a letter. "%~1" is a folder that was dropped on the starter.
    lines = [
        "@echo off",
        "setlocal DisableDelayedExpansion",
        *(f'set "{name}="' for name in _ALONE),
        'set "PYTHONUTF8=1"',
        'set "PYTHONNOUSERSITE=1"',
        'pushd "%~dp0"',
        'if not exist "python\\python.exe" goto broken',
        f'"python\\python.exe" -X utf8 -m nianbao.bundling.start {action} "%~1"',
        'set "code=%errorlevel%"',
        'if "%code%"=="0" goto done',
        f'if "%code%"=="{SAID}" goto said',
        # Any other one is none of ours: Python's own, or the system's of a program that it ended.
        ":broken",
        'set "code=3"',
        f'if exist "{HELP.replace("/", chr(92))}" start "" notepad "%~dp0{HELP.replace("/", chr(92))}"',
        ":said",
        "pause",
        "goto leave",
        ":done",
        *(["pause"] if pause_at_end else []),
        ":leave",
        "popd",
        "exit /b %code%",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _shell(action: str, glibc: tuple[int, int]) -> bytes:
    pause = 'if [ -t 0 ]; then printf "按回车键关闭。"; read -r _; fi'
    lines = [
        "#!/bin/sh",
        'here=$(dirname -- "$(readlink -f -- "$0")") || exit 3',
        f"unset {' '.join(_ALONE)}",
        "export PYTHONUTF8=1 PYTHONNOUSERSITE=1",
        'python="$here/python/bin/python3"',
        # A zip that was unpacked on Windows, or a stick, knows no programs.
        '[ -x "$python" ] || chmod u+x "$python" 2>/dev/null',
        'if ! said=$("$python" -c "" 2>&1); then',
        "  echo '打不开：这个文件夹里的 Python 在这台电脑上不能运行。'",
        f"  echo '它要 glibc {glibc[0]}.{glibc[1]} 或更新；这台电脑是：'\"$(getconf GNU_LIBC_VERSION 2>/dev/null)\"",
        "  echo '如果文件夹不完整，或放在不许运行程序的盘上，请整个复制到自己的主目录再试；还不行，请把下面的话告诉县里的信息员：'",
        '  echo "$said"',
        f"  {pause}",
        "  exit 3",
        "fi",
        f'"$python" -X utf8 -m nianbao.bundling.start {action} "${{1:-}}"',
        "code=$?",
        # Any other one is none of ours: Python's own, or a signal's.
        f'if [ "$code" -ne 0 ] && [ "$code" -ne {SAID} ]; then',
        f'  cat -- "$here/{HELP}"',
        "  code=3",
        "fi",
        pause if action == "build" else f'if [ "$code" -ne 0 ]; then {pause}; fi',
        'exit "$code"',
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _entry(name: str) -> bytes:
    """Give an entry for the desktops of 麒麟 and UOS, which finds its folder by where it lies itself (%k)."""
    script = f'file=${{1#file://}}; exec sh "$(dirname "$file")/{name}.sh"'
    quoted = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in script).replace("\\", "\\\\")
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        f"Name={name}",
        f'Exec=sh -c "{quoted}" sh %k',
        "Icon=accessories-text-editor",
        "Terminal=true",
        "Categories=Office;",
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")
