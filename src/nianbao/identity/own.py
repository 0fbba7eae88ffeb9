"""The reporting unit as its names tell it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from nianbao.identity.names import Place, split
from nianbao.levels import Level
from nianbao.params.model import Parameters

_NAME = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff·（）()]+")

GENERIC_OFFICES = ("办公室", "办公厅", "")
"""What is left of the name of an office that has no name of its own: 示例县人民政府办公室."""


@dataclass(frozen=True)
class Own:
    """Who reports.

    Attributes:
        level: Its level, or None where the file doesn't say.
        place: The town or area that it is, or None for an office.
        office: The name of the office that it is, or empty.
        above: The areas it belongs to, the largest first.
        name: What it calls itself.
    """

    level: Level | None
    place: Place | None
    office: str
    above: tuple[Place, ...]
    name: str

    @functools.cached_property
    def stems(self) -> tuple[str, ...]:
        """Words any of which names the unit."""
        if self.place:
            return tuple(dict.fromkeys((self.place.stem, self.place.short)))
        if self.office not in GENERIC_OFFICES:
            return (self.office,)
        return (self.above[-1].stem,) if self.above else ()

    def is_named_in(self, text: str) -> bool:
        """Tell whether a text names the unit."""
        return not self.stems or any(stem in text for stem in self.stems)

    @property
    def is_town(self) -> bool:
        """Whether it is a 乡镇 or a 街道."""
        return self.level in ("township", "subdistrict")

    @property
    def chain(self) -> tuple[Place, ...]:
        """Every area that the unit is or belongs to."""
        return (*self.above, self.place) if self.place else self.above


def own_of(parameters: Parameters) -> Own | None:
    """Read the unit's names; None where the file doesn't name it."""
    unit = parameters.unit
    name = unit.name or unit.full_name or parameters.issued.by
    # By a name with signs in it nothing else can be judged; other findings speak of the name itself.
    if name is None or not _NAME.fullmatch(unit.full_name or name):
        return None
    return _own(unit.level, name, unit.full_name or "", unit.parent or "")


@functools.lru_cache(maxsize=1024)
def _own(level: Level | None, name: str, full_name: str, parent: str) -> Own:
    places, office = split(full_name or name)
    parents, _ = split(parent)
    if not places or (level in ("township", "subdistrict") and not places[-1].is_town):
        # The full name says less than the short one: 示例县人民政府 for a town.
        places, office = split(name)
    place: Place | None = None
    if places and (level not in ("department", "other", None) or not office or places[-1].is_town):
        place = places.pop()
        office = ""
    above = tuple(dict.fromkeys((*parents, *(one for one in places if one != place))))
    return Own(level, place, office, above, name)
