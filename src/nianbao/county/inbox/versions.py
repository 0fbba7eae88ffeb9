"""Every version received, as it came: the files below 收到, and the register of them (登记.jsonl)."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from nianbao.county.inbox.arriving import IN_ARCHIVE, Arrived
from nianbao.county.inbox.register import Entry, Register
from nianbao.county.inbox.result import Arrival
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Member
from nianbao.folder import write_atomically

REGISTER = "登记.jsonl"
UNPLACED = "未归类"
"""Folder of what couldn't be read or belongs to nobody."""

_HASH = 12
_NO_BYTES = hashlib.sha256().hexdigest()
_LONGEST_ENDING = 8


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
        self._all: dict[tuple[str, int], Version] = {}
        for entry in self.register.entries():
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        match entry.get("do"):
            case "received":
                version = _version(entry)
                self._all[version.unit, version.number] = version
            case "filed":
                key = (str(entry["unit"]), int(entry["version"]))
                if key in self._all:
                    conflicts = tuple(entry.get("conflicts", ()))
                    self._all[key] = Version(
                        **{**vars(self._all[key]), "filed": True, "conflicts": conflicts}
                    )
            case "refused":
                self.refused.append(entry)

    def of(self, unit: str) -> list[Version]:
        """List a unit's versions, the first first."""
        return sorted((one for one in self._all.values() if one.unit == unit), key=lambda one: one.number)

    def units(self) -> list[str]:
        """List the units that something was received from."""
        return list(dict.fromkeys(one.unit for one in self._all.values()))

    def with_hash(self, sha256: str) -> Version | None:
        """Find the version of some bytes."""
        return next((one for one in self._all.values() if one.sha256 == sha256), None)

    def waiting(self) -> Iterator[Version]:
        """List the versions that haven't gone into the parameter file: a run was killed."""
        yield from (one for unit in self.units() for one in self.of(unit) if not one.filed)

    def base_of(self, version: Version) -> Version | None:
        """Find the version that a newer one takes the place of: the last that went in."""
        earlier = [one for one in self.of(version.unit) if one.filed and one.number < version.number]
        return earlier[-1] if earlier else None

    def draft_path(self, version: Version) -> Path:
        """Say where the parameter file lies that was made of a version, before anybody changed it."""
        return self.place.received / PurePath(version.file).with_suffix(".底稿.yaml")

    # --- keeping ------------------------------------------------------------------------------

    def keep(
        self, one: Arrived, member: Member, kind: str, how: str, draft: bytes, log: str,
        findings: list[dict[str, Any]], now: datetime.datetime,
    ) -> Version:  # fmt: skip
        """Keep a version: the file, then what was read of it, then the line in the register that counts."""
        number = max((version.number for version in self.of(member.id)), default=0) + 1
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
        self, version: Version, params_sha256: str, conflicts: tuple[str, ...], now: datetime.datetime
    ) -> None:
        """Note that a version has gone into the parameter file."""
        entry = {
            "do": "filed", "unit": version.unit, "version": version.number,
            "params_sha256": params_sha256, "conflicts": list(conflicts), "at": _iso(now),
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


def _version(entry: Entry) -> Version:
    return Version(
        unit=str(entry["unit"]),
        number=int(entry["version"]),
        sha256=str(entry["sha256"]),
        kind=str(entry.get("kind", "")),
        name=str(entry.get("name", "")),
        how=str(entry.get("how", "")),
        at=str(entry.get("at", "")),
        file=str(entry.get("file", "")),
        findings=tuple(entry.get("findings", ())),
    )


def _ending(one: Arrived) -> str:
    """Give the file's ending, as far as it is one that any system takes."""
    ending = PurePath(one.words[0]).suffix.lower()
    return ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= _LONGEST_ENDING else ""


def _iso(now: datetime.datetime) -> str:
    return now.isoformat(timespec="seconds")
