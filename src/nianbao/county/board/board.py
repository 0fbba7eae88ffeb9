"""The board of a year: every unit of the roster with how far it is, read from the registers."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.county.board.decisions import Decisions, Step
from nianbao.county.board.publications import Publication, publications, standing_pages
from nianbao.county.board.signings import signings
from nianbao.county.board.standing import Standing
from nianbao.county.board.states import State, events_of, state_of
from nianbao.county.inbox.versions import Versions
from nianbao.county.place import CountyPlace
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.remarks.opinion import Opinion, opinion_of
from nianbao.county.roster import Kind, Member
from nianbao.county.roster_reading import read_roster


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
    versions, decisions = Versions(place), Decisions(place)
    ledger = RemarkLedger(place, versions)
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
    events = events_of(member.id, versions, decisions, seen, signings(member.id, versions.place))
    state, event = state_of(events)
    own = versions.of(member.id)
    looks = [one for one in seen if one.unit == member.id]
    published = standing_pages(looks)
    first, last = (own[0].at, own[-1].at) if own else ("", "")
    return Standing(
        member=member,
        state=state,
        event=event,
        events=tuple(events),
        versions=len(own),
        first=first,
        last=last,
        opinion=_opinion(member, ledger) if own else None,
        late=_is_late(first, decisions.deadline, now),
        returned=sum(
            one.step is Step.RETURNED
            for one in decisions.of(member.id)
            if not versions.is_withdrawn(member.id, one.version)
        ),
        refused=tuple(
            (str(one["name"]).split("/")[-1], str(one["outcome"]))
            for one in versions.refused
            if one.get("unit") == member.id and str(one["at"]) > last
        ),
        address=published[-1].address if published else "",
        differences=published[-1].differences if published and state is State.PUBLISHED else 0,
        gone=looks[-1] if looks and not published else None,
    )


def _opinion(member: Member, ledger: RemarkLedger) -> Opinion | None:
    found = ledger.last(member.id)
    return opinion_of(ledger, member, found) if found else None


def _is_late(first: str, deadline: datetime.date | None, now: datetime.datetime) -> bool:
    if deadline is None:
        return False
    return (datetime.date.fromisoformat(first[:10]) if first else now.date()) > deadline
