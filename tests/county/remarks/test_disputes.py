"""Where the county's stayed against the unit's: told until it is settled, and in the way of 通过."""

from __future__ import annotations

import pytest

from nianbao.county.board.board import board
from nianbao.county.board.deciding import decide
from nianbao.county.board.decisions import Step
from nianbao.county.inbox.receive import receive
from nianbao.county.remarks.answering import Answer
from nianbao.county.remarks.disputes import DISPUTE
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.remarks.remark import Handling
from nianbao.county.remarks.renew import handle_remark, renew
from nianbao.county.remarks.workbook import rows_of
from nianbao.county.roster_reading import read_roster
from nianbao.errors import UsageError
from tests.county.inbox.test_filing import FIRST, change, value, with_licences
from tests.county.office import Office, at


@pytest.fixture
def disputed(office: Office) -> Office:
    """An office that changed what the unit changed, too."""
    office.put("1.docx", with_licences(38))
    office.receive(10)
    change(office, FIRST, 40)
    office.put("2.docx", with_licences(41))
    office.receive(11)
    return office


def told(answer: Answer) -> list[str]:
    assert answer.opinion is not None
    return [line.remark.words.now for line in answer.opinion.lines if line.remark.code == DISPUTE]


def again(office: Office, day: int) -> Answer:
    return renew(office.place, at(day)).answers[0]


def note(office: Office) -> str:
    return next(one.note for one in board(office.place, at(20)).standings if one.member.id == "yunxi")


def test_it_is_told_wherever_the_officer_looks(disputed: Office) -> None:
    answer = again(disputed, 12)
    (words,) = told(answer)
    assert "「40」" in words
    assert "「41」" in words
    assert "没有要改的地方" not in answer.message
    assert "1 处底稿留着县里的" in note(disputed)
    rows = rows_of(RemarkLedger(disputed.place), read_roster(disputed.place.roster))
    assert [row.remark.weight for row in rows if row.remark.code == DISPUTE] == ["必须修改"]
    with pytest.raises(UsageError, match="必须修改"):
        decide(disputed.place, ["云溪镇"], Step.PASSED, at(12), by="王科")


def test_it_stays_with_the_next_version(disputed: Office) -> None:
    disputed.put("3.docx", with_licences(41, "这一"))
    disputed.receive(12)
    assert told(again(disputed, 12))


def test_it_is_settled_when_both_say_the_same(disputed: Office) -> None:
    change(disputed, FIRST, 41)
    assert not told(again(disputed, 12))
    assert "留着县里的" not in note(disputed)


def test_it_is_settled_by_a_version_that_says_as_the_county(disputed: Office) -> None:
    disputed.put("3.docx", with_licences(40))
    disputed.receive(12)
    assert not told(again(disputed, 12))


def test_it_is_settled_when_the_unit_s_is_taken(disputed: Office) -> None:
    receive(disputed.inbox, disputed.place, at(12), unit_counts=["云溪镇"])
    assert value(disputed, FIRST) == 41
    assert not told(again(disputed, 12))


def test_it_is_settled_when_the_officer_says_so(disputed: Office) -> None:
    last = RemarkLedger(disputed.place).last("yunxi")
    assert last is not None
    number = next(one.number for one in last.remarks if one.code == DISPUTE)
    handle_remark(disputed.place, "yunxi", number, at(12), handling=Handling.DROPPED)
    assert not told(again(disputed, 12))
    assert "留着县里的" not in note(disputed)
