"""What the officer decided (报送进度/登记.jsonl): 通过 and 退回 of a version, and until when reports are due."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from nianbao.county.inbox.register import Entry, Register
from nianbao.county.place import CountyPlace

REGISTER = "登记.jsonl"


@dataclass(frozen=True)
class Decision:
    """A decision on one version of a unit's report.

    Attributes:
        unit: Id of the unit.
        version: Number of the version.
        passed: 通过, or 退回.
        reason: Why, in the officer's words.
        at: When, ISO time with offset.
        by: Who decided.
    """

    unit: str
    version: int
    passed: bool
    reason: str
    at: str
    by: str


class Decisions:
    """All decisions of a year, the oldest first."""

    def __init__(self, place: CountyPlace) -> None:
        """Read the register."""
        self.register = Register(place.board / REGISTER)
        self.deadline: datetime.date | None = None
        self._all: list[Decision] = []
        for entry in self.register.entries():
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        match entry.get("do"):
            case "passed" | "returned" as what:
                found = Decision(
                    str(entry["unit"]),
                    int(entry["version"]),
                    what == "passed",
                    str(entry.get("reason", "")),
                    str(entry["at"]),
                    str(entry.get("by", "")),
                )
                self._all.append(found)
            case "deadline":
                self.deadline = datetime.date.fromisoformat(str(entry["date"]))

    def of(self, unit: str) -> list[Decision]:
        """List the decisions on a unit, the oldest first."""
        return [one for one in self._all if one.unit == unit]

    def add(self, decision: Decision) -> bool:
        """Write a decision down; returns whether it is news."""
        before = self.of(decision.unit)
        if (
            before
            and before[-1].version == decision.version
            and ((before[-1].passed, before[-1].reason) == (decision.passed, decision.reason))
        ):
            return False
        entry = {**vars(decision), "do": "passed" if decision.passed else "returned"}
        del entry["passed"]
        self.register.append(entry)
        self._take(entry)
        return True

    def set_deadline(self, day: datetime.date, now: datetime.datetime, by: str) -> None:
        """Write down until when reports are due."""
        if day == self.deadline:
            return
        entry = {"do": "deadline", "date": day.isoformat(), "at": now.isoformat(timespec="seconds"), "by": by}
        self.register.append(entry)
        self._take(entry)
