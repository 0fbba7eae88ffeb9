"""Pages are matched to their units, compared, kept, and compared with the last look."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest

from nianbao.county.board.publications import publications
from nianbao.county.place import CountyPlace
from nianbao.county.publishing.checking import Checker
from nianbao.county.publishing.listing import Asked, asked_for
from nianbao.county.publishing.messages import message
from nianbao.county.register import Register
from nianbao.errors import WriteError
from nianbao.verifying.fetching import Fetched, PageError
from tests.county.publishing.conftest import Clock
from tests.verifying import cms
from tests.verifying.samples import ROOT, changed, page
from tests.verifying.site import Answer, Site

BAILU = ROOT / "params/2024/bailu.yaml"


def _records(place: CountyPlace) -> list[dict[str, object]]:
    lines = (place.verified / "记录.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_page_is_matched_by_what_it_says_and_entered(checker: Checker, site: Site) -> None:
    address = site.put("/nb.html", page())
    look = checker.look(Asked(address))
    assert (look.member.name if look.member else "", look.result, look.fine) == ("云溪镇", "一致", True)
    (record,) = _records(checker.place)
    assert record["unit"] == "yunxi"
    assert record["address"] == address
    assert record["at"] == "2025-01-26T09:30:00+08:00"
    assert record["title"] == "示例县云溪镇人民政府2024年政府信息公开工作年度报告"
    assert (record["date"], record["differences"], record["same"]) == ("2025-01-25", 0, True)
    digest = str(record["sha256"])
    assert digest == hashlib.sha256(page().encode("utf-8")).hexdigest()
    kept = checker.place.verified / "快照" / digest[:2] / f"{digest}.html"
    assert kept.read_bytes() == page().encode("utf-8")
    (seen,) = publications(checker.place)
    assert (seen.unit, seen.same) == ("yunxi", True)


def test_a_silent_change_is_seen_with_what_changed(checker: Checker, clock: Clock, site: Site) -> None:
    address = site.put("/nb.html", page())
    assert checker.look(Asked(address)).changed == ()
    clock.tomorrow()
    site.put("/nb.html", changed(page(), "浏览次数：17", "浏览次数：18"))
    assert checker.look(Asked(address)).changed == (), "a counter of visits is the site's"
    clock.tomorrow()
    site.put(
        "/nb.html",
        changed(page(), "主动公开方面，", "在主动公开方面，").replace("2025年1月9日", "2025年1月8日"),
    )
    later = checker.look(Asked(address))
    assert later.changed == ("多了「在」", "「9」改成了「8」")
    assert (later.was_same, later.before, later.result) == (True, "2025-01-27T09:30:00+08:00", "不一致")
    assert "1月27日）以后改过" in message(later, 2024)
    clock.tomorrow()
    assert checker.look(Asked(address)).changed == ()
    assert [record["changed"] for record in _records(checker.place)][2] == list(later.changed)


def test_the_same_page_is_kept_once(checker: Checker, clock: Clock, site: Site) -> None:
    address = site.put("/nb.html", page())
    for _ in range(3):
        checker.look(Asked(address))
        clock.tomorrow()
    kept = sorted(path.suffix for path in (checker.place.verified / "快照").rglob("*") if path.is_file())
    assert kept == [".html", ".txt"]
    assert len(_records(checker.place)) == 3


def test_the_list_names_the_unit_and_the_page_another(checker: Checker, site: Site) -> None:
    look = checker.look(Asked(site.put("/nb.html", page(BAILU)), "云溪镇", "第 2 行"))
    assert (look.result, look.fine) == ("不是这份年报", False)
    assert look.verdict
    assert "白鹭镇" in look.verdict.wrong[0].message
    assert publications(checker.place) == [], "another unit's report doesn't publish this one's"


def test_last_years_report_is_not_this_years(checker: Checker, site: Site) -> None:
    look = checker.look(Asked(site.put("/nb.html", page(ROOT / "params/2023/yunxi.yaml")), "云溪镇"))
    assert look.result == "不是这份年报"
    assert publications(checker.place) == []


def test_what_went_wrong_is_part_of_the_answer(checker: Checker, site: Site) -> None:
    looks = [
        checker.look(Asked(site.address + "/none", "云溪镇", "第 2 行")),
        checker.look(Asked(site.address + "/none", "没有镇", "第 3 行")),
        checker.look(Asked(site.put("/a.html", page().replace("云溪", "云天")))),
    ]
    assert [look.result for look in looks] == ["没有核对成"] * 3
    assert "没有这个网页（404）" in looks[0].problem
    assert "第 3 行" in looks[1].problem
    assert "名单里没有" in looks[2].problem
    assert publications(checker.place) == []
    assert [record.get("error") is not None for record in _records(checker.place)] == [True, True]


def test_a_page_that_went_or_became_another_units_is_told(checker: Checker, clock: Clock, site: Site) -> None:
    address = site.put("/nb.html", page())
    checker.look(Asked(address))
    clock.tomorrow()
    site.put("/nb.html", page(BAILU))
    other = checker.look(Asked(address))
    assert (other.member.name if other.member else "", other.changed) == (
        "白鹭镇",
        ("上次是云溪镇的年报，现在是白鹭镇的",),
    )
    del site.pages["/nb.html"]
    gone = checker.look(Asked(address))
    assert (gone.member.name if gone.member else "", gone.result) == ("白鹭镇", "没有核对成")
    assert "1月27日核对时还在" in message(gone, 2024)


def test_a_page_that_went_takes_the_publication_back(checker: Checker, clock: Clock, site: Site) -> None:
    address = site.put("/nb.html", page())
    checker.look(Asked(address))
    del site.pages["/nb.html"]
    for _ in range(2):
        clock.tomorrow()
        look = checker.look(Asked(address))
        record = _records(checker.place)[-1]
        assert (record["unit"], record["gone"], record["address"]) == ("yunxi", True, address)
        assert (look.gone, look.before) == (True, "2025-01-26T09:30:00+08:00")
    site.put("/nb.html", page())
    back = checker.look(Asked(address))
    assert (back.fine, back.changed) == (True, ())
    assert "gone" not in _records(checker.place)[-1]
    assert [one.address for one in asked_for(None, checker.place)] == [address]


@pytest.mark.parametrize("status", [403, 500])
def test_a_page_that_cannot_be_reached_just_now_is_not_gone(
    checker: Checker, site: Site, status: int
) -> None:
    address = site.put("/nb.html", page())
    checker.look(Asked(address))
    site.pages["/nb.html"] = Answer(b"", status)
    look = checker.look(Asked(address))
    assert (look.result, look.gone, look.changed) == ("没有核对成", False, ())
    assert not {"unit", "gone"} & set(_records(checker.place)[-1])
    assert message(look, 2024) == "", "the unit can do nothing about it"


def test_the_countys_own_line_is_not_the_units_business(checker: Checker, site: Site) -> None:
    address = site.put("/nb.html", page())
    checker.look(Asked(address))

    def down(_: str) -> Fetched:
        raise PageError("连不上网站。请核对网址和端口，看本机能不能上网。")

    checker.fetcher = down
    assert message(checker.look(Asked(address)), 2024) == ""


def test_an_address_that_never_worked_is_no_message(checker: Checker, site: Site) -> None:
    assert message(checker.look(Asked(site.address + "/none", "云溪镇")), 2024) == ""


def test_another_content_takes_the_publication_back(checker: Checker, site: Site) -> None:
    address = site.put("/nb.html", page())
    checker.look(Asked(address))
    site.put("/nb.html", page(ROOT / "params/2023/yunxi.yaml"))
    assert checker.look(Asked(address)).result == "不是这份年报"
    gone, entered = _records(checker.place)[-2:]
    assert (gone["unit"], gone["gone"]) == ("yunxi", True)
    assert "unit" not in entered
    site.put("/nb.html", page().replace("云溪", "云天"))
    nameless = checker.look(Asked(address))
    assert (nameless.member.name if nameless.member else "") == "云溪镇", "whose page it was"


def test_an_older_register_is_read_on(checker: Checker, site: Site) -> None:
    address = site.put("/nb.html", page())
    path = checker.place.verified / "记录.jsonl"
    path.parent.mkdir(parents=True)
    old = [
        {"unit": "yunxi", "address": address, "at": "2025", "same": True},
        {"asked": "yunxi", "address": address, "at": "2025-01-20T09:30:00+08:00", "error": "没有这个网页"},
    ]
    path.write_text("".join(json.dumps(one) + "\n" for one in old), encoding="utf-8")
    site.put("/nb.html", page(BAILU))
    other = checker.look(Asked(address))
    assert other.changed == ("上次是别的单位的年报，现在是白鹭镇的",)
    assert message(other, 2024)


def test_whatever_one_page_raises_is_a_failed_look(checker: Checker, site: Site) -> None:
    address = site.put("/nb.html", page())
    checker.look(Asked(address))

    def breaks(_: str) -> Fetched:
        raise RecursionError("maximum depth")

    usual, checker.fetcher = checker.fetcher, breaks
    look = checker.look(Asked(address))
    assert (look.result, look.gone, message(look, 2024)) == ("没有核对成", False, "")
    assert "RecursionError" in look.problem
    assert "交给维护人员" in look.problem
    checker.fetcher = usual
    assert checker.look(Asked(address)).fine


def test_a_register_that_cannot_be_written_ends_nothing(
    checker: Checker, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise WriteError("写不进登记：磁盘已满。")

    monkeypatch.setattr(Register, "append", full)
    assert checker.look(Asked(site.put("/a.html", page()))).problem == "写不进登记：磁盘已满。"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' file names are text")
def test_a_file_name_that_is_no_text_is_written_somehow(checker: Checker) -> None:
    name = os.fsdecode("年报".encode("gbk") + b".html")
    path = checker.place.folder / name
    path.write_text(page(), encoding="utf-8")
    look = checker.look(Asked(str(path)))
    assert look.fine, look.problem
    assert str(checker.place.folder) not in look.asked.shown
    look.asked.shown.encode("utf-8")


def test_a_message_names_a_saved_page_without_its_folders(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "存下 1.html"
    path.write_text(cms.eats_dates(page()), encoding="utf-8")
    told = message(checker.look(Asked(str(path))), 2024)
    assert "（存下 1.html）" in told
    assert str(tmp_path) not in told


def test_a_unit_without_a_report_of_the_year_is_told(checker: Checker, site: Site) -> None:
    checker.place.parameter_file("yunxi").unlink()
    look = checker.look(Asked(site.put("/a.html", page())))
    assert "没有「云溪镇」2024 年的年报底稿" in look.problem
    assert "--" not in look.problem
    assert "yunxi" not in look.problem


def test_a_message_names_places_and_is_short(checker: Checker, site: Site) -> None:
    look = checker.look(Asked(site.put("/a.html", cms.eats_dates(page()))))
    told = message(look, 2024)
    assert told.startswith("云溪镇：2024 年度")
    assert "「202411日至12月31日」" in told
    assert len(told) < 600
    assert message(checker.look(Asked(site.put("/b.html", page()))), 2024) == ""


@pytest.mark.parametrize("damage", ["not json\n", '{"unit": "yunxi", "at": "2025'])
def test_a_torn_register_is_read_on(checker: Checker, site: Site, damage: str) -> None:
    path = checker.place.verified / "记录.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text(damage, encoding="utf-8")
    assert checker.look(Asked(site.put("/a.html", page()))).fine
    assert [one.unit for one in publications(checker.place)] == ["yunxi"]
