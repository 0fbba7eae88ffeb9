"""The roster (单位名单): who reports to the county, under which names and codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nianbao.errors import UsageError
from nianbao.levels import Level
from nianbao.params.draft import full_name_of, unit_id


class RosterError(UsageError):
    """A roster that can't be used; the message names sheet and row."""


class Kind(StrEnum):
    """What a unit is to the county's sums."""

    TOWNSHIP = "乡镇"
    SUBDISTRICT = "街道"
    DEPARTMENT = "部门"
    OWN = "政府本级"

    @property
    def level(self) -> Level:
        """The level that the unit's report states."""
        return _LEVELS[self]


_LEVELS: dict[Kind, Level] = {
    Kind.TOWNSHIP: "township",
    Kind.SUBDISTRICT: "subdistrict",
    Kind.DEPARTMENT: "department",
    Kind.OWN: "county",
}


@dataclass(frozen=True)
class Entry:
    """A row of the roster as it was written.

    Attributes:
        name: The unit's short name, such as 云溪镇.
        kind: What it is to the sums.
        full_name: As it signs; empty where the usual one holds.
        code: 区划代码 or 统一社会信用代码, or None.
        contact: Who answers the telephone; never printed in a report.
        phone: That person's telephone.
        aliases: Other names that it goes by.
        row: Row in the workbook, from 1.
    """

    name: str
    kind: Kind
    full_name: str = ""
    code: str | None = None
    contact: str = ""
    phone: str = ""
    aliases: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True)
class Member:
    """A unit of the county.

    Attributes:
        id: As in ``unit.id`` of its parameter file, from the name's pinyin.
        name: Short name, such as 云溪镇.
        full_name: As it signs, such as 示例县云溪镇人民政府.
        kind: What it is to the sums.
        code: 区划代码 or 统一社会信用代码, or None.
        contact: Who answers the telephone.
        phone: That person's telephone.
        aliases: Other names that it goes by.
        row: Row in the workbook, from 1.
    """

    id: str
    name: str
    full_name: str
    kind: Kind
    code: str | None = None
    contact: str = ""
    phone: str = ""
    aliases: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True)
class Roster:
    """All units of a county.

    Attributes:
        county: Its name, such as 示例县.
        members: The units in the workbook's order.
        remarks: What was guessed while reading, in Chinese, with the row.
    """

    county: str
    members: tuple[Member, ...]
    remarks: tuple[str, ...] = ()

    @property
    def county_id(self) -> str:
        """Id of the county's own report, which adds all units up."""
        return unit_id(self.county)

    def by_id(self, member_id: str) -> Member | None:
        """Find a unit by its id."""
        return next((member for member in self.members if member.id == member_id), None)

    def of_kind(self, *kinds: Kind) -> tuple[Member, ...]:
        """List the units of some kinds."""
        return tuple(member for member in self.members if member.kind in kinds)


def roster_of(county: str, entries: Iterable[Entry], remarks: Sequence[str] = ()) -> Roster:
    """Make a roster: ids and full names derived, names and codes held apart.

    Raises:
        RosterError: Two units share a name or a code, or 政府本级 stands twice.
    """
    members: list[Member] = []
    taken: Counter[str] = Counter({unit_id(county): 1})
    for entry in entries:
        base = unit_id(entry.name)
        taken[base] += 1
        members.append(_member(entry, county, base if taken[base] == 1 else f"{base}-{taken[base]}"))
    _hold_apart(members)
    return Roster(county, tuple(members), tuple(remarks))


def _member(entry: Entry, county: str, member_id: str) -> Member:
    full_name = entry.full_name or (
        f"{county}人民政府" if entry.kind is Kind.OWN else full_name_of(entry.name, entry.kind.level, county)
    )
    return Member(
        id=member_id,
        name=entry.name,
        full_name=full_name,
        kind=entry.kind,
        code=entry.code,
        contact=entry.contact,
        phone=entry.phone,
        aliases=entry.aliases,
        row=entry.row,
    )


def _hold_apart(members: Sequence[Member]) -> None:
    problems = list(_shared_names(members))
    own = [member for member in members if member.kind is Kind.OWN]
    if len(own) > 1:
        problems.append(
            f"第 {own[1].row} 行「{own[1].name}」：政府本级只能有一个，第 {own[0].row} 行已经写了。"
        )
    if problems:
        raise RosterError("单位名单要先改好：\n" + "\n".join(f"  {problem}" for problem in problems))


def _shared_names(members: Sequence[Member]) -> Iterable[str]:
    """Tell of names and codes that two units claim."""
    owner: dict[str, Member] = {}
    for member in members:
        for word in dict.fromkeys((member.name, member.full_name, *member.aliases, member.code)):
            if not word:
                continue
            other = owner.setdefault(word, member)
            if other is not member:
                yield (
                    f"第 {member.row} 行「{member.name}」和第 {other.row} 行「{other.name}」都写了「{word}」。"
                    "请删去重复的一行，或改成各自的名称、代码。"
                )
