"""The roster (单位名单): who reports to the county, under which names and codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nianbao.county.names import plain
from nianbao.county.unit_ids import ids_for
from nianbao.errors import UsageError
from nianbao.levels import Level
from nianbao.params.draft import full_name_of, unit_id
from nianbao.params.model import Unit


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
        sheet: Its worksheet, where there are several.
    """

    name: str
    kind: Kind
    full_name: str = ""
    code: str | None = None
    contact: str = ""
    phone: str = ""
    aliases: tuple[str, ...] = ()
    row: int = 0
    sheet: str = ""


@dataclass(frozen=True)
class Member:
    """A unit of the county.

    Attributes:
        id: As in ``unit.id`` of its parameter file, from the name's pinyin; once given, the unit's for good.
        name: Short name, such as 云溪镇.
        full_name: As it signs, such as 示例县云溪镇人民政府.
        kind: What it is to the sums.
        code: 区划代码 or 统一社会信用代码, or None.
        contact: Who answers the telephone.
        phone: That person's telephone.
        aliases: Other names that it goes by.
        row: Row in the workbook, from 1.
        sheet: Its worksheet, where there are several.
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
    sheet: str = ""

    @property
    def where(self) -> str:
        """Its row as it is told."""
        return f"{f'「{self.sheet}」' if self.sheet else ''}第 {self.row} 行"

    @property
    def names(self) -> tuple[str, ...]:
        """All names that it goes by, the usual one first."""
        return (self.name, self.full_name, *self.aliases)

    def unit(self, county: str) -> Unit:
        """Give the facts that its parameter file holds of it.

        Args:
            county: Name of the county.
        """
        return Unit(
            id=self.id,
            name=self.name,
            full_name=self.full_name,
            level=self.kind.level,
            parent=county,
            code=self.code,
        )


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


def roster_of(
    county: str, entries: Iterable[Entry], remarks: Sequence[str] = (), known: Mapping[str, str] | None = None
) -> Roster:
    """Make a roster: ids and full names derived, names and codes held apart.

    Args:
        county: The county's name.
        entries: The units; their order changes no id.
        remarks: What was guessed while reading.
        known: Ids that were given before, by name, the latest last.

    Raises:
        RosterError: Two units share a name or a code, or 政府本级 stands twice.
    """
    rows = list(entries)
    ids = ids_for(county, [(entry.name, *entry.aliases) for entry in rows], known or {})
    members = [_member(entry, county, member_id) for entry, member_id in zip(rows, ids, strict=True)]
    _hold_apart(members)
    return Roster(county, tuple(members), tuple(remarks))


def usual_name(name: str, kind: Kind, county: str) -> str:
    """Give the full name that holds where none is written."""
    return f"{county}人民政府" if kind is Kind.OWN else full_name_of(name, kind.level, county)


def _member(entry: Entry, county: str, member_id: str) -> Member:
    return Member(
        id=member_id,
        name=entry.name,
        full_name=entry.full_name or usual_name(entry.name, entry.kind, county),
        kind=entry.kind,
        code=entry.code,
        contact=entry.contact,
        phone=entry.phone,
        aliases=entry.aliases,
        row=entry.row,
        sheet=entry.sheet,
    )


def _hold_apart(members: Sequence[Member]) -> None:
    problems = list(_shared_names(members))
    own = [member for member in members if member.kind is Kind.OWN]
    if len(own) > 1:
        problems.append(f"{own[1].where}「{own[1].name}」：政府本级只能有一个，{own[0].where}已经写了。")
    if problems:
        raise RosterError("单位名单要先改好：\n" + "\n".join(f"  {problem}" for problem in problems))


def _shared_names(members: Sequence[Member]) -> Iterable[str]:
    """Tell of names and codes that two units claim."""
    owner: dict[str, Member] = {}
    for member in members:
        told: list[Member] = []
        for word in filter(None, (*member.names, member.code)):
            other = owner.setdefault(plain(word), member)
            if other is not member and other not in told:
                told.append(other)
                yield (
                    f"{member.where}「{member.name}」和{other.where}「{other.name}」都写了「{word}」。"
                    "请删去重复的一行，或改成各自的名称、代码。"
                )
