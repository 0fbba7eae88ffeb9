"""All looks of a run, and the units nobody could look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nianbao.county.publishing.checking import Look
from nianbao.county.roster import Member, Roster

SAME = "一致"
UNREAD = "没有核对成"
MISSING = "没有网址"
COUNTS = (SAME, "不一致", "不是这份年报", UNREAD, MISSING)


@dataclass(frozen=True)
class Row:
    """A line of the overview.

    Attributes:
        member: The unit, or None where a page can't be matched.
        look: The look at its page, or None where it has none.
    """

    member: Member | None
    look: Look | None

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.member.name if self.member else (self.look.asked.unit if self.look else "") or "单位不明"

    @property
    def result(self) -> str:
        """One word on it."""
        return self.look.result if self.look else MISSING

    @property
    def first(self) -> str:
        """The first difference, or why there is none to tell."""
        if self.look is None:
            return "没有给出网址，也没有存下的网页。"
        if self.look.verdict is None:
            return self.look.problem
        wrong = self.look.verdict.wrong
        return f"{wrong[0].where}：{wrong[0].message}" if wrong else ""


@dataclass(frozen=True)
class Overview:
    """All looks of a run.

    Attributes:
        county: The county.
        year: Report year.
        at: When the run was, as ISO time.
        rows: A line a page, in the roster's order, the county's own behind them, pages without a unit last.
    """

    county: str
    year: int
    at: str
    rows: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many lines have each result."""
        return {word: sum(row.result == word for row in self.rows) for word in COUNTS}

    @property
    def changed(self) -> tuple[Row, ...]:
        """The pages that changed since the last look."""
        return tuple(row for row in self.rows if row.look and row.look.changed)


def overview(roster: Roster, looks: Iterable[Look], year: int, at: str) -> Overview:
    """Put looks in the roster's order; a unit without any has a line as well."""
    looks = sorted(looks, key=lambda look: look.asked.address)
    rows: list[Row] = []
    for member in roster.members:
        own = [look for look in looks if look.member and look.member.id == member.id]
        rows += [Row(member, look) for look in own] or [Row(member, None)]
    known = {member.id for member in roster.members}
    # The county's own report is no line of the roster.
    rows += [Row(look.member, look) for look in looks if look.member and look.member.id not in known]
    rows += [Row(None, look) for look in looks if look.member is None]
    return Overview(roster.county, year, at, tuple(rows))
