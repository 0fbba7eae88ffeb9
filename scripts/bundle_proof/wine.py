"""The folder for Windows under Wine: python.org's own Python, cmd, the starters, the desk.

Wine isn't Windows: it stands for its programs' format, its file names, its console, sockets and processes as its
authors read them. What it can't load is said and nothing is taken for proved.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from bundle_proof.computer import CUT_OFF, Computer, must, say
from bundle_proof.everywhere import (
    prove_build,
    prove_commands,
    prove_imports,
    prove_same,
    prove_untouched,
)

_PROBE = "import ctypes, sys, platform, pydantic_core, typst\nprint(platform.platform(), ctypes.windll.kernel32.GetACP())"


def prove_windows(folder: Path, place: Path, wine: str, script: Path) -> dict[str, Any]:
    """Prove a folder for Windows; Wine's own server must live where the network is cut off, so all of it does."""
    command = [*CUT_OFF, sys.executable, str(script), "--under-wine", str(folder), str(place), wine]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)  # noqa: S603
    if done.returncode:
        sys.exit("the folder for Windows was not proved")
    return dict(json.loads(done.stdout))


def under_wine(made: Path, place: Path, wine: str, picture: Path) -> dict[str, Any]:
    """Do that; the network is cut off already."""
    from bundle_proof.desk import prove_desk

    folder, home = place / "搬到 那边" / "我的 年报（2024）", place / "home-wine"
    folder.parent.mkdir()
    home.mkdir()
    made.rename(folder)
    env = {
        "WINEPREFIX": str(place / "wine"),
        "WINEDEBUG": "-all",
        # No questions about parts that nothing here needs, no menus, no screen.
        "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe,winewayland.drv=",
        **_chinese(place / "locale"),
    }
    runs = tuple(wine.split())
    computer = Computer(
        folder, home, (*runs, "python/python.exe"), (*runs, "cmd", "/c"), ".bat", env, drive="Z:", prefix=()
    )
    say("windows: make Wine's own folder")
    computer.run(*runs, "wineboot", "-i")
    probed = computer.ask("-c", _PROBE)
    if probed.returncode:
        last = probed.stderr.strip().splitlines()[-1:]
        return {"skipped": f"this Wine can't load what the folder holds (Wine 10 can): {last}"}
    windows, page = probed.stdout.rsplit(" ", 1)
    facts: dict[str, Any] = {"wine": _version(computer, runs), "windows": windows, "code_page": int(page)}
    said = computer.ask("-m", "nianbao", "--version")
    must(said.stdout.startswith("nianbao "), "the version is told", [said.stdout, said.stderr[-500:]])
    facts["imported"] = prove_imports(computer)
    facts["build"] = prove_build(computer)
    facts["same_files"] = prove_same(computer, place)
    prove_commands(computer, place)
    facts["desk"] = prove_desk(computer, picture)
    prove_untouched(computer)
    return facts


def _version(computer: Computer, runs: tuple[str, ...]) -> str:
    return computer.run(*runs, "--version").stdout.strip()


def _chinese(place: Path) -> dict[str, str]:
    """Have Wine take itself for a computer in China, whose code page is 936, where that can be made."""
    place.mkdir()
    if tool := shutil.which("localedef"):
        command = [tool, "-i", "zh_CN", "-f", "UTF-8", str(place / "zh_CN.UTF-8")]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603
    if (place / "zh_CN.UTF-8").is_dir():
        return {"LOCPATH": str(place), "LC_ALL": "zh_CN.UTF-8"}
    return {"LC_ALL": "C.UTF-8"}
