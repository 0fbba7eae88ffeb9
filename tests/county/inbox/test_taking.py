"""A file given to the wrong unit and given back, and an earlier version that counts again."""

from __future__ import annotations

import json

from nianbao.county.board.board import board
from nianbao.county.board.states import State
from nianbao.county.inbox.receive import InboxResult, receive
from nianbao.county.inbox.result import Outcome
from nianbao.county.inbox.versions import Versions
from tests.county.inbox.test_filing import FIRST, value, with_licences
from tests.county.office import UNITS, Office, at, printed


def nameless() -> bytes:
    """A report that names a unit that isn't on the roster."""
    return printed("shimen")


def given(office: Office, name: str, unit: str, day: int) -> InboxResult:
    return receive(office.inbox / name, office.place, at(day), assign=UNITS[unit])


def state(office: Office, unit: str) -> State:
    found = board(office.place, at(20))
    return next(one.state for one in found.standings if one.member.id == unit)


def test_the_officer_can_t_give_a_unit_another_one_s_report(office: Office) -> None:
    office.put("年报.docx", printed("bailu"))
    one = given(office, "年报.docx", "hewan", 10).arrivals[0]
    assert one.outcome is Outcome.UNKNOWN
    assert "里面写的是白鹭镇" in one.said
    assert "指定的是河湾镇" in one.said
    assert not office.place.parameter_file("hewan").exists()
    assert given(office, "年报.docx", "bailu", 11).arrivals[0].outcome is Outcome.ACCEPTED


def test_a_file_given_to_the_wrong_unit_is_given_back(office: Office) -> None:
    office.put("年报.docx", nameless())
    given(office, "年报.docx", "hewan", 10)
    assert state(office, "hewan") is State.WAITING
    one = given(office, "年报.docx", "bailu", 11).arrivals[0]
    assert (one.outcome, one.member and one.member.id, one.version) == (Outcome.ACCEPTED, "bailu", 1)
    assert "原来记作河湾镇第 1 版的，不再算" in one.said
    assert "没有删" in one.said
    assert office.place.parameter_file("hewan").exists()
    assert (state(office, "hewan"), state(office, "bailu")) == (State.MISSING, State.WAITING)
    again = office.receive(12).arrivals[0]
    assert (again.outcome, again.member and again.member.id) == (Outcome.SAME, "bailu")
    once = given(office, "年报.docx", "bailu", 13).arrivals[0]
    assert (once.outcome, "不再算" in once.said) == (Outcome.SAME, False)


def test_what_the_wrong_unit_hands_in_next_takes_the_place_of_it(office: Office) -> None:
    office.put("年报.docx", nameless())
    given(office, "年报.docx", "yunxi", 10)
    given(office, "年报.docx", "bailu", 11)
    office.put("云溪.docx", with_licences(38))
    one = office.receive(12).arrivals[-1]
    assert (one.version, one.conflicts) == (2, ())
    assert value(office, FIRST) == 38


def test_an_earlier_version_counts_again_when_the_officer_says_so(office: Office) -> None:
    office.put("1.docx", with_licences(38))
    office.put("2.docx", with_licences(39))
    office.receive(10)
    assert value(office, FIRST) == 39
    said = office.receive(11).arrivals[0].said
    assert "--take 云溪镇" in said
    assert value(office, FIRST) == 39
    one = receive(office.inbox / "1.docx", office.place, at(12), unit_counts=["云溪镇"]).arrivals[0]
    assert (one.outcome, one.version) == (Outcome.ACCEPTED, 3)
    assert "用回第 1 版" in one.said
    assert value(office, FIRST) == 38
    once = receive(office.inbox / "1.docx", office.place, at(13), unit_counts=["云溪镇"]).arrivals[0]
    assert (once.outcome, once.version) == (Outcome.SAME, 3)
    lines = (office.place.received / "登记.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(json.loads(line)["do"] == "received" for line in lines) == 3


def test_the_version_before_the_wrong_one_can_be_taken_again(office: Office) -> None:
    office.put("云溪.docx", with_licences(77))
    office.receive(9)
    office.put("年报.docx", nameless())
    given(office, "年报.docx", "yunxi", 10)
    assert value(office, FIRST) != 77
    assert "要换回第 1 版" in given(office, "年报.docx", "bailu", 11).arrivals[0].said
    kept = office.place.received / Versions(office.place).of("yunxi")[-1].file
    one = receive(kept, office.place, at(12), unit_counts=["云溪镇"]).arrivals[0]
    assert (one.outcome, one.version) == (Outcome.ACCEPTED, 3)
    assert value(office, FIRST) == 77
