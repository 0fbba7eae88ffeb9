"""How far a unit is: the last of what happened to its report, each thing with when, by which version, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nianbao.county.board.decisions import Decision, Decisions
from nianbao.county.board.publications import Publication, standing_pages
from nianbao.county.inbox.result import Outcome
from nianbao.county.inbox.versions import Version, Versions
from nianbao.county.register import Entry


class State(StrEnum):
    """How far a report is."""

    MISSING = "未报"
    WAITING = "待审"
    RETURNED = "退回"
    PASSED = "通过"
    SIGNED = "已签发"
    PUBLISHED = "已发布"


@dataclass(frozen=True)
class Event:
    """Something that happened to a unit's report.

    Attributes:
        at: When, ISO time with offset.
        what: What, in Chinese.
        state: The state that it led to; None where it led to none.
        version: Which version it is about; 0 where none.
        by: Who did it.
        note: What else is to be said.
        back: The earlier event that counts again through this one; None for all but a page that is gone.
    """

    at: str
    what: str
    state: State | None
    version: int = 0
    by: str = ""
    note: str = ""
    back: Event | None = None


def events_of(
    unit: str,
    versions: Versions,
    decisions: Decisions,
    publications: Iterable[Publication],
    others: Iterable[Event] = (),
) -> list[Event]:
    """List what happened to a unit's report, in order of time; ``others`` come from the unit's own registers."""
    found = [
        *(_received(one) for one in versions.of(unit)),
        *(_refused(one) for one in versions.refused if one.get("unit") == unit),
        *(_decided(one) for one in decisions.of(unit) if not versions.is_withdrawn(unit, one.version)),
        *(_withdrawn(one) for one in versions.withdrawn if one["unit"] == unit),
        *others,
    ]
    found.sort(key=lambda one: one.at)
    looks = [one for one in publications if one.unit == unit]
    seen = [_looked(one, looks[:number], found) for number, one in enumerate(looks)]
    return sorted([*found, *seen], key=lambda one: one.at)


def state_of(events: Sequence[Event]) -> tuple[State, Event | None]:
    """Give the state and the event that led to it."""
    last = next((one for one in reversed(events) if one.state is not None), None)
    return (last.state or State.MISSING, last.back or last) if last else (State.MISSING, None)


def _received(one: Version) -> Event:
    return Event(one.at, f"收到第 {one.number} 版", State.WAITING, one.number, "单位报送", f"「{one.words}」")


def _withdrawn(one: Entry) -> Event:
    what = f"第 {one['version']} 版是别的单位的，不再算"
    return Event(str(one["at"]), what, None, int(one["version"]), "县里")


def _refused(one: Entry) -> Event:
    name = str(one.get("name", "")).split("/")[-1]
    hint = "（按文件名，请核对）" if one.get("by_name") else ""
    what = f"来件{Outcome(one['outcome'])}{hint}"
    return Event(str(one["at"]), what, None, 0, "单位报送", f"「{name}」")


def _decided(one: Decision) -> Event:
    return Event(one.at, one.step, State(one.step), one.version, one.by, one.reason)


def _looked(one: Publication, before: Sequence[Publication], events: Sequence[Event]) -> Event:
    """Tell of a look at a page, after the looks before it and the other events."""
    state, last = state_of([event for event in events if event.at <= one.at])
    if one.gone:
        # Whatever else happened counts again, unless the report stands at another address too.
        led = None if standing_pages([*before, one]) else state
        return Event(one.at, "网上看不到了", led, 0, "发布核对", one.address, last if led else None)
    note = one.address if one.same else f"{one.address}（与底稿有 {one.differences} 处不同）"
    # A page that stood there before a new version came says nothing of that version until it has passed.
    is_old = last is not None and any(look.at <= last.at for look in standing_pages(before))
    if is_old and state in (State.WAITING, State.RETURNED):
        return Event(one.at, "网上登的还是先前的", None, 0, "发布核对", note)
    return Event(one.at, "网上已发布", State.PUBLISHED, 0, "发布核对", note)
