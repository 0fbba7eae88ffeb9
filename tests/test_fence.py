"""The fence: what lies behind it can't be opened, by whatever path, in this process or one that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nianbao.fence import VARIABLE, fence
from nianbao.system import wall
from tests.abilities import needs_links

_TRY = """
import os, shutil, subprocess, sys
import nianbao
def tried(what):
    try:
        what()
    except PermissionError:
        return "refused"
    return "done"
own, other = sys.argv[1:]
print(tried(lambda: open(own + "/a.txt").read()), tried(lambda: open(own + "/new.txt", "w").close()))
for path in (other + "/a.txt", own + "/../b/a.txt", own + "/link/a.txt", "../b/a.txt"):
    print(tried(lambda: open(path).read()), tried(lambda: open(path, "a").close()))
print(tried(lambda: os.listdir(other)), tried(lambda: os.mkdir(other + "/c")), tried(lambda: os.remove(other + "/a.txt")))
print(tried(lambda: os.rename(own + "/new.txt", other + "/x")), tried(lambda: os.rename(other + "/a.txt", own + "/x")))
print(tried(lambda: os.link(other + "/a.txt", own + "/hard")), tried(lambda: shutil.rmtree(other)))
print(tried(lambda: os.chdir(other)), tried(lambda: list(os.scandir(os.fsencode(other)))))
if "again" not in os.environ:
    said = subprocess.run([sys.executable, *sys.orig_argv[1:]], env={**os.environ, "again": "1"}, capture_output=True)
    print("child", "done" not in said.stdout.decode().split("\\n", 1)[1], said.returncode)
"""


@needs_links
def test_nothing_behind_it_is_opened(tmp_path: Path) -> None:
    county = tmp_path / "县 里"
    own, other = county / "units" / "a", county / "units" / "b"
    for folder in (own, other):
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text("x", encoding="utf-8")
    (own / "link").symlink_to(other, target_is_directory=True)
    done = subprocess.run(
        [sys.executable, "-c", _TRY, str(own), str(other)],
        cwd=own,
        env={**os.environ, VARIABLE: fence([county], [own])},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    first, *rest = done.stdout.splitlines()
    assert first == "done done"
    *refused, child = rest
    assert set(" ".join(refused).split()) == {"refused"}
    assert child == "child True 0", "what it starts is behind the same fence"
    assert [path.name for path in other.iterdir()] == ["a.txt"]


_NATIVE = """
import ctypes, os, socket, subprocess, sys, tempfile
import nianbao
own, other = sys.argv[1:]
def cat(path):
    return subprocess.run(["cat", path], capture_output=True).stdout.decode() or "nothing"
print(cat(own + "/a.txt"), cat(other + "/a.txt"), cat(own + "/link/a.txt"))
libc = ctypes.CDLL(None)
for path in (own + "/b.txt", other + "/b.txt"):
    number = libc.open(path.encode(), os.O_CREAT | os.O_WRONLY, 0o600)
    print("refused" if number < 0 else "made")
print(libc.rename((own + "/b.txt").encode(), (other + "/c.txt").encode()), libc.rename((own + "/b.txt").encode(), (own + "/sub/c.txt").encode()))
server = socket.create_server(("127.0.0.1", 0))
try:
    socket.create_connection(server.getsockname()).close()
    print("connected")
except PermissionError:
    print("refused")
"""


@pytest.mark.skipif(not wall.strength(), reason="this system has no walls (Linux 5.19 or newer has)")
def test_native_code_does_not_get_behind_it_where_the_system_has_walls(tmp_path: Path) -> None:
    county = tmp_path / "县 里"
    own, other = county / "units" / "a", county / "units" / "b"
    for folder in (own, other):
        (folder / "sub").mkdir(parents=True)
        (folder / "a.txt").write_text(folder.name, encoding="utf-8")
    (own / "link").symlink_to(other, target_is_directory=True)
    done = subprocess.run(
        [sys.executable, "-c", _NATIVE, str(own), str(other)],
        cwd=own,
        env={**os.environ, VARIABLE: fence([county], [own])},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    read, mine, theirs, moved, net = done.stdout.splitlines()
    assert read == "a nothing nothing"
    assert (mine, theirs) == ("made", "refused")
    assert moved == "-1 0"
    assert net == ("refused" if wall.strength() >= 4 else "connected")
    assert sorted(path.name for path in other.iterdir()) == ["a.txt", "sub"]
