"""The judge finds each kind of fault, with faults planted for it to find."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.errors import ReportError
from nianbao.finding import error_finding
from tests.hostile.judge import judge
from tests.hostile.target import Target


def _raise(problem: BaseException) -> object:
    raise problem


def _swallowed(_: bytes, folder: Path) -> object:
    try:
        (folder.parent / "outside.txt").write_text("x", encoding="utf-8")
    except Exception:
        return None
    return None


FAULTS: dict[str, tuple[Callable[[bytes, Path], object], str]] = {
    "another error": (lambda data, folder: [][len(data)], "IndexError"),
    "not Chinese": (lambda *_: _raise(ReportError("年报.x broken")), "isn't Chinese"),
    "no name": (lambda *_: _raise(ReportError("这个文件打不开，请另存")), "name the file"),
    "no advice": (lambda *_: _raise(ReportError("「年报.x」已经损坏")), "what to do"),
    "unseen": (lambda *_: _raise(ReportError("「年报.x」已经损坏\u202e，请另存")), "can't be seen"),
    "program's words": (
        lambda *_: _raise(ReportError("「年报.x」已经损坏，请另存 <class 'x'>")),
        "program's words",
    ),
    "long": (lambda *_: _raise(ReportError("「年报.x」已经损坏，请另存" + "长" * 5_000)), "too long"),
    "finding": (lambda *_: [error_finding("X1", "bad", "请改")], "isn't Chinese"),
    "writes elsewhere": (
        lambda _, folder: (folder.parent / "outside.txt").write_text("x", encoding="utf-8"),
        "open",
    ),
    "writes elsewhere, quietly": (_swallowed, "open"),
    "makes a folder elsewhere": (lambda _, folder: (folder / ".." / "x").mkdir(), "os.mkdir"),
    "connects": (lambda *_: socket.create_connection(("127.0.0.1", 9), 1), "socket"),
    "starts a program": (lambda *_: subprocess.run([sys.executable, "-c", ""], check=False), "subprocess"),
    "exits": (lambda *_: sys.exit(3), "SystemExit"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_planted_faults_are_found(kind: str, tmp_path: Path) -> None:
    throw, words = FAULTS[kind]
    target = Target(name="x", about="", file="年报.x", seeds={}, throw=throw, damage="raw")
    place = tmp_path / "in"
    place.mkdir()
    verdict = judge(target, b"", place)
    assert (verdict.outcome, words in verdict.said) == ("fault", True), verdict
    assert [one.name for one in tmp_path.iterdir()] == ["in"]


def test_what_is_in_order_is_no_fault(tmp_path: Path) -> None:
    def fine(data: bytes, folder: Path) -> object:
        (folder / "a").write_bytes(data)
        return [error_finding("X1", "这里写得不对", "请改")]

    def refused(*_: object) -> object:
        raise ReportError("「年报.x」已经损坏，请在 WPS 中另存。")

    for throw, outcome in ((fine, "accepted"), (refused, "refused")):
        target = Target(name="x", about="", file="年报.x", seeds={}, throw=throw, damage="raw")
        assert judge(target, b"1", tmp_path).outcome == outcome
