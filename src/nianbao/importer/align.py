"""Which run of numbers is which row of the form: labels decide, printed order helps.

Both lists are in printed order, so the best match of the whole is found, not the best for each row:
a label that the page cut, split or dropped is then told by its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.importer.certainty import Certainty
from nianbao.importer.evidence import Evidence, weigh
from nianbao.importer.items import Item
from nianbao.importer.labels import Lexicon
from nianbao.importer.runs import Run
from nianbao.importer.slots import Slot, fitted

_RUN_LEFT, _SLOT_LEFT = -1.0, -0.3


@dataclass(frozen=True)
class Match:
    """A run that was recognised.

    Attributes:
        slot: The row.
        run: The run.
        cells: The run's items, one for each cell of the slot; None when they can't be told apart.
        certainty: How sure it is.
        why: Why, in Chinese.
        label: The label that named it, when one did.
    """

    slot: Slot
    run: Run
    cells: tuple[Item, ...] | None
    certainty: Certainty
    why: str
    label: Item | None


def align(found: Sequence[Run], places: Sequence[Slot], lexicon: Lexicon) -> list[Match]:
    """Match runs with rows.

    Args:
        found: Runs in the order of the source.
        places: Rows in printed order.
        lexicon: Labels of the tables.
    """
    scores = [[weigh(run, slot, lexicon) for slot in places] for run in found]
    best = [[0.0] * (len(places) + 1) for _ in range(len(found) + 1)]
    for run in range(len(found) - 1, -1, -1):
        best[run][len(places)] = best[run + 1][len(places)] + _RUN_LEFT
    for slot in range(len(places) - 1, -1, -1):
        best[len(found)][slot] = best[len(found)][slot + 1] + _SLOT_LEFT
    for run in range(len(found) - 1, -1, -1):
        for slot in range(len(places) - 1, -1, -1):
            options = [best[run + 1][slot] + _RUN_LEFT, best[run][slot + 1] + _SLOT_LEFT]
            if (evidence := scores[run][slot]) is not None:
                options.append(best[run + 1][slot + 1] + evidence.score)
            best[run][slot] = max(options)
    return list(_path(found, places, scores, best))


def _path(
    found: Sequence[Run],
    places: Sequence[Slot],
    scores: Sequence[Sequence[Evidence | None]],
    best: Sequence[Sequence[float]],
) -> Iterator[Match]:
    run = slot = 0
    while run < len(found) and slot < len(places):
        evidence = scores[run][slot]
        if evidence is not None and best[run][slot] == best[run + 1][slot + 1] + evidence.score:
            yield _match(places[slot], found[run], evidence)
            run, slot = run + 1, slot + 1
        elif best[run][slot] == best[run + 1][slot] + _RUN_LEFT:
            run += 1
        else:
            slot += 1


def _match(slot: Slot, run: Run, evidence: Evidence) -> Match:
    cells = fitted(run.cells, slot, run.ahead)
    return Match(slot, run, cells, evidence.certainty, evidence.why, evidence.label)
