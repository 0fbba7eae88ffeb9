"""What machine code needs, read from its own headers: ELF on Linux, PE on Windows. Nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pefile
from elftools.common.exceptions import ELFError
from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerNeedSection

_ELF_MACHINES = {"EM_X86_64": "x86_64", "EM_AARCH64": "aarch64"}
_PE_MACHINES = {0x8664: "AMD64", 0xAA64: "ARM64", 0x014C: "x86"}
_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)")


@dataclass(frozen=True)
class Binary:
    """A program or library.

    Attributes:
        path: Where it lies.
        machine: The processor it is for, as ``platform.machine`` names it; empty for one that isn't known.
        needs: Names of the libraries it is linked with; on Windows in small letters.
        places: Where it looks for them (RPATH), on Linux.
        glibc: The oldest glibc that it runs with; (0, 0) where it asks for none.
    """

    path: Path
    machine: str
    needs: tuple[str, ...]
    places: tuple[str, ...] = ()
    glibc: tuple[int, int] = (0, 0)


def binaries(folder: Path) -> Iterator[Binary]:
    """Read all machine code in a folder, in a stable order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (binary := read_binary(path)) is not None:
            yield binary


def read_binary(path: Path) -> Binary | None:
    """Read a file's header; None for what isn't machine code."""
    with path.open("rb") as file:
        start = file.read(4)
    if start == b"\x7fELF":
        return _elf(path)
    if start[:2] == b"MZ" and path.suffix.lower() in (".exe", ".dll", ".pyd"):
        return _pe(path)
    return None


def _elf(path: Path) -> Binary | None:
    with path.open("rb") as file:
        try:
            read = ELFFile(file)
            sections = list(read.iter_sections())
            linked = [
                one for section in sections if isinstance(section, DynamicSection) for one in _links(section)
            ]
            asked = [
                one
                for section in sections
                if isinstance(section, GNUVerNeedSection)
                for one in _glibc(section)
            ]
        except ELFError:
            return None
        machine = _ELF_MACHINES.get(read["e_machine"], "")
    needs = tuple(value for kind, value in linked if kind == "DT_NEEDED")
    places = tuple(place for kind, value in linked if kind != "DT_NEEDED" for place in value.split(":"))
    return Binary(path, machine, needs, places, max(asked, default=(0, 0)))


def _links(section: Any) -> Iterator[tuple[str, str]]:
    """List the libraries a file is linked with, and where it looks for them."""
    names = {"DT_NEEDED": "needed", "DT_RPATH": "rpath", "DT_RUNPATH": "runpath"}
    for tag in section.iter_tags():
        if (kind := tag.entry.d_tag) in names:
            yield kind, getattr(tag, names[kind])


def _glibc(section: Any) -> Iterator[tuple[int, int]]:
    """List the versions of glibc that a file asks for."""
    for _, versions in section.iter_versions():
        for version in versions:
            if found := _GLIBC.fullmatch(version.name):
                yield int(found[1]), int(found[2])


def _pe(path: Path) -> Binary | None:
    try:
        with pefile.PE(str(path), fast_load=True) as read:
            kinds = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")
            read.parse_data_directories([pefile.DIRECTORY_ENTRY[kind] for kind in kinds])
            entries = [
                *getattr(read, "DIRECTORY_ENTRY_IMPORT", ()),
                *getattr(read, "DIRECTORY_ENTRY_DELAY_IMPORT", ()),
            ]
            needs = tuple(sorted({entry.dll.decode("ascii", "replace").lower() for entry in entries}))
            return Binary(path, _PE_MACHINES.get(read.FILE_HEADER.Machine, ""), needs)
    except pefile.PEFormatError:
        return None
