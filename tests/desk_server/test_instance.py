"""One server a working folder; its port is the same the next time."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from nianbao.desk_server import instance
from nianbao.desk_server.instance import FIRST_PORT, HOST, PORTS, Instance, Running, choose_port
from nianbao.errors import UsageError


def test_a_second_one_is_told_of_the_first(folder: Path) -> None:
    first, second = Instance(folder), Instance(folder)
    with first.alone() as alone:
        assert alone
        first.say(Running(23456, "secret", 42))
        with second.alone() as also:
            assert not also
            assert second.running() == Running(23456, "secret", 42)
    with second.alone() as alone:
        assert alone


def test_what_a_killed_server_left_isnt_believed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance, "PATIENCE", 0.3)
    Instance(folder).say(Running(23456, "secret", 42))
    with Instance(folder).alone() as alone, pytest.raises(UsageError, match="正在启动或者没有正常结束"):
        assert alone
        Instance(folder).running()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes; a user's folders are his own there")
def test_the_token_is_for_this_user_alone(folder: Path) -> None:
    Instance(folder).say(Running(23456, "secret", 42))
    (said,) = (folder / ".nianbao").rglob("*.json")
    assert stat.S_IMODE(said.stat().st_mode) == 0o600
    assert (folder / ".nianbao" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_server_that_doesnt_answer_is_named(unused: int) -> None:
    with pytest.raises(UsageError, match="进程 42"):
        Running(unused, "secret", 42).link()


@pytest.fixture
def unused() -> int:
    with socket.socket() as place:
        place.bind((HOST, 0))
        port: int = place.getsockname()[1]
    return port


def test_the_port_is_the_folders_own_unless_it_is_taken(folder: Path, tmp_path: Path) -> None:
    port = choose_port(folder)
    assert FIRST_PORT <= port < FIRST_PORT + PORTS
    assert choose_port(folder) == port
    assert choose_port(tmp_path / "another") != port
    with socket.socket() as place:
        place.bind((HOST, port))
        place.listen()
        assert choose_port(folder) != port


def test_a_port_that_was_asked_for_and_is_taken_is_said(folder: Path, unused: int) -> None:
    assert choose_port(folder, unused) == unused
    with socket.socket() as place:
        place.bind((HOST, unused))
        place.listen()
        with pytest.raises(UsageError, match=f"端口 {unused} 用不了"):
            choose_port(folder, unused)


def test_no_free_port_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance, "TRIES", 0)
    with pytest.raises(UsageError, match="没有可用的端口"):
        choose_port(folder)
