"""The part on problems and measures, taken apart: which problems, which measures, which go together."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nianbao.passages.paragraphs import Passage
from nianbao.wordlists import compiled
from nianbao.writing.flaws import HAN
from nianbao.writing.lexicon import any_of

_ITEM = re.compile(
    rf"(?:^|(?<=[。；：:;，,\s）)]))(?P<mark>[一二三四五六七八九十]+是|[一二三四五六七八九十]+、|\d{{1,2}}[.．、](?!\d)|"
    rf"[（(][一二三四五六七八九十\d]+[）)]|第[一二三四五六七八九十]+[，,、]|首先|其次|再次|最后|[①-⑳])(?=[{HAN}“《\s])"
)
_PROBLEMS_HEAD = re.compile("问题|不足|差距|短板|困难")
_MEASURES_HEAD = re.compile("措施|改进|打算|下一步|下步|今后|整改|计划|思路|努力方向|对策|建议")
_ANY_HEAD = re.compile(f"{_PROBLEMS_HEAD.pattern}|{_MEASURES_HEAD.pattern}")
_LEAD_END = re.compile("(?:问题|不足|差距|措施|情况|打算|计划|思路|方向)$")
_TURN = re.compile(
    r"(?:针对(?:以上|上述|存在|这些|此)[^，。；：]*|下一步|下一年度?|明年|今后|接下来|20\d{2}年(?:度)?[，,]?(?:我|本|将|全)|(?:改进|整改)(?:的)?(?:措施|情况|办法|打算)|对此[，,]|为此[，,]|为解决(?:以上|上述|这些)|(?:主要)?措施[:：])"
)
_CONCRETE = re.compile(
    r"\d|[“”《》]|[一二三四五六七八九十两几]个|村|社区|老人|老年|公众号|网站|栏目|公开栏|季度|上半年|下半年|[一二三四五六七八九十]+月|低保|改厕|财务|征地|拆迁"
)
_FIRST = re.compile(r"[（(]?(?:一|1)(?![十\d])|首先|①|第一")
_PIECE = re.compile(r"[^。！？；\n]+[。！？；]?")


@dataclass(frozen=True)
class ProblemWords:
    """The lists of ``templates/checks/formulas.yaml`` as patterns."""

    formulas: re.Pattern[str]
    problem: re.Pattern[str]
    measure: re.Pattern[str]
    followed_up: re.Pattern[str]

    @classmethod
    def of(cls, folder: Path | None) -> ProblemWords:
        """Give the shipped lists with a working folder's additions."""
        return _MADE(folder)


def _made(words: dict[str, Any]) -> ProblemWords:
    return ProblemWords(
        any_of(words["formulas"]),
        any_of(words["problem_words"]),
        any_of(words["measure_words"]),
        any_of(words["followed_up"]),
    )


_MADE = compiled("formulas", _made)


@dataclass(frozen=True)
class Item:
    """One numbered problem or measure, with the paragraph that it opens in."""

    text: str
    passage: Passage
    start: int

    @property
    def kind(self) -> str:
        """How it is numbered: two items of one kind stand side by side."""
        mark = _ITEM.match(self.text)
        if mark is None:
            return ""
        return (
            re.sub(r"[一二三四五六七八九十\d①-⑳]+", "n", mark["mark"]).replace("(", "（").replace(")", "）")
        )

    @property
    def end(self) -> int:
        """Behind its last character in its paragraph."""
        return min(self.start + len(self.text), len(self.passage.text))


@dataclass(frozen=True)
class Problems:
    """What the part says.

    Attributes:
        problems: The problems.
        measures: The measures that stand apart; none where each problem has its own beside it.
        text: All of it.
        apart: Problems and measures stand in parts of their own.
        said_of_measures: What stands in the part on measures.
    """

    problems: tuple[Item, ...]
    measures: tuple[Item, ...]
    text: str
    apart: bool
    said_of_measures: str


