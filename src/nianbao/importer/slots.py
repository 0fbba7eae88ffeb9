"""The printed rows of a template's tables, and which items of a run are their cells."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.importer.characters import fold
from nianbao.importer.items import Item
from nianbao.template import CellId, TableForm, Template

_NUMBERED = re.compile(r"\d{1,2}[.．、]|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、")
_GLUED = re.compile(r"^[\u4e00-\u9fff、]{1,3}(?=\d{1,2}[.．]|[（(][一二三四五六七八九十]+[）)])")


@dataclass(frozen=True)
class Slot:
    """A printed row of a form.

    Attributes:
        form: The table.
        row: Row id; None for the one line of a table whose rows stand side by side.
        labels: What it is labelled, folded.
        stand_in: What labels it where the page has no label of its own, folded.
        cells: Its cells in printed order.
        within: Labels of the headers to its left, folded.
        spans: Physical columns that each of its cells covers.
        unit: Its unit, where that stands in a column of its own.
        width: Physical columns of its table, those of labels included; 0 where rows differ in them.
    """

    form: TableForm
    row: str | None
    labels: tuple[str, ...]
    stand_in: str | None
    cells: tuple[CellId, ...]
    within: tuple[str, ...] = ()
    spans: tuple[int, ...] = ()
    unit: str = ""
    width: int = 0

    @property
    def lengths(self) -> set[int]:
        """How many cells it may have on a page: its own, or with those that they cover."""
        return {len(self.cells), sum(self.spans) or len(self.cells)}

    def words(self, item: Item) -> str:
        """Give a label of the source for comparison: without what belongs to headers or the unit's column."""
        text = fold(item.text)
        if text in self.labels:
            return text
        text = fold(without_letters(item.text))
        for header in self.within:
            text = text.removeprefix(header) or text
        return text.removesuffix(self.unit) or text


def slots(template: Template) -> list[Slot]:
    """List the printed rows of a template's tables, in printed order."""
    return [slot for form in template.tables for slot in _slots_of(form)]


def _slots_of(form: TableForm) -> Iterator[Slot]:
    if form.layout == "transposed":
        labels = tuple(dict.fromkeys(fold(column.label) for column in form.columns))
        yield Slot(form, None, labels, None, form.cells)
    spans = {row: band.spans for band in form.bands for row in band.rows}
    for row_id, row in form.row_by_id.items():
        label = fold(row.label)
        rest = label.lstrip("0123456789.") in ("其他", "其它") and row.within
        yield Slot(
            form,
            row_id,
            (label,),
            fold(row.within[-1]) if rest else None,
            tuple((row_id, column) for column in form.columns_of(row_id)),
            tuple(map(fold, row.within)),
            spans.get(row_id, ()),
            row.unit or "",
            len(form.widths) if form.layout == "matrix" else 0,
        )


def fitted(cells: Sequence[Item], slot: Slot, ahead: int = 0) -> tuple[Item, ...] | None:
    """Give a row's cells, one for each of the slot's; None when they can't be told apart.

    A cell over several columns comes once, or once for each of them, or with blanks behind it.

    Args:
        cells: Numbers and blanks of the row.
        slot: The row it may be.
        ahead: How many cells stand before them in the same printed row.
    """
    size = len(slot.cells)
    extra = len(cells) - size
    if extra == 0:
        return tuple(cells)
    if ahead and extra > 0 and ahead + len(cells) == slot.width:
        # A whole row of the page: what is too much was covered by a label.
        covered = any(cell.kind == "value" for cell in cells[:extra])
        return None if covered else tuple(cells[extra:])
    if extra < 0 or not any(cell.kind == "value" for cell in cells):
        return None
    if len(cells) == sum(slot.spans) and (collapsed := _collapsed(cells, slot.spans)):
        return collapsed
    left = next(place for place, cell in enumerate(cells) if cell.kind == "value")
    right = next(place for place, cell in enumerate(reversed(cells)) if cell.kind == "value")
    if left >= extra and right == 0:
        return tuple(cells[extra:])
    if right >= extra and left == 0:
        return tuple(cells[:size])
    return None


def _collapsed(cells: Sequence[Item], spans: Sequence[int]) -> tuple[Item, ...] | None:
    found = []
    place = 0
    for span in spans:
        own = cells[place : place + span]
        # What stands in the middle of the columns it covers has blanks on both sides.
        values = [cell for cell in own if cell.kind == "value"]
        if len({cell.text.strip() for cell in values}) > 1:
            return None
        found.append(values[0] if values else own[0])
        place += span
    return tuple(found)


@functools.lru_cache(maxsize=4096)
def without_letters(text: str) -> str:
    """Drop what stands before a label's own number: pieces of a label that is printed downwards."""
    words = _GLUED.sub("", text).split() or text.split()
    numbered = [place for place, word in enumerate(words) if place and _NUMBERED.match(word)]
    if numbered:
        return " ".join(words[numbered[-1] :])
    while len(words) > 1 and len(words[0]) == 1 and not words[0].isdigit() and len(words[-1]) > 1:
        words.pop(0)
    return " ".join(words)
