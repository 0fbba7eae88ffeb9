"""Every command that the READMEs show works, in both languages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.commands import served

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")


def commands(readme: str) -> list[str]:
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / readme).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (commands(readme) for readme in READMES)
    assert english == chinese
    assert english[:2] == ["make report", "make test"]


@pytest.mark.parametrize("target", ["report", "test"])
def test_the_two_targets_exist(target: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert "scripts/setup_venv.py" in done.stdout


def test_the_other_commands_work_in_turn(tmp_path: Path) -> None:
    for name in ("params", "notebooks", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "work" / name)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for command in commands("README.md"):
        if command.startswith("make "):
            continue
        if command in ("nianbao desk", "nianbao lab"):  # they go on until they are told to end
            with served(command.split()[1], tmp_path / "work") as server:
                assert server.process.poll() is None
            continue
        done = subprocess.run(
            command.replace("/tmp/", f"{tmp_path}/"),
            shell=True,
            cwd=tmp_path / "work",
            env={**os.environ, "PATH": path},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    for name in (
        "heluo.html",
        "heluo.pdf",
        "example-county/params/2017/heluo.yaml",
        "work/out/2024/shiqiao/report.pdf",
    ):
        assert (tmp_path / name).is_file(), name


@pytest.mark.parametrize(
    "page", [*READMES, "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "…" not in link and "://" not in link]
    assert all(((ROOT / page).parent / link).exists() for link in links), links
