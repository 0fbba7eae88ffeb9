"""Every version received, as it came: the files below 收到, and the register of them (登记.jsonl)."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from nianbao.county.inbox.arriving import IN_ARCHIVE, Arrived
from nianbao.county.inbox.result import Arrival, Outcome
from nianbao.county.place import CountyPlace
from nianbao.county.register import Entry, Register, moment
from nianbao.county.roster import Member
from nianbao.editor.parts import Part
from nianbao.folder import write_atomically
from nianbao.params.model import UNIT_ID_PATTERN

REGISTER = "登记.jsonl"
UNPLACED = "未归类"
"""Folder of what couldn't be read or belongs to nobody."""

_HASH = 12
_NO_BYTES = hashlib.sha256().hexdigest()
_LONGEST_ENDING = 8
_KEPT = re.compile(rf"{UNIT_ID_PATTERN.strip('^$')}/[0-9]+-[0-9a-f]{{{_HASH}}}(?:\.[a-z0-9]+)?")
"""Where a file is kept below the folder of what was received."""


@dataclass(frozen=True)
class Version:
    """A version of a unit's report.

    Attributes:
        unit: Id of the unit.
        number: 1 for the first.
        sha256: Hash of the file.
        kind: 年报, 表格, 文字 or 填报表.
        name: What the file was called when it arrived.
        how: By what it was recognised.
        at: When it was received, ISO time with offset.
        file: Where it is kept, relative to 收到.
        filed: Whether it has gone into the parameter file.
        conflicts: What the county had changed and this version says otherwise.
        findings: What was wrong with the file itself.
        open: Parts where the county's stayed when this version went into the parameter file.
    """

    unit: str
    number: int
    sha256: str
    kind: str
    name: str
    how: str
    at: str
    file: str
    filed: bool = False
    conflicts: tuple[str, ...] = ()
    findings: tuple[dict[str, Any], ...] = ()
    open: tuple[Part, ...] = ()

    @property
    def words(self) -> str:
        """The file's own name, without folders and archives."""
        return re.split(rf"/|{IN_ARCHIVE}", self.name)[-1]


