"""Numbers that paragraphs and items open with, and where they skip one or say one twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.passages.paragraphs import Passage, Passages
from nianbao.writing.flaws import Flaw

_DIGITS = "一二三四五六七八九十"
_HAN_NUMBER = rf"[{_DIGITS}]{{1,3}}"
_AT_START = (
    re.compile(rf"[（(](?P<n>{_HAN_NUMBER})[）)]"),
    re.compile(r"(?P<n>\d{1,2})(?:[．、]|\.(?!\d))"),
    re.compile(r"[（(](?P<n>\d{1,2})[）)]"),
)
_INSIDE = (
    re.compile(rf"(?:^|(?<=[。；：，、,;:\s）)]))(?P<n>{_HAN_NUMBER})是(?!否|非)"),
    re.compile(r"(?:^|(?<=[。；：，,;:]))(?P<n>\d{1,2})\.(?=[\u3400-\u9fff])"),
    re.compile(r"(?<=[。；：，,;:\u3400-\u9fff])[（(](?P<n>\d{1,2})[）)](?=[\u3400-\u9fff])"),
)
_HIGHEST = 20
"""Beyond it a number is no item's."""


def skipped(passages: Passages) -> Iterator[tuple[Flaw, int, int]]:
    """Find numbers that don't follow the one before: the place, the number before, and this one."""
    for section in passages.values():
        seen = [0] * len(_AT_START)
        running = [0] * len(_INSIDE)
        for passage in section:
            for level, pattern in enumerate(_AT_START):
                if match := pattern.match(passage.text):
                    yield from _follows(passage, match, seen, level)
                    seen[level + 1 :] = [0] * (len(seen) - level - 1)
                    running = [0] * len(_INSIDE)
                    break
            for kind, pattern in enumerate(_INSIDE):
                for match in pattern.finditer(passage.text, 1 if kind else 0):
                    yield from _follows(passage, match, running, kind)


def _follows(
    passage: Passage, match: re.Match[str], seen: list[int], place: int
) -> Iterator[tuple[Flaw, int, int]]:
    before, number = seen[place], _number(match["n"])
    if number is None or number > _HIGHEST:
        return
    seen[place] = number
    # A list may open anew with 1; one that opens with 3 has lost its head elsewhere.
    if before and number not in (1, before + 1):
        yield Flaw(passage, match.start(), match.end()), before, number


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    if len(word) == 1:
        return _DIGITS.index(word) + 1
    tens, _, ones = word.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" not in word:
        return None
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)
