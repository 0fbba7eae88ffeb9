"""What the officer decides on units' last versions: 通过, 退回, or 已签发 as a unit reports."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from nianbao.county.board.decisions import Decision, Decisions, Step
from nianbao.county.inbox.versions import Versions
from nianbao.county.place import CountyPlace
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.remarks.opinion import opinion_of
from nianbao.county.remarks.renew import member_of
from nianbao.county.roster import Member
from nianbao.county.roster_reading import read_roster
from nianbao.errors import UsageError


def decide(
    place: CountyPlace,
    names: Iterable[str],
    step: Step,
    now: datetime.datetime,
    *,
    by: str,
    reason: str = "",
) -> list[str]:
    """Write down what the officer decides on units' last versions.

    Args:
        place: The county's places.
        names: The units' names, or ids.
        step: 通过, 退回 or 已签发.
        now: The time.
        by: Who decides.
        reason: Why; needed to pass what still has points that must be put right.

    Returns:
        What was written down, in Chinese, a line a unit.

    Raises:
        UsageError: There is no such unit, nothing was received from it, or it can't be passed without a reason.
    """
    roster = read_roster(place.roster)
    versions, decisions, ledger = Versions(place), Decisions(place), RemarkLedger(place)
    wanted = []
    for name in names:  # all are looked at before anything is written down
        member = member_of(roster, name)
        own = versions.of(member.id)
        if not own:
            raise UsageError(f"{member.name}还没有报送，不能{step}。")
        if step is Step.PASSED and not reason:
            _refuse_open(member, ledger, own[-1].number)
        wanted.append((member, own[-1].number))
    said = []
    for member, version in wanted:
        found = Decision(member.id, version, step, reason, now.isoformat(timespec="seconds"), by)
        news = decisions.add(found)
        said.append(f"{member.name}第 {version} 版：{step}{'' if news else '（先前已经记下）'}。")
    return said


def _refuse_open(member: Member, ledger: RemarkLedger, version: int) -> None:
    found = ledger.last(member.id)
    if found is None or found.version != version:
        raise UsageError(f"{member.name}第 {version} 版还没有校核，先收件再定；一定要通过的，请写 --reason。")
    if must := opinion_of(ledger, member, found).must:
        raise UsageError(
            f"{member.name}还有 {must} 条必须修改的意见。不必改的，在审核意见汇总里选「不提」；"
            "或者用 --reason 写明为什么通过。"
        )
