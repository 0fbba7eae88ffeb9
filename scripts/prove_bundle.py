"""Make portable folders and run the one for this computer with the network cut off; tell what was measured.

``make bundle-proof`` runs it on Linux, where ``unshare`` may cut the network off. What it tells goes into
``out/bundle-proof.json`` too; docs/bundle.zh-CN.md takes its numbers from there.

Proved here: the folder for this computer is made twice with the same bytes, is moved to a path with a blank and
Chinese characters, makes the sample reports and opens the desk in Chromium without network, writes nothing into the
user's home or its own program, and says what to do on a medium that can't be written. For the other computers
packages are resolved and checked; instead of Python for Windows there is a stand-in, unless --windows-python is given.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.bundling.fakes import embeddable  # noqa: E402

from nianbao.bundling.make import Plan, make_bundle  # noqa: E402
from nianbao.bundling.start import SAID  # noqa: E402
from nianbao.bundling.target import TARGETS, Target  # noqa: E402

# Without the loopback there is no desk; nothing else is up.
CUT_OFF = (
    "unshare",
    "--map-root-user",
    "--net",
    "--mount",
    "sh",
    "-c",
    'ip link set lo up && exec "$@"',
    "sh",
)
READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'


OPTIONAL = "matplotlib"
"""matplotlib-inline is for those who have it; authors' plots aren't part of the folder."""


def say(words: str) -> None:
    """Tell what is being done."""
    sys.stderr.write(f"{words}\n")


def must(holds: object, what: str, seen: object = "") -> None:
    """End the proof where something doesn't hold, with what was seen instead."""
    if not holds:
        sys.exit(f"NOT PROVED: {what}: {seen}")
    say(f"  ok: {what}")


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


