"""``nianbao county verify`` as the officer runs it, on a site with many habits."""

from __future__ import annotations

import itertools
import re
import threading
import time
from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook

from nianbao.county.place import CountyPlace
from nianbao.county.publishing.listing import Asked
from nianbao.county.publishing.looking import look_at_all
from tests.cli.conftest import Run, run
from tests.verifying import cms
from tests.verifying.samples import SAMPLES, page
from tests.verifying.site import Site

__all__ = ["run"]

THIS_YEAR = [path for path in SAMPLES if path.parent.name == "2024"]


def _publish(site: Site, folder: Path) -> Path:
    """Publish all units' reports but one; three of them suffer from the site."""
    habits = {"yunxi": cms.eats_dates, "bailu": cms.flattens, "donghu": cms.eats_brackets}
    lines = []
    for path in THIS_YEAR[:-1]:
        source = habits.get(path.stem, str)(page(path))
        lines.append(site.put(f"/{path.stem}.html", source))
    lines[3] = site.address + "/gone.html"
    listed = folder / "网址.txt"
    listed.write_text("\n".join(lines), encoding="utf-8")
    return listed


def test_a_countys_pages_in_one_go(run: Run, place: CountyPlace, site: Site) -> None:
    result = run("county", "verify", str(_publish(site, place.folder)), "--year", "2024", "--pause", "0")
    assert result.status == 1, result.err
    assert result.out.startswith("2024 年")
    assert "不一致 3 个" in result.out
    assert "没有核对成 1 个，没有网址 2 个" in result.out
    assert site.busy == 1, "one page of a site at a time"
    root = html.fromstring((place.verified / "发布核对.html").read_bytes())
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in root.xpath("//tbody/tr")]
    assert len(rows) == len(THIS_YEAR) + 1, "a line a unit, one for the page that can't be matched"
    by_name = {row[0]: row for row in rows}
    assert by_name["示例县"][1] == "一致", "the county's own report"
    assert by_name["云溪镇"][1:3] == ["不一致", "2"]
    assert "「202411日至12月31日」" in by_name["云溪镇"][3]
    book = load_workbook(place.verified / "发布核对.xlsx")
    assert book.sheetnames == ["发布核对", "逐处不同"]
    cells = [[cell.value for cell in row] for row in book["发布核对"].iter_rows(min_row=2)]
    assert cells[0][:9] == [
        "单位",
        "地址",
        "标题",
        "发布日期",
        "结果",
        "处数",
        "第一处不同",
        "上次以后的改动",
        "截图时间",
    ]
    assert len(cells) == len(rows) + 1
    told = (place.verified / "发给各单位.txt").read_text(encoding="utf-8")
    assert told.count("请今天改好并回复") == 3


def test_a_second_run_sees_what_changed_silently(run: Run, place: CountyPlace, site: Site) -> None:
    address = site.put("/yunxi.html", page())
    listed = place.folder / "网址.csv"
    listed.write_text(f"单位,网址\n云溪镇,{address}\n", encoding="utf-8")
    assert run("county", "verify", str(listed), "--pause", "0").status == 0
    site.put("/yunxi.html", re.sub("措施：", "改进措施：", page(), count=1))
    again = run("county", "verify", "--pause", "0")
    assert again.status == 1
    assert "上次核对以后改过的：云溪镇。" in again.out
    assert "多了「改进」" in (place.verified / "发布核对.html").read_text(encoding="utf-8")


def test_all_agree_is_said_only_where_all_were_seen(run: Run, place: CountyPlace, site: Site) -> None:
    saved = place.folder / "网页"
    saved.mkdir()
    for number, path in enumerate(THIS_YEAR[:2]):
        (saved / f"{number}.html").write_text(page(path), encoding="utf-8")
    assert run("county", "verify", str(saved)).status == 0
    told = (place.verified / "发给各单位.txt").read_text(encoding="utf-8")
    assert told.startswith("没有要发给各单位的。看到的 2 个一致；没有网址：")
    assert "都与签发稿一致" not in told
    for number, path in enumerate(THIS_YEAR):
        (saved / f"{number}.html").write_text(page(path), encoding="utf-8")
    assert run("county", "verify", str(saved)).status == 0
    assert "都与签发稿一致" in (place.verified / "发给各单位.txt").read_text(encoding="utf-8")
    listed = place.folder / "网址.csv"
    listed.write_text(f"单位,网址\n云溪镇,{site.address}/none\n", encoding="utf-8")
    assert run("county", "verify", str(listed)).status == 2
    told = (place.verified / "发给各单位.txt").read_text(encoding="utf-8")
    assert "一致" not in told
    assert told.endswith("；没有核对成：云溪镇。\n")


