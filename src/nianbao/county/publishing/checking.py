"""One page of a county: looked at, matched to its unit, compared with the report and with the last look."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from nianbao.county.matching import match
from nianbao.county.place import CountyPlace
from nianbao.county.publishing.changes import changes
from nianbao.county.publishing.listing import RECORD, Asked, writable
from nianbao.county.publishing.snapshots import keep, keep_text, kept_text
from nianbao.county.register import Entry, Register
from nianbao.county.roster import Kind, Member, Roster
from nianbao.errors import NianbaoError
from nianbao.verifying.fetching import GoneError, fetch
from nianbao.verifying.seeing import Fetch, Seen, see
from nianbao.verifying.signed import signed_report
from nianbao.verifying.verify import Verdict, verify

_GOVERNMENT = ("", "人民政府", "政府")
"""What stands behind a county's name where the county itself is meant."""


@dataclass(frozen=True)
class Look:
    """A look at a page.

    Attributes:
        asked: What was asked for.
        at: When, as ISO time with offset.
        member: Whose page it is, or None when that can't be told.
        verdict: How it compares, or None when it couldn't be compared.
        problem: Why it couldn't, in Chinese; else empty.
        changed: What changed since the last look, in Chinese.
        before: When the last look was, or empty.
        was_same: The last look found no difference.
        gone: The unit's report was here at an earlier look, and the site has it no more.
    """

    asked: Asked
    at: str
    member: Member | None = None
    verdict: Verdict | None = None
    problem: str = ""
    changed: tuple[str, ...] = ()
    before: str = ""
    was_same: bool = False
    gone: bool = False

    @property
    def result(self) -> str:
        """One word for the board."""
        if self.verdict is None:
            return "没有核对成"
        if not self.verdict.is_report:
            return "不是这份年报"
        return "一致" if self.verdict.same else "不一致"

    @property
    def fine(self) -> bool:
        """Whether nothing is to be done."""
        return self.verdict is not None and self.verdict.same


