"""The fence: what lies behind it can't be opened, by whatever path, in this process or one that it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from nianbao.fence import VARIABLE, fence
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
