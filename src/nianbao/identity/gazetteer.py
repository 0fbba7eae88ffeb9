"""Names of places (``templates/checks/gazetteer.yaml``), and how they are found in running text.

Chinese has no spaces, so where a name begins is told by the word before it: 完善|黄村乡. What can't be
told is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from nianbao.identity.names import Place, split

_HAN = "\u4e00-\u9fff"

_TOWN_END = re.compile(
    "街道(?!路|旁|边|两)|(?<!乡)镇(?!村|静|定|压|痛|江|化)|(?<!城)乡(?!镇|村|土|亲|情|音|愁|贤|间|友|里|宁县|级|域)|苏木"
)
_RUN = re.compile(f"[{_HAN}]{{1,8}}$")

_CITY_END = re.compile("[市省区]")
_CITY_LENGTHS = range(8, 2, -1)

_LONGEST_STEM = 4
_LONGEST_NATION = 8


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


@dataclass(frozen=True)
class Mention:
    """A town named in a text.

    Attributes:
        place: Which.
        start: Where its name begins.
        end: Where it ends.
        sure: Where it begins is certain.
        fits: It is as short as names are; a longer run has other words before the name.
        doubtful: It may be a verb with 镇 behind it.
    """

    place: Place
    start: int
    end: int
    sure: bool
    fits: bool
    doubtful: bool


class Gazetteer:
    """What is known of places, accounts and offices."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.others = _places(data["others"])
        self.allowed = _places(data["allowed"])
        self.cities = frozenset(data["cities"])
        self.provinces = frozenset(data["provinces"])
        self._cities_and_provinces = self.cities | self.provinces
        self.offices = frozenset(data["offices"])
        self.renamed: dict[str, tuple[str, int]] = {
            old: (facts["new"], int(facts["since"])) for old, facts in data["renamed"].items()
        }
        self.any_renamed = re.compile(f"(?:{_any(self.renamed)})")
        self.boundary = re.compile(f"(?:{_any([*data['boundaries'], *data['dealings']])})")
        self.generic = re.compile(f"(?:{_any(data['generic'])})+")
        self.doubtful_ends: str = data["doubtful_ends"]
        government = f"(?:{_any(data['government'])})"
        self.own_business = re.compile(
            f"{government}{{0,2}}(?:办公室)?(?:(?:19|20)\\d\\d年(?:度)?)?"
            f"(?:{_any(data['own_manner'])}){{0,3}}(?:{_any(data['own_business'])})"
        )
        self.own_count = re.compile(
            f"{government}{{0,2}}(?:(?:19|20)\\d\\d年(?:度)?)?[，,]?"
            f"(?:{_any(data['own_manner'])}|全年|全镇|共|总共|累计|及时|主动|已|还){{0,4}}(?:{_any(data['own_counts'])})(?!栏|目录|指南)[^，。；、\\n\\d]{{0,12}}\\d"
        )
        self.government = re.compile(f"{government}(?!大院|旧址|驻地|所在地|门口|广场|院内)")
        self.dealing = re.compile(f"(?:{_any(data['dealings'])})[{_HAN}]{{0,4}}$")
        self.account_slips: dict[str, str] = data["account_slips"]
        self.account_words = re.compile(f"(?:{_any(data['account_words'])})")
        kinds = _any(data["account_kinds"])
        self.account = re.compile(
            f'[“"「『](?P<before>[^”"」』\\n]{{2,12}})[”"」』](?=[^，。；、\\n]{{0,6}}(?:{kinds}))'
            f'|(?:{kinds})[^，。；、“"「『\\n]{{0,4}}[“"「『](?P<after>[^”"」』\\n]{{2,12}})[”"」』]'
        )

    def towns(self, text: str) -> Iterator[Mention]:
        """List the towns that a text names, without those it only speaks of in general (各乡镇)."""
        last = 0
        for match in _TOWN_END.finditer(text):
            run = _RUN.search(text[max(last, match.start() - 8) : match.start()])
            last = match.end()
            if run is None:
                continue
            cut = 0
            for boundary in self.boundary.finditer(run.group()):
                cut = boundary.end()
            stem = run.group()[cut:]
            at = match.start() - len(stem)
            limit = _LONGEST_NATION if "族" in stem else _LONGEST_STEM
            begins = at == 0 or not re.match(f"[{_HAN}]", text[at - 1])
            if stem and not self.generic.fullmatch(stem):
                fits = len(stem) <= limit
                sure = fits and (bool(cut) or begins)
                doubtful = stem[-1] in self.doubtful_ends
                yield Mention(Place(stem, match.group()), at, match.end(), sure, fits, doubtful)

    def cities_in(self, text: str) -> Iterator[tuple[str, int]]:
        """List the cities and provinces that a text names, each with its place."""
        for end in _CITY_END.finditer(text):
            for length in _CITY_LENGTHS:
                start = end.end() - length
                if start >= 0 and (name := text[start : end.end()]) in self._cities_and_provinces:
                    yield name, start
                    break


def _places(names: Iterable[str]) -> frozenset[Place]:
    """Read full names as places; 示例县青石镇 is 青石镇."""
    found = set()
    for name in names:
        places, _ = split(str(name))
        if not places:
            raise ValueError(name)
        found.add(places[-1])
    return frozenset(found)
