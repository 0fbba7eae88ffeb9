"""A file that is open elsewhere: waited for, then named, and the new one kept beside it."""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from nianbao.build import build_report
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Workspace
from nianbao.editor.session import Session
from nianbao.errors import HeldError
from nianbao.folder import move_all, write_all, write_atomically
from nianbao.manifest import read_entries
from nianbao.pool import build_all
from nianbao.task import Outcome, Task
from tests.cli.conftest import Run, run
from tests.conftest import Write
from tests.held import Hold, hold
from tests.somebody_else import as_somebody_else

__all__ = ["hold", "run"]

KEPT = re.compile(r"（新，\d+月\d+日\d+时\d\d分(之\d+)?）")


def kept_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if KEPT.search(path.name))


def test_a_file_that_is_let_go_of_in_time_is_replaced(tmp_path: Path, hold: Hold) -> None:
    target = tmp_path / "汇总.xlsx"
    target.write_bytes(b"old")
    tries = hold(target, times=2)
    write_atomically(target, b"new")
    assert (target.read_bytes(), len(tries)) == (b"new", 2)


def test_a_held_file_is_named_and_left_as_it_is(tmp_path: Path, hold: Hold) -> None:
    target = tmp_path / "汇总.xlsx"
    target.write_bytes(b"old")
    hold(target)
    with pytest.raises(HeldError, match=r"请先关闭 WPS 中的「汇总\.xlsx」") as said:
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["汇总.xlsx"]
    again = pickle.loads(pickle.dumps(said.value))
    assert (str(again), again.held) == (str(said.value), (target,))


@pytest.mark.parametrize("staged", [True, False])
def test_what_could_not_be_replaced_lies_beside_and_the_others_are_written(
    staged: bool, tmp_path: Path, hold: Hold
) -> None:
    names = ["一.html", "二.docx", "三.pdf"]
    held, place = tmp_path / "二.docx", tmp_path / "staged"
    held.write_bytes(b"old")
    hold(held)
    for _ in range(2):
        with pytest.raises(HeldError) as said:
            if staged:
                place.mkdir(exist_ok=True)
                for name in names:
                    (place / name).write_bytes(name.encode("utf-8"))
                move_all({place / name: tmp_path / name for name in names})
            else:
                write_all({tmp_path / name: name.encode("utf-8") for name in names})
        beside = said.value.kept[held]
        assert beside.read_text(encoding="utf-8") == "二.docx"
        assert f"另存为「{beside}」" in str(said.value)
    assert len(kept_in(tmp_path)) == 2, "a second one doesn't take the place of the first"
    assert held.read_bytes() == b"old"
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in ("一.html", "三.pdf")] == [
        names[0],
        names[2],
    ]


def test_a_report_whose_word_file_is_open_fails_and_is_kept_beside(
    folder: Path, write: Write, hold: Hold
) -> None:
    task = Task(write(), folder, folder / "out", ("html", "docx"))
    assert build_report(task).status == "built"
    place = folder / "out/2017/yunxi"
    before = (place / "report.docx").read_bytes()
    write(公开信息3条="公开信息4条")
    hold(place / "report.docx")
    outcome = build_report(task)
    assert (outcome.status, outcome.outputs) == ("failed", {})
    assert outcome.error is not None
    assert "请先关闭 WPS 中的「report.docx」" in outcome.error
    (beside,) = kept_in(place)
    assert beside.name in outcome.error
    assert (place / "report.docx").read_bytes() == before != beside.read_bytes()
    assert zipfile.is_zipfile(beside)
    assert "公开信息4条" in (place / "report.html").read_text(encoding="utf-8")


def test_in_a_batch_only_the_held_report_fails_and_it_is_built_next_time(
    folder: Path, write: Write, hold: Hold, run: Run
) -> None:
    write("yunxi", "云溪镇")
    write("hekou", "河口镇")
    order = ["build", "params", "--to", "html"]
    assert run(*order).status == 0
    tries = hold(folder / "out/2017/yunxi/report.html", times=3)
    again = run(*order, "--force")
    assert again.status == 1
    assert "请先关闭 WPS 中的「report.html」" in again.out
    states = {entry["unit"]: entry["status"] for entry in read_entries(folder / "out")}
    assert states == {"yunxi": "failed", "hekou": "built"}
    assert len(tries) == 3, "from now on it isn't held any more"
    last = run(*order)
    assert last.status == 0
    assert "已生成 1 份，未变 1 份" in last.out


