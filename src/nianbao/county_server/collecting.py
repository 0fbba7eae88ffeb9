"""What units made on the county's desk reaches the county's inbox: the Word file, as if they had sent it.

Nothing else of a unit's folder is taken over: its parameter file names ledgers, and those stay with the unit.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from nianbao.county.inbox.receive import receive
from nianbao.county.inbox.result import Outcome
from nianbao.county.place import COUNTY, CountyPlace
from nianbao.county.roster import Member, Roster
from nianbao.county_server.homes import home
from nianbao.county_server.links import DESKS
from nianbao.desk.building import OUT, source_of
from nianbao.errors import NianbaoError
from nianbao.folder import why_not, write_atomically
from nianbao.manifest import mark_of, read_entries

HANDED = "交来"
DRAFT = "初稿"


@dataclass(frozen=True)
class Collected:
    """What came of a unit's report.

    Attributes:
        member: The unit.
        said: What to tell the officer.
        good: Whether the county has its latest one now.
    """

    member: Member
    said: str
    good: bool


def collect(place: CountyPlace, roster: Roster, now: datetime.datetime) -> list[Collected]:
    """Receive the reports that units made, and name those that made none; whose text says that it is another unit's isn't taken.

    Args:
        place: The county's places of the year.
        roster: Its units.
        now: The time, with its offset.
    """
    return [_collected(place, member, now) for member in roster.members]


def _collected(place: CountyPlace, member: Member, now: datetime.datetime) -> Collected:
    if not _report(place, member).is_file():
        return Collected(member, "还没有打开过。", good=False)
    own = home(place.folder, member.id)
    source, out = source_of(_report(place, member), own), own / OUT
    entry = next((one for one in read_entries(out) if one["params"] == source), None)
    file = out / entry["outputs"].get("docx", "") if entry else out
    if entry is None or not file.is_file() or not file.resolve().is_relative_to(own.resolve()):
        return Collected(member, "还没有生成 Word 报告。", good=False)
    if mark_of(entry) == DRAFT:  # one that is being signed, 送审稿, is what the county wants to see
        return Collected(member, "只生成了初稿，还有必须修改的问题，没有收。", good=False)
    target = place.folder / COUNTY / DESKS / HANDED / str(place.year) / f"{member.id}.docx"
    try:
        write_atomically(target, file.read_bytes())
        arrivals = receive(target, place, now, assign=member.name).arrivals
    except OSError as error:
        return Collected(member, f"报告打不开：{why_not(error)}。", good=False)
    except NianbaoError as error:
        return Collected(member, str(error), good=False)
    one = arrivals[0]
    return Collected(
        member, f"{one.outcome}　{one.said}", good=one.outcome in (Outcome.ACCEPTED, Outcome.SAME)
    )


def _report(place: CountyPlace, member: Member) -> Path:
    return CountyPlace(home(place.folder, member.id), place.year).parameter_file(member.id)
