"""A passage as a tree of items: each number with its label, what stands in its brackets, its shares and changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from nianbao.prose.masks import masked
from nianbao.prose.quantity import PERCENT, Quantity, quantities

Role = Literal["count", "share", "change", "before"]
"""``count``: a number of its own. ``share``: per cent of something. ``change``: by how much or by what
share it changed. ``before``: last year's number, told for comparison."""

NEW_SENTENCE = 5
"""A boundary between sentences; below it, in falling strength, ``。`` before 其中 (4), ``；`` (3), ``，`` (2), ``、`` (1)."""

_LEVELS = {"、": 1, ",": 2, ";": 3, "。": NEW_SENTENCE, "!": NEW_SENTENCE, "?": NEW_SENTENCE}
_CLAUSE = 2
"""Strength of the boundaries between clauses."""

_BOUNDARY = re.compile(r"[、,;。!?]|\.(?=\D|$)")
_MARK = re.compile(
    r"其中|分别(?:为|是|有)?|包括|包含|涵盖|分为|由(?=[^,。;]*(?:组成|构成))|(?<![包])含(?!有量)|:(?=[^/])"
)
_BRACKET = re.compile("[()]")
_DEEPEST = 6
"""Brackets within brackets."""

_CHANGE = re.compile(
    r"(?:增长|增加|新增加|上升|提高|提升|增幅|多|下降|减少|降低|降幅|少|翻)(?:了|幅度)?(?:为|达到?|近|约)?\s*$"
)
_UP = re.compile(r"增|上升|提高|提升|多|翻")
_BEFORE = re.compile(r"(?:上年度?|上一年度?|去年|前一年|往年)(?:同期)?(?:的|为|是|共)?\s*$")


@dataclass(slots=True)
class Item:
    """A number in its surroundings.

    Attributes:
        quantity: The number.
        role: What it is.
        label: The words before it, back to the last boundary.
        after: The words behind it, up to the next boundary.
        mark: Word before it that opens a list: 其中, 包括, 分别为, ``:`` …; or empty.
        level: Strength of the boundary between it and the count before.
        start: Where its label begins in the passage.
        inner: Items in the brackets that belong to it.
        attached: Shares, changes and last year's numbers that are told of it.
        is_open: 等 follows: the list doesn't end here.
        skips: A clause without a number stands between it and the count before: a list may have ended there.
    """

    quantity: Quantity
    role: Role = "count"
    label: str = ""
    after: str = ""
    mark: str = ""
    level: int = 0
    start: int = 0
    inner: list[Item] = field(default_factory=list)
    attached: list[Item] = field(default_factory=list)
    is_open: bool = False
    skips: bool = False

    @property
    def clause(self) -> str:
        """The words around the number."""
        return self.label + self.after


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["quantity", "(", ")"]
    start: int
    end: int
    quantity: Quantity | None = None


def sentences(folded: str) -> list[list[Item]]:
    """Give a passage's counts, sentence by sentence; a sentence that opens with 其中 belongs to the one before."""
    plain = masked(folded)
    read, _ = _sequence((folded, plain), _tokens(folded, plain), 0, 0)
    found: list[list[Item]] = []
    for item in read.items:
        if not found or item.level >= NEW_SENTENCE:
            found.append([])
        found[-1].append(item)
    return found


def walk(items: Sequence[Item]) -> Iterator[Item]:
    """Go through counts, those in brackets included."""
    for item in items:
        yield item
        yield from walk(item.inner)


def is_rise(item: Item) -> bool:
    """Tell whether a change is upward."""
    return bool(_UP.search(item.label[-8:]))


def _tokens(folded: str, plain: str) -> list[_Token]:
    found = [_Token("quantity", one.start, one.end, one) for one in quantities(folded, plain)]
    for start, end in _brackets(plain):
        found += [_Token("(", start, start + 1), _Token(")", end, end + 1)]
    return sorted(found, key=lambda token: token.start)


def _brackets(plain: str) -> Iterator[tuple[int, int]]:
    """Pair the brackets up; one without its other, or too deep for any clerk, is text."""
    opened: list[int] = []
    for match in _BRACKET.finditer(plain):
        if match.group() == "(":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if len(opened) < _DEEPEST:
                yield start, match.start()