def run(
    folder: Path, home: Path, *command: str, prefix: tuple[str, ...] = CUT_OFF
) -> subprocess.CompletedProcess[str]:
    """Run something as a clerk's computer would, without network and with a home of its own."""
    env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(home), "LANG": "C"}
    return subprocess.run(  # noqa: S603
        [*prefix, *command], cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip


def prove_imports(folder: Path, home: Path) -> int:
    """Import every package that the folder holds."""
    script = (
        "import importlib, importlib.metadata as m, socket, sys\n"
        "try:\n    socket.create_connection(('192.0.2.1', 80), 2); sys.exit('there is a network')\n"
        "except OSError: pass\n"
        "from pathlib import Path\n"
        "tops = {str(f).split('/')[0].split('.')[0] for d in m.distributions() for f in d.files or ()\n"
        "        if str(f).endswith(('/__init__.py', '.so')) and str(f)[0] not in './'}\n"
        "bad = []\n"
        "for name in sorted(t for t in tops if t.isidentifier()):\n"
        "    try: importlib.import_module(name)\n"
        f"    except ModuleNotFoundError as e: bad += [] if e.name == {OPTIONAL!r} else [f'{{name}}: {{e!r}}']\n"
        "    except BaseException as e: bad.append(f'{name}: {e!r}')\n"
        "print(len(tops)); print('\\n'.join(bad))\n"
    )
    done = run(folder, home, "python/bin/python3", "-B", "-c", script)
    count, *bad = done.stdout.split("\n", 1)
    well = done.returncode == 0 and not "".join(bad).strip()
    must(well, "all packages can be imported, and there is no network", [bad, done.stderr[-500:]])
    return int(count)


def prove_build(folder: Path, home: Path) -> dict[str, Any]:
    """Make all sample reports by the starter, the first time and again."""
    seconds = []
    for _ in range(2):
        start = time.monotonic()
        done = run(folder, home, "sh", "生成全部年报.sh")
        must(done.returncode == 0, "生成全部年报.sh ends well", [done.stdout[-300:], done.stderr[-300:]])
        seconds.append(round(time.monotonic() - start, 1))
    reports = json.loads((folder / "年报/out/manifest.json").read_text(encoding="utf-8"))["reports"]
    must(all(one["status"] in ("built", "fresh") for one in reports), f"{len(reports)} reports are made")
    return {"reports": len(reports), "first_seconds": seconds[0], "again_seconds": seconds[1]}


def prove_papers(folder: Path, home: Path) -> int:
    """Make the papers that go with a report to those who sign."""
    own, place, home = folder / "年报", folder.parent / "送签", home.with_name("home-commands")
    home.mkdir()  # but for the starters, IPython keeps a folder of its own there
    sign = (
        "-X",
        "utf8",
        "-B",
        "-m",
        "nianbao",
        "sign",
        "params/2024/yunxi.yaml",
        "--papers",
        "--out",
        str(place),
    )
    done = run(own, home, str(folder / "python/bin/python3"), *sign)
    must(done.returncode == 0, "the papers for signing are made", [done.stdout[-300:], done.stderr[-300:]])
    return len(list(place.iterdir()))


def prove_desk(folder: Path, home: Path) -> dict[str, Any]:
    """Open the desk by the starter and look at it in a browser, both without network."""
    picture = ROOT / "out/bundle-desk.png"
    done = subprocess.run(  # noqa: S603
        [*CUT_OFF, sys.executable, str(Path(__file__)), "--look", str(folder), str(home), str(picture)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    must(done.returncode == 0, "the desk opens in Chromium and ends with its page", done.stderr[-1500:])
    return dict(json.loads(done.stdout))


def look(folder: Path, home: Path, picture: Path) -> None:
    """Start the desk, let a browser in, open a report; this runs where the network is cut off."""
    from playwright.sync_api import sync_playwright
    from tests.browser.clerk import Clerk
    from tests.browser.pages import CHROMIUM_FLAGS, chromium_path, office_fonts

    env = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C", "PYTHONUNBUFFERED": "1"}
    start = time.monotonic()
    with subprocess.Popen(  # noqa: S603
        ["sh", str(folder / "打开年报.sh")],  # noqa: S607
        env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", cwd="/",
    ) as desk:  # fmt: skip
        assert desk.stdout is not None
        link = next(found[0] for line in desk.stdout if (found := re.search(r"http://127\S+", line)))
        served = time.monotonic() - start
        with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
            # The browser of an office computer has Chinese faces.
            faces = {**os.environ, "FONTCONFIG_FILE": str(office_fonts(Path(name)))}
            browser = playwright.chromium.launch(
                executable_path=chromium_path(), args=list(CHROMIUM_FLAGS), env=faces
            )
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(link)
            Clerk(page, folder / "年报").arrive().open("云溪镇", 2024)
            shown = time.monotonic() - start
            picture.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=picture)
            browser.close()
        code = desk.wait(timeout=120)
    if code:
        sys.exit(f"the desk ended with {code}")
    sys.stdout.write(json.dumps({"link_seconds": round(served, 1), "report_open_seconds": round(shown, 1)}))


def prove_untouched(folder: Path, home: Path) -> None:
    """Nothing was written into the program or into the user's home."""
    done = run(folder, home, "sha256sum", "--quiet", "--check", "python/sha256.txt")
    must(done.returncode == 0, "the program is as its checksums say", done.stdout[:300])
    listed = {
        line.split("  ", 1)[1]
        for line in (folder / "python/sha256.txt").read_text(encoding="utf-8").splitlines()
    }
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] != "年报"
    }
    must(there == listed | {"python/sha256.txt"}, "no file came beside it", sorted(there ^ listed)[:4])
    must(not list(home.iterdir()), "nothing was written into the user's home", list(home.iterdir()))


