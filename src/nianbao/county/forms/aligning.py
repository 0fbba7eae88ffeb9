"""Where a plan's rows and columns are on a sheet that came back, by their printed words.

Rows and columns may have been inserted, deleted or emptied since. What keeps its order is found by the best
match of labels in order; a line whose label was overwritten is found between its neighbours.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nianbao.county.forms.slots import SheetPlan, Slot
from nianbao.importer.characters import fold
from nianbao.ledgers.sheet import Sheet

Lines = Mapping[int, int]
"""Line of the plan → line of the sheet, both from 0."""

ENOUGH = 0.4
"""Share of a plan's words that a sheet has to hold to be taken for it."""

_MOST_CHARACTERS = 400
"""A label has no more; longer texts are told apart by their beginning."""


@dataclass(frozen=True)
class Alignment:
    """Where a plan's lines are.

    Attributes:
        rows: Rows.
        columns: Columns.
    """

    rows: Lines
    columns: Lines

    def place(self, slot: Slot) -> tuple[int, int] | None:
        """Give the place of a slot, or None where its row or column is gone."""
        row, column = self.rows.get(slot.row), self.columns.get(slot.column)
        return None if row is None or column is None else (row, column)


def key_of(value: object) -> str:
    """Fold a cell for comparison with a label."""
    return fold(value[:_MOST_CHARACTERS]) if isinstance(value, str) else ""


def words_of(sheet: Sheet) -> dict[str, list[tuple[int, int]]]:
    """List the words of a sheet, each with its places."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            if key := key_of(value):
                found[key].append((row, column))
    return found


def likeness(plan: SheetPlan, words: Mapping[str, object]) -> float:
    """Tell which share of a plan's labels a sheet holds."""
    labels = {key for slot in plan.of("label") if (key := key_of(slot.text))}
    labels.add(key_of(plan.title))
    return len(labels & words.keys()) / len(labels)


def align(plan: SheetPlan, words: Mapping[str, Sequence[tuple[int, int]]]) -> Alignment:
    """Find a plan's rows and columns on a sheet."""
    rows: dict[int, set[str]] = defaultdict(set)
    columns: dict[int, set[str]] = defaultdict(set)
    for slot in plan.of("label"):
        if key := key_of(slot.text):
            rows[slot.row].add(key)
            columns[slot.column].add(key)
    height, width = plan.size
    return Alignment(
        _aligned(rows, _lines(words, 0, rows), height), _aligned(columns, _lines(words, 1, columns), width)
    )


def _lines(
    words: Mapping[str, Sequence[tuple[int, int]]], axis: int, wanted: Mapping[int, set[str]]
) -> dict[int, set[str]]:
    """List the labels on each row (or column) of a sheet."""
    labels = set().union(*wanted.values())
    found: dict[int, set[str]] = defaultdict(set)
    for key in labels & words.keys():
        for place in words[key]:
            found[place[axis]].add(key)
    return found


def _aligned(expected: Mapping[int, set[str]], there: Mapping[int, set[str]], size: int) -> Lines:
    """Match lines in order so that most labels agree; of equal matches the first counts."""
    wanted, given = sorted(expected), sorted(there)
    best = [[0] * (len(given) + 1) for _ in range(len(wanted) + 1)]
    scores = [[len(expected[one] & there[other]) for other in given] for one in wanted]
    for one in range(len(wanted) - 1, -1, -1):
        for other in range(len(given) - 1, -1, -1):
            taken = best[one + 1][other + 1] + scores[one][other] if scores[one][other] else 0
            best[one][other] = max(taken, best[one + 1][other], best[one][other + 1])
    found: dict[int, int] = {}
    one = other = 0
    while one < len(wanted) and other < len(given):
        score = scores[one][other]
        if score and best[one][other] == best[one + 1][other + 1] + score:
            found[wanted[one]] = given[other]
            one, other = one + 1, other + 1
        elif best[one][other] == best[one][other + 1]:
            other += 1
        else:
            one += 1
    return _between(found, size)


def _between(found: dict[int, int], size: int) -> Lines:
    """Put lines without a label of their own where their neighbours say, if there is just that much room."""
    known = [(-1, -1), *sorted(found.items())]
    lines = dict(found)
    for (before, at), (after, then) in itertools.pairwise(known):
        if after - before == then - at:
            lines |= {before + step: at + step for step in range(1, after - before)}
    last, end = known[-1]
    lines |= {line: end + line - last for line in range(last + 1, size)}
    return lines
