"""A run that is killed at any point: the next one ends up where an undisturbed one would have."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import filelock
import pytest

from nianbao.county.inbox.result import Outcome
from nianbao.county.place import CountyPlace
from nianbao.county.register import Register
from nianbao.errors import UsageError
from tests.county.office import YEAR, Office, at, edited, printed

UNITS = ("yunxi",)


class Killed(BaseException):
    """The process is gone; nothing catches it."""


def state(office: Office) -> dict[str, bytes]:
    """Everything that was written; saved versions of the desk have names of their own."""
    folder = office.place.folder
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in (".lock", ".json") and path.name != ".gitignore"
    }


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a first version received, and a second and a stray file in its inbox."""
    folder = tmp_path_factory.mktemp("office") / "县"
    office = Office.in_folder(folder, UNITS)
    office.put("1.docx", edited(printed("yunxi"), lambda words: words.replace("，", ",")))
    office.receive(10)
    office.put("2.docx", edited(printed("yunxi"), lambda words: words.replace("回看", "回看,")))
    office.put("3.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    return folder


def copied(prepared: Path, target: Path) -> Office:
    shutil.copytree(prepared, target)
    return Office(CountyPlace(target, YEAR), target / "收件")


def interrupted(office: Office, step: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Run until the given write to the disk, and die there; tells whether it came to that."""
    done = 0

    def fsync(_handle: int) -> None:
        nonlocal done
        done += 1
        if done == step:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        try:
            office.receive(12)
        except Killed:
            return True
    return False


def test_killed_at_each_write_and_run_again(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = copied(prepared, tmp_path / "whole")
    whole.receive(12)
    wanted = state(whole)
    step = 1
    while interrupted(office := copied(prepared, tmp_path / str(step)), step, monkeypatch):
        result = office.receive(12)
        assert state(office) == wanted, f"killed at write {step}"
        assert [one.outcome for one in result.arrivals if one.name == "3.doc"] == [Outcome.UNREADABLE]
        step += 1
    assert step > 8  # the file, its draft, its log, the register, the parameter file, the round, the page, …


def test_a_torn_line_of_the_register_spoils_no_other(tmp_path: Path) -> None:
    register = Register(tmp_path / "登记.jsonl")
    register.append({"do": "a", "名": "云溪镇"})
    with register.path.open("ab") as file:
        file.write('{"do": "b", "名": "白'.encode()[:-1])
    register.append({"do": "c"})
    assert [entry["do"] for entry in register.entries()] == ["a", "c"]
    assert register.path.read_bytes().endswith(b"\n")


def test_a_second_run_at_the_same_time_is_refused(office: Office) -> None:
    office.place.of_year.mkdir(parents=True)
    with (
        filelock.FileLock(office.place.of_year / ".收件.lock"),
        pytest.raises(UsageError, match="另一个窗口正在收件"),
    ):
        office.receive()


def test_times_are_those_that_were_given(office: Office) -> None:
    office.put("1.docx", printed("yunxi"))
    office.receive(10)
    register = (office.place.received / "登记.jsonl").read_text(encoding="utf-8")
    assert at(10).isoformat(timespec="seconds") in register
