"""报送进度: every state, where it comes from, and the words for 催报 and 通报."""

from __future__ import annotations

import datetime
import io
import json
import re

import openpyxl
import pytest

from nianbao.county.board.board import Board, board
from nianbao.county.board.bulletin import bulletin, share
from nianbao.county.board.deciding import decide, decide_all
from nianbao.county.board.decisions import Decisions, Step
from nianbao.county.board.standing import Standing
from nianbao.county.board.states import State
from nianbao.county.board.urging import reminders
from nianbao.county.board.writing import write_board
from nianbao.errors import UsageError
from tests.county.office import Office, at, edited, printed

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(400)


def wrong(words: str) -> str:
    return words.replace("回看2024年，", "回看2024年，我局")


def of(found: Board, unit: str) -> Standing:
    return next(one for one in found.standings if one.member.id == unit)


def state(office: Office, unit: str, day: int = 20) -> State:
    return of(board(office.place, at(day)), unit).state


def publish(office: Office, unit: str, day: int, differences: int = 0) -> None:
    entry = {
        "unit": unit,
        "address": f"https://example.org/{unit}",
        "at": at(day).isoformat(),
        "title": "",
        "date": None,
        "sha256": "0" * 64,
        "differences": differences,
        "same": not differences,
    }
    record(office, entry)


def take_down(office: Office, unit: str, day: int, address: str = "") -> None:
    address = address or f"https://example.org/{unit}"
    entry = {"asked": unit, "unit": unit, "gone": True, "address": address, "at": at(day).isoformat()}
    record(office, {**entry, "error": "打不开这个网址。"})


def record(office: Office, entry: dict[str, object]) -> None:
    path = office.place.verified / "记录.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


@pytest.fixture
def month(office: Office) -> Office:
    """Every state at once: 云溪 returned, 白鹭 published, 河湾 passed, 南坡 waits, 水利局 sent what can't be read."""
    Decisions(office.place).set_deadline(datetime.date(2025, 1, 12), at(8), "王科")
    office.put("云溪.docx", edited(printed("yunxi"), wrong))
    office.put("白鹭.docx", printed("bailu"))
    office.put("河湾.docx", printed("hewan"))
    office.put("水利局.doc", OLD_WORD)
    office.receive(10)
    decide(office.place, ["云溪镇"], Step.RETURNED, at(11), by="王科", reason="口吻是部门的")
    decide(office.place, ["白鹭镇", "hewan"], Step.PASSED, at(11), by="王科")
    decide(office.place, ["白鹭镇"], Step.SIGNED, at(15), by="王科")
    publish(office, "bailu", 17)
    office.put("南坡.docx", printed("nanpo"))
    office.receive(14)
    return office


def test_the_states(month: Office) -> None:
    found = board(month.place, at(18))
    states = {one.member.id: one.state for one in found.standings}
    assert states == {
        "yunxi": State.RETURNED,
        "bailu": State.PUBLISHED,
        "hewan": State.PASSED,
        "nanpo": State.WAITING,
        "shuiliju": State.MISSING,
    }
    assert sum(found.counts.values()) == len(found.standings)
    assert found.counts[State.SIGNED] == 0


def test_each_state_says_when_by_which_version_and_by_whom(month: Office) -> None:
    one = of(board(month.place, at(18)), "bailu")
    assert [event.state for event in one.events] == [
        State.WAITING,
        State.PASSED,
        State.SIGNED,
        State.PUBLISHED,
    ]
    passed = one.events[1]
    assert (passed.at, passed.version, passed.by) == (at(11).isoformat(), 1, "王科")
    assert one.since == "2025-01-17"
    assert one.address == "https://example.org/bailu"


def test_a_new_version_waits_again(month: Office) -> None:
    month.put("云溪改.docx", printed("yunxi"))
    month.receive(16)
    one = of(board(month.place, at(18)), "yunxi")
    assert (one.state, one.versions, one.returned) == (State.WAITING, 2, 1)
    month.put(
        "河湾再.docx", edited(printed("hewan"), lambda words: words.replace("2024年，", "2024 年，", 1))
    )
    month.receive(16)
    assert state(month, "hewan") is State.WAITING


def test_a_page_that_is_gone_takes_the_publication_back(month: Office) -> None:
    take_down(month, "bailu", 19)
    found = board(month.place, at(20))
    one = of(found, "bailu")
    assert (one.state, one.address, one.since) == (State.SIGNED, "", "2025-01-15")
    assert one.note == "1月19日核对时网页看不到了"
    assert one.events[-1].what == "网上看不到了"
    words = {one.member.id: one.text for one in reminders(found)}
    assert "https://example.org/bailu）在1月19日核对时看不到了" in words["bailu"]
    publish(month, "bailu", 21)
    again = of(board(month.place, at(22)), "bailu")
    assert (again.state, again.note) == (State.PUBLISHED, "")


