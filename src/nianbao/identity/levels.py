"""The words of levels (``templates/checks/levels.yaml``), made ready."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nianbao.finding import Severity

AREA_WORDS = ("县", "市", "区", "旗", "州", "省", "盟")
TOWN_WORDS = ("镇", "乡", "街道", "街", "办事处", "街道办", "苏木")
OFFICE_WORDS = (
    "局",
    "委",
    "办",
    "厅",
    "公司",
    "集团",
    "中心",
    "处",
    "院",
    "所",
    "站",
    "队",
    "馆",
    "校",
    "社",
)
"""Of an office's words those by which a town or a county can't mean itself."""

THIS_WORDS = ("局", "委", "办", "厅", "公司", "集团", "镇", "乡", "街道", "街", "办事处", "县", "市", "区")
"""Words that make a self-reference with 本; with others 本 is part of another word too often."""

_NO_NAME_BEFORE = re.compile(
    "(?:^|[^\u4e00-\u9fff]|[的由在经向对把和与及是以被让请到据按为并将各全我本该]|召开|通过|明确|成立|加强|组织)$"
)

NO_OFFICE = ("单位", "部门")


@dataclass(frozen=True)
class LevelWord:
    """A word that units of some levels don't use.

    Attributes:
        word: The word.
        levels: Those levels.
        severity: How certain it is.
        why: Why they don't.
        advice: What to do.
        before: Endings of the text before it with which it doesn't count.
        after: Beginnings of the text behind it with which it doesn't count.
        alone: It doesn't count behind a name: 财政局机关 is that of 财政局.
    """

    word: str
    levels: frozenset[str]
    severity: Severity
    why: str = ""
    advice: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    alone: bool = False

    @classmethod
    def of(cls, data: dict[str, Any]) -> LevelWord:
        """Take over an entry of the list."""
        severity = data["severity"]
        if severity not in ("error", "warning", "hint"):
            raise ValueError(severity)
        return cls(
            str(data["word"]),
            frozenset(data["levels"]),
            severity,
            data.get("why", ""),
            data.get("advice", ""),
            tuple(data.get("before", ())),
            tuple(data.get("after", ())),
            bool(data.get("alone")),
        )

    def counts(self, text: str, start: int) -> bool:
        """Tell whether the word, found in a text, means what it says."""
        if self.alone and not _NO_NAME_BEFORE.search(text, max(0, start - 2), start):
            return False
        return not (
            text.endswith(self.before or ("\0",), 0, start)
            or text.startswith(self.after or ("\0",), start + len(self.word))
        )


class Levels:
    """What goes with which level."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.words = tuple(LevelWord.of(entry) for entry in data["words"])
        self.outside = tuple(LevelWord.of(entry) for entry in data["outside"])
        self.endings: dict[str, list[str]] = data["endings"]
        self.own_work: tuple[str, ...] = tuple(data["own_work"])
        self.orders: tuple[str, ...] = tuple(data["orders"])
        self.self_reference = _self_reference(data)

    def endings_of(self, office: str) -> list[str]:
        """List how an office may call itself, by the end of its name."""
        fitting = [ending for ending in self.endings if office.endswith(ending)]
        return self.endings[max(fitting, key=len)] if fitting else []


def _self_reference(data: dict[str, Any]) -> re.Pattern[str]:
    """Make the pattern of 我局, 本镇, …, and not of 我办理 or 基本办法."""
    ours = {word for words in data["endings"].values() for word in words}
    ours |= {*AREA_WORDS, *TOWN_WORDS, *OFFICE_WORDS, *NO_OFFICE}
    return re.compile(
        f"(?<!自)我{_one_of(ours, data['not_self'])}"
        f"|(?<![{re.escape(data['not_this'])}])本{_one_of({*THIS_WORDS, *NO_OFFICE}, data['not_self'])}"
    )


def _one_of(words: Iterable[str], unless: dict[str, list[str]]) -> str:
    """Give a pattern of any of some words that isn't followed by what makes it another."""
    longest = sorted(words, key=len, reverse=True)
    parts = [re.escape(word) + _not_followed_by(unless.get(word, [])) for word in longest]
    return f"(?:{'|'.join(parts)})"


def _not_followed_by(words: list[str]) -> str:
    return f"(?!{'|'.join(map(re.escape, words))})" if words else ""
