"""What 发布核对 found of published pages (发布核对/记录.jsonl)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nianbao.county.place import CountyPlace
from nianbao.county.register import Entry, Register, moment

RECORD = "记录.jsonl"


@dataclass(frozen=True)
class Publication:
    """A look at a published page.

    Attributes:
        unit: Id of the unit.
        address: Where it is published.
        at: When somebody looked, ISO time with offset.
        same: Whether it agreed with the report.
        differences: In how many places it didn't.
        gone: The page was the unit's before and couldn't be seen this time.
    """

    unit: str
    address: str
    at: str
    same: bool
    differences: int
    gone: bool = False


def publications(place: CountyPlace) -> list[Publication]:
    """List the looks at published pages, the oldest first."""
    found: list[Publication] = []

    def take(entry: Entry) -> None:
        if entry.get("unit") and entry.get("at"):
            found.append(_publication(entry))

    Register(place.verified / RECORD).replay(take)
    return found


def _publication(entry: Entry) -> Publication:
    return Publication(
        unit=str(entry["unit"]),
        address=str(entry.get("address", "")),
        at=moment(entry["at"]),
        same=bool(entry.get("same")),
        differences=int(entry.get("differences") or 0),
        gone=entry.get("gone") is True,
    )


def standing_pages(looks: Iterable[Publication]) -> list[Publication]:
    """Keep the last look at each address that could still be seen then; the one looked at last comes last."""
    last: dict[str, Publication] = {}
    for one in looks:
        last.pop(one.address, None)
        last[one.address] = one
    return [one for one in last.values() if not one.gone]
