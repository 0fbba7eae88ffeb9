"""Chromium for the browser tests: found, installed, or missed out loud."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.abilities import needs_links

SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "ensure_chromium.py"

pytestmark = needs_links  # its tools are links; the script itself is for Debian

# Stands in for Debian's: it notes how it was called, and "installs" by making a file.
APT_GET = """#!/bin/sh
echo "$@" >> "{bin}/calls"
test "$1" = install && {{ echo '#!/bin/sh' > "{bin}/chromium"; chmod +x "{bin}/chromium"; }}
exit {status}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A PATH with nothing on it but what apt-get's caller and the stand-in need."""
    for tool in ("env", "chmod", "sudo"):
        if found := shutil.which(tool):
            (tmp_path / tool).symlink_to(found)
    return tmp_path


def put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {"PATH": str(folder), "HOME": os.environ.get("HOME", ""), **environment}
    return subprocess.run(
        [sys.executable, str(SCRIPT)],
        env=settings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_one_on_the_path_is_taken(folder: Path) -> None:
    put(folder / "chromium", "#!/bin/sh\n")
    put(folder / "apt-get", APT_GET.format(bin=folder, status=0))
    assert run(folder).stdout.strip() == str(folder / "chromium")
    assert not (folder / "calls").exists()


def test_one_that_is_named_is_taken(folder: Path) -> None:
    put(folder / "mine", "#!/bin/sh\n")
    assert run(folder, NIANBAO_CHROMIUM=str(folder / "mine")).stdout.strip() == str(folder / "mine")
    wrong = run(folder, NIANBAO_CHROMIUM="/nowhere")
    assert wrong.returncode == 1
    assert "/nowhere" in wrong.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="without root apt-get is called through sudo")
def test_debians_is_installed_when_there_is_none(folder: Path) -> None:
    put(folder / "apt-get", APT_GET.format(bin=folder, status=0))
    done = run(folder)
    assert (done.returncode, done.stdout.strip()) == (0, str(folder / "chromium"))
    calls = (folder / "calls").read_text(encoding="utf-8").splitlines()
    assert calls == ["update", "install -y --no-install-recommends chromium"]


@pytest.mark.parametrize("apt", [None, 100])
def test_without_any_it_says_so_and_fails(folder: Path, apt: int | None) -> None:
    if apt is not None:
        put(folder / "apt-get", APT_GET.format(bin=folder, status=apt).replace("test", "false"))
    done = run(folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "No Chromium for the browser tests" in done.stderr
    assert "NIANBAO_CHROMIUM" in done.stderr
