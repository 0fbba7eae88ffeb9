"""``nianbao county serve``: links made, renewed and withdrawn; what isn't served, and why."""

from __future__ import annotations

import os
import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from nianbao import folder
from nianbao.cli.county.serve import COMMAND
from nianbao.county_server import handout
from nianbao.county_server.links import Links
from nianbao.errors import UsageError, WriteError
from tests.county.office import Office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = Office.in_folder(tmp_path / "县政府办", ("yunxi", "bailu"))
    monkeypatch.chdir(office.place.folder)
    return office


def _run(*options: str) -> Result:
    result = CliRunner().invoke(COMMAND, options, standalone_mode=False)
    if isinstance(result.exception, UsageError | WriteError):
        raise result.exception
    assert result.exception is None, result.output
    return result


def test_the_list_has_a_link_a_unit_and_is_written_once(office: Office) -> None:
    said = _run("--links", "链接.xlsx", "--address", "http://127.0.0.1:9000").output
    assert "2 个单位" in said
    path = office.place.folder / "链接.xlsx"
    rows = list(openpyxl.load_workbook(path).active.values)  # type: ignore[union-attr]
    found = {str(row[0]): str(row[3]) for row in rows[1:]}
    assert set(found) == {"云溪镇", "白鹭镇"}
    links = Links(office.place.folder)
    units = {}
    for name, link in found.items():
        address, _, secret = link.partition("#")
        assert address == "http://127.0.0.1:9000/in"
        units[name] = links.unit_of(secret)
        assert secret not in said
    assert units == {"云溪镇": "yunxi", "白鹭镇": "bailu"}
    with pytest.raises(UsageError, match="已经有了"):
        _run("--links", "链接.xlsx")
    assert "已有链接" in _run("--links", "再来.xlsx").output
    assert not (office.place.folder / "再来.xlsx").exists()


def test_a_link_is_renewed_and_withdrawn(office: Office) -> None:
    links = Links(office.place.folder)
    old = links.make(["yunxi"])["yunxi"]
    with pytest.raises(UsageError, match="--address"):
        _run("--renew", "云溪镇")
    assert links.unit_of(old) == "yunxi", "nothing is void before the new link can be told"
    said = _run("--renew", "云溪镇", "--address", "https://nianbao.example.gov.cn").output
    found = re.search(r"https://nianbao\.example\.gov\.cn/in#(\S+)", said)
    assert found
    assert links.unit_of(found[1]) == "yunxi"
    assert links.unit_of(old) is None
    assert "已收回" in _run("--withdraw", "云溪镇").output
    assert links.unit_of(found[1]) is None
    with pytest.raises(UsageError):
        _run("--renew", "没有这个镇")


def test_the_guides_commands_do_what_it_says(office: Office) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "county-desk.zh-CN.md").read_text(encoding="utf-8")
    lines = re.findall(r"nianbao county serve (--(?:links|renew|withdraw)[^`\n]*)", guide)
    assert {line.split()[0] for line in lines} == {"--links", "--renew", "--withdraw"}
    rows: list[tuple[object, ...]] = []
    for line in lines:
        said = _run(*line.split()).output
        if not rows:  # the first makes the list; later ones find it sent and deleted, as the guide says
            rows = list(openpyxl.load_workbook("链接.xlsx").active.values)  # type: ignore[union-attr]
            Path("链接.xlsx").unlink()
        assert "127.0.0.1" not in said
        if line.startswith("--renew"):
            assert "https://nianbao.example.gov.cn/in#" in said
    assert len(rows) == 3
    assert all(str(row[3]).startswith("https://nianbao.example.gov.cn/in#") for row in rows[1:])


def test_collecting_names_who_is_missing_and_says_so_at_the_end(office: Office) -> None:
    result = _run("--collect")
    assert result.return_value == 1
    for unit in ("云溪镇", "白鹭镇"):
        assert f"{unit}　还没有打开过" in result.output
    assert office.place.folder.is_dir()


def test_links_are_not_good_before_the_list_is_written(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = Links(office.place.folder)
    old = links.make(["yunxi"])["yunxi"]

    def full(_path: Path, _data: bytes) -> None:
        raise WriteError("磁盘已满")

    monkeypatch.setattr(handout, "write_privately", full)
    with pytest.raises(WriteError):
        _run("--links", "链接.xlsx", "--renew", "云溪镇", "--address", "https://a.cn")
    assert links.units == ["yunxi"]
    assert links.unit_of(old) == "yunxi"
    assert not Path("链接.xlsx").exists()
    monkeypatch.undo()
    monkeypatch.chdir(office.place.folder)
    _run("--links", "链接.xlsx")
    assert set(links.units) == {"yunxi", "bailu"}


@pytest.mark.skipif(os.name != "posix", reason="the rights of files are POSIX's")
def test_the_list_is_never_readable_to_others(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    move = folder.replace

    def watched(source: Path, target: Path) -> None:
        seen.append((target.suffix, source.stat().st_mode & 0o077))
        move(source, target)

    monkeypatch.setattr(folder, "replace", watched)
    _run("--links", "链接.xlsx")
    assert (".xlsx", 0) in seen
    assert (".json", 0) in seen


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "还没有给单位做链接"),
        (("--listen", "0.0.0.0"), "必须加密"),
        (("--behind-proxy",), "--address"),
        (("--certificate", "x.pem"), "要一起写"),
        (("--certificate", "x.pem", "--key", "x.pem"), "用不了"),
        (("--links", "链接.csv"), "xlsx"),
        (("--links", "没有/链接.xlsx"), "没有「没有」"),
    ],
)
def test_what_is_not_served_is_said(office: Office, options: tuple[str, ...], said: str) -> None:
    (office.place.folder / "x.pem").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(said)):
        _run(*options)
    assert not Links(office.place.folder).units