def test_a_page_that_still_stands_elsewhere_is_published(month: Office) -> None:
    record(
        month, {"unit": "bailu", "address": "https://example.org/2", "at": at(18).isoformat(), "same": True}
    )
    take_down(month, "bailu", 19)
    one = of(board(month.place, at(20)), "bailu")
    assert (one.state, one.address, one.note) == (State.PUBLISHED, "https://example.org/2", "")
    take_down(month, "bailu", 20, "https://example.org/2")
    assert state(month, "bailu", 21) is State.SIGNED


def test_a_new_version_waits_though_the_old_page_still_stands(month: Office) -> None:
    other = edited(printed("bailu"), lambda words: words.replace("2024年，", "2024 年，", 1))
    month.put("白鹭再.docx", other)
    month.receive(18)
    assert state(month, "bailu") is State.WAITING
    publish(month, "bailu", 19)
    assert state(month, "bailu") is State.WAITING
    decide(month.place, ["bailu"], Step.PASSED, at(20), by="王科", reason="可以")
    assert state(month, "bailu", 21) is State.PASSED
    publish(month, "bailu", 22)
    assert state(month, "bailu", 23) is State.PUBLISHED


def test_the_same_file_again_stays_returned(month: Office) -> None:
    month.put("云溪又发.docx", (month.inbox / "云溪.docx").read_bytes())
    month.receive(16)
    assert state(month, "yunxi") is State.RETURNED


def test_what_must_be_put_right_is_not_passed_without_a_reason(office: Office) -> None:
    office.put("1.docx", edited(printed("yunxi"), wrong))
    office.receive(10)
    with pytest.raises(UsageError, match="云溪镇还有 1 条必须修改的意见"):
        decide(office.place, ["云溪镇"], Step.PASSED, at(11), by="王科")
    assert state(office, "yunxi") is State.WAITING
    decide(office.place, ["云溪镇"], Step.PASSED, at(11), by="王科", reason="引用的是局的原话")
    found = of(board(office.place, at(12)), "yunxi")
    assert (found.state, found.note) == (State.PASSED, "引用的是局的原话")


def test_nothing_is_decided_on_nothing(month: Office) -> None:
    before = (month.place.board / "登记.jsonl").read_bytes()
    with pytest.raises(UsageError, match="水利局还没有报送，不能退回"):
        decide(month.place, ["南坡镇", "水利局"], Step.RETURNED, at(15), by="王科")
    with pytest.raises(UsageError, match="名单里没有「青山镇」"):
        decide(month.place, ["青山镇"], Step.PASSED, at(15), by="王科")
    assert (month.place.board / "登记.jsonl").read_bytes() == before


def test_a_reason_goes_with_one_step_alone(month: Office) -> None:
    before = (month.place.board / "登记.jsonl").read_bytes()
    wanted = {Step.RETURNED: ["南坡镇"], Step.PASSED: ["云溪镇"]}
    with pytest.raises(UsageError, match="这里有退回、通过：看不出是哪一样的原因"):
        decide_all(month.place, wanted, at(15), by="王科", reason="勾稽关系不平")
    assert (month.place.board / "登记.jsonl").read_bytes() == before


def test_all_steps_are_looked_at_before_any_is_written_down(month: Office) -> None:
    before = (month.place.board / "登记.jsonl").read_bytes()
    with pytest.raises(UsageError, match="云溪镇还有 1 条必须修改的意见"):
        decide_all(month.place, {Step.RETURNED: ["南坡镇"], Step.PASSED: ["云溪镇"]}, at(15), by="王科")
    with pytest.raises(UsageError, match="「河湾镇」又写通过又写退回"):
        decide_all(month.place, {Step.RETURNED: ["河湾镇"], Step.PASSED: ["hewan"]}, at(15), by="王科")
    assert (month.place.board / "登记.jsonl").read_bytes() == before


def test_only_what_passed_is_noted_as_signed(month: Office) -> None:
    with pytest.raises(UsageError, match="南坡镇第 1 版还没有审核通过，不能记已签发"):
        decide(month.place, ["南坡镇"], Step.SIGNED, at(15), by="王科")
    decide(month.place, ["河湾镇"], Step.RETURNED, at(15), by="王科")
    with pytest.raises(UsageError, match="河湾镇第 1 版还没有审核通过"):
        decide(month.place, ["河湾镇"], Step.SIGNED, at(15), by="王科")
    decide(month.place, ["南坡镇"], Step.SIGNED, at(15), by="王科", reason="镇里已经发文")
    found = of(board(month.place, at(18)), "nanpo")
    assert (found.state, found.note) == (State.SIGNED, "镇里已经发文；逾期")
    both = {Step.PASSED: ["河湾镇"], Step.SIGNED: ["河湾镇"]}
    assert len(decide_all(month.place, both, at(16), by="王科")) == 2
    assert state(month, "hewan") is State.SIGNED


