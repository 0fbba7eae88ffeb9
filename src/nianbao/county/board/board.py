"""The board of a year: every unit of the roster with how far it is, read from the registers."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nianbao.county.board.decisions import Decision, Decisions, Step
from nianbao.county.board.publications import Publication, publications
from nianbao.county.board.standing import Standing
from nianbao.county.board.states import State, events_of, state_of
from nianbao.county.inbox.versions import Versions
from nianbao.county.matching import match
from nianbao.county.place import CountyPlace
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.remarks.opinion import Opinion, opinion_of
from nianbao.county.roster import Kind, Member, Roster
from nianbao.county.roster_reading import read_roster
from nianbao.errors import UsageError


@dataclass(frozen=True)
class Board:
    """How far a county is.

    Attributes:
        county: Its name.
        year: Report year.
        now: As of when.
        deadline: Until when reports were due, or None.
        standings: All units, in the roster's order.
    """

    county: str
    year: int
    now: datetime.datetime
    deadline: datetime.date | None
    standings: tuple[Standing, ...]

    def of_state(self, *states: State) -> list[Standing]:
        """List the units in some states."""
        return [one for one in self.standings if one.state in states]

    def of_kind(self, kind: Kind) -> list[Standing]:
        """List the units of a kind."""
        return [one for one in self.standings if one.member.kind is kind]

    @property
    def counts(self) -> dict[State, int]:
        """How many units are in each state, all six of them."""
        found = Counter(one.state for one in self.standings)
        return {state: found[state] for state in State}

    @property
    def received(self) -> list[Standing]:
        """Units that have handed in a report that can be read."""
        return [one for one in self.standings if one.versions]


def board(place: CountyPlace, now: datetime.datetime) -> Board:
    """Read how far every unit is.

    Args:
        place: The county's places.
        now: As of when, with its offset.

    Raises:
        RosterError: The roster can't be used.
    """
    roster = read_roster(place.roster)
    versions, decisions, ledger = Versions(place), Decisions(place), RemarkLedger(place)
    seen = publications(place)
    standings = (_standing(one, versions, decisions, ledger, seen, now) for one in roster.members)
    return Board(roster.county, place.year, now, decisions.deadline, tuple(standings))


def _standing(
    member: Member,
    versions: Versions,
    decisions: Decisions,
    ledger: RemarkLedger,
    seen: Sequence[Publication],
    now: datetime.datetime,
) -> Standing:
    events = events_of(member.id, versions, decisions, seen)
    state, event = state_of(events)
    own = versions.of(member.id)
    published = [one for one in seen if one.unit == member.id]
    first, last = (own[0].at, own[-1].at) if own else ("", "")
    return Standing(
        member=member,
        state=state,
        event=event,
        events=tuple(events),
        versions=len(own),
        first=first,
        last=last,
        opinion=_opinion(member, ledger),
        late=_is_late(first, decisions.deadline, now),
        returned=sum(one.step is Step.RETURNED for one in decisions.of(member.id)),
        refused=tuple(
            (str(one["name"]).split("/")[-1], str(one["outcome"]))
            for one in versions.refused
            if one.get("unit") == member.id and str(one["at"]) > last
        ),
        address=published[-1].address if published else "",
        differences=published[-1].differences if published and state is State.PUBLISHED else 0,
    )


def _opinion(member: Member, ledger: RemarkLedger) -> Opinion | None:
    found = ledger.last(member.id)
    return opinion_of(ledger, member, found) if found else None


def _is_late(first: str, deadline: datetime.date | None, now: datetime.datetime) -> bool:
    if deadline is None:
        return False
    return (datetime.date.fromisoformat(first[:10]) if first else now.date()) > deadline


# --- deciding ---------------------------------------------------------------------------------


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
        member = _member(roster, name)
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


def _member(roster: Roster, name: str) -> Member:
    if (member := roster.by_id(name)) is not None:
        return member
    found = match(roster, names=[name])
    if found.member is None:
        raise UsageError(found.how)
    return found.member


def _refuse_open(member: Member, ledger: RemarkLedger, version: int) -> None:
    found = ledger.last(member.id)
    if found is None or found.version != version:
        raise UsageError(f"{member.name}第 {version} 版还没有校核，先收件再定；一定要通过的，请写 --reason。")
    if must := opinion_of(ledger, member, found).must:
        raise UsageError(
            f"{member.name}还有 {must} 条必须修改的意见。不必改的，在审核意见汇总里选「不提」；"
            "或者用 --reason 写明为什么通过。"
        )
