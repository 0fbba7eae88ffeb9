"""A whole folder for Windows, of small wheels and a stand-in for Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.bundling.binaries import read_binary
from nianbao.bundling.make import Plan, make_bundle
from nianbao.bundling.paths import longest_path
from nianbao.bundling.target import TARGETS
from nianbao.errors import UsageError
from tests.bundling.fakes import embeddable, lock, wheel, windows_dll

WINDOWS = TARGETS["windows"]


def plan(tmp_path: Path, *needs: str) -> Plan:
    house = tmp_path / "wheels"
    data = {"helper-1.0.data/data/share/jupyter/kernels/k/kernel.json": "{}"}
    helper = wheel(house, "helper", "1.0", data=data)
    own = wheel(tmp_path / "own", "nianbao", "0.1.0", "helper", *needs)
    return Plan(
        WINDOWS,
        tmp_path / "便携 文件夹",
        embeddable(tmp_path / "embed.zip"),
        house,
        own,
        lock(tmp_path / "lock.txt", helper),
    )


def test_a_folder_is_whole_and_the_same_each_time(tmp_path: Path) -> None:
    first = plan(tmp_path)
    made = make_bundle(first, lambda _: None)
    folder = first.folder
    assert {path.name for path in folder.iterdir()} == {
        "打开年报.bat",
        "生成全部年报.bat",
        "说明.txt",
        "说明书",
        "许可",
        "python",
    }
    packages = folder / "python/Lib/site-packages"
    assert (packages / "nianbao/__init__.py").is_file() and (packages / "helper/__init__.py").is_file()
    assert (folder / "python/share/jupyter/kernels/k/kernel.json").is_file()
    assert not (packages / "share").exists()
    record = (packages / "helper-1.0.dist-info/RECORD").read_text(encoding="utf-8")
    assert "\n../../share/jupyter/kernels/k/kernel.json," in record
    settings = (folder / "python/python311._pth").read_bytes().decode("ascii").split("\r\n")
    assert settings == ["python311.zip", ".", r"Lib\site-packages", "import site", ""]
    listed = (folder / "许可/组件清单.txt").read_text(encoding="utf-8-sig")
    assert "helper 1.0　MIT　python/Lib/site-packages/helper-1.0.dist-info/licenses/LICENSE" in listed
    assert (folder / "许可/python-LICENSE.txt").is_file()
    for name in ("说明.txt", "python/cannot-start.txt"):  # as Windows' old editor reads them
        data = (folder / name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\n") == data.count(b"\r\n")
    assert made.longest == longest_path(folder) and made.files == sum(p.is_file() for p in folder.rglob("*"))
    again = Plan(WINDOWS, tmp_path / "again", first.python, first.wheels, first.wheel, first.lock)
    assert make_bundle(again, lambda _: None) == made
    here = [str(tmp_path).encode(), b"direct_url"]
    assert not [p for p in folder.rglob("*") if p.is_file() and any(one in p.read_bytes() for one in here)]


@pytest.mark.parametrize("harm", ["hash", "missing package", "other processor", "reserved name"])
def test_a_folder_that_would_not_do_is_not_there_at_all(tmp_path: Path, harm: str) -> None:
    wanted = plan(tmp_path, *(["another>=2"] if harm == "missing package" else []))
    match harm:
        case "hash":
            wheel(tmp_path / "wheels", "helper", "1.0", data={"helper/more.py": "altered = True\n"})
        case "other processor":
            embeddable(tmp_path / "embed.zip", "x86")
        case "reserved name":
            wheel(tmp_path / "own", "nianbao", "0.1.0", data={"nianbao/aux.py": ""})
    with pytest.raises(UsageError):
        make_bundle(wanted, lambda _: None)
    assert not wanted.folder.exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    wanted = plan(tmp_path)
    (wanted.folder / "年报").mkdir(parents=True)
    with pytest.raises(UsageError, match="不是空文件夹"):
        make_bundle(wanted, lambda _: None)
    assert [path.name for path in wanted.folder.iterdir()] == ["年报"]


def test_what_a_dll_needs_is_read_from_it(tmp_path: Path) -> None:
    (tmp_path / "a.dll").write_bytes(windows_dll())
    read = read_binary(tmp_path / "a.dll")
    assert read is not None and read.machine == "AMD64"
    assert "kernel32.dll" in read.needs
    (tmp_path / "b.dll").write_bytes(b"MZ and nothing behind")
    assert read_binary(tmp_path / "b.dll") is None
