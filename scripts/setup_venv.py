"""Make the project's virtual environment: what the locks say, nothing else.

Run by ``make``; needs Python ≥ 3.11 and a package index that pip can reach. A second run that finds
everything in place ends at once.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
FACE = ROOT / "scripts" / "build_face.py"
LAB = ROOT / "src" / "nianbao" / "lab"
LOCKS = {"run": ROOT / "requirements" / "run.txt", "dev": ROOT / "requirements" / "dev.txt"}


def python() -> Path:
    """Give the environment's own Python."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")  # noqa: TID251 - where venv puts it


def has_pip() -> bool:
    """Tell whether the environment stands; one whose making was broken off has no pip."""
    if not python().exists():
        return False
    return (
        subprocess.run(  # noqa: S603 - our own Python, fixed words
            [str(python()), "-m", "pip", "--version"], capture_output=True, check=False
        ).returncode
        == 0
    )


def fingerprint(kind: str) -> str:
    """Hash all that the environment is made from, this folder's place included."""
    parts = [sys.version.encode(), str(ROOT).encode()]
    parts += [
        path.read_bytes() for path in (LOCKS[kind], LOCKS["run"], ROOT / "pyproject.toml", Path(__file__))
    ]
    # Installing the project copies these to where JupyterLab looks for them.
    parts += [
        path.read_bytes() for path in (LAB / "nianbao.json", *sorted(LAB.glob("labextension/**/*.js*")))
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_ready(kind: str) -> bool:
    """Tell whether the environment stands as the locks say; the larger one serves the smaller."""
    return python().exists() and any(
        (VENV / f".{larger}").exists()
        and (VENV / f".{larger}").read_text(encoding="utf-8") == fingerprint(larger)
        for larger in dict.fromkeys((kind, "dev"))
    )


def index_settings() -> dict[str, str]:
    """Pass pip's configured index on to uv, which doesn't read pip's settings."""
    listed = subprocess.run(  # noqa: S603 - our own Python, fixed words
        [str(python()), "-X", "utf8", "-m", "pip", "config", "list"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout
    settings = dict(os.environ)
    names = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}
    for line in listed.splitlines():
        key, _, value = line.partition("=")
        name = names.get(key.rpartition(".")[2])
        if name and name not in settings:
            settings[name] = value.strip("'\"")
    return settings


def install(kind: str) -> None:
    """Install the locked packages, hashes checked, and the project itself in editable form."""
    if not has_pip():
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    run = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*run, "--require-hashes", "-r", str(ROOT / "requirements" / "uv.txt")], check=True)  # noqa: S603
    uv, settings = [str(python()), "-m", "uv", "pip"], index_settings()
    here = ["--python", str(python()), "--quiet"]
    subprocess.run(  # noqa: S603
        [*uv, "install", *here, "--require-hashes", "-r", str(LOCKS[kind])], check=True, env=settings
    )
    # The build back end is in the lock, so building needs no download of its own.
    subprocess.run(  # noqa: S603
        [*uv, "install", *here, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
        check=True,
        env=settings,
    )
    # Every process of a run imports much of it. pip compiles what it installs; uv doesn't, and some
    # machines never write what was compiled. What can't be compiled is somebody's test data.
    compiled = [str(VENV / "lib"), str(ROOT / "src")]
    subprocess.run([str(python()), "-m", "compileall", "-q", "-q", "-j", "0", *compiled], check=False)  # noqa: S603
    build_face(kind, settings)
    (VENV / f".{kind}").write_text(fingerprint(kind), encoding="utf-8")


def build_face(kind: str, settings: dict[str, str]) -> None:
    """Build the desk's page where it is older than its source; reports need none, and no npm registry."""
    subprocess.run([str(python()), str(FACE)], check=kind == "dev", env=settings)  # noqa: S603


def main() -> int:
    """Set up what was asked for, unless it stands already."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(LOCKS))
    kind = parser.parse_args().kind
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs on whatever Python is there
        sys.stderr.write("nianbao needs Python 3.11 or later.\n")
        return 1
    if not is_ready(kind):
        sys.stderr.write("setting up .venv …\n")
        install(kind)
    elif kind == "dev":
        build_face(kind, dict(os.environ))
    return 0


if __name__ == "__main__":
    sys.exit(main())