class Versions:
    """All that was received in a year."""

    def __init__(self, place: CountyPlace) -> None:
        """Read the register."""
        self.place = place
        self.register = Register(place.received / REGISTER)
        self.refused: list[Entry] = []
        self.withdrawn: list[Entry] = []
        self._all: dict[tuple[str, int], Version] = {}
        self.register.replay(self._take)

    def _take(self, entry: Entry) -> None:
        match entry.get("do"):
            case "received":
                version = _version(entry)
                self._all[version.unit, version.number] = version
            case "filed":
                key = (str(entry["unit"]), int(entry["version"]))
                if key in self._all:
                    self._all[key] = replace(
                        self._all[key],
                        filed=True,
                        conflicts=tuple(entry.get("conflicts", ())),
                        open=tuple(tuple(part) for part in entry.get("open", ())),
                    )
            case "refused":
                Outcome(entry["outcome"])  # what isn't one of them was written in by hand
                self.refused.append({**entry, "at": moment(entry["at"])})
            case "withdrawn":
                self.withdrawn.append(_withdrawn(entry))

    def of(self, unit: str) -> list[Version]:
        """List a unit's versions that count, the first first."""
        return [one for one in self._ever(unit) if not self.is_withdrawn(unit, one.number)]

    def _ever(self, unit: str) -> list[Version]:
        """List a unit's versions, those that turned out to be another unit's among them."""
        return sorted((one for one in self._all.values() if one.unit == unit), key=lambda one: one.number)

    def is_withdrawn(self, unit: str, number: int) -> bool:
        """Tell whether a version turned out to be another unit's."""
        return any((one["unit"], one["version"]) == (unit, number) for one in self.withdrawn)

    def units(self) -> list[str]:
        """List the units that something was received from."""
        units = dict.fromkeys(one.unit for one in self._all.values())
        return [unit for unit in units if self.of(unit)]

    def with_hash(self, sha256: str, unit: str | None = None) -> Version | None:
        """Find the newest version of some bytes that counts, of one unit or of any."""
        units = self.units() if unit is None else [unit]
        found = [one for each in units for one in self.of(each) if one.sha256 == sha256]
        return found[-1] if found else None

    def waiting(self) -> Iterator[Version]:
        """List the versions that haven't gone into the parameter file: a run was killed."""
        yield from (one for unit in self.units() for one in self.of(unit) if not one.filed)

    def base_of(self, version: Version) -> Version | None:
        """Find the version that a newer one takes the place of: the last that went in."""
        earlier = [one for one in self._ever(version.unit) if one.filed and one.number < version.number]
        return earlier[-1] if earlier else None

    def last_filed(self, unit: str) -> int:
        """Give the number of the version that last went into the parameter file, even if it counts no more."""
        return max((one.number for one in self._ever(unit) if one.filed), default=0)

    def draft_path(self, version: Version) -> Path:
        """Say where the parameter file lies that was made of a version, before anybody changed it."""
        return self.place.received / PurePath(version.file).with_suffix(".底稿.yaml")

    # --- keeping ------------------------------------------------------------------------------

    def keep(
        self, one: Arrived, member: Member, kind: str, how: str, draft: bytes, log: str,
        findings: list[dict[str, Any]], now: datetime.datetime,
    ) -> Version:  # fmt: skip
        """Keep a version: the file, then what was read of it, then the line in the register that counts."""
        number = max((version.number for version in self._ever(member.id)), default=0) + 1
        file = f"{member.id}/{number}-{one.sha256[:_HASH]}{_ending(one)}"
        write_atomically(self.place.received / file, one.data)
        entry = {
            "do": "received", "unit": member.id, "version": number, "sha256": one.sha256, "kind": kind,
            "name": one.name, "how": how, "at": _iso(now), "file": file, "findings": findings,
        }  # fmt: skip
        version = _version(entry)
        path = self.draft_path(version)
        write_atomically(path, draft)
        if log:
            write_atomically(
                path.with_name(path.name.replace(".底稿.yaml", ".读入记录.txt")), log.encode("utf-8")
            )
        self.register.append(entry)
        self._take(entry)
        return version

    def filed(
        self, version: Version, params_sha256: str, conflicts: tuple[str, ...], now: datetime.datetime,
        undecided: tuple[Part, ...] = (),
    ) -> None:  # fmt: skip
        """Note that a version has gone into the parameter file, and where the county's stayed."""
        entry = {
            "do": "filed", "unit": version.unit, "version": version.number,
            "params_sha256": params_sha256, "conflicts": list(conflicts),
            "open": [list(part) for part in undecided], "at": _iso(now),
        }  # fmt: skip
        self.register.append(entry)
        self._take(entry)

    def keep_again(self, version: Version, how: str, now: datetime.datetime) -> Version:
        """Let an earlier version count again, as the newest: its file and what was read of it lie there already."""
        number = max(one.number for one in self._ever(version.unit)) + 1
        entry = {
            **{key: value for key, value in vars(version).items() if key not in ("filed", "conflicts", "open")},
            "do": "received", "version": number, "how": how, "at": _iso(now),
        }  # fmt: skip
        del entry["number"]
        self.register.append(entry)
        self._take(entry)
        return self._all[version.unit, number]

    def withdraw(self, version: Version, to: Member, now: datetime.datetime) -> None:
        """Note that a version is another unit's; its file stays where it is kept."""
        entry = {
            "do": "withdrawn", "unit": version.unit, "version": version.number, "to": to.id, "at": _iso(now),
        }  # fmt: skip
        self.register.append(entry)
        self._take(entry)

    def refuse(self, one: Arrived, arrival: Arrival, now: datetime.datetime) -> None:
        """Keep what couldn't be placed, once; it is tried again each time it is seen."""
        unit = arrival.member or arrival.probable
        key = (*_which(one.sha256, one.name), arrival.outcome.value, unit.id if unit else None)
        known = (
            (*_which(entry.get("sha256"), entry.get("name")), entry.get("outcome"), entry.get("unit"))
            for entry in self.refused
        )
        if key in known:
            return
        if one.data:
            write_atomically(self.place.received / UNPLACED / f"{one.sha256[:_HASH]}{_ending(one)}", one.data)
        entry = {
            "do": "refused", "sha256": one.sha256, "name": one.name, "outcome": arrival.outcome.value,
            "unit": unit.id if unit else None, "by_name": arrival.member is None,
            "said": arrival.said, "at": _iso(now),
        }  # fmt: skip
        self.register.append(entry)
        self._take(entry)


def _which(sha256: object, name: object) -> tuple[object, object]:
    """Tell files apart by their bytes; those without any, by their names."""
    return sha256, name if sha256 == _NO_BYTES else ""


def _withdrawn(entry: Entry) -> Entry:
    unit, number = str(entry["unit"]), int(entry["version"])
    return {**entry, "unit": unit, "version": number, "to": str(entry["to"]), "at": moment(entry["at"])}


def _version(entry: Entry) -> Version:
    """Read what was received.

    Raises:
        LookupError: It says too little.
        ValueError: It says what no entry says, such as a file that would lie elsewhere.
    """
    file, findings = str(entry["file"]), tuple(entry.get("findings", ()))
    if not _KEPT.fullmatch(file) or not all(isinstance(one, dict) for one in findings):
        raise ValueError("not ours")
    return Version(
        unit=str(entry["unit"]),
        number=int(entry["version"]),
        sha256=str(entry["sha256"]),
        kind=str(entry.get("kind", "")),
        name=str(entry.get("name", "")),
        how=str(entry.get("how", "")),
        at=moment(entry["at"]),
        file=file,
        findings=findings,
    )


def _ending(one: Arrived) -> str:
    """Give the file's ending, as far as it is one that any system takes."""
    ending = PurePath(one.words[0]).suffix.lower()
    return ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= _LONGEST_ENDING else ""


def _iso(now: datetime.datetime) -> str:
    return now.isoformat(timespec="seconds")
