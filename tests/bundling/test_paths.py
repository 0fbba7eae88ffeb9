"""Names and lengths that Windows refuses."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nianbao.bundling.paths import LONGEST, ROOM, longest_path, refused_paths


@pytest.mark.parametrize(
    "name", ["con", "NUL.txt", "com1.py", "aux", "a/prn.html", "a:b", "tail. ", "what?.js"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't have them")
def test_names_that_windows_refuses_are_found(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    assert [line for line in refused_paths(tmp_path) if line.startswith(f"{name}：")]


def test_usual_names_are_not(tmp_path: Path) -> None:
    for name in ("打开年报.bat", "console.py", "说明 一.txt", "@jupyter-widgets"):
        (tmp_path / name).touch()
    assert not list(refused_paths(tmp_path))


def test_two_names_that_differ_in_capitals_only_are_found(tmp_path: Path) -> None:
    (tmp_path / "Readme").touch()
    (tmp_path / "README").touch()
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this file system takes them for one")
    assert len(list(refused_paths(tmp_path))) == 1


def test_a_path_counts_as_windows_counts_it(tmp_path: Path) -> None:
    (tmp_path / "年" / "𠮷").mkdir(parents=True)
    assert longest_path(tmp_path) == len("年/") + 2


def test_a_path_that_leaves_no_room_for_the_place_is_refused(tmp_path: Path) -> None:
    fits = tmp_path / ("a" * 100) / ("b" * (LONGEST - ROOM - 101))
    fits.mkdir(parents=True)
    assert not list(refused_paths(tmp_path))
    (fits.parent / (fits.name + "b")).mkdir()
    assert len(list(refused_paths(tmp_path))) == 1
