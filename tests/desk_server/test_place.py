"""A desk without a working folder: found upward, offered, or explained."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nianbao.desk_server.place import find_or_make
from nianbao.errors import FolderError


def _answer(monkeypatch: pytest.MonkeyPatch, answer: bool) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda *_, **__: answer)


def test_it_is_looked_for_upward(folder: Path) -> None:
    (folder / "params" / "2024").mkdir(parents=True, exist_ok=True)
    assert find_or_make(folder / "params" / "2024") == folder.resolve()
    assert find_or_make(None) == folder.resolve()


def test_one_is_made_if_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _answer(monkeypatch, True)
    place = find_or_make(tmp_path / "新的")
    assert (place / "notebooks" / "drafting.ipynb").is_file()


def test_beside_other_things_it_gets_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, True)
    (tmp_path / "照片.jpg").touch()
    monkeypatch.chdir(tmp_path)
    assert find_or_make(None) == tmp_path.resolve() / "年报"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["年报", "照片.jpg"]
    assert find_or_make(None) == tmp_path.resolve() / "年报", "the second time it is there"


def test_none_is_made_if_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _answer(monkeypatch, False)
    with pytest.raises(FolderError, match="没有新建"):
        find_or_make(tmp_path / "新的")
    assert list(tmp_path.iterdir()) == []


def test_a_program_is_told_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="nianbao init"):
        find_or_make(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "年报.docx").touch()
    with pytest.raises(FolderError, match="是一个文件"):
        find_or_make(tmp_path / "年报.docx")
