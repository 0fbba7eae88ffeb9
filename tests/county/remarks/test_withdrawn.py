"""What a unit was told of a version that turned out to be another unit's counts no more, anywhere."""

from __future__ import annotations

import openpyxl
import pytest

from nianbao.county.board.board import board
from nianbao.county.board.bulletin import bulletin
from nianbao.county.board.deciding import Step, decide
from nianbao.county.inbox.receive import InboxResult, receive
from nianbao.county.inbox.versions import Versions
from nianbao.county.remarks.answering import Answer, remarks_for
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.remarks.remark import Handling, State
from nianbao.county.remarks.renew import add_remark, handle_remark, renew
from nianbao.county.roster_reading import read_roster
from nianbao.errors import UsageError
from tests.county.office import UNITS, Office, at, edited, printed


def nameless() -> bytes:
    """A report that names a unit that isn't on the roster, with much to say of it."""
    return edited(printed("shimen"), lambda words: words.replace("第711号", "第771号"))


def own() -> bytes:
    """A report of 云溪镇's own, with something else to say of it."""
    return edited(printed("yunxi"), lambda words: words.replace("主动公开方面，", "主动公开方面,"))


def given(office: Office, unit: str, day: int) -> InboxResult:
    return receive(office.inbox / "年报.docx", office.place, at(day), assign=UNITS[unit])


def rows(office: Office, unit: str) -> list[str]:
    """What stands in the officer's workbook on a unit: 应改为, a row each."""
    sheet = openpyxl.load_workbook(office.place.remarks / "审核意见汇总.xlsx")["审核意见"]
    head = [cell.value for cell in sheet[4]]
    cells = [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True)]
    return [str(row["应改为"]) for row in cells if row["单位"] == UNITS[unit]]


def answer(result: InboxResult, unit: str) -> Answer:
    return next(one for one in result.answers if one.member.id == unit)


def given_back(office: Office) -> None:
    """The only version of 河湾镇 turns out to be 白鹭镇's."""
    office.put("年报.docx", nameless())
    given(office, "hewan", 10)
    assert rows(office, "hewan")
    said = given(office, "bailu", 11).arrivals[0].said
    assert "为这一版写的审核意见也不算，没有发的不要发，发了的请告诉河湾镇" in said


def test_its_rows_leave_the_workbook_and_nothing_tells_them_any_more(office: Office) -> None:
    given_back(office)
    assert rows(office, "hewan") == []
    assert rows(office, "bailu")
    assert remarks_for(office.place, read_roster(office.place.roster), "hewan") is None
    found = board(office.place, at(12))
    assert "共审核 1 份次" in bulletin(found, office.place).text
    renew(office.place, at(12))
    assert rows(office, "hewan") == []


def test_what_the_officer_said_of_the_unit_itself_stays(office: Office) -> None:
    office.put("年报.docx", nameless())
    given(office, "hewan", 10)
    add_remark(office.place, "hewan", "请写全称", at(10))
    given(office, "bailu", 11)
    assert rows(office, "hewan") == ["请写全称"]


def test_the_unit_s_own_report_begins_its_rounds_anew(office: Office) -> None:
    office.put("年报.docx", nameless())
    told = answer(given(office, "yunxi", 10), "yunxi").opinion
    assert told
    dropped = {line.remark.number for line in told.lines}
    for number in dropped:
        handle_remark(office.place, "yunxi", number, at(10), handling=Handling.DROPPED)
    given(office, "bailu", 11)
    office.put("云溪.docx", own())
    found = answer(office.receive(12), "yunxi").opinion
    assert found
    assert (found.number, found.version, found.fixed) == (1, 2, ())
    assert {line.remark.state for line in found.lines} == {State.NEW}
    # 不提 was said of other remarks: their numbers don't fall to these.
    assert not dropped.intersection(line.remark.number for line in found.lines)
    assert [one.version for one in RemarkLedger(office.place).rounds("yunxi")] == [2]


def behind(office: Office) -> list[str]:
    """云溪镇's second version turns out to be another unit's, and its parameter file holds it still.

    Returns:
        What the workbook said of the first version.
    """
    office.put("云溪.docx", own())
    office.receive(9)
    before = rows(office, "yunxi")
    office.put("年报.docx", nameless())
    given(office, "yunxi", 10)
    given(office, "bailu", 11)
    return before


def test_the_draft_isn_t_checked_while_it_holds_another_unit_s(office: Office) -> None:
    before = behind(office)
    assert before
    assert rows(office, "yunxi") == before
    problem = renew(office.place, at(12), ["云溪镇"]).answers[0].problem
    assert "云溪镇的底稿里还是第 2 版的内容，那一版是别的单位的，不再算。要换回第 1 版" in problem
    assert rows(office, "yunxi") == before
    with pytest.raises(UsageError, match=r"底稿里还是第 2 版的内容.*要换回第 1 版.*--reason"):
        decide(office.place, ["云溪镇"], Step.PASSED, at(12), by="县里")


def test_the_version_before_it_is_told_again_once_it_is_back(office: Office) -> None:
    assert behind(office)
    kept = office.place.received / Versions(office.place).of("yunxi")[-1].file
    found = answer(receive(kept, office.place, at(12), unit_counts=["云溪镇"]), "yunxi").opinion
    assert found
    assert (found.number, found.version) == (2, 3)
    assert {line.remark.state for line in found.lines} == {State.OPEN}


def test_a_return_of_such_a_version_isn_t_counted_against_the_unit(office: Office) -> None:
    office.put("年报.docx", nameless())
    given(office, "hewan", 10)
    decide(office.place, ["河湾镇"], Step.RETURNED, at(10), by="县里", reason="请重报")
    given(office, "bailu", 11)
    found = board(office.place, at(12))
    assert {one.returned for one in found.standings} == {0}
