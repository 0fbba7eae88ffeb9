"""The register of 审核意见 (审核意见/登记.jsonl): every round, and whatever the officer said. Nothing in it is changed."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace

from nianbao.county.inbox.versions import Versions
from nianbao.county.place import CountyPlace
from nianbao.county.register import Entry, Register, moment
from nianbao.county.remarks.remark import Handling, Remark, State
from nianbao.county.remarks.wording import Wording

REGISTER = "登记.jsonl"


@dataclass(frozen=True)
class Round:
    """What a unit was told of one version.

    Attributes:
        unit: Id of the unit.
        number: 1 for the first round.
        version: Which version of the unit's it is about.
        at: When, ISO time with offset.
        remarks: What is to be said, of the checks; the officer's own are not among them.
        fixed: What was said in the round before and is gone.
        answered: How many findings were answered by the unit (情况说明).
        owned: Numbers of the officer's own remarks that an earlier round has told of.
    """

    unit: str
    number: int
    version: int
    at: str
    remarks: tuple[Remark, ...]
    fixed: tuple[Remark, ...]
    answered: int = 0
    owned: tuple[int, ...] = ()


@dataclass(frozen=True)
class Said:
    """What the officer says on a remark.

    Attributes:
        opinion: Words of the officer's, added to the remark.
        handling: Whether it is still to be raised.
    """

    opinion: str = ""
    handling: Handling = Handling.USUAL


class RemarkLedger:
    """All rounds of a year, but for those on a version that turned out to be another unit's."""

    def __init__(self, place: CountyPlace, versions: Versions | None = None) -> None:
        """Read the register.

        Args:
            place: The county's places.
            versions: What was received, which may still change; None for what the register of it says now.
        """
        self.register = Register(place.remarks / REGISTER)
        self._versions = versions or Versions(place)
        self._rounds: dict[str, dict[int, Round]] = {}
        self._own: dict[str, dict[int, Remark]] = {}
        self._said: dict[tuple[str, int], Said] = {}
        self._last_number: dict[str, int] = {}
        self.register.replay(self._take)

    def _take(self, entry: Entry) -> None:
        unit = str(entry.get("unit"))
        match entry.get("do"):
            case "round":
                found = _round(entry)
                # A round that was given again, of the same version, takes the place of what was said first.
                self._rounds.setdefault(unit, {})[found.number] = found
                self._number(unit, *(one.number for one in (*found.remarks, *found.fixed)))
            case "own":
                number = int(entry["number"])
                words = Wording(*(str(entry.get(key, "")) for key in ("where", "now", "should", "basis")))
                self._own.setdefault(unit, {})[number] = Remark(number, words)
                self._number(unit, number)
            case "said":
                said = Said(str(entry.get("opinion", "")), Handling(entry.get("handling", "")))
                self._said[unit, int(entry["number"])] = said

    def _number(self, unit: str, *numbers: int) -> None:
        self._last_number[unit] = max(self._last_number.get(unit, 0), *numbers, 0)

    # --- reading ------------------------------------------------------------------------------

    def units(self) -> list[str]:
        """List the units that there is something on."""
        return list(dict.fromkeys([*self._rounds, *self._own]))

    def rounds(self, unit: str) -> list[Round]:
        """List a unit's rounds that count, the first first."""
        found = sorted(self._rounds.get(unit, {}).items())
        return [one for _, one in found if not self._versions.is_withdrawn(unit, one.version)]

    def last(self, unit: str) -> Round | None:
        """Give a unit's last round."""
        rounds = self.rounds(unit)
        return rounds[-1] if rounds else None

    def said(self, unit: str, number: int) -> Said:
        """Give what the officer says on a remark."""
        return self._said.get((unit, number), Said())

    def own(self, unit: str, told: Collection[int] = ()) -> list[Remark]:
        """List the officer's own remarks on a unit; those of ``told`` stand there for a while."""
        return [
            replace(one, state=State.OPEN if number in told else State.NEW)
            for number, one in sorted(self._own.get(unit, {}).items())
        ]

    def is_raised(self, unit: str, remark: Remark) -> bool:
        """Tell whether a remark is still to be said to the unit."""
        return self.said(unit, remark.number).handling is Handling.USUAL

    def next_number(self, unit: str) -> int:
        """Give the first number that no remark on a unit has had, in no round, even one that counts no more.

        What the officer said on a remark is kept by its number, and must not fall to another.
        """
        return self._last_number.get(unit, 0) + 1

    # --- writing ------------------------------------------------------------------------------

    def add_round(self, found: Round) -> None:
        """Write a round down."""
        self._append(
            {
                "do": "round",
                "unit": found.unit,
                "round": found.number,
                "version": found.version,
                "at": found.at,
                "remarks": [one.as_dict() for one in found.remarks],
                "fixed": [one.as_dict() for one in found.fixed],
                "answered": found.answered,
                "owned": list(found.owned),
            }
        )

    def add_own(self, unit: str, words: Wording, now: datetime.datetime, by: str) -> Remark:
        """Write down a remark of the officer's own; one that is there already isn't added again."""
        for one in self._own.get(unit, {}).values():
            if one.words == words and self.is_raised(unit, one):
                return one
        number = self.next_number(unit)
        self._append({"do": "own", "unit": unit, "number": number, **vars(words), **_when(now, by)})
        return self._own[unit][number]

    def say(self, unit: str, number: int, said: Said, now: datetime.datetime, by: str) -> bool:
        """Write down what the officer says on a remark; returns whether that is news."""
        if said == self.said(unit, number):
            return False
        words = {"opinion": said.opinion, "handling": said.handling.value}
        self._append({"do": "said", "unit": unit, "number": number, **words, **_when(now, by)})
        return True

    def _append(self, entry: Entry) -> None:
        self.register.append(entry)
        self._take(entry)


def _when(now: datetime.datetime, by: str) -> dict[str, str]:
    return {"at": now.isoformat(timespec="seconds"), "by": by}


def _round(entry: Entry) -> Round:
    return Round(
        unit=str(entry["unit"]),
        number=int(entry["round"]),
        version=int(entry["version"]),
        at=moment(entry["at"]),
        remarks=tuple(Remark.from_dict(one) for one in entry.get("remarks", ())),
        fixed=tuple(Remark.from_dict(one) for one in entry.get("fixed", ())),
        answered=int(entry.get("answered", 0)),
        owned=tuple(map(int, entry.get("owned", ()))),
    )
