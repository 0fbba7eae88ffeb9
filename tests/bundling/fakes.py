"""Small stand-ins: wheels of a line, and a Windows Python of a real program that pip brings along."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from pathlib import Path

import pip
import pytest


def wheel(
    folder: Path, name: str, version: str = "1.0", *needs: str, data: dict[str, str] | None = None
) -> Path:
    """Write a wheel with one module and what else is given."""
    info = f"{name}-{version}.dist-info"
    requires = "".join(f"Requires-Dist: {need}\n" for need in needs)
    files = {
        f"{name}/__init__.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nLicense: MIT\n{requires}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/licenses/LICENSE": "do what you like\n",
        **(data or {}),
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for entry, text in files.items():
            archive.writestr(entry, text)
    return path


def lock(file: Path, *wheels: Path) -> Path:
    """Write a lock for some wheels."""
    lines = []
    for path in wheels:
        name, version = path.name.split("-")[:2]
        lines.append(f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n")
    file.write_text("".join(lines), encoding="utf-8")
    return file


def windows_dll(machine: str = "AMD64") -> bytes:
    """Give real machine code of Windows: a starter that pip carries to every system; its processor can be changed."""
    found = sorted(Path(pip.__file__).parent.rglob("t64.exe"))
    if not found:
        pytest.skip("pip carries no starter for Windows any more")
    data = bytearray(found[0].read_bytes())
    at = struct.unpack_from("<I", data, 0x3C)[0] + 4
    struct.pack_into("<H", data, at, {"AMD64": 0x8664, "x86": 0x014C}[machine])
    return bytes(data)


def embeddable(file: Path, machine: str = "AMD64") -> Path:
    """Write an archive shaped like python.org's embeddable package."""
    dll = windows_dll(machine)
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("python.exe", "python3.dll", "python311.dll", "vcruntime140.dll", "vcruntime140_1.dll"):
            archive.writestr(name, dll)
        archive.writestr("python311.zip", b"")
        archive.writestr("python311._pth", "python311.zip\n.\n#import site\n")
        archive.writestr("LICENSE.txt", "the licence of Python\n")
    return file
