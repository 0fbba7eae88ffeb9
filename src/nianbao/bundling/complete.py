"""Does every package find what it needs? Read from their own metadata and machine code; nothing is run."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from nianbao.bundling.binaries import Binary
from nianbao.bundling.linux import GLIBC
from nianbao.bundling.target import Target

# Libraries that Windows itself hasn't got: Python's own and Microsoft's C++ run time.
_NOT_WINDOWS = ("python3", "vcruntime", "msvcp", "concrt", "vcomp", "libssl", "libcrypto", "libffi")
# What every Linux with a desktop has: glibc's own libraries, and the compiler's run time that wheels may count on
# (PEP 600's policies). All else must lie in the folder.
_LINUX = (*GLIBC, "libstdc++.so.6", "libgcc_s.so.1")
_DEBUGGER = "debugpy"
"""It carries code for all systems and picks its own; without any it does the same work in Python."""


def versions(packages: Path) -> dict[str, str]:
    """List the packages in a folder with their versions."""
    found = importlib.metadata.distributions(path=[str(packages)])
    return dict(sorted((canonicalize_name(one.name), one.version) for one in found))


def missing_packages(packages: Path, target: Target, python: tuple[int, int, int]) -> list[str]:
    """Say which package lacks what.

    Args:
        packages: The folder of all packages.
        target: The computer they are for.
        python: Version of its Python.
    """
    # A package that others want with extras is met several times.
    return sorted(set(_missing(packages, target, python)))


def _missing(packages: Path, target: Target, python: tuple[int, int, int]) -> Iterator[str]:
    marker = target.environment(python)
    at_hand = versions(packages)
    needs: dict[str, list[Requirement]] = {
        canonicalize_name(one.name): [Requirement(line) for line in one.requires or ()]
        for one in importlib.metadata.distributions(path=[str(packages)])
    }
    waiting, seen = [(name, "") for name in at_hand], set[tuple[str, str]]()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for need in needs.get(name, []):
            if need.marker and not need.marker.evaluate({**marker, "extra": extra}):
                continue
            wanted = canonicalize_name(need.name)
            if wanted not in at_hand:
                yield f"{name} 需要 {need}，没有"
            elif not need.specifier.contains(at_hand[wanted], prereleases=True):
                yield f"{name} 需要 {need}，这里是 {at_hand[wanted]}"
            waiting += [(wanted, one) for one in need.extras]


def missing_code(code: list[Binary], target: Target) -> Iterator[str]:
    """Say which machine code is for another processor, or needs a library that neither folder nor system has."""
    at_hand = {one.path.name.lower() for one in code}
    for one in code:
        if _DEBUGGER in one.path.parts or not _is_loaded(one.path):
            continue
        if one.machine != target.machine:
            yield f"{one.path.name} 是别的处理器用的（{one.machine or '不明'}）"
        for name in one.needs:
            if not _has(target, name) and name.lower() not in at_hand:
                yield f"{one.path.name} 需要 {name}，没有"


def _has(target: Target, library: str) -> bool:
    """Tell whether the system itself has a library."""
    return not library.startswith(_NOT_WINDOWS) if target.is_windows else library.startswith(_LINUX)


def _is_loaded(path: Path) -> bool:
    """Tell what Python loads from what packages carry along, such as starters of other systems."""
    return path.suffix.lower() in (".pyd", ".so", ".dll")
