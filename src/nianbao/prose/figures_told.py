"""Which statutory figure a number in prose tells: 收到申请12件 is 表三's first row, 行政复议1件 表四's first."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.prose.items import Item, walk
from nianbao.prose.lists import nested
from nianbao.prose.quantity import THINGS
from nianbao.prose.reading import Told
from nianbao.report import Report
from nianbao.tables.numbers import Amount
from nianbao.wordlists import compiled

Sum = tuple[str, ...]
"""Cells that are added up, each as ``table.row.column``; a row may be a group."""

_CASES = ("applications", "reviews")
_MONEY = ("元", "万元", "亿元")
_NEUTRAL = "none"
"""Topic of words that stand in every sentence of a report and say nothing of what it is about."""

_SECTION_TOPICS = {"applications": "applications"}


@dataclass(frozen=True)
class Figure:
    """A statutory figure as prose tells it.

    Attributes:
        id: Such as ``received``.
        name: What people call it.
        topic: What the sentence has to be about.
        unit: Its group of units (``units.yaml``).
        excluded: Words with which it is something else.
        sums: What it may be, by cells.
        at_most: The cells may hold more than is told.
        whole: It is a total: never a part of another number.
    """

    id: str
    name: str
    topic: str
    unit: str
    excluded: re.Pattern[str] | None
    sums: tuple[Sum, ...]
    at_most: bool
    whole: bool


@dataclass(frozen=True)
class Vocabulary:
    """The words by which figures are told.

    Attributes:
        figures: By id.
        says: Finds the words, the longest first.
        meant: Word → the figures that it may tell.
        topics: Finds the words that say what a sentence is about.
        topic_of: Word → topic.
        partial: Finds the words that narrow a number down to some of the whole.
    """

    figures: Mapping[str, Figure]
    says: re.Pattern[str]
    meant: Mapping[str, tuple[Figure, ...]]
    topics: re.Pattern[str]
    topic_of: Mapping[str, str]
    partial: re.Pattern[str]


@dataclass(frozen=True)
class Claim:
    """A number that tells a statutory figure.

    Attributes:
        told: Where it stands.
        item: The number.
        figure: What it tells.
        is_plain: The sentence itself says what it is about.
        is_part: It is one of the parts of another number.
        sentence: Which of the paragraph's sentences tells it.
    """

    told: Told
    item: Item
    figure: Figure
    is_plain: bool
    is_part: bool
    sentence: int


def _build(words: dict[str, Any]) -> Vocabulary:
    figures: dict[str, Figure] = {}
    meant: dict[str, list[Figure]] = {}
    for name, data in words["figures"].items():
        figure = Figure(
            name,
            data["name"],
            data["topic"],
            data["unit"],
            _any_of(data["not"]) if data.get("not") else None,
            tuple(tuple(cells) for cells in data["cells"]),
            bool(data.get("at_most")),
            bool(data.get("whole")),
        )
        figures[name] = figure
        for word in data["says"]:
            meant.setdefault(word, []).append(figure)
    topic_of = {word: topic for topic, found in words["topics"].items() for word in found}
    return Vocabulary(
        figures,
        _any_of(meant),
        {word: tuple(found) for word, found in meant.items()},
        _any_of(topic_of),
        topic_of,
        _any_of(words["partial"]),
    )


def _any_of(words: Any) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))


vocabulary = compiled("outcomes", _build)
"""Loads the words of ``outcomes.yaml``; takes the working folder."""


def claims(told: Told, year: int, folder: Path | None = None) -> Iterator[Claim]:
    """Find the numbers of a paragraph that tell a statutory figure of the year."""
    words = vocabulary(folder)
    if not told.sentences:
        return
    topics = _topics(told, words)
    outer = _outside_brackets(told, topics)
    for index, sentence in enumerate(told.sentences):
        begin = _sentence_start(told, sentence)
        parts, own = nested(sentence, told.lists[index]), {id(item) for item in sentence}
        for item in walk(sentence):
            clause = _without_years(item.clause, year)
            end = item.quantity.end + len(item.after)
            known = outer if id(item) in own else topics
            nearest = bisect.bisect_left(known, (end, ""))
            place, topic = known[nearest - 1] if nearest else (-1, "")
            if _is_elsewhere(clause, words):
                continue
            figure = _meant(clause, topic, words)
            if figure is None or not _fits(figure, item.quantity.unit):
                continue
            # 其中1件经补正后受理: some of what was told before, wherever that was.
            if not (figure.whole and (id(item) in parts or item.mark == "其中")):
                yield Claim(told, item, figure, place >= begin, id(item) in parts, index)


def _fits(figure: Figure, unit: str) -> bool:
    """Tell whether a figure may be counted so at all: 收费1项 tells no amount, 办结1174台 no application."""
    if figure.unit == "money":
        return unit in _MONEY
    return figure.unit not in _CASES or unit not in THINGS


def value_of(report: Report, cells: Sum) -> Amount | None:
    """Add up cells of a report's tables; None when it has no such cell."""
    found: list[Amount] = []
    for name in cells:
        table_id, row, column = name.split(".")
        table = report.tables.get(table_id)
        if table is None:
            return None
        if (row, column) in table.values:
            found.append(table.values[row, column])
            continue
        group = next((one for one in table.form.groups if one.id == row and one.rows), None)
        cells_of = table.form.group_cells(group, column) if group else ()
        if not cells_of:
            return None
        found += [table.values[cell] for cell in cells_of]
    return sum(found, start=0)


