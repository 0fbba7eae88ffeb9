"""``nianbao verify`` as a clerk runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from nianbao.cli.init import fill
from tests.cli.conftest import Run, run
from tests.verifying import cms
from tests.verifying.samples import ROOT, page
from tests.verifying.site import Site

__all__ = ["run"]


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the samples, which is also the current folder."""
    place = tmp_path / "县 folder"
    fill(place)
    shutil.copytree(ROOT / "params", place / "params", dirs_exist_ok=True)
    monkeypatch.chdir(place)
    return place


def test_the_same_is_0_and_says_what_it_was_compared_with(run: Run, county: Path, site: Site) -> None:
    result = run("verify", site.put("/a.html", page()))
    assert result.status == 0, result.out + result.err
    assert "一致" in result.out
    assert "年报底稿「params/2024/yunxi.yaml」" in result.out
    assert "还没有生成过报告" in result.out


def test_differences_are_1_and_listed_with_their_places(run: Run, county: Path, site: Site) -> None:
    address = site.put("/a.html", cms.eats_dates(page()))
    result = run("verify", address)
    assert result.status == 1
    assert "不同 2 处" in result.out
    assert "「202411日至12月31日」" in result.out
    data = json.loads(run("verify", address, "--json").out)
    assert (data["unit"], data["year"], data["same"]) == ("云溪镇", 2024, False)
    assert [one["kind"] for one in data["differences"]] == ["字符被吃", "字符被吃"]
    assert set(data["differences"][0]) >= {"where", "should", "was", "section", "table", "row", "column"}


def test_what_cannot_be_read_is_2(run: Run, county: Path, site: Site) -> None:
    for address in (site.address + "/none", "没有.html", "http://127.0.0.1:9/"):
        result = run("verify", address)
        assert result.status == 2
        assert result.err.strip()
        assert "Traceback" not in result.err


@pytest.mark.parametrize("address", ["ftp://x/", "file:///tmp/a.html", "FILE://c:/a.html"])
def test_an_address_of_another_kind_is_refused_as_typed(run: Run, county: Path, address: str) -> None:
    result = run("verify", address)
    assert (result.status, f"「{address}」不能核对" in result.err) == (2, True)
    assert "http:// 或 https://" in result.err


def test_a_draft_is_no_published_page(run: Run, county: Path) -> None:
    result = run("verify", "params/2024/yunxi.yaml")
    assert result.status == 2
    assert "「params/2024/yunxi.yaml」是年报底稿，不是发布的页面" in result.err


def test_paths_of_this_machine_are_shown_short(run: Run, county: Path) -> None:
    result = run("verify", str(county / "没有.html"))
    assert "「没有.html」打不开" in result.err
    assert run("verify", "a\0b.html").status == 2


def test_unit_and_year_can_be_given(run: Run, county: Path) -> None:
    saved = county / "存下.html"
    saved.write_text(page(), encoding="utf-8")
    assert run("verify", "存下.html", "--unit", "云溪镇").status == 0
    other = run("verify", "存下.html", "--unit", "白鹭镇")
    assert (other.status, "不是白鹭镇的" in other.out) == (1, True)
    assert run("verify", "存下.html", "--year", "2023").status == 1
    unknown = run("verify", "存下.html", "--unit", "没有镇")
    assert (unknown.status, "云溪镇" in unknown.err) == (2, True)
    named = run("verify", "存下.html", "--params", "params/2024/yunxi.yaml")
    assert named.status == 0


def test_the_record_of_the_last_build_is_what_was_signed(run: Run, county: Path) -> None:
    """A parameter file changed afterwards doesn't change what was signed, and it is said."""
    source = county / "params" / "2024" / "yunxi.yaml"
    assert run("build", str(source), "--to", "fragment").status == 0
    saved = county / "存下.html"
    saved.write_text(page(), encoding="utf-8")
    same = run("verify", "存下.html")
    assert (same.status, "生成记录「out/2024/yunxi/report.ipynb」" in same.out) == (0, True)
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("云溪镇", "云西镇"), encoding="utf-8")
    later = run("verify", "存下.html", "--unit", "yunxi")
    assert (later.status, "在上次生成以后改过" in later.out) == (0, True)


def test_without_a_working_folder_a_parameter_file_will_do(
    run: Run, county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "存下.html"
    saved.write_text(page(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("verify", "存下.html").status == 2
    assert run("verify", "存下.html", "--params", str(county / "params/2024/yunxi.yaml")).status == 0
