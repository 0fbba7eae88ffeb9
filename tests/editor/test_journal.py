"""What was acknowledged is there again, whatever happened to the file or the disk."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.editor import journal as journal_module
from nianbao.editor.journal import KEPT, Journal
from nianbao.editor.replay import opening, rebase, replay
from nianbao.editor.steps import Steps, entry_of, splice, step_of
from tests.editor.conftest import document
from tests.editor.test_session import Clock, do, session_at

OVERVIEW = ("sections", "overview")


@given(before=st.text("甲乙\n ", max_size=12), after=st.text("甲乙\n ", max_size=12))
def test_a_splice_makes_one_text_of_the_other(before: str, after: str) -> None:
    at, cut, put = splice(before, after)
    assert before[at : at + len(cut)] == cut
    assert before[:at] + put + before[at + len(cut) :] == after
    assert not (cut and put and (cut[0] == put[0] or cut[-1] == put[-1]))


def test_lines_are_numbered_and_on_disk_when_acknowledged(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a" / "j.jsonl")
    assert journal.append({"do": "edit", "put": "字\n符"})
    assert journal.append({"do": "edit"})
    rows = (tmp_path / "a" / "j.jsonl").read_bytes().split(b"\n")
    assert [json.loads(row)["n"] for row in rows[:-1]] == [1, 2]
    assert rows[-1] == b""
    assert journal.acknowledged == 2


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 400), more=st.integers(0, 3))
def test_any_torn_end_leaves_the_lines_before_it(
    tmp_path_factory: pytest.TempPathFactory, cut: int, more: int
) -> None:
    path = tmp_path_factory.mktemp("torn") / "j.jsonl"
    journal = Journal(path)
    for number in range(5):
        journal.append({"do": "edit", "put": "字" * number})
    journal.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - cut] if cut else whole)
    kept = path.read_bytes().count(b"\n") + (path.read_bytes()[-1:] == b"}")
    again = Journal(path)
    lines = again.lines()
    assert [line["n"] for line in lines] == list(range(1, kept + 1))
    again.go_on(len(lines))
    for number in range(more):
        assert again.append({"do": "edit", "put": f"后{number}"})
    again.close()
    assert len(Journal(path).lines()) == kept + more


def test_a_lost_line_in_the_middle_stops_the_reading(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j.jsonl")
    for _ in range(4):
        journal.append({"do": "edit"})
    rows = journal.path.read_bytes().splitlines(keepends=True)
    journal.path.write_bytes(rows[0] + b"\0\0\0\n" + b"".join(rows[2:]))
    assert len(journal.lines()) == 1


def test_a_full_disk_is_said_and_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path / "j.jsonl")
    assert journal.append({"do": "one"})

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(journal_module.os, "fsync", full)
    assert not journal.append({"do": "two"})
    assert not journal.append({"do": "three"})
    assert "磁盘已满" in str(journal.problem)
    assert "接着编辑" in str(journal.problem)
    assert journal.acknowledged == 1
    assert [line["do"] for line in journal.lines()] == ["one"]
    monkeypatch.undo()
    assert journal.append({"do": "four"})
    assert journal.problem is None
    assert [line["do"] for line in journal.lines()] == ["one", "two", "three", "four"]


def test_a_disk_that_takes_a_part_leaves_no_torn_line(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j.jsonl")
    journal.append({"do": "one"})

    class Filling:
        """Takes ten bytes, then nothing."""

        def __init__(self, file: Any) -> None:
            self.file, self.left = file, 10

        def write(self, data: bytes) -> int:
            if not self.left:
                raise OSError(errno.ENOSPC, "full")
            count, self.left = self.file.write(data[: self.left]), 0
            return int(count)

        def fileno(self) -> int:
            return int(self.file.fileno())

        def close(self) -> None:
            self.file.close()

    journal._file = Filling(journal._file)
    assert not journal.append({"do": "two"})
    assert journal.path.read_bytes().count(b"\n") == 1
    assert journal.path.read_bytes().endswith(b"\n")
    assert journal.append({"do": "three"})
    assert [line["do"] for line in journal.lines()] == ["one", "two", "three"]


def test_journals_are_put_away_and_the_last_few_kept(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j.jsonl")
    for number in range(KEPT + 3):
        journal.append({"do": str(number)})
        journal.put_away()
        assert not journal.begun
        assert journal.lines() == []
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"j.{number}.jsonl" for number in range(1, KEPT + 1)]
    assert f'"do":"{KEPT + 2}"' in (tmp_path / "j.1.jsonl").read_text(encoding="utf-8")


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.sampled_from([OVERVIEW, ("sections", "other"), ("unit", "name")]), st.text("甲乙 丙", max_size=5)),
        st.sampled_from([("undo",), ("redo",), ("save",)]),
        st.tuples(st.just("wait"), st.integers(0, 4)),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(actions=EDITS)
def test_a_replay_ends_where_the_session_did(
    tmp_path_factory: pytest.TempPathFactory, actions: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("work")
    session = session_at(folder)
    for action in actions:
        do(session, action)
    lines = session.journal.lines()
    found = replay(lines, session.document.path, folder)
    session.close()
    if not lines:
        assert session.document.data == session.base.data
        return
    assert found is not None
    assert found.whole
    assert found.now == session.document.parts
    assert found.saved == session.base.parts
    assert found.steps == session.steps


def test_a_rebase_begins_anew_even_behind_what_cannot_be_followed() -> None:
    base = document("ours")
    theirs = base.with_value(OVERVIEW, "他的")
    steps = Steps()
    clock = Clock()
    step = step_of(
        {"part": ["unit", "name"], "time": clock().isoformat(), "was": "云溪镇", "is": "白鹭镇"}, base.parts
    )
    assert step is not None
    steps.add(step)
    lines = [
        opening(base),
        {"do": "edit", "part": ["unit", "name"], "was": "另一个", "is": "三"},
        rebase(theirs, steps.done),
    ]
    found = replay(lines, base.path, None)
    assert found is not None
    assert found.whole
    assert found.now == {**theirs.parts, ("unit", "name"): "白鹭镇"}
    assert replay(lines[:2], base.path, None).whole is False  # type: ignore[union-attr]
    assert replay([{"do": "edit"}], base.path, None) is None


def test_a_step_that_does_not_fit_is_not_taken() -> None:
    values = {OVERVIEW: "一二三"}
    time = Clock()().isoformat()
    fits = {"part": list(OVERVIEW), "time": time, "at": 1, "cut": "二", "put": "二二"}
    step = step_of(fits, values)
    assert step is not None
    assert step.after == "一二二三"
    assert entry_of(step, "edit") == {**fits, "do": "edit", "at": 2, "cut": "", "put": "二"}
    for wrong in ({"cut": "三"}, {"at": "x"}, {"time": "昨天"}, {"part": None}):
        assert step_of({**fits, **wrong}, values) is None
