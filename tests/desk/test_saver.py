"""Saving by itself, in a time of the test's own."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from unittest import mock

import pytest

from nianbao.desk.network import kind_of_mount
from nianbao.desk.saver import LONGEST, PAUSE, Saver
from nianbao.desk.workspace import Spot, Workspace
from nianbao.editor.session import Session
from nianbao.errors import WriteError
from tests.desk.timers import Timers

OTHER = ("sections", "other")


@pytest.fixture
def timers() -> Timers:
    return Timers()


@pytest.fixture
def saver(workspace: Workspace, timers: Timers) -> Saver:
    return Saver(workspace, timers.later, timers.now)


def on_disk(workspace: Workspace) -> str:
    assert workspace.session is not None
    return workspace.session.document.path.read_text(encoding="utf-8")


def test_two_seconds_after_the_last_edit_the_file_is_written(
    saver: Saver, workspace: Workspace, timers: Timers
) -> None:
    workspace.edit({OTHER: "第一句。"})
    timers.pass_(PAUSE - 0.5)
    workspace.edit({OTHER: "第一句。第二句。"})
    assert saver.state.kind == "waiting"
    timers.pass_(PAUSE - 0.5)
    assert "第一句" not in on_disk(workspace)
    timers.pass_(0.5)
    assert "第一句。第二句。" in on_disk(workspace)
    assert saver.state.kind == "saved"


def test_who_types_on_and_on_is_saved_all_the_same(
    saver: Saver, workspace: Workspace, timers: Timers
) -> None:
    for second in range(int(LONGEST) + 1):
        workspace.edit({OTHER: f"第{second}秒。"})
        timers.pass_(1)
    assert f"第{int(LONGEST) - 1}秒。" in on_disk(workspace)


def test_leaving_a_section_saves(saver: Saver, workspace: Workspace) -> None:
    workspace.go_to(Spot("other"))
    workspace.edit({OTHER: "写完了。"})
    workspace.go_to(Spot("overview"))
    assert "写完了。" in on_disk(workspace)


def test_closing_saves_and_lets_go_of_the_file(saver: Saver, workspace: Workspace) -> None:
    assert workspace.session is not None
    path = workspace.session.document.path
    workspace.edit({OTHER: "写完了。"})
    saver.close()
    assert "写完了。" in path.read_text(encoding="utf-8")
    assert not Session.open(path, workspace.folder).read_only


def test_a_file_that_somebody_else_wrote_is_not_overwritten(
    saver: Saver, workspace: Workspace, timers: Timers
) -> None:
    assert workspace.session is not None
    path = workspace.session.document.path
    theirs = on_disk(workspace).replace("year: 2024", "year: 2024  # 改过")
    path.write_text(theirs, encoding="utf-8")
    timers.pass_(2)
    assert saver.state.kind == "changed"
    workspace.edit({OTHER: "我的。"})
    timers.pass_(60)
    saver.save()
    assert on_disk(workspace) == theirs
    assert any("在别处被改过" in notice for notice in saver.notices)
    workspace.session.resolve({})
    saver.settled()
    assert "# 改过" in on_disk(workspace)
    assert "我的。" in on_disk(workspace)
    assert saver.state.kind == "saved"


def test_a_file_that_is_as_it_was_again_is_saved_on(
    saver: Saver, workspace: Workspace, timers: Timers
) -> None:
    assert workspace.session is not None
    path, before = workspace.session.document.path, on_disk(workspace)
    path.write_text(before + "# 别人\n", encoding="utf-8")
    timers.pass_(2)
    workspace.edit({OTHER: "我的。"})
    path.write_text(before, encoding="utf-8")
    timers.pass_(10)
    assert "我的。" in on_disk(workspace)


def test_a_file_that_is_gone_is_written_anew_only_when_asked(
    saver: Saver, workspace: Workspace, timers: Timers
) -> None:
    assert workspace.session is not None
    path = workspace.session.document.path
    path.unlink()
    timers.pass_(2)
    assert saver.state.kind == "gone"
    workspace.edit({OTHER: "我的。"})
    timers.pass_(30)
    assert not path.exists()
    saver.save_anew()
    assert "我的。" in on_disk(workspace)
    assert saver.state.kind == "saved"


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "只读")])
def test_what_could_not_be_written_is_tried_again(
    saver: Saver, workspace: Workspace, timers: Timers, number: int, words: str
) -> None:
    error = WriteError("写不进。")
    error.__cause__ = OSError(number, "no")
    workspace.edit({OTHER: "我的。"})
    with mock.patch("nianbao.editor.session.write_atomically", side_effect=error):
        timers.pass_(PAUSE)
        assert words in saver.state.words
        assert saver.state.kind == "failed"
    timers.pass_(LONGEST)
    assert saver.state.kind == "saved"
    assert "我的。" in on_disk(workspace)


def test_a_second_desk_looks_on_and_takes_over(workspace: Workspace, saver: Saver, timers: Timers) -> None:
    assert workspace.session is not None
    second = Workspace(workspace.folder)
    later = Timers()
    watching = Saver(second, later.later, later.now)
    second.open(workspace.session.document.path)
    assert watching.state.kind == "read_only"
    assert "正由" in watching.state.said
    workspace.edit({OTHER: "第一张桌子写的。"})
    saver.save()
    later.pass_(2)
    assert second.session is not None
    assert second.session.document.value(OTHER) == "第一张桌子写的。"
    assert second.session.read_only
    saver.close()
    later.pass_(4)
    assert watching.state.kind == "free"
    assert watching.take_over()
    second.edit({OTHER: "第二张桌子写的。"})
    assert watching.save()
    second.close()


def test_edits_of_a_run_that_died_wait_for_a_decision(workspace: Workspace, tmp_path: Path) -> None:
    assert workspace.session is not None
    workspace.edit({OTHER: "没存上的。"})
    copy = tmp_path / "copy"  # as it lay when the kernel died
    shutil.copytree(workspace.folder, copy)
    path = copy / "params" / "2024" / "yunxi.yaml"
    later, second = Timers(), Workspace(copy)
    saver = Saver(second, later.later, later.now)
    second.open(path)
    assert saver.state.kind == "recovery"
    later.pass_(60)
    assert "没存上的。" not in path.read_text(encoding="utf-8")
    assert second.session is not None
    second.session.recover()
    saver.settled()
    assert "没存上的。" in path.read_text(encoding="utf-8")
    second.undo()
    assert second.session.document.value(OTHER) != "没存上的。"
    second.close()


def test_mounts_tell_a_network_folder() -> None:
    mounts = "22 1 0:20 / / rw - ext4 /dev/a rw\n30 22 0:44 / /mnt/共享\\040盘 rw - cifs //a/b rw\n"
    assert kind_of_mount(Path("/mnt/共享 盘/年报"), mounts) == "cifs"
    assert kind_of_mount(Path("/home/x"), mounts) == "ext4"
    assert kind_of_mount(Path("/mnt/共享 盘2"), mounts) == "ext4"
