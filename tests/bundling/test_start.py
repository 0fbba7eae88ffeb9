"""What a starter runs on the clerk's computer."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from nianbao.bundling import start
from tests.somebody_else import as_somebody_else


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is run, instead of running it; settings go back afterwards."""
    calls: list[list[str]] = []

    def run(arguments: list[str]) -> None:
        calls.append([str(Path.cwd()), *arguments])
        sys.exit(0)

    monkeypatch.setattr("nianbao.cli.main", run)
    monkeypatch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.chdir(Path.cwd())
    return calls


def test_the_working_folder_is_made_once_and_then_used(tmp_path: Path, ran: list[list[str]]) -> None:
    folder = tmp_path / "年报"
    assert start.main(["desk", ""], tmp_path) == 0
    own = next((folder / "params").rglob("*.yaml"))
    own.write_text("template: changed\n", encoding="utf-8")
    assert start.main(["build", ""], tmp_path) == 0
    assert own.read_text(encoding="utf-8") == "template: changed\n"
    assert ran == [[str(folder), "desk", str(folder)], [str(folder), "build"]]
    assert [path.name for path in tmp_path.iterdir()] == ["年报"]


def test_a_folder_that_was_dropped_is_used_instead(tmp_path: Path, ran: list[list[str]]) -> None:
    own, root = tmp_path / "工作 文件夹", tmp_path / "程序"
    (own / "params").mkdir(parents=True)
    root.mkdir()
    # cmd leaves a quotation mark where the path ended in a backslash.
    assert start.main(["desk", f'{own}"'], root) == 0
    assert ran == [[str(own), "desk", str(own)]]
    assert not list(root.iterdir())


def test_jupyter_keeps_its_files_in_the_working_folder(tmp_path: Path, ran: list[list[str]]) -> None:
    start.main(["desk"], tmp_path)
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR")
    assert all(Path(os.environ[name]).is_relative_to(tmp_path / "年报/.nianbao") for name in names)
    assert (tmp_path / "年报/.nianbao/.gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.mark.parametrize("is_compiled", [True, False])
def test_compiled_code_is_written_only_where_there_is_none(
    tmp_path: Path, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch, is_compiled: bool
) -> None:
    compiled = tmp_path / "start.pyc"
    if is_compiled:
        compiled.touch()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    monkeypatch.setattr(start, "cache_from_source", lambda _: str(compiled))
    start.main(["desk"], tmp_path)
    assert (os.environ.get("PYTHONDONTWRITEBYTECODE") == "1") == is_compiled


def test_a_disc_that_cannot_be_written_is_said_with_what_to_do(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    tmp_path.chmod(0o555)
    try:
        assert as_somebody_else(lambda: str(start.main(["desk", ""], tmp_path))) == "1"
    finally:
        tmp_path.chmod(0o755)
    said = capfd.readouterr().err
    assert "不能写文件" in said and "复制到自己的电脑" in said
    assert not list(tmp_path.iterdir())


def test_the_exit_status_of_the_command_is_the_starters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "年报" / "params").mkdir(parents=True)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)
    monkeypatch.chdir(tmp_path)
    assert start.main(["build"], tmp_path) == 2  # nothing there to build
