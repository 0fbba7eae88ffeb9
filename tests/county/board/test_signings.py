"""已签发, as the units' own 签发登记 say."""

from __future__ import annotations

import pytest

from nianbao.county.board.board import board
from nianbao.county.board.deciding import decide
from nianbao.county.board.decisions import Step
from nianbao.county.board.standing import Standing
from nianbao.county.board.states import State
from nianbao.errors import UnsettledError
from nianbao.signing.register import register_path
from nianbao.signing.sign import Who, sign
from tests.county.office import Office, at, printed

STEPS = 5


def unit(office: Office, day: int = 20) -> Standing:
    return next(one for one in board(office.place, at(day)).standings if one.member.id == "hewan")


@pytest.fixture
def passed(office: Office) -> Office:
    office.put("河湾.docx", printed("hewan"))
    office.receive(10)
    decide(office.place, ["hewan"], Step.PASSED, at(11), by="王科")
    return office


def take(office: Office, steps: int) -> None:
    path = office.place.parameter_file("hewan")
    for number in range(steps):
        name = f"领导{number}"
        sign(path, office.place.folder, Who(name, at(15).date()), None, at(15))


def test_a_unit_is_signed_when_every_step_holds(passed: Office) -> None:
    take(passed, STEPS - 1)
    assert unit(passed).state is State.PASSED
    take(passed, 1)
    found = unit(passed)
    assert found.state is State.SIGNED
    assert found.event is not None
    assert (found.event.by, found.event.note) == ("领导0", "主要领导签发　2025-01-15")


def test_what_was_changed_afterwards_is_not_signed(passed: Office) -> None:
    take(passed, STEPS)
    path = passed.place.parameter_file("hewan")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("公开", "公布", 1), encoding="utf-8")
    assert unit(passed).state is State.PASSED


def test_what_was_signed_with_findings_open_is_not_signed(
    passed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, who = passed.place.parameter_file("hewan"), Who("领导4", at(15).date())
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("公开", "{{ no.such.figure }}", 1), encoding="utf-8")
    take(passed, STEPS - 1)
    with pytest.raises(UnsettledError):
        sign(path, passed.place.folder, who, None, at(15))
    assert sign(path, passed.place.folder, who, None, at(15), despite_errors=True).is_approved
    assert unit(passed).state is State.PASSED
    monkeypatch.setattr("nianbao.signing.sign.open_errors", lambda *_: [])  # answered, in the same words
    sign(path, passed.place.folder, who, "主要领导签发", at(15))  # the same hand again: no twin
    assert unit(passed).state is State.SIGNED


def test_an_altered_register_is_told_and_counts_for_nothing(passed: Office) -> None:
    take(passed, STEPS)
    path = register_path(passed.place.parameter_file("hewan"))
    path.write_text(path.read_text(encoding="utf-8").replace("领导4", "领导9"), encoding="utf-8")
    found = unit(passed)
    assert found.state is State.PASSED
    assert any("被改动过" in event.what for event in found.events)


def test_the_officers_own_mark_stays_possible(passed: Office) -> None:
    decide(passed.place, ["hewan"], Step.SIGNED, at(15), by="王科")
    assert unit(passed).state is State.SIGNED