@dataclass
class Checker:
    """Looks at the pages of a county's year.

    Attributes:
        place: The county's places.
        roster: Its units.
        clock: Gives the time.
        fetcher: Fetches a page.
    """

    place: CountyPlace
    roster: Roster
    clock: Callable[[], datetime.datetime] = field(
        default=lambda: datetime.datetime.now().astimezone().replace(microsecond=0)
    )
    fetcher: Fetch = fetch
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _seen: dict[str, Entry] | None = field(default=None, repr=False)

    @property
    def county(self) -> Member:
        """The county itself: its own report adds all units up, and is no line of the roster."""
        name = self.roster.county
        return Member(self.roster.county_id, name, f"{name}人民政府", Kind.OWN)

    def look(self, asked: Asked) -> Look:
        """Look at a page, keep what was seen and enter it in the register; what goes wrong is part of the answer."""
        at = self.clock().isoformat()
        try:
            return self._look(asked, at)
        except NianbaoError as error:  # the register itself, say, can't be written
            return Look(asked, at, problem=writable(str(error)))
        except Exception as error:
            return Look(asked, at, problem=_broke(asked, error))

    def _look(self, asked: Asked, at: str) -> Look:
        member, problem = self._listed(asked)
        if problem or asked.problem:
            return Look(asked, at, member, problem=problem or asked.problem)
        try:
            seen = see(asked.address, self.place.folder, self.fetcher)
            member = member or self._shown(asked, seen)
            signed = signed_report(self.place.folder, self.place.year, member.id, name=member.name)
            others = [one.name for one in self.roster.members if one is not member]
            return self._entered(asked, at, member, seen, verify(seen, signed, others))
        except NianbaoError as error:
            return self._failed(asked, at, member, writable(str(error)), gone=isinstance(error, GoneError))
        except Exception as error:  # whatever is on one page, the others are looked at
            return self._failed(asked, at, member, _broke(asked, error))

    def _failed(
        self, asked: Asked, at: str, member: Member | None, problem: str, *, gone: bool = False
    ) -> Look:
        """Enter a page that couldn't be compared.

        A unit's page that the site has no more is gone. Where only the way there failed, nobody knows: the county's
        own line may be down, and all units' pages are where they were.
        """
        last = self._last(writable(asked.address))
        if member is None and last:
            member = self._member(str(last["unit"]))
        entry = {
            "asked": member.id if member else "",
            "address": writable(asked.address),
            "at": at,
            "error": problem,
        }
        if not last:
            self._enter(entry)
            return Look(asked, at, member, problem=problem)
        own = gone and member is not None and member.id == last["unit"]
        self._enter(entry | ({"unit": last["unit"], "gone": True} if gone else {}))
        changed = ("以前看得到，现在看不到了",) if gone else ()
        return Look(asked, at, member, None, problem, changed, str(last["at"]), bool(last.get("same")), own)

    def _member(self, own_id: str) -> Member | None:
        return self.county if own_id == self.county.id else self.roster.by_id(own_id)

    def _listed(self, asked: Asked) -> tuple[Member | None, str]:
        """Find the unit that the list names, or say why it can't be found."""
        if not asked.unit:
            return None, ""
        if known := self._member(asked.unit):
            return known, ""
        if asked.unit.removeprefix(self.roster.county) in _GOVERNMENT:
            return self.county, ""
        found = match(self.roster, names=[asked.unit])
        return found.member, "" if found.member else f"{asked.where}：{found.how}"

    def _shown(self, asked: Asked, seen: Seen) -> Member:
        """Find the unit that the page itself names, else the one whose page it was."""
        names = [name for page in (seen.page, seen.body) for name in page.names]
        if any(name.removeprefix(self.roster.county) in _GOVERNMENT for name in names):
            return self.county
        found = match(self.roster, names=names)
        last = self._last(writable(asked.address))
        member = found.member or (self._member(str(last["unit"])) if last else None)
        if member is None:
            raise UnknownUnitError(f"看不出是哪个单位的：{found.how}")
        return member

    def _entered(self, asked: Asked, at: str, member: Member, seen: Seen, verdict: Verdict) -> Look:
        digest = keep(self.place, seen.page.data, seen.page.kind)
        files = [keep(self.place, file.data, file.kind) for file in seen.files]
        text = keep_text(self.place, verdict.body)
        last = self._last(writable(asked.address))
        found: tuple[str, ...] = ()
        if last and last["unit"] != member.id:
            found = (f"上次是{last.get('name') or '别的单位'}的年报，现在是{member.name}的",)
        elif last and last.get("text") not in (None, text):
            then = kept_text(self.place, str(last["text"]))
            found = (
                tuple(changes(then, verdict.body)) if then is not None else ("与上次不同，上次的文字已不在",)
            )
        # A page that holds another report isn't this unit's publication.
        whose = "unit" if verdict.is_report else "asked"
        left = []
        if last and not (verdict.is_report and last["unit"] == member.id):
            said = f"这个网址上现在是别的内容：{verdict.title or '没有标题'}"
            left.append(
                {
                    "unit": last["unit"],
                    "address": writable(asked.address),
                    "at": at,
                    "error": said,
                    "gone": True,
                }
            )
        self._enter(
            *left,
            {
                whose: member.id,
                "name": member.name,
                "address": writable(asked.address),
                "at": at,
                "title": verdict.title,
                "date": verdict.date,
                "sha256": digest,
                "text": text,
                "files": files,
                "differences": len(verdict.wrong),
                "same": verdict.same,
                "changed": list(found),
            },
        )
        before = str(last["at"]) if last else ""
        return Look(asked, at, member, verdict, "", found, before, bool(last and last.get("same")))

    def _last(self, address: str) -> Entry | None:
        """Find the last look at an address that showed a unit's report."""
        with self._lock:
            return self._known().get(address)

    def _known(self) -> dict[str, Entry]:
        """Give the last such look of each address; the register is read once, not for every page."""
        if self._seen is None:
            self._seen = {}
            self._remember(Register(self.place.verified / RECORD).entries())
        return self._seen

    def _remember(self, entries: Iterable[Entry]) -> None:
        shown = (one for one in entries if one.get("unit") and one.get("at") and not one.get("gone"))
        if self._seen is not None:
            self._seen |= {str(one.get("address", "")): one for one in shown}

    def _enter(self, *entries: dict[str, Any]) -> None:
        with self._lock:
            Register(self.place.verified / RECORD).append(*entries)
            self._remember(entries)


def _broke(asked: Asked, error: Exception) -> str:
    """Say that the program failed; the error's class is for whoever minds it."""
    return (
        f"读「{asked.shown}」时程序出了错（{type(error).__name__}），没有核对成。"
        "请在浏览器里打开看一眼；再核对还这样的，请把存下的网页交给维护人员。"
    )


class UnknownUnitError(NianbaoError):
    """A page names no unit of the roster; the others are looked at all the same."""
