"""The command itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.cli import main
from tests.bundling.fakes import embeddable, lock, wheel


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["bundle", *map(str, arguments)])
    return int(str(ended.value.code))


def test_what_was_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    house = tmp_path / "wheels"
    locked = lock(tmp_path / "lock.txt", wheel(house, "helper"))
    monkeypatch.setattr("nianbao.bundling.make.lock_file", lambda: locked)
    own = wheel(tmp_path / "own", "nianbao", "0.1.0", "helper")
    out = tmp_path / "便携"
    python = embeddable(tmp_path / "python.zip")
    options = ["--python", python, "--wheels", house, "--wheel", own, "--out", out]
    assert run("--for", "windows", *options) == 0
    said = capsys.readouterr()
    assert "Python 3.11，2 个组件" in said.out and str(out) in said.out
    assert (out / "打开年报.bat").is_file()
    assert run("--for", "windows", *options) == 2
    assert "不是空文件夹" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--for", "windows"], "embeddable"),
        (["--for", "mac"], "windows、linux-x86_64、linux-aarch64"),
        ([], "--for"),
        (["--for", "windows", "--wheels", "nowhere"], "--wheels"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err
