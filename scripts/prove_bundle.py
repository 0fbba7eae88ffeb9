"""Make portable folders, run them with the network cut off, and tell what was measured.

``make bundle-proof`` runs it on Linux, where ``unshare`` may cut the network off. What it tells goes into
``out/bundle-proof.json`` too; docs/bundle.zh-CN.md takes its numbers from there. What each part proves is said in
``bundle_proof``. What isn't at hand is skipped, and it is said what is lacking:

- linux-aarch64 runs under ``qemu-aarch64-static`` (Debian's qemu-user-static) with Debian's Python for it, which is
  fetched unless --aarch64-python names another one.
- windows runs under Wine with the Python that --windows-python names (python.org's embeddable package); without one a
  stand-in takes its place, and the folder is made and looked through but not run. Debian 12's Wine 8 lacks
  ``bcryptprimitives.dll``, which packages written in Rust want; Debian 13's Wine 10 has it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bundle_proof.arm import prove_emulated  # noqa: E402
from bundle_proof.computer import Computer, say  # noqa: E402
from bundle_proof.debian_arm import NotFetchedError, fetch  # noqa: E402
from bundle_proof.here import made, prove_here  # noqa: E402
from bundle_proof.wine import prove_windows, under_wine  # noqa: E402
from tests.bundling.fakes import embeddable  # noqa: E402

from nianbao.bundling.target import TARGETS, Target  # noqa: E402

SCRIPT = Path(__file__).resolve()
QEMU = "qemu-aarch64-static"


def prove_arm(target: Target, place: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Make the folder for aarch64, and run it where there is an emulator."""
    emulator, python = given.emulator or "", given.aarch64_python
    if not emulator and not shutil.which(QEMU) and python is None:
        return {"skipped": f"no {QEMU} (Debian: qemu-user-static) and no --aarch64-python"}
    try:
        root = python or fetch(place / "debian-arm")
    except NotFetchedError as error:
        return {"skipped": str(error)}
    say(f"{target.name}: make it")
    facts = made(target, place / target.name, root)
    if not emulator and shutil.which(QEMU) and (root / "usr").is_dir():
        emulator = f"{shutil.which(QEMU)} -L {root}"
    if not emulator:
        return facts | {"run": f"skipped: no {QEMU}, or no root of such a system to run it with (--emulator)"}
    return facts | {"run": prove_emulated(place / target.name, place, emulator)}


def prove_win(target: Target, place: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Make the folder for Windows, and run it where there is Wine and a Python for Windows."""
    say(f"{target.name}: make it")
    if given.windows_python is None:
        facts = made(target, place / target.name, embeddable(place / "stand-in.zip"))
        return facts | {"python": "stand-in", "run": "skipped: no Python for Windows (--windows-python)"}
    facts = made(target, place / target.name, given.windows_python)
    wine = given.wine or shutil.which("wine64") or shutil.which("wine")
    if not wine:
        return facts | {"run": "skipped: no Wine"}
    return facts | {"run": prove_windows(place / target.name, place, wine, SCRIPT)}


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--for", dest="only", action="append", choices=TARGETS, help="prove this one only")
    for name in ("here", "windows", "aarch64"):
        parser.add_argument(f"--{name}-python", type=Path, help="a folder or an archive with that Python")
    parser.add_argument("--emulator", help=f"what runs programs for aarch64 here, such as '{QEMU} -L ROOT'")
    parser.add_argument("--wine", help="what runs programs for Windows here")
    # What the script starts itself where the network is cut off.
    parser.add_argument("--look", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--under-wine", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Prove what can be proved on this computer."""
    given = _read()
    picture = ROOT / "out/bundle-desk.png"
    if given.look:
        from bundle_proof.desk import prove_desk

        return _tell(prove_desk(Computer(*given.look, prefix=()), picture))
    if given.under_wine:
        made_at, place_at, wine = given.under_wine
        return _tell(
            under_wine(Path(made_at), Path(place_at), wine, picture.with_stem("bundle-desk-windows"))
        )
    facts: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(
        prefix="nianbao-bundle-", dir=os.environ.get("NIANBAO_PROOF_FOLDER")
    ) as name:
        for target in TARGETS.values():
            if given.only and target.name not in given.only:
                continue
            place = Path(name) / target.name
            place.mkdir()
            if target.is_this:
                facts[target.name] = prove_here(target, place, given.here_python, SCRIPT)
            elif target.is_windows:
                facts[target.name] = prove_win(target, place, given)
            elif target.name == "linux-aarch64":
                facts[target.name] = prove_arm(target, place, given)
            else:
                facts[target.name] = {"skipped": "this computer is of another kind"}
    out = ROOT / "out/bundle-proof.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(out.read_text(encoding="utf-8"))
    return 0


def _tell(facts: dict[str, Any]) -> int:
    sys.stdout.write(json.dumps(facts, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
