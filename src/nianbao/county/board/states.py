"""How far a unit is: the last of what happened to its report, each thing with when, by which version, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nianbao.county.board.decisions import Decision, Decisions
from nianbao.county.board.publications import Publication
from nianbao.county.inbox.register import Entry
from nianbao.county.inbox.result import Outcome
from nianbao.county.inbox.versions import Version, Versions


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
    """

    at: str
    what: str
    state: State | None
    version: int = 0
    by: str = ""
    note: str = ""


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
        *(_decided(one) for one in decisions.of(unit)),
        *(_published(one) for one in publications if one.unit == unit),
        *others,
    ]
    return sorted(found, key=lambda one: one.at)


def state_of(events: Sequence[Event]) -> tuple[State, Event | None]:
    """Give the state and the event that led to it."""
    last = next((one for one in reversed(events) if one.state is not None), None)
    return (last.state or State.MISSING, last) if last else (State.MISSING, None)


def _received(one: Version) -> Event:
    return Event(one.at, f"收到第 {one.number} 版", State.WAITING, one.number, "单位报送", f"「{one.words}」")


def _refused(one: Entry) -> Event:
    name = str(one.get("name", "")).split("/")[-1]
    hint = "（按文件名，请核对）" if one.get("by_name") else ""
    what = f"来件{Outcome(one['outcome'])}{hint}"
    return Event(str(one["at"]), what, None, 0, "单位报送", f"「{name}」")


def _decided(one: Decision) -> Event:
    return Event(one.at, one.step, State(one.step), one.version, one.by, one.reason)


def _published(one: Publication) -> Event:
    note = one.address if one.same else f"{one.address}（与底稿有 {one.differences} 处不同）"
    return Event(one.at, "网上已发布", State.PUBLISHED, 0, "发布核对", note)
