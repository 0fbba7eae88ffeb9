"""The answers written anew, without anything having arrived: after the officer wrote or changed something."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nianbao.county.inbox.versions import Versions
from nianbao.county.matching import match
from nianbao.county.place import CountyPlace
from nianbao.county.remarks.answering import Answer, answers, write_summary
from nianbao.county.remarks.ledger import RemarkLedger, Said
from nianbao.county.remarks.reading_back import take_over
from nianbao.county.remarks.remark import Handling, Remark
from nianbao.county.remarks.wording import WHOLE, Wording
from nianbao.county.remarks.workbook import NAME
from nianbao.county.roster import Member, Roster
from nianbao.county.roster_reading import read_roster
from nianbao.errors import UsageError

OFFICER = "县里"


@dataclass(frozen=True)
class Renewed:
    """What was written anew.

    Attributes:
        answers: A unit each.
        problems: What couldn't be taken over from the workbook, or written there, in Chinese.
        summary: The workbook of all remarks.
    """

    answers: tuple[Answer, ...]
    problems: tuple[str, ...]
    summary: Path


def renew(
    place: CountyPlace, now: datetime.datetime, units: Iterable[str] = (), *, by: str = OFFICER
) -> Renewed:
    """Take over what the officer wrote, check the parameter files as they are now, and write the answers.

    Args:
        place: The county's places.
        now: The time, with its offset.
        units: Names or ids of the units; none stands for all that have handed in something.
        by: Who is at it.

    Raises:
        UsageError: There is no such unit.
    """
    roster = read_roster(place.roster)
    versions = Versions(place)
    ledger = RemarkLedger(place, versions)
    problems = take_over(place.remarks / NAME, ledger, roster, now, by)
    wanted = [member_of(roster, name).id for name in units] or None
    given, unwritten = answers(place, roster, versions, ledger, now, wanted)
    return Renewed(tuple(given), (*problems, *unwritten), place.remarks / NAME)


def member_of(roster: Roster, name: str) -> Member:
    """Find a unit by its name or id.

    Raises:
        UsageError: There is none.
    """
    if (member := roster.by_id(name)) is not None:
        return member
    found = match(roster, names=[name])
    if found.member is None:
        raise UsageError(found.how)
    return found.member


def add_remark(
    place: CountyPlace,
    unit_id: str,
    should: str,
    now: datetime.datetime,
    *,
    where: str = WHOLE,
    current: str = "",
    basis: str = "",
    by: str = OFFICER,
) -> Remark:
    """Add a remark of the officer's own, as the desk does; it stays in every round until it is marked as done.

    Args:
        place: The county's places.
        unit_id: Id of the unit.
        should: 应改为.
        now: The time.
        where: 位置.
        current: 现状.
        basis: 依据.
        by: Who says so.
    """
    roster, ledger = read_roster(place.roster), RemarkLedger(place)
    take_over(place.remarks / NAME, ledger, roster, now, by)
    remark = ledger.add_own(unit_id, Wording(where, current, should, basis), now, by)
    write_summary(place, roster, ledger)
    return remark


def handle_remark(
    place: CountyPlace,
    unit_id: str,
    number: int,
    now: datetime.datetime,
    *,
    opinion: str = "",
    handling: Handling = Handling.USUAL,
    by: str = OFFICER,
) -> None:
    """Write down what the officer says on a remark, as the desk does: words of his, 不提 or 办结."""
    roster, ledger = read_roster(place.roster), RemarkLedger(place)
    take_over(place.remarks / NAME, ledger, roster, now, by)
    ledger.say(unit_id, number, Said(opinion, handling), now, by)
    write_summary(place, roster, ledger)
