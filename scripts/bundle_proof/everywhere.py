"""What is proved of every folder that can be run, on whatever it runs."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bundle_proof.computer import Computer, must

OPTIONAL = "matplotlib"
"""matplotlib-inline is for those who have it; authors' plots aren't part of the folder."""

_OTHER = frozenset({"manifest.json", ".nianbao.lock"})
"""What differs from run to run: seconds, and what was kept open."""

_IMPORTS = (
    "import importlib, importlib.metadata as m, socket, sys\n"
    "try:\n    socket.create_connection(('192.0.2.1', 80), 2); sys.exit('there is a network')\n"
    "except OSError: pass\n"
    "tops = {str(f).replace(chr(92), '/').split('/')[0].split('.')[0] for d in m.distributions()\n"
    "        for f in d.files or ()\n"
    "        if f.name == '__init__.py' or f.suffix in ('.so', '.pyd') if str(f)[0] not in './'}\n"
    "bad = []\n"
    "for name in sorted(t for t in tops if t.isidentifier()):\n"
    "    try: importlib.import_module(name)\n"
    f"    except ModuleNotFoundError as e: bad += [] if e.name == {OPTIONAL!r} else [f'{{name}}: {{e!r}}']\n"
    "    except BaseException as e: bad.append(f'{name}: {e!r}')\n"
    "print(len(tops)); print('; '.join(bad))\n"
)


def prove_imports(computer: Computer) -> int:
    """Import every package that the folder holds."""
    done = computer.ask("-c", _IMPORTS)
    count, *bad = done.stdout.split("\n", 1)
    well = done.returncode == 0 and not "".join(bad).strip()
    must(well, "all packages can be imported, and there is no network", [bad, done.stderr[-500:]])
    return int(count)


def prove_build(computer: Computer) -> dict[str, Any]:
    """Make all sample reports by the starter, the first time and again."""
    seconds = []
    for _ in range(2):
        start = time.monotonic()
        done = computer.run(*computer.starter("生成全部年报"))
        must(done.returncode == 0, "生成全部年报 ends well", [done.stdout[-300:], done.stderr[-300:]])
        seconds.append(round(time.monotonic() - start, 1))
    listed = (computer.folder / "年报/out/manifest.json").read_text(encoding="utf-8")
    reports = json.loads(listed)["reports"]
    must(all(one["status"] in ("built", "fresh") for one in reports), f"{len(reports)} reports are made")
    return {"reports": len(reports), "first_seconds": seconds[0], "again_seconds": seconds[1]}


def prove_same(computer: Computer, place: Path) -> int:
    """Hold each file of the reports against what this computer's own Python makes of the same folder."""
    own, again = computer.folder / "年报", place / f"reference-{computer.home.name}"
    shutil.copytree(own, again, ignore=shutil.ignore_patterns("out", ".nianbao"))
    for _ in range(2):  # as there: the list says which reports were made anew
        _here("nianbao.bundling.start", "build", str(again))
    there, here = _files(own / "out"), _files(again / "out")
    differ = sorted(name for name in there.keys() | here.keys() if there.get(name) != here.get(name))
    must(there and not differ, f"{len(there)} files of the reports are byte for byte those made here", differ)
    return len(there)


def prove_commands(computer: Computer, place: Path) -> None:
    """Make a working folder and a report in it by commands; they say there what they say here."""
    said = []
    for folder, ask in (
        (place / "那边 的文件夹", lambda *words, cwd: computer.ask("-m", "nianbao", *words, cwd=cwd)),
        (place / "这边 的文件夹", lambda *words, cwd: _here("nianbao", *words, cwd=cwd, check=False)),
    ):
        lines = []
        folder.mkdir()
        for words in (
            ("init", "工作 文件夹"),
            ("new", "河洛镇", "--year", "2025", "--level", "township"),
            ("check",),
            ("templates",),
        ):
            done = ask(*words, cwd=folder if words[0] == "init" else folder / "工作 文件夹")
            lines.append(f"{done.returncode} {done.stdout}{done.stderr}".replace("\\", "/"))
        said.append([line.replace(computer.drive + str(folder), "FOLDER") for line in lines])
    must(said[0] == said[1], "init, new, check and templates say the same", said)


def prove_untouched(computer: Computer) -> None:
    """Nothing was written into the program or into the user's home."""
    folder = computer.folder
    listed = {
        name: digest
        for digest, name in (
            line.split("  ", 1)
            for line in (folder / "python/sha256.txt").read_text(encoding="utf-8").splitlines()
        )
    }
    there = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] != "年报"
    }
    changed = [name for name, digest in listed.items() if name not in there or _sum(there[name]) != digest]
    must(not changed, "the program is as its checksums say", changed[:4])
    came = there.keys() - listed.keys() - {"python/sha256.txt"}
    must(not came, "no file came beside it", sorted(came)[:4])
    must(not list(computer.home.iterdir()), "nothing was written into the user's home")


def _here(module: str, *arguments: str, cwd: Path | None = None, check: bool = True) -> Any:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-X", "utf8", "-m", module, *arguments],
        cwd=cwd, check=check, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in _OTHER
    }


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