def test_a_decision_twice_is_one(month: Office) -> None:
    before = (month.place.board / "登记.jsonl").read_bytes()
    said = decide(month.place, ["云溪镇"], Step.RETURNED, at(12), by="王科", reason="口吻是部门的")
    assert "先前已经记下" in said[0]
    assert (month.place.board / "登记.jsonl").read_bytes() == before


def test_late_and_in_time(month: Office) -> None:
    found = board(month.place, at(18))
    assert {one.member.id for one in found.standings if one.late} == {"nanpo", "shuiliju"}
    early = board(month.place, at(12))
    assert not of(early, "shuiliju").late


def test_the_reminders(month: Office) -> None:
    publish(month, "bailu", 18, differences=2)
    words = {one.member.id: one.text for one in reminders(board(month.place, at(19)))}
    assert set(words) == {"shuiliju", "yunxi", "hewan", "bailu"}
    assert all(
        text.startswith(("水利局", "云溪镇", "河湾镇", "白鹭镇")) and "李明同志" in text
        for text in words.values()
    )
    assert "1月12日前报送，现已过期 7 天" in words["shuiliju"]
    assert "「水利局.doc」像是你单位的，但读不出：请在 WPS 中另存为" in words["shuiliju"]
    assert "第 1 版已于1月11日退回修改（第 1 轮审核意见：必须修改 1 条）" in words["yunxi"]
    assert "1月31日前在网上公布" in words["hewan"]
    assert "有 2 处不同" in words["bailu"]


def test_the_bulletin(month: Office) -> None:
    told = bulletin(board(month.place, at(18)), month.place)
    assert "截至2025年1月18日9时，示例县 5 个单位中，4 个报送了2024年度" in told.text
    assert "报送率 80%（乡镇 4/4，部门 0/1）" in told.text
    assert "在1月12日期限内报送的 3 个，按时率 60%" in told.text
    assert "逾期报送的 1 个：南坡镇" in told.text
    assert "逾期至今未报的 1 个：水利局" in told.text
    assert (
        "审核通过 2 个（其中已签发待发布 0 个、已发布 1 个），退回修改 1 个，待审 1 个，未报 1 个"
        in told.text
    )
    assert "一次通过的 2 个：白鹭镇、河湾镇" in told.text
    whole = told.rates[-1]
    assert (whole.units, whole.received, whole.in_time, whole.passed, whole.published) == (5, 4, 3, 2, 1)
    assert "李明" not in told.text
    assert "0000" not in told.text


@pytest.mark.parametrize(
    ("part", "whole", "words"), [(18, 19, "94.7%"), (5, 5, "100%"), (0, 3, "0%"), (0, 0, "—")]
)
def test_rates(part: int, whole: int, words: str) -> None:
    assert share(part, whole) == words


def test_without_a_deadline_nobody_is_late(office: Office) -> None:
    found = board(office.place, at(30))
    assert not any(one.late for one in found.standings)
    told = bulletin(found, office.place)
    assert "期限" not in told.text
    assert "未报的 5 个" in told.text


def test_what_is_written(month: Office) -> None:
    found = board(month.place, at(18))
    write_board(found, month.place)
    page = (month.place.board / "报送进度.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!data:)", page)
    for words in (
        "未报",
        "待审",
        "退回",
        "通过",
        "已签发",
        "已发布",
        "口吻是部门的",
        "截至 2025年1月18日 09:20",
    ):
        assert words in page
    book = openpyxl.load_workbook(io.BytesIO((month.place.board / "报送进度.xlsx").read_bytes()))
    assert book.sheetnames == ["报送进度", "经过", "催报", "通报"]
    rows = [[cell.value for cell in row] for row in book["报送进度"].iter_rows(min_row=4)]
    assert ["云溪镇", "乡镇", "退回", "2025-01-11", 1] in [row[:5] for row in rows]
    assert "云溪镇李明同志：您好！" in (month.place.board / "催报.txt").read_text(encoding="utf-8")
    before = {path.name: path.read_bytes() for path in month.place.board.iterdir()}
    write_board(board(month.place, at(18)), month.place)
    assert {path.name: path.read_bytes() for path in month.place.board.iterdir()} == before


def test_names_are_text_in_the_page(month: Office) -> None:
    month.put("水利局&<i>表.doc", OLD_WORD[:300])
    month.receive(17)
    write_board(board(month.place, at(18)), month.place)
    page = (month.place.board / "报送进度.html").read_text(encoding="utf-8")
    assert "<i>表" not in page
    assert "水利局&amp;&lt;i&gt;表.doc" in page
