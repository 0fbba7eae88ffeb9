"""Which remarks of the last round are still there: a line that moved, or a sum that is wrong otherwise, isn't new."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from nianbao.county.remarks.remark import Remark, State

_ALIKE = 0.75
"""How alike two quoted passages are that are one passage, touched up."""

Test = Callable[[Remark, Remark], bool]


@dataclass(frozen=True)
class Compared:
    """A round held against the one before.

    Attributes:
        remarks: What is to be said now, in its order, each new or open, with a number.
        fixed: What was said last time and is gone.
    """

    remarks: tuple[Remark, ...]
    fixed: tuple[Remark, ...]


def compared(before: Sequence[Remark], now: Sequence[Remark], next_number: int) -> Compared:
    """Find the remarks of the last round again, the surest likeness first, each at most once.

    Args:
        before: What was said last time.
        now: What the checks say now, without numbers.
        next_number: The first number that is free.
    """
    pairs = _pairs(before, now)
    found: list[Remark] = []
    for index, remark in enumerate(now):
        if index in pairs:
            found.append(replace(remark, number=before[pairs[index]].number, state=State.OPEN))
        else:
            found.append(replace(remark, number=next_number, state=State.NEW))
            next_number += 1
    again = set(pairs.values())
    gone = [replace(one, state=State.FIXED) for index, one in enumerate(before) if index not in again]
    return Compared(tuple(found), tuple(gone))


def _pairs(before: Sequence[Remark], now: Sequence[Remark]) -> dict[int, int]:
    """Pair remarks up: index now → index before."""
    pairs: dict[int, int] = {}
    for test in _TESTS:
        taken = set(pairs.values())
        for index, remark in enumerate(now):
            if index in pairs:
                continue
            for old, one in enumerate(before):
                if old not in taken and one.code == remark.code and test(one, remark):
                    pairs[index] = old
                    taken.add(old)
                    break
    return pairs


def _same(one: Remark, other: Remark) -> bool:
    return one.place == other.place and one.message == other.message and one.quote == other.quote


def _same_numbers(one: Remark, other: Remark) -> bool:
    return one.place == other.place and one.gist == other.gist and one.numbers == other.numbers


def _same_cell(one: Remark, other: Remark) -> bool:
    """The same cell: with other numbers it is still wrong."""
    return one.place == other.place and one.is_cell


def _same_words(one: Remark, other: Remark) -> bool:
    """The same passage, wherever it stands now."""
    return bool(one.quote) and one.quote == other.quote


def _same_gist(one: Remark, other: Remark) -> bool:
    """The same thing said of the same section, more or fewer times: 27 commas, then 26."""
    return one.place == other.place and one.gist == other.gist


def _touched_up(one: Remark, other: Remark) -> bool:
    """The same passage of a section, with some words changed and the mistake still in it."""
    if one.place != other.place or not one.quote or not other.quote:
        return False
    return difflib.SequenceMatcher(None, one.quote, other.quote, autojunk=False).ratio() >= _ALIKE


_TESTS: tuple[Test, ...] = (_same, _same_words, _same_cell, _same_numbers, _touched_up, _same_gist)
"""From the surest to the least sure."""
