"""What was given as Python: a folder or an archive, recognised by what lies in it."""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from nianbao.bundling.target import Target
from nianbao.errors import UsageError
from nianbao.folder import why_not

OLDEST = (3, 11)

_WHERE_FROM = {
    "windows": "python.org 的「Windows embeddable package (64-bit)」压缩包，或 python-build-standalone 的 "
    "x86_64-pc-windows-msvc install_only 压缩包",
    "linux-x86_64": "python-build-standalone 的 x86_64-unknown-linux-gnu install_only 压缩包",
    "linux-aarch64": "python-build-standalone 的 aarch64-unknown-linux-gnu install_only 压缩包",
}


@dataclass(frozen=True)
class Interpreter:
    """A Python that lies in a folder.

    Attributes:
        folder: Its prefix: on Windows where ``python.exe`` lies, else the folder above ``bin``.
        version: Its version; the last part is 0 where it can't be told without running it.
        embedded: Whether it is python.org's embeddable package, whose library is a zip.
    """

    folder: Path
    version: tuple[int, int, int]
    embedded: bool = False

    @property
    def short(self) -> str:
        """Give the version as folders are named after it, such as ``3.11``."""
        return f"{self.version[0]}.{self.version[1]}"


def find_interpreter(given: Path | None, target: Target, place: Path) -> Interpreter:
    """Find the Python to put into a folder.

    Args:
        given: A folder or an archive; None for the Python that runs here.
        target: The computer it is for.
        place: An empty folder for what an archive holds.

    Raises:
        UsageError: There is none, or it isn't one for the target.
    """
    if given is None:
        if not target.is_this or target.is_windows:
            raise UsageError(
                f"给{target.words}做便携文件夹，要用 --python 指明那种电脑用的 Python。"
                f"请在能上网的电脑上下载一次：{_WHERE_FROM[target.name]}（3.11 或更新），下载后核对官方公布的校验值。"
            )
        return Interpreter(Path(sys.base_prefix), sys.version_info[:3])
    if not given.exists():
        raise UsageError(f"找不到「{given}」。请核对 --python 后面的文件或文件夹。")
    folder = given if given.is_dir() else _unpacked(given, place)
    for candidate in (folder, folder / "python", folder / "usr"):
        found = _on_windows(candidate) if target.is_windows else _on_linux(candidate)
        if found is not None and found.version[:2] >= OLDEST:
            return found
    raise UsageError(
        f"「{given}」里没有{target.words}用的 Python（3.11 或更新）。可以用：{_WHERE_FROM[target.name]}。"
    )


def _unpacked(archive: Path, place: Path) -> Path:
    """Unpack an archive, holding every member inside the place."""
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as zipped:
                zipped.extractall(place)  # noqa: S202 - zipfile cuts names that lead outside
        else:
            with tarfile.open(archive) as tarred:
                tarred.extractall(place, filter="data")  # refuses members that lead outside
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise UsageError(f"「{archive}」解不开。请用 .zip 或 .tar.gz 压缩包，并核对下载是否完整。") from error
    except OSError as error:
        raise UsageError(f"「{archive}」解不开：{why_not(error)}。") from error
    return place


def _on_windows(folder: Path) -> Interpreter | None:
    """Recognise a Python for Windows by its library's name, such as python311.dll."""
    if not (folder / "python.exe").is_file():
        return None
    for file in sorted(folder.glob("python3*.dll")):
        if found := re.fullmatch(r"python3(\d+)", file.stem):
            embedded = (folder / f"{file.stem}._pth").is_file()
            return Interpreter(folder, (3, int(found[1]), 0), embedded)
    return None


def _on_linux(folder: Path) -> Interpreter | None:
    """Recognise a Python for Linux by program and library of the same version; the newest one counts."""
    versions = []
    for library in folder.glob("lib/python3.*"):
        minor = library.name.removeprefix("python3.")
        if minor.isdigit() and (library / "os.py").is_file() and (folder / "bin" / library.name).is_file():
            versions.append(int(minor))
    return Interpreter(folder, (3, max(versions), 0)) if versions else None
