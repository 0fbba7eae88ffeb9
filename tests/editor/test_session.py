"""A file in the desk: edits, undo, saving beside others, recovery after a crash."""

from __future__ import annotations

import datetime
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from nianbao.editor.document import Document
from nianbao.editor.history import History, Version, thinned
from nianbao.editor.session import Session
from nianbao.errors import ChangedOnDiskError, EditError, ParameterFileError, WriteError
from tests.editor.conftest import YUNXI, read_only
from tests.somebody_else import as_somebody_else

OVERVIEW = ("sections", "overview")
OTHER = ("sections", "other")
NAME = ("unit", "name")
ROWS = ("new_received", "carried_over", "disclosed", "petition")


class Clock:
    """A clock that goes on by a second each time it is looked at, and when it is told to."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2025, 1, 8, 9, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        self.now += datetime.timedelta(seconds=1)
        return self.now

    def wait(self, **time: float) -> None:
        self.now += datetime.timedelta(**time)


def session_at(folder: Path, **options: Any) -> Session:
    path = folder / "params" / "2024" / "yunxi.yaml"
    if not path.exists():
        path.parent.mkdir(parents=True)
        shutil.copyfile(YUNXI, path)
    return Session.open(path, folder, clock=options.pop("clock", Clock()), **options)


def do(session: Session, action: tuple[Any, ...]) -> None:
    match action:
        case ("edit", part, value):
            session.edit(part, value)
        case ("wait", seconds):
            session.clock.wait(seconds=seconds)  # type: ignore[attr-defined]
        case (name,):
            getattr(session, name)()


def crashed(session: Session) -> None:
    """Let go of a session as a process does that is killed: nothing of its own runs any more."""
    session.journal.close()
    session.lock._lock.release(force=True)  # type: ignore[union-attr]


def test_typing_is_undone_by_the_run_and_done_again(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    start = str(session.document.value(OVERVIEW))
    for count in range(1, 6):
        session.edit(OVERVIEW, start + "字" * count)
    session.clock.wait(seconds=30)  # type: ignore[attr-defined]
    session.edit(OVERVIEW, start + "字字字字字完")
    session.edit(NAME, "白鹭镇")
    assert [session.undo(), session.undo()] == [[NAME], [OVERVIEW]]
    assert session.document.value(OVERVIEW) == start + "字字字字字"
    assert session.undo() == [OVERVIEW]
    assert session.document.parts == session.base.parts
    assert session.undo() == []
    assert [session.redo() for _ in range(4)] == [[OVERVIEW], [OVERVIEW], [NAME], []]
    assert session.document.value(OVERVIEW) == start + "字字字字字完"
    session.undo()
    session.edit(OTHER, "新的")
    assert session.redo() == []


def test_a_paste_is_a_step_of_its_own(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    session.edit(OTHER, "一")
    session.edit(OTHER, "一" + "贴" * 300)
    session.edit(OTHER, "一" + "贴" * 300 + "二")
    session.undo()
    assert session.document.value(OTHER) == "一" + "贴" * 300
    session.undo()
    assert session.document.value(OTHER) == "一"


def test_a_block_of_cells_is_one_action_set_whole_or_not_at_all(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    before = session.document
    cells = {("tables", "applications", row, "enterprise"): count for count, row in enumerate(ROWS, 1)}
    assert session.edit_all(cells)
    assert session.document.value(("tables", "applications", "carried_over", "enterprise")) == 2
    session.edit(NAME, "白鹭镇")
    session.undo()
    assert set(session.undo()) == set(cells)
    assert session.document.parts == before.parts
    assert set(session.redo()) == set(cells)
    with pytest.raises(EditError, match="成文日期"):
        session.edit_all({OTHER: "写了也不算", ("issued", "date"): "明天"})
    assert session.document.value(OTHER) == before.value(OTHER)
    crashed(session)
    again = session_at(tmp_path)
    again.recover()
    assert again.document.parts == {**before.parts, **cells}
    assert set(again.undo()) == set(cells)


def test_saving_writes_what_was_edited_and_nothing_else(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    before = session.base.data
    assert not session.save()
    assert session.edit(OTHER, "无。")
    assert session.unsaved
    assert session.save("自动保存")
    assert not session.unsaved
    data = session.document.path.read_bytes()
    assert data == session.document.data != before
    assert [version.why for version in session.history.versions()] == ["打开", "自动保存"]
    session.close()
    again = session_at(tmp_path)
    assert again.recovery is None
    assert again.document.value(OTHER) == "无。"


def test_what_was_acknowledged_is_offered_after_a_crash_and_can_be_undone(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    session.edit(OTHER, "存过的。")
    session.save()
    session.edit(OTHER, "没存的。")
    session.clock.wait(minutes=1)  # type: ignore[attr-defined]
    session.edit(NAME, "白鹭镇")
    crashed(session)
    again = session_at(tmp_path)
    assert again.recovery is not None
    assert {one.part for one in again.recovery.differences} == {OTHER, NAME}
    assert again.recovery.time == session.steps.done[-1].last
    with pytest.raises(EditError, match="恢复"):
        again.edit(NAME, "三")
    again.recover()
    assert again.document.parts == session.document.parts
    assert again.steps == session.steps
    again.undo()
    assert again.document.value(NAME) == "云溪镇"
    again.edit(OVERVIEW, "恢复后又写的。")
    crashed(again)
    third = session_at(tmp_path)
    third.recover()
    assert third.document.value(OVERVIEW) == "恢复后又写的。"
    assert third.document.value(OTHER) == "没存的。"
    third.save()
    third.close()
    assert session_at(tmp_path).recovery is None


def test_declined_edits_are_put_away_not_deleted(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    session.edit(OTHER, "不要的字。")
    crashed(session)
    again = session_at(tmp_path)
    again.decline_recovery()
    assert again.document.data == again.base.data
    again.edit(OTHER, "另写。")
    again.save()
    kept = list((tmp_path / ".nianbao" / "journal").glob("*.1.jsonl"))
    assert "不要的字" in kept[0].read_text(encoding="utf-8")


def test_a_file_that_others_changed_since_the_crash_is_merged(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    session.edit(OTHER, "我的。")
    session.edit(OVERVIEW, "我的总体。")
    crashed(session)
    path = session.document.path
    theirs = Document.open(path).with_value(OTHER, "他的。").with_value(NAME, "白鹭镇")
    path.write_bytes(theirs.data)
    again = session_at(tmp_path)
    assert again.recovery is not None
    assert {one.part: one.whose for one in again.recovery.differences} == {OTHER: "both", OVERVIEW: "mine"}
    with pytest.raises(EditError):
        again.recover()
    again.recover({OTHER: "keep_both"})
    assert again.document.value(OTHER) == "他的。\n\n我的。"
    assert again.document.value(NAME) == "白鹭镇"
    crashed(again)
    third = session_at(tmp_path)
    third.recover()
    assert third.document.value(OTHER) == "他的。\n\n我的。"
    assert third.undo()


def test_a_save_that_was_cut_short_behind_the_file_leaves_nothing_pending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_at(tmp_path)
    session.edit(OTHER, "写进去了。")
    append = session.journal.append
    monkeypatch.setattr(session.journal, "append", lambda entry: entry["do"] == "saved" or append(entry))
    session.save()
    crashed(session)
    again = session_at(tmp_path)
    assert again.recovery is None
    assert again.document.value(OTHER) == "写进去了。"


def test_a_file_changed_meanwhile_is_never_overwritten(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    path = session.document.path
    session.edit(OTHER, "我的。")
    theirs = Document.open(path).with_value(OVERVIEW, "他的总体。")
    path.write_bytes(theirs.data)
    assert session.changed_on_disk
    with pytest.raises(ChangedOnDiskError, match="没有覆盖"):
        session.save()
    assert path.read_bytes() == theirs.data
    assert {one.part: one.whose for one in session.differences_on_disk()} == {
        OTHER: "mine",
        OVERVIEW: "theirs",
    }
    session.resolve({})
    assert path.read_bytes() == theirs.data
    session.save()
    saved = Document.open(path)
    assert (saved.value(OTHER), saved.value(OVERVIEW)) == ("我的。", "他的总体。")
    session.undo()
    assert session.document.data == theirs.data
    assert "别人的修改" in [version.why for version in session.history.versions()]


def test_what_was_not_seen_is_not_decided_on(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    path = session.document.path
    session.edit(OTHER, "我的。")
    path.write_bytes(Document.open(path).with_value(OTHER, "他的一。").data)
    session.differences_on_disk()
    path.write_bytes(Document.open(path).with_value(OTHER, "他的二。").data)
    with pytest.raises(ChangedOnDiskError, match="刚才又被别人改过"):
        session.resolve({OTHER: "mine"})
    (shown,) = session.differences_on_disk()
    assert shown.theirs == "他的二。"
    session.resolve({OTHER: "mine"})
    assert session.document.value(OTHER) == "我的。"


def test_a_conflict_and_a_crash_right_after_the_choice(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    path = session.document.path
    session.edit(OTHER, "我的。")
    path.write_bytes(Document.open(path).with_value(OTHER, "他的。").data)
    with pytest.raises(ChangedOnDiskError):
        session.save()
    session.resolve({OTHER: "mine"})
    crashed(session)
    again = session_at(tmp_path)
    again.recover()
    assert again.document.value(OTHER) == "我的。"


def test_a_file_moved_away_or_broken_keeps_the_edits(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    path = session.document.path
    session.edit(OTHER, "我的。")
    path.write_bytes(b"<<<<<<< HEAD\n")
    with pytest.raises(ChangedOnDiskError):
        session.save()
    with pytest.raises(ParameterFileError):
        session.resolve({})
    assert path.read_bytes() == b"<<<<<<< HEAD\n"
    with pytest.raises(ChangedOnDiskError):
        session.save_anew()
    path.unlink()
    with pytest.raises(ChangedOnDiskError, match="移走或删除"):
        session.save()
    session.save_anew()
    assert Document.open(path).value(OTHER) == "我的。"
    copy = tmp_path / "params" / "2024" / "copy.yaml"
    session.save_copy(copy)
    assert copy.read_bytes() == path.read_bytes()
    with pytest.raises(EditError):
        session.save_copy(copy)


def test_a_second_desk_is_told_who_has_it_and_may_look(tmp_path: Path) -> None:
    first = session_at(tmp_path)
    second = session_at(tmp_path)
    assert second.read_only
    assert second.lock.holder is not None
    assert second.lock.holder.process == os.getpid()
    assert str(second.lock.holder) in second.notices[0]
    assert second.document.value(NAME) == "云溪镇"
    for refuse in (lambda: second.edit(NAME, "二"), second.undo, second.save):
        with pytest.raises(EditError, match="正由"):
            refuse()
    second.close()
    assert session_at(tmp_path).read_only, "a reader that leaves takes nobody's lock along"
    first.close()
    assert not session_at(tmp_path).read_only


def test_the_lock_of_a_process_that_is_gone_is_nobodys(tmp_path: Path) -> None:
    session_at(tmp_path).close()
    code = (
        "import sys, time; from pathlib import Path; from nianbao.editor.session import Session\n"
        "session = Session.open(Path(sys.argv[1]), Path(sys.argv[2])); print('open', flush=True); time.sleep(60)"
    )
    path = tmp_path / "params" / "2024" / "yunxi.yaml"
    child = subprocess.Popen([sys.executable, "-c", code, path, tmp_path], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    blocked = session_at(tmp_path)
    assert blocked.read_only
    assert blocked.lock.holder is not None
    assert blocked.lock.holder.process == child.pid
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert not session_at(tmp_path).read_only


EDITOR = """
import sys
from pathlib import Path
from nianbao.editor.session import Session
session = Session.open(Path(sys.argv[1]), Path(sys.argv[2]))
if session.recovery: session.recover()
number = int(sys.argv[3])
while True:
    number += 1
    if session.edit(("sections", "other"), f"第{number}次。" + "长" * (number % 7)):
        print(number, flush=True)
    if number % 3 == 0:
        session.save()
