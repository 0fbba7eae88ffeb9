"""One unit's round: its parameter file checked, held against the round before, and told to the unit."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nianbao.county.place import CountyPlace
from nianbao.county.remarks.disputes import DISPUTE
from nianbao.county.remarks.ledger import RemarkLedger, Round
from nianbao.county.remarks.remark import ORDER, Remark, State
from nianbao.county.remarks.rounds import compared
from nianbao.county.remarks.wording import is_for_unit, wording_of
from nianbao.county.roster import Member
from nianbao.finding import Finding
from nianbao.reviewing.reviewed import review


@dataclass(frozen=True)
class Line:
    """A remark as it is told.

    Attributes:
        remark: The remark.
        opinion: What the officer adds.
    """

    remark: Remark
    opinion: str = ""


@dataclass(frozen=True)
class Opinion:
    """What a unit is told in a round.

    Attributes:
        member: The unit.
        number: Number of the round, from 1.
        version: The version that it is about.
        at: When the version was checked, ISO time with offset.
        lines: The remarks, the most important first.
        fixed: What was said in the round before and is put right.
        answered: How many findings the unit has answered (情况说明).
    """

    member: Member
    number: int
    version: int
    at: str
    lines: tuple[Line, ...]
    fixed: tuple[Remark, ...]
    answered: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many remarks of each weight there are, the gravest first; none is left out."""
        found = Counter(line.remark.weight for line in self.lines)
        return {weight: found[weight] for weight in ORDER if found[weight]}

    @property
    def must(self) -> int:
        """How many remarks stand in the way of 通过: 必须修改, and the officer's own."""
        return sum(count for weight, count in self.counts.items() if weight in ORDER[:2])

    @property
    def disputed(self) -> int:
        """How many remarks are about places where the county's stayed against the unit's."""
        return sum(line.remark.code == DISPUTE for line in self.lines)

    def of_state(self, state: State) -> int:
        """Count the remarks that are new, or open."""
        return sum(line.remark.state is state for line in self.lines)


class UnreadableDraftError(Exception):
    """A unit's parameter file can't be read now; the message says why."""


def check_round(
    place: CountyPlace,
    member: Member,
    version: int,
    ledger: RemarkLedger,
    now: datetime.datetime,
    of_file: Iterable[Mapping[str, Any]] = (),
) -> Round:
    """Check a unit's parameter file, and write the round down if there is anything new in it.

    Checking one version again, after the officer changed something, stays one round.

    Args:
        place: The county's places.
        member: The unit.
        version: Number of the version that the parameter file holds.
        ledger: The register.
        now: The time.
        of_file: What was wrong with the file that arrived, as findings.

    Raises:
        UnreadableDraftError: The parameter file can't be read.
    """
    remarks, answered = _remarks(place, member, of_file)
    rounds = ledger.rounds(member.id)
    again = bool(rounds) and rounds[-1].version == version
    current = rounds[-1] if again else None
    before = rounds[-2] if again and len(rounds) > 1 else rounds[-1] if rounds and not again else None
    told = before.remarks if before else ()
    held = compared(_known(current, told), remarks, ledger.next_number(member.id))
    old = {one.number for one in told}
    found = Round(
        unit=member.id,
        number=current.number if current else (before.number if before else 0) + 1,
        version=version,
        at=current.at if current else now.isoformat(timespec="seconds"),
        remarks=tuple(
            replace(one, state=State.OPEN if one.number in old else State.NEW) for one in held.remarks
        ),
        fixed=tuple(one for one in held.fixed if one.number in old),
        answered=answered,
        owned=tuple(one.number for one in ledger.own(member.id) if ledger.is_raised(member.id, one)),
    )
    if found != current:
        ledger.add_round(found)
    return found


def _known(current: Round | None, told: Sequence[Remark]) -> list[Remark]:
    """Give what a remark may be known by: this round as it was first checked, then the round before."""
    own = current.remarks if current else ()
    numbers = {one.number for one in own}
    return [*own, *(one for one in told if one.number not in numbers)]


def _remarks(
    place: CountyPlace, member: Member, of_file: Iterable[Mapping[str, Any]]
) -> tuple[list[Remark], int]:
    reviewed = review(place.parameter_file(member.id), place.folder)
    if reviewed.subject is None:
        raise UnreadableDraftError(reviewed.findings[0].message if reviewed.findings else "")
    template = reviewed.subject.report.template
    said = [Finding(**{**one, "line": None, "column": None}) for one in of_file]
    findings = [one for one in (*reviewed.findings, *said) if is_for_unit(one)]
    answered = sum(one.answered is not None for one in reviewed.findings)
    return [Remark.of(one, wording_of(one, template)) for one in findings], answered


def opinion_of(ledger: RemarkLedger, member: Member, found: Round) -> Opinion:
    """Put a round together as it is told: what the officer dropped left out, his own remarks put in."""
    earlier = {one.number for one in ledger.rounds(member.id) if one.number < found.number}
    told = next((one.owned for one in ledger.rounds(member.id) if one.number == max(earlier, default=0)), ())
    raised = [
        one for one in (*ledger.own(member.id, told), *found.remarks) if ledger.is_raised(member.id, one)
    ]
    lines = sorted(
        (Line(one, ledger.said(member.id, one.number).opinion) for one in raised),
        key=lambda line: ORDER.index(line.remark.weight),
    )
    fixed = tuple(one for one in found.fixed if ledger.is_raised(member.id, one))
    return Opinion(member, found.number, found.version, found.at, tuple(lines), fixed, found.answered)
