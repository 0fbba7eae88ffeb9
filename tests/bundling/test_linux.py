"""The Python that runs here, copied and moved."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.bundling.binaries import binaries, read_binary
from nianbao.bundling.interpreter import find_interpreter
from nianbao.bundling.linux import PROGRAM, copy_linux
from nianbao.bundling.target import TARGETS
from nianbao.errors import UsageError

pytestmark = pytest.mark.skipif(
    not any(target.is_this and not target.is_windows for target in TARGETS.values()),
    reason="copies the Python of a Linux computer",
)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("python")
    target = next(one for one in TARGETS.values() if one.is_this)
    interpreter = find_interpreter(None, target, folder)
    copy_linux(interpreter, target, folder / "made")
    place = folder / "搬 到这里"
    (folder / "made").rename(place)
    return place


def test_a_moved_python_runs_with_its_own_library_and_none_of_the_users(moved: Path, tmp_path: Path) -> None:
    script = (
        "import bz2, ctypes, hashlib, lzma, sqlite3, ssl, sys, zlib, json;"
        "open_libraries = {line.rstrip().split(maxsplit=5)[-1] for line in open('/proc/self/maps') if '.so' in line};"
        "print(json.dumps([sys.prefix, sys.path, sorted(open_libraries)]))"
    )
    done = subprocess.run(
        [str(moved / PROGRAM), "-c", script],
        env={},
        cwd=tmp_path,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr

    prefix, places, libraries = json.loads(done.stdout)
    assert Path(prefix) == moved
    assert all(Path(place).is_relative_to(moved) for place in places if place)
    foreign = [name for name in libraries if sys.base_prefix in name and sys.base_prefix != "/usr"]
    assert libraries and not foreign
    system = ("libc.", "libm.", "ld-linux", "libpthread.", "libdl.", "libutil.", "librt.", "locale")
    assert not [
        name
        for name in libraries
        if not name.startswith(str(moved)) and not Path(name).name.startswith(system)
    ]


def test_it_holds_no_links_no_tests_and_no_places_of_this_computer(moved: Path) -> None:
    assert not [path for path in moved.rglob("*") if path.is_symlink()]
    (library,) = moved.glob("lib/python3.*")
    assert not {"test", "idlelib", "tkinter", "site-packages"} & {path.name for path in library.iterdir()}
    assert not [one.path for one in binaries(moved) if any(place.startswith("/") for place in one.places)]


def test_what_a_program_needs_is_read_from_it(moved: Path) -> None:
    program = read_binary(moved / PROGRAM)
    assert program is not None and program.glibc > (2, 0)
    assert any(name.startswith("libc.so") for name in program.needs)


def test_a_python_for_another_processor_is_refused(tmp_path: Path) -> None:
    target = next(one for one in TARGETS.values() if one.is_this)
    other = next(one for one in TARGETS.values() if not one.is_windows and not one.is_this)
    interpreter = find_interpreter(None, target, tmp_path)
    with pytest.raises(UsageError, match="别的处理器"):
        copy_linux(interpreter, other, tmp_path / "made")
