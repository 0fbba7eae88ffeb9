"""Files of the inbox, taken in one after the other, and put into the units' parameter files."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from nianbao.county.inbox.arriving import Arrived
from nianbao.county.inbox.filing import draft_of, file_version, write_filed
from nianbao.county.inbox.given_back import way_back
from nianbao.county.inbox.halves import laid_over, told_apart
from nianbao.county.inbox.placing import assigned, placed, probable
from nianbao.county.inbox.reading import REPORT, TABLES, Reading, read_arrived
from nianbao.county.inbox.result import Arrival, Outcome
from nianbao.county.inbox.versions import Version, Versions
from nianbao.county.place import CountyPlace
from nianbao.county.roster import Member, Roster
from nianbao.editor.document import Document
from nianbao.errors import EditError, NianbaoError, ParameterFileError
from nianbao.folder import shown
from nianbao.importer import NoReportError


class Taking:
    """Takes files one after the other.

    Attributes:
        versions: What was received, kept up with what is taken.
    """

    def __init__(
        self,
        place: CountyPlace,
        roster: Roster,
        versions: Versions,
        now: datetime.datetime,
        counting: Collection[str],
        owner: Member | None,
        *,
        is_one: bool = False,
    ) -> None:
        """Begin.

        Args:
            place: The county's places.
            roster: The units.
            versions: What was received.
            now: The time.
            counting: Ids of the units whose versions count against the county's changes.
            owner: Whose a file is, where the officer said so.
            is_one: The officer named this one file; of a unit that counts, an earlier version then counts again.
        """
        self.place, self.roster, self.versions, self.now = place, roster, versions, now
        self.counting, self.owner, self.is_one = counting, owner, is_one
        self.seen: dict[str, str] = {}

    # --- files --------------------------------------------------------------------------------

    def take(self, one: Arrived) -> Arrival:
        """Take a file in, or say why not."""
        twin = self.seen.setdefault(one.sha256, one.name) if one.data else one.name
        owner = self.owner.id if self.owner else None
        if (known := self.versions.with_hash(one.sha256, owner)) is not None:
            arrival = self._same(one, known, twin)
            return replace(arrival, said=arrival.said + self._withdrawn(one))
        try:
            sure = self.owner is not None
            reading = read_arrived(one, self.place.folder, self.place.year, year_is_sure=sure)
        except NoReportError as problem:
            return self._refused(one, Outcome.NO_REPORT, str(problem))
        except NianbaoError as problem:
            return self._refused(one, Outcome.UNREADABLE, str(problem))
        except MemoryError:
            return self._refused(
                one, Outcome.UNREADABLE, f"「{one.words[0]}」太大。请对方删去图片，另存后再发。"
            )
        except Exception as problem:  # whatever is in one file, the others are taken in
            said = (
                f"「{one.words[0]}」读的时候出了错（{type(problem).__name__}）。请对方另存为新的 docx 再发。"
            )
            return self._refused(one, Outcome.UNREADABLE, said)
        where = (
            assigned(reading, self.roster, self.owner)
            if self.owner
            else placed(reading, self.roster, self.place.year)
        )
        if where.outcome is not Outcome.ACCEPTED or where.member is None:
            return self._refused(one, where.outcome, where.said, where.member)
        arrival = self._kept(one, reading, where.member, where.said)
        return replace(arrival, said=arrival.said + self._withdrawn(one)) if arrival.is_new else arrival

    def _same(self, one: Arrived, known: Version, twin: str) -> Arrival:
        member = self.roster.by_id(known.unit)
        name = member.name if member else known.unit
        newest = self.versions.of(known.unit)[-1].number
        is_filed = self.versions.last_filed(known.unit) == known.number
        if not (is_filed and newest == known.number) and self.is_one and known.unit in self.counting:
            again = self.versions.keep_again(known, f"县里指定用回第 {known.number} 版", self.now)
            said = f"{name}用回第 {known.number} 版，记作第 {again.number} 版。"
            return Arrival(
                one.name, Outcome.ACCEPTED, said, one.sha256, member, None, again.number, again.kind
            )
        said = f"{name}第 {known.number} 版，{known.at[:10]} 收的，一字不差。"
        if twin != one.name:
            said = f"与「{twin}」一字不差，只算一版（{name}第 {known.number} 版）。"
        if newest != known.number:
            said += f"现在用的是第 {newest} 版；确要用回这一份的，请只收这一个文件（写上文件名），加上 --take {name}。"
        return Arrival(one.name, Outcome.SAME, said, one.sha256, member, None, known.number, known.kind)

    def _withdrawn(self, one: Arrived) -> str:
        """Take a file away from the units that it was wrongly received for, and say what is left of it there."""
        said = ""
        while (owner := self.owner) and (wrong := self._elsewhere(one, owner)):
            self.versions.withdraw(wrong, owner, self.now)
            member = self.roster.by_id(wrong.unit)
            name = member.name if member else wrong.unit
            said += (
                f"原来记作{name}第 {wrong.number} 版的，不再算；为这一版写的审核意见也不算，"
                f"没有发的不要发，发了的请告诉{name}。"
            )
            if self.versions.of(wrong.unit):
                back = way_back(self.versions, wrong.unit, name)
                said += f"{name}的底稿没有动，里面可能还是这一份的内容。{back}"
            elif self.place.parameter_file(wrong.unit).exists():
                path = shown(self.place.parameter_file(wrong.unit))
                said += f"{name}改为未报；底稿「{path}」里还是这一份的内容，没有删，请核对后删去。"
        return said

    def _elsewhere(self, one: Arrived, owner: Member) -> Version | None:
        for unit in self.versions.units():
            if unit != owner.id and (found := self.versions.with_hash(one.sha256, unit)):
                return found
        return None

    def _refused(self, one: Arrived, outcome: Outcome, said: str, member: Member | None = None) -> Arrival:
        guess = None if member else probable(one, self.roster)
        if guess:
            said += f"看文件名像是{guess.name}的，请核对。"
        arrival = Arrival(one.name, outcome, said, one.sha256, member, guess)
        self.versions.refuse(one, arrival, self.now)
        return arrival

    def _kept(self, one: Arrived, reading: Reading, member: Member, how: str) -> Arrival:
        path = self.place.parameter_file(member.id)
        try:
            draft = draft_of(
                reading.text,
                path,
                member,
                self.roster.county,
                self.place.folder,
                tables_only=reading.kind == TABLES,
            )
            before = self.versions.of(member.id)
            draft, doubts = self._whole(draft, path, reading.kind, before[-1] if before else None)
        except (ParameterFileError, EditError) as error:
            why = error.findings[0].message if isinstance(error, ParameterFileError) else str(error)
            said = f"「{one.words[0]}」里有没法写进底稿的内容：{why}"
            return self._refused(one, Outcome.UNREADABLE, said, member)
        findings = [finding.as_dict() for finding in reading.findings]
        version = self.versions.keep(one, member, reading.kind, how, draft, reading.log, findings, self.now)
        said = f"{member.name}第 {version.number} 版（{reading.kind}，{how}）。"
        if before and self._is_unchanged(path, draft, before[-1]):
            said += f"文件重新存过，内容和第 {before[-1].number} 版一样，没有改动。"
        if any(other.at == version.at for other in before):
            said += f"这个单位这次交了几份不同的，这一份的修改时间最晚，算第 {version.number} 版。"
        return Arrival(
            name=one.name,
            outcome=Outcome.ACCEPTED,
            said=said,
            sha256=one.sha256,
            member=member,
            version=version.number,
            kind=reading.kind,
            doubts=(*reading.doubts, *doubts),
        )

    def _whole(
        self, draft: bytes, path: Path, kind: str, before: Version | None
    ) -> tuple[bytes, tuple[str, ...]]:
        """Make a whole of half a report, and tell where two kinds of file don't agree."""
        if before is None or (kind == REPORT and before.kind == REPORT):
            return draft, ()
        old = Document.of(path, self.versions.draft_path(before).read_bytes(), self.place.folder)
        new = Document.of(path, draft, self.place.folder)
        doubts = () if kind == before.kind else told_apart(old, new, (before.kind, kind))
        return (draft if kind == REPORT else laid_over(old, new).data), doubts

    def _is_unchanged(self, path: Path, draft: bytes, before: Version) -> bool:
        """Tell a file that was only saved again."""
        old = Document.of(path, self.versions.draft_path(before).read_bytes(), self.place.folder)
        return old.parts == Document.of(path, draft, self.place.folder).parts

    # --- parameter files ----------------------------------------------------------------------

    def file_all(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """Put into the parameter files what isn't there yet, also from a run that was killed."""
        filed: dict[tuple[str, int], tuple[str, ...]] = {}
        again = [self.versions.of(unit)[-1] for unit in self.counting if self.versions.of(unit)]
        for version in (*self.versions.waiting(), *again):
            if (key := (version.unit, version.number)) not in filed:
                filed[key] = self._file(version)
        return filed

    def _file(self, version: Version) -> tuple[str, ...]:
        path = self.place.parameter_file(version.unit)
        base = self.versions.base_of(version)
        filed = file_version(
            path,
            self.place.folder,
            self.versions.draft_path(version).read_bytes(),
            self.versions.draft_path(base).read_bytes() if base else None,
            unit_counts=version.unit in self.counting,
        )
        write_filed(path, self.place.folder, filed, f"收到第 {version.number} 版", self.now)
        self.versions.filed(version, filed.sha256, filed.conflicts, self.now, filed.open)
        return filed.conflicts
