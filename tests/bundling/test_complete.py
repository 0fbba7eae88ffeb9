"""Does every package find what it needs?"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from nianbao.bundling.binaries import Binary
from nianbao.bundling.complete import missing_code, missing_packages
from nianbao.bundling.target import TARGETS
from tests.bundling.fakes import wheel

WINDOWS, LINUX = TARGETS["windows"], TARGETS["linux-x86_64"]


def packages(tmp_path: Path, *wheels: Path) -> Path:
    folder = tmp_path / "packages"
    for path in wheels:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
    return folder


def test_needs_are_asked_for_the_computer_that_the_folder_is_for(tmp_path: Path) -> None:
    folder = packages(
        tmp_path,
        wheel(tmp_path, "one", "1.0", "winner>=2; sys_platform == 'win32'", "old; python_version < '3.10'"),
        wheel(tmp_path, "two", "1.0", "one[fast]>=1"),
    )
    assert not missing_packages(folder, LINUX, (3, 11, 7))
    assert missing_packages(folder, WINDOWS, (3, 11, 7)) == [
        'one 需要 winner>=2; sys_platform == "win32"，没有'
    ]


def test_extras_that_somebody_asks_for_and_versions_count(tmp_path: Path) -> None:
    folder = packages(
        tmp_path,
        wheel(tmp_path, "one", "1.0", "helper; extra == 'fast'", "other; extra == 'slow'"),
        wheel(tmp_path, "two", "1.0", "one[fast]>=2"),
    )
    assert missing_packages(folder, LINUX, (3, 11, 7)) == [
        'one 需要 helper; extra == "fast"，没有',
        "two 需要 one[fast]>=2，这里是 1.0",
    ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (Binary(Path("a.pyd"), "AMD64", ("kernel32.dll", "python311.dll")), ""),
        (Binary(Path("a.pyd"), "AMD64", ("msvcp140.dll",)), "a.pyd 需要 msvcp140.dll，没有"),
        (Binary(Path("a.pyd"), "x86", ()), "a.pyd 是别的处理器用的（x86）"),
        (Binary(Path("debugpy/a.dll"), "x86", ("msvcp140.dll",)), ""),
        (Binary(Path("starter-x86.exe"), "x86", ()), ""),
    ],
)
def test_machine_code_is_held_to_the_computer(code: Binary, said: str) -> None:
    python = Binary(Path("python311.dll"), "AMD64", ())
    assert list(missing_code([python, code], WINDOWS)) == ([said] if said else [])


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        (("libc.so.6", "libstdc++.so.6", "libgcc_s.so.1", "libz-8f2a.so.1"), []),
        (("libc.so.6", "libxml2.so.2"), ["a.so 需要 libxml2.so.2，没有"]),
    ],
)
def test_on_linux_all_but_what_a_system_has_must_lie_in_the_folder(
    needs: tuple[str, ...], said: list[str]
) -> None:
    beside = Binary(Path("libz-8f2a.so.1"), "x86_64", ("libc.so.6",))
    assert list(missing_code([beside, Binary(Path("a.so"), "x86_64", needs)], LINUX)) == said
