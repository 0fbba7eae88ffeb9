"""What is in the folder: its packages with their licences, and a checksum of each file."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterator
from pathlib import Path

LICENCES = "许可"
SUMS = "python/sha256.txt"
_UNKNOWN = "见其许可文件"


def write_licences(folder: Path, packages: Path, python: Path, licence_files: list[Path]) -> int:
    """Gather licences: Python's own as files, those of packages by where they lie.

    Args:
        folder: The portable folder.
        packages: The folder of its packages.
        python: The Python that it was made from.
        licence_files: Licences of the libraries that came with it.

    Returns:
        How many packages are listed.
    """
    place = folder / LICENCES
    place.mkdir()
    texts = {f"python-{path.name}": path for path in _python_licences(python)}
    texts |= {path.name: path for path in licence_files}
    for name, path in sorted(texts.items()):
        (place / (name if name.endswith(".txt") else f"{name}.txt")).write_bytes(path.read_bytes())
    lines = sorted(_lines(folder, packages), key=str.casefold)
    head = ["这个文件夹里的组件、版本和许可；许可全文在所写的位置。", "Python 及其库的许可在本文件夹。", ""]
    data = "".join(f"{line}\r\n" for line in [*head, *lines]).encode("utf-8-sig")
    (place / "组件清单.txt").write_bytes(data)
    return len(lines)


def _python_licences(python: Path) -> Iterator[Path]:
    yield from sorted(python.glob("LICENSE*"))
    yield from sorted(python.glob("lib/python3.*/LICENSE.txt"))
    yield from sorted(path for path in python.glob("licenses/*") if path.is_file())


def _lines(folder: Path, packages: Path) -> Iterator[str]:
    for place in sorted(packages.glob("*.dist-info")):
        meta = importlib.metadata.PathDistribution(place).metadata
        said = [meta[name] for name in ("License-Expression", "License") if name in meta]
        words = _classified(meta.get_all("Classifier") or []) if "License-Expression" not in meta else ""
        words = words or next((text.splitlines()[0][:60] for text in said if text.strip()), _UNKNOWN)
        files = [path for path in sorted(place.rglob("*")) if _is_licence(path)]
        where = "；".join(path.relative_to(folder).as_posix() for path in files) or "组件未附许可文件"
        yield f"{meta['Name']} {meta['Version']}　{words}　{where}"


def _classified(classifiers: list[str]) -> str:
    kinds = [line.split(" :: ")[-1] for line in classifiers if line.startswith("License ::")]
    return "；".join(kinds)


def _is_licence(path: Path) -> bool:
    named = path.name.upper().startswith(("LICEN", "COPYING", "NOTICE"))
    return path.is_file() and (named or "licenses" in path.parts)


def write_sums(folder: Path) -> str:
    """Write a checksum for each file, as ``sha256sum --check`` reads them in the portable folder.

    Returns:
        The checksum of that list: two folders are the same if it is the same.
    """
    own = folder / SUMS
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != own)
    lines = [f"{_sum(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    data = "".join(lines).encode("utf-8")
    own.write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