def test_an_address_or_no_file_for_a_list_is_refused_as_typed(run: Run, place: CountyPlace) -> None:
    address = run("county", "verify", "https://www.example.org/nb.html")
    assert (address.status, "「https://www.example.org/nb.html」是一个网址" in address.err) == (2, True)
    missing = run("county", "verify", "没有.xlsx")
    assert (missing.status, "找不到「没有.xlsx」" in missing.err) == (2, True)


def test_nothing_that_is_handed_out_names_this_machines_folders(run: Run, place: CountyPlace) -> None:
    place.parameter_file("yunxi").write_text("a: [", encoding="utf-8")
    for name, source in (("a.html", page()), ("b.html", "无")):
        (place.folder / name).write_text(source, encoding="utf-8")
        result = run("county", "verify", str(place.folder / name))
        assert "没有核对成 1 个" in result.out
        assert str(place.folder) not in result.err + result.out
        for file in ("发布核对.html", "发给各单位.txt"):
            assert str(place.folder) not in (place.verified / file).read_text(encoding="utf-8")
    assert "；没有核对成：b.html。" in (place.verified / "发给各单位.txt").read_text(encoding="utf-8")


def test_saved_pages_are_matched_by_content(run: Run, place: CountyPlace) -> None:
    saved = place.folder / "网页"
    saved.mkdir()
    for number, path in enumerate(THIS_YEAR[:4]):
        (saved / f"新建 {number}.html").write_text(page(path), encoding="utf-8")
    result = run("county", "verify", str(saved))
    assert (result.status, "一致 4 个" in result.out) == (0, True), result.err


def test_nothing_readable_is_2_and_no_roster_is_said(run: Run, place: CountyPlace, site: Site) -> None:
    listed = place.folder / "网址.txt"
    listed.write_text(site.address + "/none\n", encoding="utf-8")
    assert run("county", "verify", str(listed)).status == 2
    place.roster.unlink()
    missing = run("county", "verify", str(listed))
    assert (missing.status, "nianbao county init" in missing.err) == (2, True)


def test_the_page_holds_what_a_site_wrote_as_text_only(run: Run, place: CountyPlace, site: Site) -> None:
    evil = page().replace("云溪镇人民政府</p>", "云溪镇人民政府&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    listed = place.folder / "网址.txt"
    listed.write_text(site.put("/a.html", evil), encoding="utf-8")
    run("county", "verify", str(listed))
    source = (place.verified / "发布核对.html").read_text(encoding="utf-8")
    assert "<script" not in source
    assert "&lt;script&gt;" in source


def test_a_page_is_handed_over_before_its_sites_next_is_looked_at() -> None:
    pages = [Asked(f"http://a.example.org/{number}") for number in range(3)]
    taken = threading.Event()

    def look(asked: Asked) -> bool:
        return asked is pages[0] or taken.wait(10)

    found = look_at_all(pages, look, pause=0)
    assert next(found) == (pages[0], True)
    taken.set()
    assert list(found) == [(one, True) for one in pages[1:]]


def test_a_run_that_is_interrupted_waits_for_no_other_page() -> None:
    pages = [Asked(f"http://{host}.example.org/{number}") for host in "abcdef" for number in range(9)]
    looked: list[Asked] = []
    found = look_at_all(pages, looked.append, pause=60)
    next(found)
    found.close()
    assert len(looked) <= 6


def test_what_a_look_raises_in_spite_of_all_comes_out_and_hangs_nothing() -> None:
    def look(asked: Asked) -> str:
        if asked.address.endswith("b"):
            raise KeyError(asked.address)
        return asked.address

    found = look_at_all([Asked("http://x/b"), Asked("http://y/a")], look)
    assert next(found)[1] == "http://y/a"
    with pytest.raises(KeyError):
        next(found)


def test_sites_are_asked_side_by_side_and_each_in_turn() -> None:
    pages = [Asked(f"http://{host}.example.org/{number}") for host in "abc" for number in range(3)]
    started: dict[str, list[float]] = {}

    def look(asked: Asked) -> str:
        started.setdefault(asked.address[7], []).append(time.monotonic())
        time.sleep(0.02)
        return asked.address

    found = dict(look_at_all(pages, look, pause=0.05))
    assert {one.address for one in found} == set(found.values())
    assert len(found) == len(pages)
    for times in started.values():
        assert all(later - earlier >= 0.07 for earlier, later in itertools.pairwise(times))