def _sequence(
    texts: tuple[str, str], tokens: Sequence[_Token], index: int, start: int
) -> tuple[_Reader, int]:
    """Read items up to the bracket that closes them; the words of inner brackets don't count as between."""
    read = _Reader(texts, start)
    while index < len(tokens):
        token = tokens[index]
        if token.kind == ")":
            read.close(token.start)
            return read, index + 1
        if token.kind == "(":
            inner, index = _sequence(texts, tokens, index + 1, token.end)
            closed = tokens[index - 1].end if tokens[index - 1].kind == ")" else len(texts[0])
            read.bracket(token.start, closed, inner)
            continue
        assert token.quantity is not None
        read.number(token.quantity)
        index += 1
    read.close(len(texts[0]))
    return read, index


class _Reader:
    """Puts the items of one depth together, left to right.

    Boundaries are looked for in the text without dates and ordinals: the dot of 1. ends no sentence.
    """

    def __init__(self, texts: tuple[str, str], start: int) -> None:
        self.items: list[Item] = []
        self.loose: list[Item] = []
        self._folded, self._plain = texts
        self._gap: list[tuple[int, int]] = []
        self._position = start
        self._last: Item | None = None
        self._waiting: tuple[int, list[Item]] = (-1, [])
        self._level = 0

    def number(self, quantity: Quantity) -> None:
        """Take a number in."""
        self._take(quantity.start)
        self._finish_last()
        item = self._item(quantity)
        if self._waiting[0] == quantity.start:
            item.inner = self._waiting[1]
        self._gap, self._position, self._last = [], quantity.end, item
        self._level = max(self._level, item.level)
        if item.role == "count":
            item.level, self._level = self._level, 0
            self.items.append(item)
        elif item.level < NEW_SENTENCE:
            (self.items[-1].attached if self.items else self.loose).append(item)

    def bracket(self, start: int, end: int, inner: _Reader) -> None:
        """Take a bracket in: it belongs to the number right before it, or else to the one right behind."""
        self._take(start)
        between = self._words(self._plain).strip()
        which = self._folded.startswith("其中", start + 1)
        if self.items and (not between or (which and between in "。.,;")):
            self.items[-1].inner += inner.items
            self.items[-1].attached += inner.loose
        else:
            self._waiting = (end, inner.items)
        self._position = end

    def close(self, end: int) -> None:
        """Take in the words behind the last number."""
        self._take(end)
        self._finish_last()

    def _take(self, end: int) -> None:
        self._gap.append((self._position, end))
        self._position = end

    def _words(self, text: str) -> str:
        return "".join(text[start:end] for start, end in self._gap)

    def _place(self, index: int) -> int:
        """Give the place in the passage of a place in the words."""
        for start, end in self._gap:
            if index < end - start:
                return start + index
            index -= end - start
        return self._position

    def _finish_last(self) -> None:
        """Now that it is known what follows a number, say what does."""
        if self._last is None:
            return
        boundary = _BOUNDARY.search(self._words(self._plain))
        words = self._words(self._folded)[: boundary.start() if boundary else None]
        self._last.is_open = words.lstrip().startswith("等")
        # Without a boundary the words belong to the number behind them.
        if boundary or self._position == len(self._folded) or self._plain[self._position] == ")":
            self._last.after = words

    def _item(self, quantity: Quantity) -> Item:
        gap, words = self._words(self._plain), self._words(self._folded)
        boundaries = list(_BOUNDARY.finditer(gap))
        level = max((_level(one) for one in boundaries), default=0)
        new = max((one.end() for one in boundaries if _level(one) >= NEW_SENTENCE), default=0)
        mark = next((one for one in reversed(list(_MARK.finditer(gap))) if one.start() >= new), None)
        if level >= NEW_SENTENCE and gap[new:].lstrip(" (").startswith("其中"):
            level = 4
        cut = max([one.end() for one in boundaries] + ([mark.end()] if mark else []), default=0)
        label = words[cut:]
        opened = mark.group() if mark else ""
        item = Item(quantity, _role(quantity, label), label, mark=opened, level=level, start=self._place(cut))
        item.skips = sum(_level(one) >= _CLAUSE for one in boundaries) > 1
        return item


def _level(boundary: re.Match[str]) -> int:
    return _LEVELS.get(boundary.group(), NEW_SENTENCE)


def _role(quantity: Quantity, label: str) -> Role:
    if _CHANGE.search(label):
        return "change"
    if quantity.unit == PERCENT:
        return "share"
    return "before" if _BEFORE.search(label) else "count"
