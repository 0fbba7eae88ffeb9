"""What was given as Python."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from nianbao.bundling.interpreter import find_interpreter
from nianbao.bundling.target import TARGETS
from nianbao.errors import UsageError
from tests.bundling.fakes import embeddable

ARM, WINDOWS = TARGETS["linux-aarch64"], TARGETS["windows"]


def standalone(folder: Path) -> Path:
    """Write what a standalone build for Linux looks like."""
    for name in ("bin/python3.12", "bin/python3.9", "lib/python3.12/os.py", "lib/python3.9/os.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def test_an_archive_is_recognised_by_what_is_in_it(tmp_path: Path) -> None:
    archive = tmp_path / "python.tar.gz"
    with tarfile.open(archive, "w:gz") as tarred:
        tarred.add(standalone(tmp_path / "python"), "python")
    place = tmp_path / "unpacked"
    place.mkdir()
    found = find_interpreter(archive, ARM, place)
    assert (found.folder, found.short, found.embedded) == (place / "python", "3.12", False)
    other = tmp_path / "windows"
    other.mkdir()
    found = find_interpreter(embeddable(tmp_path / "embed.zip"), WINDOWS, other)
    assert (found.folder, found.version, found.embedded) == (other, (3, 11, 0), True)


def test_an_archive_that_leads_outside_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "python.tar.gz"
    with tarfile.open(archive, "w:gz") as tarred:
        tarred.add(standalone(tmp_path / "python"), "../outside")
    place = tmp_path / "unpacked"
    place.mkdir()
    with pytest.raises(UsageError, match="解不开"):
        find_interpreter(archive, ARM, place)
    assert not (tmp_path / "outside").exists()


def test_where_to_get_a_python_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="embeddable"):
        find_interpreter(None, WINDOWS, tmp_path)
    with pytest.raises(UsageError, match="核对"):
        find_interpreter(tmp_path / "none.zip", WINDOWS, tmp_path)
    with pytest.raises(UsageError, match="aarch64-unknown-linux-gnu"):
        find_interpreter(tmp_path, ARM, tmp_path)
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(UsageError, match="解不开"):
        find_interpreter(damaged, WINDOWS, tmp_path)
