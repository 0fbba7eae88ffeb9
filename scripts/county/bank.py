"""A bank of sentence patterns: filled in, and never the same sentence twice in the whole county.

A pattern holds ``<slots>``, ``［one｜or the other］`` and ``#3-9#``, a number between the two. What two
reports mustn't share is the sentence without names and numbers, so that a reader who looks past those
doesn't find it twice either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from county.units import Unit

SHORT = 12
"""Characters below which a sentence, punctuation stripped, may be anybody's."""

# Law and format give these words to every report: names of rules, and the period it covers.
_STATUTORY = re.compile(
    r"，以下简称《条例》|《[^《》]*(?:〈[^〈〉]*〉[^《》]*)?》|1月1日|12月31日|国办公开办函〔2021〕30号|国务院令第711号"
)
_TRIES = 200
_ASKED = "@asked "


class Bank:
    """Patterns by aspect.

    Args:
        patterns: As the file of words holds them.
        units: All units; their names don't count as words of a sentence.
    """

    def __init__(self, patterns: Mapping[str, Sequence[str]], units: Sequence[Unit]) -> None:
        self._patterns = patterns
        self._names = re.compile("|".join(sorted((unit.name for unit in units), key=len, reverse=True)))
        self._used: set[str] = set()
        self._drawn: Counter[str] = Counter()
        self._drawn_by: set[tuple[str, str]] = set()

    def take(self, text: str) -> str:
        """Enter a text that isn't drawn, so that nothing drawn repeats it."""
        self._used.update(self._bare(text))
        return text

    def draw(
        self, aspect: str, unit: Unit, random: Random, slots: Mapping[str, str], *, asked: bool = True
    ) -> str:
        """Fill in a pattern, one that was used less and not yet by this unit first.

        Args:
            aspect: Which patterns.
            unit: Whose report it is for.
            random: What chooses.
            slots: What is filled in.
            asked: The unit has applications to speak of; without any, patterns marked so stay out.

        Raises:
            LookupError: The bank is exhausted: write more patterns.
        """
        ways = sorted(
            (pattern for pattern in self._patterns[aspect] if asked or not pattern.startswith(_ASKED)),
            key=lambda pattern: ((unit.id, pattern) in self._drawn_by, self._drawn[pattern], random.random()),
        )
        for pattern in ways:
            for _ in range(_TRIES):
                text = _filled(aspect, pattern.removeprefix(_ASKED), unit, random, slots)
                bare = list(self._bare(text))
                if self._used.isdisjoint(bare) and len(set(bare)) == len(bare):
                    self._used.update(bare)
                    self._drawn[pattern] += 1
                    self._drawn_by.add((unit.id, pattern))
                    return text
        raise LookupError(f"{aspect}: no sentence left for {unit.name}")

    def _bare(self, text: str) -> Iterator[str]:
        """List a text's sentences without what doesn't make them differ; short ones left out."""
        text = re.sub(r"\{\{[^{}]*\}\}", "", text)
        for sentence in re.split("[。；！？\n]", _STATUTORY.sub("", text)):
            bare = re.sub(r"[\W\d_]", "", self._names.sub("", sentence))
            if len(bare) >= SHORT:
                yield bare


def _filled(aspect: str, pattern: str, unit: Unit, random: Random, slots: Mapping[str, str]) -> str:
    named = {f"t{place}": topic for place, topic in enumerate(_topics(aspect, unit, random), 1)}
    chosen = re.sub("［([^［］]*)］", lambda found: _one(found[1].split("｜"), random), pattern)
    numbered = re.sub(r"#(\d+)-(\d+)#", lambda found: _number(found, random), chosen)
    # In one pass: what is filled in isn't searched again.
    return re.sub(r"<(\w+)>", lambda found: {**slots, **named}[found[1]], numbered)


def _topics(aspect: str, unit: Unit, random: Random) -> list[str]:
    """Choose two topics; the opening names what the unit is about, the rest may also name a kind of information."""
    topics = [*unit.data["topics"], *(unit.data["classes"][1:] if aspect != "intro" else ())]
    return [topics.pop(random.randrange(len(topics))) for _ in range(2)]


def _one(ways: list[str], random: Random) -> str:
    return ways[random.randrange(len(ways))]


def _number(found: re.Match[str], random: Random) -> str:
    low, high = int(found[1]), int(found[2])
    return str(low + random.randrange(high - low + 1))