def _topics(told: Told, words: Vocabulary) -> list[tuple[int, str]]:
    """List where in a paragraph a topic begins; what its heading or section says holds from before its start."""
    found = [
        (match.start(), topic)
        for match in words.topics.finditer(told.passage.folded)
        if (topic := words.topic_of[match.group()]) != _NEUTRAL
    ]
    inherited = [
        topic
        for match in words.topics.finditer(told.heading)
        if (topic := words.topic_of[match.group()]) != _NEUTRAL
    ]
    if told.section in _SECTION_TOPICS:
        inherited.insert(0, _SECTION_TOPICS[told.section])
    return [*((-1, topic) for topic in inherited[-1:]), *found]


def _outside_brackets(told: Told, topics: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Leave out what a bracket is about: it says nothing of the numbers behind the bracket."""
    found, depth, position = [], 0, 0
    for place, topic in topics:
        between = told.passage.folded[position : max(place, 0)]
        depth, position = depth + between.count("(") - between.count(")"), max(place, 0)
        if depth <= 0:
            found.append((place, topic))
    return found


def _sentence_start(told: Told, sentence: Sequence[Item]) -> int:
    before = told.passage.folded[: sentence[0].start]
    return max((before.rfind(stop) for stop in "。!?"), default=-1) + 1


def _without_years(clause: str, year: int) -> str:
    """Say 上年, 本年 and 下年 instead of the years themselves."""
    words = {str(year - 1): "上年", str(year + 1): "下年", str(year): "本年"}
    return _YEAR.sub(lambda match: words.get(match["year"], match.group()), clause)


_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年度?")
_OTHER_YEAR = re.compile(r"(?:19|20)\d{2}\s*年")
_LAST = re.compile(r"上年度?(?!度?(?:结转|转结|遗留|度))|去年(?!结转)")


def _is_elsewhere(clause: str, words: Vocabulary) -> bool:
    """Tell whether a number is of another year, or only of some of what a table counts."""
    return bool(_OTHER_YEAR.search(clause) or _LAST.search(clause) or words.partial.search(clause))


def is_of_another(clause: str, year: int, folder: Path | None = None) -> bool:
    """Tell whether words speak of another year than the report's, or only of some of what a table counts."""
    return _is_elsewhere(_without_years(clause, year), vocabulary(folder))


def _meant(clause: str, topic: str, words: Vocabulary) -> Figure | None:
    """Find the figure that the longest of a clause's words tells; of equally long ones the last."""
    best: tuple[int, int] = (0, 0)
    found: Figure | None = None
    for match in words.says.finditer(clause):
        for figure in words.meant[match.group()]:
            rank = (len(match.group()), match.start())
            if (
                figure.topic == topic
                and rank >= best
                and not (figure.excluded and figure.excluded.search(clause))
            ):
                best, found = rank, figure
    return found
