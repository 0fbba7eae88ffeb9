"""The zip itself: the same contents give the same bytes, and nobody ever sees half of it."""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

from nianbao.errors import PackageError, WriteError
from nianbao.folder import move_into_place, staging_folder, why_not
from nianbao.packaging.contents import Contents, PackedFile
from nianbao.packaging.notes import MANIFEST, NOTES, SUMS, manifest, notes, sums

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file: the first that a zip can hold."""

_UNIX = 3


def write_package(target: Path, contents: Contents) -> int:
    """Write a package and read it back before it gets its name.

    Returns:
        How many files are in it.

    Raises:
        PackageError: A report was changed while it was packed.
        WriteError: It can't be written; what stood there before still stands.
    """
    with staging_folder(target.parent) as staging:
        staged = Path(staging) / target.name
        try:
            count = _pack(staged, contents)
            _read_back(staged)
        except OSError as error:
            raise WriteError(f"写不进「{target}」：{why_not(error)}。请看磁盘是否已满。") from error
        move_into_place(staged, target)
    return count


def _pack(staged: Path, contents: Contents) -> int:
    own = {NOTES: notes(contents), MANIFEST: manifest(contents)}
    files = [file for report in contents.reports for file in report.files]
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in own.items()}
    own[SUMS] = sums(hashes | {file.name: file.sha256 for file in files})
    with zipfile.ZipFile(staged, "w") as archive:
        for name, data in [*own.items(), *_read(files)]:
            archive.writestr(_entry(name), data, zipfile.ZIP_DEFLATED)
    return len(own) + len(files)


def _read(files: list[PackedFile]) -> Iterator[tuple[str, bytes]]:
    for file in files:
        data = file.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise PackageError(
                f"「{file.path}」在打包时被改动，没有生成材料包。请关闭正打开它的程序，再运行一次。"
            )
        yield file.name, data


def _entry(name: str) -> zipfile.ZipInfo:
    """Describe a file without clock, machine or user; a name that isn't ASCII is marked as UTF-8 (bit 11)."""
    entry = zipfile.ZipInfo(name, _OLDEST)
    entry.create_system = _UNIX
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry


def _read_back(staged: Path) -> None:
    """Hold each file of a package against its checksum."""
    with zipfile.ZipFile(staged) as archive:
        lines = archive.read(SUMS).decode("utf-8").splitlines()
        meant = {name: value for value, name in (line.split("  ", 1) for line in lines)}
        if {*meant, SUMS} != set(archive.namelist()):
            raise PackageError("自检未通过：材料包里的文件与校验清单对不上，没有生成。")
        for name, value in meant.items():
            if hashlib.sha256(archive.read(name)).hexdigest() != value:
                raise PackageError(f"自检未通过：材料包里的「{name}」与原文件不一致，没有生成。")
