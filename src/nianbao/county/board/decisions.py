"""What the officer decided (报送进度/登记.jsonl): 通过 and 退回 of a version, and until when reports are due."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from nianbao.county.place import CountyPlace
from nianbao.county.register import Entry, Register, moment

REGISTER = "登记.jsonl"


class Step(StrEnum):
    """What an officer can decide or note."""

    PASSED = "通过"
    RETURNED = "退回"
    SIGNED = "已签发"


@dataclass(frozen=True)
class Decision:
    """A decision on one version of a unit's report.

    Attributes:
        unit: Id of the unit.
        version: Number of the version.
        step: What was decided: 通过, 退回, or 已签发 as the unit reports.
        reason: Why, in the officer's words.
        at: When, ISO time with offset.
        by: Who decided.
    """

    unit: str
    version: int
    step: Step
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
        self.register.replay(self._take)

    def _take(self, entry: Entry) -> None:
        match entry.get("do"):
            case "decided":
                found = Decision(
                    str(entry["unit"]),
                    int(entry["version"]),
                    Step(entry["step"]),
                    str(entry.get("reason", "")),
                    moment(entry["at"]),
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
        before = self.of(decision.unit)[-1:]
        same = (decision.version, decision.step, decision.reason)
        if [(one.version, one.step, one.reason) for one in before] == [same]:
            return False
        entry = {"do": "decided", **vars(decision), "step": decision.step.value}
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