def take_apart(passages: tuple[Passage, ...], words: ProblemWords) -> Problems:
    """Take the part apart at its headings, and at the words that turn from problems to measures."""
    problems: list[Item] = []
    measures: list[Item] = []
    target, apart, said = problems, False, ""
    for passage in passages:
        head, text, start = _head(passage)
        if head and _is_measures(head):
            target, apart = measures, True
        elif head and _PROBLEMS_HEAD.search(head):
            target = problems
        turn = _TURN.search(text) if target is problems else None
        if turn and _stands_for_the_rest(text, turn, words):
            problems += _items(passage, text[: turn.start()], start)
            target, apart = measures, True
            start, text = start + turn.start(), text[turn.start() :]
        said += text if target is measures else ""
        found = _items(passage, text, start)
        if not found and target and text and not passage.is_heading:
            target[-1] = replace(target[-1], text=target[-1].text + text)  # goes on with the item before
        target += found
    whole = "".join(passage.text for passage in passages)
    return Problems(_outermost(problems), _outermost(measures), whole, apart, said)


def _head(passage: Passage) -> tuple[str | None, str, int]:
    """Give the heading that a paragraph is or opens with, and the rest with its place."""
    if passage.is_heading:
        bare = passage.text.strip("：: ")
        if _ANY_HEAD.search(bare):
            is_item = re.match(r"[一二三四五六七八九十]+是", bare)
            return (None, passage.text, 0) if is_item else (passage.text, "", 0)
        return None, passage.text, 0
    lead = re.match(
        r"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?\s*([^。；，：:]{2,16})[。：:]", passage.text
    )
    if lead and _LEAD_END.search(lead.group(1)) and _ANY_HEAD.search(lead.group(1)):
        return lead.group(1), passage.text[lead.end() :], lead.end()
    return None, passage.text, 0


def _is_measures(head: str) -> bool:
    return bool(_MEASURES_HEAD.search(head)) and not re.search("问题(?:及|和|与)|问题、", head)


def _stands_for_the_rest(text: str, turn: re.Match[str], words: ProblemWords) -> bool:
    """Tell a turn to the measures of all problems from the measure of the one problem before it."""
    rest, before = text[turn.start() :], text[: turn.start()]
    many_before = len(list(_ITEM.finditer(before))) != 1
    items = list(_ITEM.finditer(rest))
    # 改进情况： says itself what follows, in whatever words.
    said = re.match(r"[:：]", rest[turn.end() - turn.start() :])
    return bool(said or words.measure.search(rest)) and (
        many_before or (len(items) > 1 and bool(_FIRST.match(items[0]["mark"])))
    )


def _items(passage: Passage, text: str, offset: int) -> list[Item]:
    marks = list(_ITEM.finditer(text))
    return [
        Item(text[mark.start() : after.start() if after else len(text)], passage, offset + mark.start())
        for mark, after in itertools.zip_longest(marks, marks[1:])
    ]


def _outermost(items: list[Item]) -> tuple[Item, ...]:
    """Keep the items numbered like the first: what stands below them is theirs."""
    kept: list[Item] = []
    for item in items:
        if not kept or item.kind == kept[0].kind:
            kept.append(item)
        else:
            kept[-1] = replace(kept[-1], text=kept[-1].text + item.text)
    return tuple(kept)


def has_measure(item: Item, words: ProblemWords) -> bool:
    """Tell whether a problem has its measure beside it: a sentence with a word of doing and none of lacking."""
    pieces = _PIECE.findall(item.text)
    return any(
        words.measure.search(piece) and not words.problem.search(piece) for piece in pieces[1:]
    ) or bool(re.search("(?:下一步|将|已经?|今后|措施|改进|整改)[^。]*", item.text))


def is_formula(item: Item, words: ProblemWords) -> bool:
    """Tell whether a problem would fit any unit: formula words, and nothing that can be pointed at."""
    return bool(words.formulas.search(item.text)) and not _CONCRETE.search(item.text)
