"""The wheel: what a town installs without a checkout must be in it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("nianbao-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["templates", "notebooks", "fonts", "params", "docs"])
def test_what_ships_with_the_program_is_in_the_wheel(names: set[str], folder: str) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.split("\0")
    own = {f"nianbao/shipped/{name}" for name in listed if name and (ROOT / name).exists()}
    assert own and own <= names


def test_the_lock_that_a_portable_folder_is_made_by_is_in_the_wheel(names: set[str]) -> None:
    assert "nianbao/shipped/requirements/run.txt" in names


def test_the_browser_side_of_the_desk_is_in_the_wheel_as_bundles(names: set[str]) -> None:
    face = ROOT / "src" / "nianbao" / "desk" / "face"
    sources = [*face.glob("*.js"), *face.glob("*.css")]
    assert sources and {f"nianbao/desk/static/{path.name}" for path in sources} <= names
    assert "nianbao/desk/static/LICENSES.txt" in names
    assert not [name for name in names if "/face/" in name or "node_modules" in name]
