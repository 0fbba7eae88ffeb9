"""What a starter runs on the clerk's computer."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

from nianbao.bundling import start
from nianbao.bundling.unforeseen import LOG, say_unforeseen
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
        assert as_somebody_else(lambda: str(start.main(["desk", ""], tmp_path))) == str(start.SAID)
    finally:
        tmp_path.chmod(0o755)
    said = capfd.readouterr().err
    assert "不能写文件" in said and "复制到自己的电脑" in said
    assert not list(tmp_path.iterdir())


def test_what_the_command_said_is_the_starters_own_status(
    tmp_path: Path, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "年报" / "params").mkdir(parents=True)
    for ended, status in ((0, 0), (None, 0), (1, start.SAID), (2, start.SAID), ("请看。", start.SAID)):
        monkeypatch.setattr("nianbao.cli.main", lambda _, ended=ended: sys.exit(ended))
        assert start.main(["build"], tmp_path) == status


@pytest.mark.parametrize(
    ("error", "said", "kept"),
    [
        (ModuleNotFoundError("No module named 'lxml'"), "复制一份完整的", "No module named 'lxml'"),
        (ValueError("张某某 13800000000"), "再打开一次", "ValueError"),
    ],
)
def test_an_unforeseen_end_is_told_with_the_logs_place_and_what_to_do(
    tmp_path: Path,
    ran: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    error: Exception,
    said: str,
    kept: str,
) -> None:
    def fail(_: list[str]) -> None:
        raise error

    (tmp_path / "年报" / "params").mkdir(parents=True)
    monkeypatch.setattr("nianbao.cli.main", fail)
    assert start.main(["desk"], tmp_path) == start.SAID
    log = tmp_path / "年报/.nianbao" / LOG
    told = capfd.readouterr().err
    assert str(log) in told and said in told and "信息员" in told
    written = log.read_text(encoding="utf-8-sig")
    assert kept in written and "test_start.py" in written
    assert "张某某" not in written + told, "what an error quotes may be of a ledger"


def test_a_log_that_cannot_lie_in_the_working_folder_lies_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tmp").mkdir()
    for place, told in (("tmp", str(tmp_path / "tmp" / LOG)), ("no/tmp", "拍下来")):
        with monkeypatch.context() as here:  # pytest itself needs temporary files afterwards
            here.setattr(tempfile, "tempdir", str(tmp_path / place))
            say_unforeseen(ImportError("x"), tmp_path / "不在")
        assert told in capfd.readouterr().err