def test_a_stale_form_that_is_open_is_named_as_a_former_one(
    folder: Path, write: Write, hold: Hold, run: Run
) -> None:
    write()
    assert run("build", "params", "--to", "html,docx").status == 0
    write(公开信息3条="公开信息4条")
    hold(folder / "out/2017/yunxi/report.docx")
    assert run("build", "params", "--to", "html").status == 0
    (entry,) = read_entries(folder / "out")
    assert entry["former"] == {"docx": "2017/yunxi/report.docx"}


def test_a_package_that_is_open_is_kept_beside(folder: Path, write: Write, hold: Hold, run: Run) -> None:
    write()
    target = folder / "材料.zip"
    target.write_bytes(b"old")
    hold(target)
    said = run("package", "--draft", "--out", str(target))
    assert said.status == 1
    assert "请先关闭 WPS 中的「材料.zip」" in said.err
    (beside,) = kept_in(folder)
    assert target.read_bytes() == b"old"
    assert zipfile.ZipFile(beside).testzip() is None


def test_the_desk_keeps_edits_of_a_file_that_is_open_and_saves_them_later(
    folder: Path, write: Write, hold: Hold
) -> None:
    path = write()
    workspace = Workspace(folder)
    workspace.open(path)
    saver = Saver(workspace, lambda *_: None)
    workspace.edit({("sections", "fees"): "没有收取费用。"})
    hold(path, times=3)
    assert not saver.save()
    assert saver.state.kind == "failed"
    assert "请先关闭 WPS 中的「yunxi.yaml」" in saver.state.said
    assert "没有收取费用" not in path.read_text(encoding="utf-8")
    assert saver.save()
    assert "没有收取费用" in path.read_text(encoding="utf-8")
    assert isinstance(workspace.session, Session)
    saver.close()


def test_a_file_of_another_user_is_kept_beside_where_nobody_may_replace_it(tmp_path: Path) -> None:
    """In such a folder, as /tmp is one, the system itself refuses: no pretence."""
    tmp_path.chmod(0o1777)
    for above in tmp_path.parents:
        if not above.stat().st_mode & 0o005 and above.stat().st_uid == tmp_path.stat().st_uid:
            above.chmod(above.stat().st_mode | 0o055)
    target = tmp_path / "汇总.xlsx"
    target.write_bytes(b"old")

    def say() -> str:
        try:
            write_all({target: b"new"})
        except HeldError as error:
            return error.kept[target].read_text(encoding="ascii")
        return "replaced"

    if target.stat().st_uid != 0:
        pytest.skip("only root can give a file to somebody else")
    assert as_somebody_else(say) == "new"
    assert target.read_bytes() == b"old"


def test_an_immutable_file_is_kept_beside(tmp_path: Path) -> None:
    target = tmp_path / "汇总.xlsx"
    target.write_bytes(b"old")
    chattr = shutil.which("chattr")
    if chattr is None or subprocess.run([chattr, "+i", target], capture_output=True, check=False).returncode:
        pytest.skip("this file system or user can't make a file immutable")
    try:
        with pytest.raises(HeldError) as said:
            write_all({target: b"new"})
    finally:
        subprocess.run([chattr, "-i", target], check=True)
    assert (target.read_bytes(), said.value.kept[target].read_bytes()) == (b"old", b"new")


def test_outcomes_of_held_files_cross_processes(folder: Path, write: Write) -> None:
    """Workers are processes of their own; a folder in a file's place is no held file, and is said."""
    paths = [write("yunxi", "云溪镇"), write("hekou", "河口镇")]
    (folder / "out/2017/yunxi/report.html").mkdir(parents=True)
    tasks = [Task(path, folder, folder / "out", ("html",)) for path in paths]
    ended = {event.unit: event for event in build_all(tasks, 2) if isinstance(event, Outcome)}
    assert (ended["yunxi"].status, ended["hekou"].status) == ("failed", "built")
    assert "写不进" in str(ended["yunxi"].error)
