"""What the officer decides on units' last versions: 通过, 退回, or 已签发 as a unit reports."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from nianbao.county.board.decisions import Decision, Decisions, Step
from nianbao.county.inbox.given_back import not_its_own
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
    """Write down one step for some units; all as :func:`decide_all` says."""
    return decide_all(place, {step: tuple(names)}, now, by=by, reason=reason)


def decide_all(
    place: CountyPlace,
    wanted: Mapping[Step, Sequence[str]],
    now: datetime.datetime,
    *,
    by: str,
    reason: str = "",
) -> list[str]:
    """Write down what the officer decides on units' last versions; all are looked at before anything is written.

    Args:
        place: The county's places.
        wanted: The names of the units, or their ids, by step; the steps are taken in this order.
        now: The time.
        by: Who decides.
        reason: Why, for one step alone; needed to pass what still has points that must be put right, and to
            note as signed what didn't pass.

    Returns:
        What was written down, in Chinese, a line a unit.

    Raises:
        UsageError: There is no such unit, nothing was received from it, it can't be passed or noted as signed
            without a reason, or a reason is given with several steps.
    """
    steps = [step for step in wanted if wanted[step]]
    if reason and len(steps) > 1:
        raise UsageError(
            f"--reason 只能和一样决定同写，这里有{'、'.join(steps)}：看不出是哪一样的原因。请分几次运行。"
        )
    roster = read_roster(place.roster)
    versions, decisions = Versions(place), Decisions(place)
    ledger = RemarkLedger(place, versions)
    found: list[tuple[Member, Decision]] = []
    for step in steps:
        for name in wanted[step]:
            member = member_of(roster, name)
            _refuse_both(member, step, [one.step for other, one in found if other is member])
            own = versions.of(member.id)
            if not own:
                raise UsageError(f"{member.name}还没有报送，不能{step}。")
            version = own[-1].number
            if step is Step.PASSED and not reason:
                _refuse_withdrawn(member, versions)
                _refuse_open(member, ledger, version)
            before = [*decisions.of(member.id), *(one for _, one in found if one.unit == member.id)]
            if step is Step.SIGNED and not reason:
                _refuse_not_passed(member, before, version)
            at = now.isoformat(timespec="seconds")
            found.append((member, Decision(member.id, version, step, reason, at, by)))
    return [_said(member, one, is_news=decisions.add(one)) for member, one in found]


def _said(member: Member, one: Decision, *, is_news: bool) -> str:
    return f"{member.name}第 {one.version} 版：{one.step}{'' if is_news else '（先前已经记下）'}。"


def _refuse_both(member: Member, step: Step, others: Sequence[Step]) -> None:
    """Refuse to return a report and go on with it in one."""
    for other in others:
        if Step.RETURNED in (step, other) and step is not other:
            raise UsageError(f"「{member.name}」又写{step}又写{other}，请只写一样。")


def _refuse_withdrawn(member: Member, versions: Versions) -> None:
    if said := not_its_own(versions, member):
        raise UsageError(f"{said}一定要通过的，请写 --reason。")


def _refuse_open(member: Member, ledger: RemarkLedger, version: int) -> None:
    found = ledger.last(member.id)
    if found is None or found.version != version:
        raise UsageError(f"{member.name}第 {version} 版还没有校核，先收件再定；一定要通过的，请写 --reason。")
    if must := opinion_of(ledger, member, found).must:
        raise UsageError(
            f"{member.name}还有 {must} 条必须修改的意见。不必改的，在审核意见汇总里选「不提」；"
            "或者用 --reason 写明为什么通过。"
        )


def _refuse_not_passed(member: Member, before: Iterable[Decision], version: int) -> None:
    """Refuse to note as signed what the officer didn't pass, or returned after having passed it."""
    steps = [one.step for one in before if one.version == version and one.step is not Step.SIGNED]
    if steps[-1:] != [Step.PASSED]:
        raise UsageError(
            f"{member.name}第 {version} 版还没有审核通过，不能记已签发。请先审核，定为通过；"
            "单位确实已经签发的，用 --reason 写明情况。"
        )