def prove_read_only(folder: Path, home: Path, elsewhere: Path) -> None:
    """A medium that can't be written: said what to do; with a working folder elsewhere it works."""
    locked = (*CUT_OFF, "sh", "-c", READ_ONLY, "sh", str(folder))
    aside = folder.parent / "年报-aside"
    (folder / "年报").rename(aside)
    done = run(folder.parent, home, "sh", str(folder / "打开年报.sh"), prefix=locked)
    must(
        done.returncode == SAID and "复制到自己的电脑" in done.stderr,
        "a medium that can't be written is said",
    )
    shutil.copytree(aside, elsewhere)
    done = run(folder.parent, home, "sh", str(folder / "生成全部年报.sh"), str(elsewhere), prefix=locked)
    must(done.returncode == 0, "from such a medium, a working folder elsewhere is used", done.stderr[-300:])
    aside.rename(folder / "年报")


def prove_here(target: Target, place: Path, python: Path | None) -> dict[str, Any]:
    """Prove the folder for this computer."""
    say(f"{target.name}: make it twice")
    facts = made(target, place / "一", python)
    again = made(target, place / "二", python)
    must(again["checksum"] == facts["checksum"], "made twice, the folder has the same bytes")
    shutil.rmtree(place / "二")
    folder, home = place / "搬到 新位置" / "我的 年报（2024）", place / "home"
    folder.parent.mkdir()
    home.mkdir()
    (place / "一").rename(folder)
    say(f"{target.name}: run it without network")
    facts["imported"] = prove_imports(folder, home)
    facts["build"] = prove_build(folder, home)
    facts["papers"] = prove_papers(folder, home)
    facts["desk"] = prove_desk(folder, home)
    prove_untouched(folder, home)
    prove_read_only(folder, home, place / "别处 的工作文件夹")
    return facts


def prove_emulated(folder: Path, place: Path, emulator: str) -> dict[str, Any]:
    """Run a folder for another processor: its program is replaced by one that calls an emulator."""
    program = folder / "python/bin/python3"
    program.rename(program.with_name("emulated"))
    program.write_text(
        f'#!/bin/sh\nexec {emulator} -0 "$0" "$(dirname "$0")/emulated" "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    home = place / "home-emulated"
    home.mkdir()
    return {"imported": prove_imports(folder, home), "build": prove_build(folder, home)}


def prove_elsewhere(target: Target, place: Path, python: Path | None) -> dict[str, Any]:
    """Make the folder for another computer, whose Python can't run here."""
    say(f"{target.name}: make it; it can't be run here")
    if python is not None:
        return made(target, place / target.name, python) | {"python_given": True}
    if not target.is_windows:
        return {"skipped": "no Python was given (--aarch64-python)"}
    place.mkdir(exist_ok=True)
    stand_in = embeddable(place / "stand-in.zip")
    return made(target, place / target.name, stand_in) | {"python_given": False}


def main() -> int:
    """Prove what can be proved on this computer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--look", nargs=3, type=Path, help=argparse.SUPPRESS)
    for name in ("here", "windows", "aarch64"):
        parser.add_argument(f"--{name}-python", type=Path, help="a folder or an archive with that Python")
    parser.add_argument(
        "--emulator", help="what runs programs for aarch64 here, such as 'qemu-aarch64-static -L ROOT'"
    )
    given = parser.parse_args()
    if given.look:
        look(*given.look)
        return 0
    pythons: dict[str, Path | None] = {"windows": given.windows_python, "linux-aarch64": given.aarch64_python}
    here = next(target for target in TARGETS.values() if target.is_this)
    with tempfile.TemporaryDirectory(
        prefix="nianbao-bundle-", dir=os.environ.get("NIANBAO_PROOF_FOLDER")
    ) as name:
        place = Path(name)
        facts = {here.name: prove_here(here, place, given.here_python)}
        for target in TARGETS.values():
            if target != here:
                facts[target.name] = prove_elsewhere(target, place, pythons.get(target.name))
        arm = place / "linux-aarch64"
        if given.emulator and arm.is_dir():
            facts[arm.name] |= {"emulated": prove_emulated(arm, place, given.emulator)}
    out = ROOT / "out/bundle-proof.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(out.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
