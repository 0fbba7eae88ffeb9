"""Where a pasted block with row and column labels belongs: its labels say it, whichever cell was marked.

Who marks a whole table in Word or Excel takes its labels along.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nianbao.blocks import Table
from nianbao.template import CellId

Place = tuple[int, int]
"""Row and column, both from 0, each cell of a span counted."""

_NUMBER = re.compile(r"[\d.,]+")

MISFIT = (
    "贴来的表带着行名、栏名，与这张表对不上（行数、栏数或先后不同），没有贴。"
    "请只选数字，从对应的第一格贴起；或者用「从已有文件读入」读整份年报。"
)


@dataclass(frozen=True)
class Aligned:
    """How the lines of a block fall on those of a printed table.

    Attributes:
        rows: Row of the printed table by row of the block.
        shift: How many columns the block stands to the left of the printed table.
        cells: Cells of the printed table by place; None for one that holds no number.
    """

    rows: Mapping[int, int]
    shift: int
    cells: Mapping[Place, CellId | None]

    def slot(self, row: int, column: int, text: str) -> CellId | bool:
        """Give the cell on which a text of the block falls; True for a label or a span, False outside."""
        place = self.rows.get(row, -1), column + self.shift
        if place in self.cells:
            return self.cells[place] or True
        return not _NUMBER.fullmatch(folded(text))  # a caption above, a note below


def folded(text: str) -> str:
    """Make labels alike that look alike: widths of characters and spaces don't count."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def aligned(printed: Table, grid: Sequence[Sequence[str | None]]) -> Aligned | None:
    """Find out where a block's own labels put it.

    Args:
        printed: The table as printed.
        grid: The block.

    Returns:
        Where its lines fall; None where it has no label of this table.

    Raises:
        ValueError: It has labels, and they don't fit.
    """
    cells, labels = _laid_out(printed)
    known = _once(labels)
    met = [
        ((down, across), *known[name])
        for down, row in enumerate(grid)
        for across, text in enumerate(row)
        if text and (name := folded(text)) in known
    ]
    if not met:
        return None
    # What stands above the numbers says in which column they are; the number of columns of labels may differ.
    above = [(here, there) for here, there, is_above in met if is_above]
    shift = _agreed([there[1] - here[1] for here, there in above or [one[:2] for one in met]])
    return Aligned(_rows([(here[0], there[0]) for here, there, _ in met], len(grid)), shift, cells)


_Label = tuple[str, Place, bool]
"""Folded words, where they stand, and whether they head a column."""


def _laid_out(printed: Table) -> tuple[dict[Place, CellId | None], list[_Label]]:
    """Lay out a table: what each place holds, and its labels."""
    cells: dict[Place, CellId | None] = {}
    labels: list[_Label] = []
    for top, row in enumerate((*printed.header, *printed.body)):
        left = 0
        for cell in row:
            while (top, left) in cells:
                left += 1
            for down in range(cell.rowspan):
                cells |= {(top + down, left + across): None for across in range(cell.colspan)}
            if cell.name:
                row_id, _, column_id = cell.name.partition("/")
                cells[top, left] = row_id, column_id
            elif cell.text and cell.colspan < printed.columns:  # one over all columns may have been cut
                labels.append((folded(cell.text), (top, left), cell.role == "column"))
            left += cell.colspan
    return cells, labels


def _once(labels: Sequence[_Label]) -> dict[str, tuple[Place, bool]]:
    """Keep the labels that can be told from others."""
    count = Counter(name for name, *_ in labels)
    return {name: (place, is_above) for name, place, is_above in labels if count[name] == 1}


def _agreed(votes: Sequence[int]) -> int:
    """Give what most say.

    Raises:
        ValueError: Too many say otherwise.
    """
    (most, count), *_ = Counter(votes).most_common(1)
    if count < _ENOUGH * len(votes):
        raise ValueError(MISFIT)
    return most


_ENOUGH = 0.8
"""Share of the labels that have to agree; a label of the table may stand in another's words."""


def _rows(met: Sequence[Place], count: int) -> dict[int, int]:
    """Tell on which printed row each row of the block falls; one without a label goes on from the one above it.

    Raises:
        ValueError: Its rows stand in another order.
    """
    firsts = {here: _agreed([there for row, there in met if row == here]) for here, _ in met}
    rows = dict(_going_on(firsts, count))
    if list(rows.values()) != sorted(set(rows.values())):
        raise ValueError(MISFIT)
    return rows


def _going_on(firsts: Mapping[int, int], count: int) -> Iterator[Place]:
    first = min(firsts)
    offset = firsts[first] - first
    for row in range(count):
        offset = firsts.get(row, row + offset) - row
        yield row, row + offset
