"""Whose a file is and whether it is this year's: by what it says; its name is a hint and is called one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianbao.county.inbox.arriving import Arrived
from nianbao.county.inbox.reading import FORM, Reading
from nianbao.county.inbox.result import Outcome
from nianbao.county.matching import Match, match, match_one
from nianbao.county.roster import Member, Roster

_WORDS = re.compile(r"[\u4e00-\u9fff]+")
_FEWEST = 2
"""Characters of a name that is looked for in a file's name."""


@dataclass(frozen=True)
class Placed:
    """Where a file belongs.

    Attributes:
        outcome: ``ACCEPTED``, or why it isn't.
        said: By what it was recognised, or what to do.
        member: The unit.
    """

    outcome: Outcome
    said: str
    member: Member | None = None


def placed(reading: Reading, roster: Roster, year: int) -> Placed:
    """Match a reading to the roster and to the year that is being collected."""
    if _is_elsewhere(reading.parent, roster.county):
        said = f"写的是「{reading.names[0]}」，不是{roster.county}的单位。请核对是不是发错了。"
        return Placed(Outcome.UNKNOWN, said)
    found = _matched(reading, roster)
    if found.member is None:
        return Placed(Outcome.UNKNOWN, found.how)
    if reading.year is not None and reading.year != year:
        said = (
            f"{found.member.name}的，但写的是 {reading.year} 年，现在收的是 {year} 年。"
            f"请让对方核对是不是发错了，或标题、统计期限写错了年份。"
        )
        return Placed(Outcome.WRONG_YEAR, said, found.member)
    return Placed(Outcome.ACCEPTED, found.how, found.member)


def assigned(reading: Reading, roster: Roster, owner: Member) -> Placed:
    """Take the officer's word for whose a reading is, unless it clearly says that it is another unit's."""
    if not _is_elsewhere(reading.parent, roster.county):
        found = _matched(reading, roster)
        if found.member is not None and found.member != owner:
            name = found.member.name
            said = (
                f"里面写的是{name}（{found.how}），指定的是{owner.name}，没有收。"
                f"是{name}的，不加 --as 再收；是{owner.name}的，请让对方改正里面的单位名称再发。"
            )
            return Placed(Outcome.UNKNOWN, said)
    return Placed(Outcome.ACCEPTED, "县里指定", owner)


def _matched(reading: Reading, roster: Roster) -> Match:
    """Match a reading; a form that bears two units' names may have been lent, with the other's numbers in it."""
    matching = match_one if reading.kind == FORM else match
    return matching(roster, names=reading.names, code=reading.code)


def _is_elsewhere(parent: str | None, county: str) -> bool:
    """Tell a namesake in another county: 邻县云溪镇."""
    return bool(parent) and not str(parent).endswith(county)


def probable(one: Arrived, roster: Roster) -> Member | None:
    """Guess by the names of a file and the folders it lies in, where just one unit is named."""
    for word in one.words:
        bare = "".join(_WORDS.findall(word))
        found = {member for member in roster.members if any(name in bare for name in _named(member))}
        if len(found) == 1:
            return found.pop()
    return None


def _named(member: Member) -> list[str]:
    return [name for name in (member.name, member.full_name, *member.aliases) if len(name) >= _FEWEST]
