"""The working folder: found upward, never left, written atomically."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from nianbao.errors import FolderError, UsageError, WriteError
from nianbao.folder import (
    find_resource,
    inside,
    move_into_place,
    only_run,
    parameter_files,
    staging_folder,
    working_folder,
    write_atomically,
)
from nianbao.resources import shipped
from tests.abilities import needs_links


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")
    return path


@pytest.mark.parametrize("start", [".", "params", "params/2017", "out/a/b"])
def test_working_folder_is_found_upward(tmp_path: Path, start: str) -> None:
    (tmp_path / "params").mkdir()
    (tmp_path / start).mkdir(parents=True, exist_ok=True)
    assert working_folder(tmp_path / start) == tmp_path.resolve()


def test_the_nearest_working_folder_wins(tmp_path: Path) -> None:
    (tmp_path / "params").mkdir()
    (tmp_path / "inner/params").mkdir(parents=True)
    assert working_folder(tmp_path / "inner") == (tmp_path / "inner").resolve()


def test_a_file_named_params_is_no_folder(tmp_path: Path) -> None:
    touch(tmp_path / "params")
    with pytest.raises(FolderError, match="nianbao init"):
        working_folder(tmp_path)


@pytest.mark.parametrize("name", ["a.xlsx", "ledgers/a.xlsx", "./a", "a/../b"])
def test_a_path_inside(tmp_path: Path, name: str) -> None:
    assert inside(tmp_path, name, "台账").is_relative_to(tmp_path.resolve())


@pytest.mark.parametrize(
    "name", ["../a", "a/../../b", "/etc/passwd", pytest.param("link/a", marks=needs_links)]
)
def test_a_path_that_leaves(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    if name == "link/a":
        (folder / "link").symlink_to(tmp_path)
    with pytest.raises(FolderError, match=r"台账.*不在工作文件夹内"):
        inside(folder, name, "台账")


def test_own_resources_come_before_shipped_ones(tmp_path: Path) -> None:
    name = "laiyang-2017/template.yaml"
    assert find_resource("templates", name, None) == shipped("templates") / name
    assert find_resource("templates", name, tmp_path) == shipped("templates") / name
    own = touch(tmp_path / "templates" / name)
    assert find_resource("templates", name, tmp_path) == own
    assert find_resource("templates", "nothing", tmp_path) is None


def test_write_makes_folders_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "a/b/c.txt"
    write_atomically(target, b"1")
    write_atomically(target, b"2")
    assert target.read_bytes() == b"2"
    assert [path.name for path in target.parent.iterdir()] == ["c.txt"]


def test_a_failed_write_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = touch(tmp_path / "a.txt")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="磁盘是否已满"):
        write_atomically(target, b"y")
    assert target.read_text(encoding="utf-8") == "x"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_target_below_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="写不进"):
        write_atomically(touch(tmp_path / "a") / "b", b"x")


@pytest.mark.parametrize("place", ["汇总/汇总.html", "汇总/图/一.svg"])
def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path, place: str) -> None:
    way = touch(tmp_path / "汇总")
    with pytest.raises(WriteError) as said:
        write_atomically(tmp_path / place, b"x")
    assert f"「{way}」是一个文件，这里要放文件夹。请把它移走" in str(said.value)
    assert "磁盘" not in str(said.value)
    for hold in (only_run, staging_folder):
        with pytest.raises(WriteError, match="请把它移走"), hold(tmp_path / place):
            pass


def test_a_written_file_can_be_read_by_others(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"x")
    touch(tmp_path / "b")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_parameter_files_come_once_and_in_order(tmp_path: Path) -> None:
    files = [touch(tmp_path / name) for name in ("2017/a.yaml", "2017/b.yaml", "2018/a.yaml")]
    touch(tmp_path / "2017/readme.txt")
    assert list(parameter_files([tmp_path])) == files
    assert list(parameter_files([files[2], tmp_path, files[0]])) == [files[2], *files[:2]]


def test_copies_that_an_editor_keeps_are_no_parameter_files(tmp_path: Path) -> None:
    file = touch(tmp_path / "2017/a.yaml")
    touch(tmp_path / "2017/.ipynb_checkpoints/a-checkpoint.yaml")
    touch(tmp_path / "2017/.a.yaml")
    assert list(parameter_files([tmp_path])) == [file]


def test_a_hidden_folder_above_does_not_matter(tmp_path: Path) -> None:
    file = touch(tmp_path / ".work/2017/a.yaml")
    assert list(parameter_files([tmp_path / ".work"])) == [file]


@pytest.mark.parametrize(("name", "words"), [("nothing", "找不到"), ("empty", "没有年报底稿")])
def test_no_parameter_files(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=words):
        list(parameter_files([tmp_path / name]))


def test_a_staged_file_takes_its_place_whole_or_leaves_what_stood_there(tmp_path: Path) -> None:
    staged, target = tmp_path / "staged", tmp_path / "2017" / "report"
    write_atomically(staged, b"1")
    move_into_place(staged, target)
    assert (target.read_bytes(), staged.exists()) == (b"1", False)
    with pytest.raises(WriteError, match="写不进"):
        move_into_place(staged, target)
    assert target.read_bytes() == b"1"


def test_a_staged_file_reaches_another_disk_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staged, target = tmp_path / "staged", tmp_path / "report"
    write_atomically(staged, b"1")
    rename = Path.replace

    def other_disk(self: Path, to: Path) -> Path:
        if self == staged:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return rename(self, to)

    monkeypatch.setattr(Path, "replace", other_disk)
    move_into_place(staged, target)
    assert target.read_bytes() == b"1"
