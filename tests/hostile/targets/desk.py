"""What lies beside a parameter file: the journal of edits, saved versions, the register of signing."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import lzma
import tempfile
from pathlib import Path

import filelock

from nianbao.editor.desk_files import DeskFiles
from nianbao.editor.document import Document
from nianbao.editor.history import History
from nianbao.editor.journal import Journal
from nianbao.editor.lock import DeskLock
from nianbao.editor.replay import opening, replay
from nianbao.errors import EditError
from nianbao.finding import error_finding
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.resources import shipped
from nianbao.signing.register import register_path
from nianbao.signing.sign import Who, sign
from nianbao.signing.standing import Standing, standing
from tests.hostile.sample import parameters_in
from tests.hostile.target import Target

_NOW = datetime.datetime.fromisoformat("2025-01-20T09:00:00+08:00")


def _journal() -> bytes:
    document = Document.of(Path("yunxi.yaml"), (shipped("params") / "2024" / "yunxi.yaml").read_bytes(), None)
    time = "2025-01-20T09:00:00+08:00"
    words = {
        "do": "edit",
        "time": time,
        "part": ["sections", "overview"],
        "at": 0,
        "cut": 1,
        "put": "改过的一段。",
    }
    cell = {
        "do": "edit",
        "time": time,
        "part": ["tables", "applications", "new_received", "natural_person"],
        "was": 3,
        "is": 4,
    }
    lines = [
        opening(document),
        words,
        cell,
        {**cell, "do": "undo", "was": 4, "is": 3},
        {"do": "save", "sha256": document.sha256},
    ]
    return b"".join(
        json.dumps({**line, "n": number}, ensure_ascii=False).encode() + b"\n"
        for number, line in enumerate(lines, 1)
    )


def _throw_journal(data: bytes, folder: Path) -> object:
    path = parameters_in(folder)
    journal = Journal(folder / "journal.jsonl")
    journal.path.write_bytes(data)
    found = replay(journal.lines(), path, folder)
    assert found is None or isinstance(found.pending, bool)
    return None


def _versions() -> bytes:
    versions = [{"sha256": "0" * 64, "time": "2025-01-20T09:00:00+08:00", "why": "保存"}] * 3
    return json.dumps(versions, ensure_ascii=False).encode()


def _throw_versions(data: bytes, folder: Path) -> object:
    files = DeskFiles.of(parameters_in(folder), folder)
    files.history.mkdir(parents=True, exist_ok=True)
    (files.history / "versions.json").write_bytes(data)
    kept = files.history / f"{'0' * 64}.xz"
    if not kept.exists():
        kept.write_bytes(lzma.compress(b"other"))
    history = History(files)
    for version in history.versions():
        assert isinstance(version.moment, datetime.datetime)
        with contextlib.suppress(EditError):  # its bytes may be gone, which is said
            history.read(version)
    history.keep(b"a: 1\n", "保存", _NOW)
    assert history.problem is None
    found = {version.sha256: version for version in history.versions()}
    assert history.read(found[hashlib.sha256(b"a: 1\n").hexdigest()]) == b"a: 1\n"
    return None


def _signed(folder: Path) -> Standing:
    path = parameters_in(folder)
    return standing(path, Report.of(load_parameters(path, folder).parameters, folder), folder)


def _register() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        path = parameters_in(Path(name))
        for _ in range(2):
            sign(path, Path(name), Who("张三", datetime.date(2025, 1, 20), "同意"), None, _NOW)
        return register_path(path).read_bytes()


def _throw_register(data: bytes, folder: Path) -> object:
    path = register_path(parameters_in(folder))
    path.write_bytes(data)
    # What the seal remembers is another register's; without it the chain alone speaks.
    DeskFiles.of(parameters_in(folder), folder).seal.unlink(missing_ok=True)
    found = _signed(folder)
    assert all(str(problem) for problem in found.problems)
    assert found.state
    for one in found.steps:
        assert not one.holds or one.entry is not None
    # What was altered is refused; else a step goes on top.
    sign(parameters_in(folder), folder, Who("李四", datetime.date(2025, 1, 20), ""), None, _NOW)
    return None


def _holder() -> bytes:
    held = {"user": "张三", "host": "电脑", "process": 4, "since": "2025-01-20T09:00:00+00:00"}
    return json.dumps(held, ensure_ascii=False).encode()


def _throw_holder(data: bytes, folder: Path) -> object:
    files = DeskFiles.of(parameters_in(folder), folder)
    files.lock.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(files.lock):
        files.holder.write_bytes(data)
        lock = DeskLock(files)
        assert not lock.acquire()
        return [error_finding("Y1", lock.message, "请等一等。")]


TARGETS = [
    Target(
        name="journal",
        about="the desk's journal of edits",
        file="journal.jsonl",
        seeds={"edits": _journal},
        throw=_throw_journal,
        damage="values",
    ),
    Target(
        name="versions",
        about="the desk's list of saved versions",
        file="versions.json",
        seeds={"three": _versions},
        throw=_throw_versions,
        damage="values",
    ),
    Target(
        name="signing-register",
        about="the register of signing",
        file="yunxi",
        seeds={"step": _register, "none": lambda: b""},
        throw=_throw_register,
        damage="values",
    ),
    Target(
        name="holder",
        about="who has a parameter file open in the desk",
        file="holder.json",
        seeds={"somebody": _holder},
        throw=_throw_holder,
        damage="values",
    ),
]
