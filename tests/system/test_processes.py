"""What stands in where a system has no groups of processes, no limits, no fork."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from nianbao.cli.build import COMMAND as BUILD
from nianbao.system import processes
from tests.conftest import Write

MEBIBYTE = 2**20
PARENT = (
    "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE);"
    "print(child.pid, flush=True); input()"
)


WAITING = (
    "import pathlib, subprocess, sys; child = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE);"
    "print('started', flush=True); child.wait(); pathlib.Path(sys.argv[1]).touch()"
)
ENDS_ITSELF = (
    "import os, subprocess, sys; child = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE);"
    "print(child.pid, flush=True); sys.stdin.readline(); from nianbao.system import processes;"
    "processes.os.__dict__.pop('killpg', None); processes.end(os.getpid())"
)


def family() -> tuple[subprocess.Popen[str], psutil.Process]:
    """Start a process that starts another; both wait until they are ended."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="ascii",
        **processes.apart(),
    )
    assert parent.stdout is not None
    return parent, psutil.Process(int(parent.stdout.readline()))


@pytest.mark.parametrize("groups", [True, False])
def test_a_process_ends_with_what_it_started(groups: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not groups:
        monkeypatch.delattr(os, "killpg", raising=False)
    parent, child = family()
    processes.end(parent.pid)
    assert parent.wait(60) != 0
    child.wait(60)
    processes.end(parent.pid)  # once more: nobody is there, and nobody minds


def test_a_process_that_is_ended_reports_no_end_of_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "killpg", raising=False)
    seen = tmp_path / "seen"
    command = [sys.executable, "-c", WAITING, str(seen)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="ascii", **processes.apart()) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        processes.end(parent.pid)
        assert parent.wait(60) != 0
    assert not seen.exists()


def test_a_process_without_groups_ends_itself_with_what_it_started() -> None:
    command = [sys.executable, "-c", ENDS_ITSELF]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="ascii", **processes.apart()) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.communicate("\n", 60)
        assert parent.returncode != 0
        child.wait(60)


def test_without_resource_there_is_no_limit_and_it_is_said(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    assert not processes.can_limit_memory()
    processes.limit_memory(MEBIBYTE)
    bytearray(8 * MEBIBYTE)
    path = write(概述="示例")
    path.write_text("template: [", encoding="utf-8")
    assert "--memory 不起作用" in CliRunner().invoke(BUILD, [str(path), "--memory", "64"]).output


def test_where_memory_in_use_cannot_be_read_there_is_no_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    limits: list[object] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    monkeypatch.setattr(processes, "_MEMORY_IN_USE", tmp_path / "nothing")
    processes.limit_memory(MEBIBYTE)
    monkeypatch.undo()
    assert limits == []


def test_a_pool_starts_anew_what_cannot_be_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork", raising=False)
    assert processes.quick_pool().get_start_method() == "spawn"
    with pytest.raises(NotImplementedError):
        processes.fork()
