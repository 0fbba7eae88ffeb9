"""The part on problems and measures, taken apart: which problems, which measures, which go together."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nianbao.passages.paragraphs import Passage
from nianbao.wordlists import compiled
from nianbao.writing.lexicon import any_of
from nianbao.writing.problem_parts import ITEM_MARK, is_of_measures, is_of_problems, stretches

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
        mark = ITEM_MARK.match(self.text)
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
        said_of_problems: What stands before the part on measures, headings left out.
        said_of_measures: What stands in the part on measures.
    """

    problems: tuple[Item, ...]
    measures: tuple[Item, ...]
    text: str
    apart: bool
    said_of_problems: str
    said_of_measures: str


def take_apart(passages: tuple[Passage, ...], words: ProblemWords) -> Problems:
    """Take the part apart at its headings, and at the words that turn from problems to measures."""
    problems: list[Item] = []
    measures: list[Item] = []
    target, apart, asked, said = problems, False, "", ""
    for passage in passages:
        for head, text, start in stretches(passage):
            if head and is_of_measures(head):
                said += head if target is measures else ""  # a measure told in a heading of its own
                target, apart = measures, True
            elif head and is_of_problems(head):
                target = problems
            turn = _TURN.search(text) if target is problems else None
            if turn and _stands_for_the_rest(text, turn, words):
                problems += _items(passage, text[: turn.start()], start)
                asked += text[: turn.start()]
                target, apart = measures, True
                start, text = start + turn.start(), text[turn.start() :]
            if target is measures:
                said += text
            else:
                asked += text
            found = _items(passage, text, start)
            if not found and target and text and not passage.is_heading:
                target[-1] = replace(target[-1], text=target[-1].text + text)  # goes on with the item before
            target += found
    whole = "".join(passage.text for passage in passages)
    return Problems(_outermost(problems), _outermost(measures), whole, apart, asked, said)


def _stands_for_the_rest(text: str, turn: re.Match[str], words: ProblemWords) -> bool:
    """Tell a turn to the measures of all problems from the measure of the one problem before it."""
    rest, before = text[turn.start() :], text[: turn.start()]
    many_before = len(list(ITEM_MARK.finditer(before))) != 1
    items = list(ITEM_MARK.finditer(rest))
    # 改进情况： says itself what follows, in whatever words.
    said = re.match(r"[:：]", rest[turn.end() - turn.start() :])
    return bool(said or words.measure.search(rest)) and (
        many_before or (len(items) > 1 and bool(_FIRST.match(items[0]["mark"])))
    )


def _items(passage: Passage, text: str, offset: int) -> list[Item]:
    marks = list(ITEM_MARK.finditer(text))
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