"""


def test_a_desk_killed_at_any_moment_loses_nothing_acknowledged(tmp_path: Path) -> None:
    session_at(tmp_path).close()
    path = tmp_path / "params" / "2024" / "yunxi.yaml"
    number = 0
    for kill in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", EDITOR, path, tmp_path, str(number)],
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.05 + 0.043 * kill)
        child.send_signal(signal.SIGKILL)
        rest, _ = child.communicate()
        acknowledged = [int(line) for line in rest.split("\n")[:-1]]
        number = max([number + 1, *acknowledged])
        Document.open(path)
        session = session_at(tmp_path)
        if session.recovery:
            session.recover()
        reached = int(str(session.document.value(OTHER)).removeprefix("第").split("次")[0])
        assert reached in (number, number + 1), "an edit that was not acknowledged yet may be there"
        number = reached
        session.close()
    assert not list(path.parent.glob("*.tmp")) or all(
        ".nianbao-" in left.name for left in path.parent.glob("*.tmp")
    )


def test_a_read_only_folder_is_said_and_editing_goes_on(shared_folder: Path) -> None:
    path = shared_folder / "params" / "2024" / "yunxi.yaml"
    read_only(shared_folder)
    for place in (shared_folder, *filter(Path.is_dir, shared_folder.rglob("*"))):
        place.chmod(0o555)
    before = path.read_bytes()

    def work() -> str:
        session = Session.open(path, shared_folder)
        kept = session.edit(OTHER, "只在内存里。")
        try:
            session.save()
        except WriteError as error:
            return "\n".join([str(kept), str(session.document.value(OTHER)), str(error), *session.notices])
        return "saved"

    said = as_somebody_else(work)
    assert said.startswith("False\n只在内存里。\n写不进")
    assert "是只读的" in said
    assert "没有权限" in said
    assert "接着编辑" in said
    assert "历史版本没有记下" in said
    assert path.read_bytes() == before
    assert not (shared_folder / ".nianbao").exists()


def test_versions_are_kept_by_content_and_restored_part_by_part(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    first = session.document
    session.edit(OTHER, "一。")
    session.edit(NAME, "白鹭镇")
    session.save()
    session.edit(OTHER, "二。")
    session.save()
    versions = session.history.versions()
    assert len(versions) == 3
    assert session.history.read(versions[0]) == first.data
    assert session.restore(versions[0], [OTHER]) == []
    assert session.document.value(OTHER) == first.value(OTHER)
    assert session.document.value(NAME) == "白鹭镇"
    session.restore(versions[0])
    assert session.document.data == first.data
    assert session.undo() == [NAME]
    assert session.document.value(NAME) == "白鹭镇"
    session.save()
    assert len(session.history.versions()) == 4
    assert session.history.versions()[-1].sha256 not in {version.sha256 for version in versions[:3]}
    stored = next((tmp_path / ".nianbao" / "history" / "2024-yunxi").glob(f"{versions[0].sha256}*"))
    assert stored.stat().st_size < len(first.data)
    stored.write_bytes(b"damaged")
    with pytest.raises(EditError, match="读不出"):
        session.history.read(versions[0])
    stored.unlink()
    assert versions[0] not in session.history.versions()


def test_versions_have_an_end() -> None:
    clock = datetime.datetime(2025, 1, 20, tzinfo=datetime.UTC)
    moments = [clock - datetime.timedelta(minutes=7 * number) for number in range(6000, 0, -1)]
    versions: list[Version] = []
    for number, moment in enumerate(moments):
        versions = thinned(
            [*versions, Version(str(number), moment.isoformat(timespec="milliseconds"), "")], moment
        )
    assert versions[0].sha256 == "0"
    assert versions[-50:] == [
        Version(str(number), moments[number].isoformat(timespec="milliseconds"), "")
        for number in range(5950, 6000)
    ]
    assert len(versions) < 50 + 2 * 24 + 31
    assert len({version.time[:10] for version in versions}) == len({str(moment)[:10] for moment in moments})


def test_the_desk_keeps_its_own_files_out_of_git_and_of_reports(tmp_path: Path) -> None:
    from nianbao.folder import parameter_files

    session = session_at(tmp_path)
    session.edit(OTHER, "一。")
    session.save()
    assert (tmp_path / ".nianbao" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert list(parameter_files([tmp_path])) == [session.document.path]
    assert isinstance(session.history, History)


def test_an_index_that_cannot_be_read_now_loses_no_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_at(tmp_path)
    session.edit(OTHER, "一。")
    session.save()
    history, before = session.history, session.history.versions()
    read_text = Path.read_text

    def held(path: Path, *args: object, **options: object) -> str:
        if path.name == "versions.json":
            raise PermissionError(13, "held by a scanner")
        return read_text(path, *args, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", held)
        history.keep(b"more", "保存", datetime.datetime.now(datetime.UTC))
    assert history.problem is not None
    assert "历史版本没有记下" in history.problem
    assert history.versions() == before
