"""The folder for this computer: made twice, moved, run without network, read from a medium that can't be written."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from dataclasses import replace
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
from nianbao.bundling.make import Plan, make_bundle
from nianbao.bundling.start import SAID
from nianbao.bundling.target import Target

READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'


def made(target: Target, folder: Path, python: Path | None = None) -> dict[str, Any]:
    """Make a folder and tell what it is."""
    start = time.monotonic()
    result = make_bundle(Plan(target, folder, python), lambda words: say(f"  {words}"))
    return {
        "python": result.python,
        "packages": result.packages,
        "files": result.files,
        "megabytes": round(result.size / 2**20),
        "longest_path": result.longest,
        "python_glibc": ".".join(map(str, result.python_glibc)),
        "glibc": ".".join(map(str, result.glibc)),
        "compiled": result.is_compiled,
        "checksum": result.checksum,
        "seconds": round(time.monotonic() - start),
    }


def prove_here(target: Target, place: Path, python: Path | None, script: Path) -> dict[str, Any]:
    """Prove the folder for this computer."""
    say(f"{target.name}: make it twice")
    facts = made(target, place / "一", python)
    again = made(target, place / "二", python)
    must(again["checksum"] == facts["checksum"], "made twice, the folder has the same bytes")
    shutil.rmtree(place / "二")
    computer = Computer(place / "搬到 新位置" / "我的 年报（2024）", place / "home")
    computer.folder.parent.mkdir()
    computer.home.mkdir()
    (place / "一").rename(computer.folder)
    say(f"{target.name}: run it without network")
    facts["imported"] = prove_imports(computer)
    facts["build"] = prove_build(computer)
    facts["same_files"] = prove_same(computer, place)
    # But for the starters, IPython keeps a folder of its own in the user's home.
    aside = replace(computer, home=place / "home-commands")
    aside.home.mkdir()
    prove_commands(aside, place)
    facts["papers"] = prove_papers(aside)
    facts["desk"] = _desk(computer, script)
    prove_untouched(computer)
    prove_read_only(computer, place / "别处 的工作文件夹")
    return facts


def prove_papers(computer: Computer) -> int:
    """Make the papers that go with a report to those who sign."""
    place = computer.folder.parent / "送签"
    sign = ("-m", "nianbao", "sign", "params/2024/yunxi.yaml", "--papers", "--out", str(place))
    done = computer.ask(*sign, cwd=computer.folder / "年报")
    must(done.returncode == 0, "the papers for signing are made", [done.stdout[-300:], done.stderr[-300:]])
    return len(list(place.iterdir()))


def _desk(computer: Computer, script: Path) -> dict[str, Any]:
    command = [*CUT_OFF, sys.executable, str(script), "--look", str(computer.folder), str(computer.home)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)  # noqa: S603
    must(done.returncode == 0, "the desk was looked at without network")
    return dict(json.loads(done.stdout))


def prove_read_only(computer: Computer, elsewhere: Path) -> None:
    """A medium that can't be written: said what to do; with a working folder elsewhere it works."""
    folder = computer.folder
    locked = replace(computer, prefix=(*CUT_OFF, "sh", "-c", READ_ONLY, "sh", str(folder)))
    aside = folder.parent / "年报-aside"
    (folder / "年报").rename(aside)
    done = locked.run("sh", str(folder / "打开年报.sh"), cwd=folder.parent)
    told = done.returncode == SAID and "复制到自己的电脑" in done.stderr
    must(told, "a medium that can't be written is said", [done.returncode, done.stderr[-300:]])
    shutil.copytree(aside, elsewhere)
    done = locked.run("sh", str(folder / "生成全部年报.sh"), str(elsewhere), cwd=folder.parent)
    must(done.returncode == 0, "from such a medium, a working folder elsewhere is used", done.stderr[-300:])
    aside.rename(folder / "年报")
