"""``nianbao package``: what is in the zip, what isn't, and what is said of it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from nianbao.errors import PackageError
from nianbao.export.base import form_names, load_form
from nianbao.manifest import read_entries
from nianbao.packaging import archive as archives
from nianbao.packaging.contents import collect
from nianbao.task import Outcome
from tests.cli.conftest import Run
from tests.conftest import Write
from tests.packaging.secrets import PHONE, SECRET, all_texts, keep_secrets

FINE = 0
SOME_MISSING = 1
WRONG_USE = 2
USUAL = "2017年政府信息公开年报报送材料包.zip"


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def reports(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {entry["unit"]: entry for entry in json.loads(files["manifest.json"])["reports"]}


def test_a_report_with_all_its_forms(folder: Path, write: Write, run: Run) -> None:
    result = run("package", str(write()))
    assert result.status == FINE, result.out
    place = folder / "out" / f"云溪镇{USUAL}"
    files = unpacked(place)
    assert f"（1 份报告，{len(files)} 个文件）" in result.out
    entry = reports(files)["yunxi"]
    assert set(entry["outputs"]) == set(form_names())
    assert set(files) == {*entry["outputs"].values(), "manifest.json", "SHA256SUMS", "说明.txt"}
    for form, name in entry["outputs"].items():
        assert name.startswith("云溪镇/云溪镇2017年")
        built = folder / "out" / "2017" / "yunxi" / load_form(form).file_name
        assert files[name] == built.read_bytes()
        assert entry["sha256"][name] == hashlib.sha256(files[name]).hexdigest()


def test_the_checksums_are_such_as_sha256sum_reads(
    folder: Path, write: Write, run: Run, tmp_path: Path
) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("没有 sha256sum")
    run("package", str(write()), "--out", str(tmp_path / "a.zip"))
    place = tmp_path / "unpacked"
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(place)
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=place, check=False).returncode == 0
    (place / "manifest.json").write_bytes(b"{}")
    assert subprocess.run(check, cwd=place, check=False, capture_output=True).returncode != 0


def test_every_file_has_words_for_what_it_is_for(write: Write, run: Run, tmp_path: Path) -> None:
    run("package", str(write()), "--out", str(tmp_path / "a.zip"))
    data = unpacked(tmp_path / "a.zip")["说明.txt"]
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert "\n" not in text.replace("\r\n", "")
    for name in form_names():
        form = load_form(name)
        assert f"{form.called}.{form.extension.rpartition('.')[2]}：{form.purpose}" in text
    assert "1. 2017年　云溪镇\r\n" in text
    assert "缺" not in text


def test_the_same_reports_give_the_same_bytes_wherever_and_whenever(
    folder: Path, write: Write, run: Run, tmp_path: Path
) -> None:
    write("yunxi", "云溪镇")
    write("heishui", "黑水镇")
    run("package", "--out", str(tmp_path / "a.zip"))
    shutil.rmtree(folder / "out")
    result = run("package", "--out", str(tmp_path / "b.zip"), "--jobs", "1")
    assert "已生成 2 份" in result.out
    assert "未变 2 份" in run("package", "--out", str(tmp_path / "c.zip")).out
    first, *others = ((tmp_path / f"{name}.zip").read_bytes() for name in "abc")
    assert others == [first, first]


def test_a_name_in_chinese_is_marked_and_nothing_else_of_the_machine_is_kept(
    write: Write, run: Run, tmp_path: Path
) -> None:
    run("package", str(write()), "--out", str(tmp_path / "a.zip"))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        for entry in archive.infolist():
            assert entry.filename.isascii() or entry.flag_bits & 0x800
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.external_attr >> 16) == (3, 0o100644)
            assert not entry.extra
            assert len(entry.filename) < 180


def test_a_batch_says_what_is_missing(folder: Path, write: Write, run: Run) -> None:
    write("yunxi", "云溪镇")
    write("heishui", "黑水镇", 没有收费="公开信息{{ nothing }}条")
    broken = write("baishan", "白山镇")
    broken.write_text("template: [", encoding="utf-8")
    result = run("package")
    assert result.status == SOME_MISSING
    assert "没有装进来：黑水镇（params/2017/heishui.yaml），未通过校核。" in result.out
    files = unpacked(folder / "out" / f"云溪镇{USUAL}")
    text = files["说明.txt"].decode("utf-8-sig")
    assert "还缺 2 份" in text
    assert "　　1. 2017年　baishan.yaml：失败\r\n　　2. 2017年　黑水镇：未通过校核\r\n" in text
    listed = reports(files)
    assert listed["yunxi"]["status"] == "built"
    assert listed["heishui"]["status"] == "blocked"
    assert listed["heishui"]["outputs"] == {}
    assert not any("黑水镇" in name for name in files)


def test_a_draft_is_named_one(folder: Path, write: Write, run: Run) -> None:
    result = run("package", str(write(没有收费="公开信息{{ nothing }}条")), "--draft")
    assert result.status == FINE, result.out
    files = unpacked(folder / "out" / f"云溪镇{USUAL}".replace(".zip", "（初稿）.zip"))
    text = files["说明.txt"].decode("utf-8-sig")
    assert "不得发布" in text
    assert "云溪镇（初稿）" in text
    assert reports(files)["yunxi"]["draft"] is True


def test_a_draft_without_a_name_goes_by_its_id(folder: Path, write: Write, run: Run) -> None:
    path = write(**{"  name: 云溪镇\n": ""})
    result = run("package", str(path), "--draft")
    assert result.status == FINE, result.out
    files = unpacked(folder / "out" / f"yunxi{USUAL}".replace(".zip", "（初稿）.zip"))
    assert "1. 2017年　yunxi（初稿）" in files["说明.txt"].decode("utf-8-sig")
    assert any(name.startswith("yunxi/yunxi2017年") for name in files)


def test_nothing_to_pack_writes_nothing(folder: Path, write: Write, run: Run) -> None:
    path = write(没有收费="公开信息{{ nothing }}条")
    result = run("package")
    assert result.status == SOME_MISSING
    assert "没有材料包可装" in result.out
    path.write_text("template: [", encoding="utf-8")
    assert run("package").status == WRONG_USE
    assert list(folder.rglob("*.zip")) == []


def test_years_are_kept_apart_or_chosen(folder: Path, write: Write, run: Run) -> None:
    path = write()
    later = folder / "params" / "2018" / path.name
    later.parent.mkdir()
    text = path.read_text(encoding="utf-8")
    later.write_text(text.replace("year: 2017", "year: 2018").replace("2018-01-20", "2019-01-20"), "utf-8")
    assert run("package", "--draft").status == FINE
    both = unpacked(folder / "out" / "2017—2018年政府信息公开年报报送材料包（初稿）.zip")
    assert {name.partition("/")[0] for name in both if "/" in name} == {"2017年", "2018年"}
    assert run("package", "--year", "2017").status == FINE
    assert set(reports(unpacked(folder / "out" / f"云溪镇{USUAL}"))) == {"yunxi"}
    result = run("package", "--year", "2016")
    assert result.status == WRONG_USE
    assert "没有 2016 年的年报底稿" in result.err


def test_the_place_must_be_a_zip_or_a_folder(folder: Path, write: Write, run: Run, tmp_path: Path) -> None:
    write()
    result = run("package", "--out", "a.rar")
    assert result.status == WRONG_USE
    assert "不是 .zip 文件" in result.err
    assert run("package", "--out", str(tmp_path)).status == FINE
    assert (tmp_path / f"云溪镇{USUAL}").is_file()


def test_nothing_private_is_in_it(folder: Path, write: Write, run: Run, tmp_path: Path) -> None:
    path = write()
    keep_secrets(folder, path)
    result = run("package", str(path), "--out", str(tmp_path / "a.zip"), "--draft")
    assert result.status == FINE, result.out
    record = (folder / "out" / "2017" / "yunxi" / "report.ipynb").read_text(encoding="utf-8")
    assert SECRET in record  # which is why the record stays at home
    data = (tmp_path / "a.zip").read_bytes()
    found = [place for place, text in all_texts("a.zip", data) if SECRET in text or PHONE in text]
    assert found == []
    texts = "".join(text for _, text in all_texts("a.zip", data))
    assert "公开的一段" in texts
    assert not any(name.endswith((".ipynb", ".yaml", ".csv")) for name in unpacked(tmp_path / "a.zip"))


def test_where_somebody_keeps_a_file_is_not_told(
    run: Run, folder: Path, write: Write, tmp_path: Path
) -> None:
    elsewhere = tmp_path / SECRET / "2017" / "yunxi.yaml"
    elsewhere.parent.mkdir(parents=True)
    shutil.move(write(), elsewhere)
    assert run("package", str(elsewhere), "--out", str(tmp_path / "a.zip")).status == FINE
    assert all(SECRET not in text for _, text in all_texts("a.zip", (tmp_path / "a.zip").read_bytes()))


def test_a_file_that_was_changed_is_not_packed(folder: Path, write: Write, run: Run) -> None:
    run("package", str(write()))
    out = folder / "out"
    (entry,) = read_entries(out)
    outcomes = [Outcome("x", "fresh", entry["params"])]
    page = out / entry["outputs"]["html"]
    contents = collect(outcomes, [entry], out)
    page.write_text("别的内容", encoding="utf-8")
    with pytest.raises(PackageError, match="在打包时被改动"):
        archives.write_package(folder / "new.zip", contents)
    assert not (folder / "new.zip").exists()
    later = collect(outcomes, [entry], out)
    assert (later.reports, [one.name for one in later.missing]) == ((), ["云溪镇"])


def test_a_package_that_does_not_read_back_gets_no_name(
    folder: Path, write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write()
    old = folder / "out" / f"云溪镇{USUAL}"
    run("package", str(path))
    before = old.read_bytes()
    monkeypatch.setattr(archives, "sums", lambda hashes: b"0  nothing\n")
    result = run("package", str(path))
    assert result.status == SOME_MISSING
    assert "自检未通过" in result.err
    assert old.read_bytes() == before
    assert not list(folder.glob("out/.nianbao-*"))


def test_what_was_packed_is_fresh_for_a_build_of_some_forms(folder: Path, write: Write, run: Run) -> None:
    run("package", str(write()))
    assert "未变 1 份" in run("build", "--to", "docx,pdf").out
    (folder / "out" / "2017" / "yunxi" / "report.pdf").write_bytes(b"")
    assert "已生成 1 份" in run("build", "--to", "docx,pdf").out
