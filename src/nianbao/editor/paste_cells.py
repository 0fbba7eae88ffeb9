"""A block of cells from Excel, WPS or a web page, put into a statutory table from an anchor on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree, html

from nianbao.editor.paste_labels import aligned
from nianbao.suggest import quoted
from nianbao.tables.fill import FilledTable
from nianbao.tables.layout import table_block
from nianbao.tables.numbers import Amount, as_text, read_number
from nianbao.template import CellId, TableForm

Grid = list[list[str | None]]
"""Texts by row and column; None where a merged cell of another place reaches."""

MOST_CELLS = 20_000
"""Cells taken from a clipboard; a whole sheet was marked by mistake."""

_HIDDEN = re.compile(r"display\s*:\s*none|mso-ignore\s*:\s*colspan", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_MARKED_UP = re.compile(r"<t[dh][\s>]", re.IGNORECASE)


@dataclass
class PastedCells:
    """What was made of a block.

    Attributes:
        cells: The cells to set, None for one that was blank.
        totals: Totals that stood in the block; they are derived and not set.
        problems: What couldn't be read or placed, in the clerk's words, each with its place.
        notes: What was made of odd ways to write a number.
    """

    cells: dict[CellId, Amount | None] = field(default_factory=dict)
    totals: dict[CellId, Amount] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def grid_of(markup: str | None, text: str | None) -> Grid:
    """Read a clipboard's block: the first table of its HTML, else its text with tabs."""
    if markup and _MARKED_UP.search(markup):
        found = _grid_of_html(markup)
        if found:
            return found
    rows = csv.reader(io.StringIO((text or "").replace("\0", ""), newline=""), delimiter="\t")
    try:
        grid: Grid = [[_plain(cell) for cell in row] for row in rows]
    except csv.Error:
        return []
    while grid and not any(grid[-1]):
        grid.pop()
    return grid


def _grid_of_html(markup: str) -> Grid:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return []
    table = root.find(".//table")
    taken: dict[tuple[int, int], str | None] = {}
    rows = [] if table is None else [row for row in table.iter("tr") if not _is_hidden(row)]
    for top, row in enumerate(rows):
        left = 0
        for cell in row.iterchildren("td", "th"):
            if _is_hidden(cell):
                continue
            while (top, left) in taken:
                left += 1
            height, width = _span(cell, "rowspan"), _span(cell, "colspan")
            if len(taken) + height * width > MOST_CELLS:
                return []
            taken |= dict.fromkeys(((top + y, left + x) for y in range(height) for x in range(width)), None)
            taken[top, left] = _plain("".join(map(str, cell.itertext())))
            left += width
    width = max((column for _, column in taken), default=-1) + 1
    return [[taken.get((row, column)) for column in range(width)] for row in range(len(rows))]


def _is_hidden(element: html.HtmlElement) -> bool:
    return bool(_HIDDEN.search(element.get("style") or ""))


def _span(cell: html.HtmlElement, name: str) -> int:
    span = cell.get(name) or "1"
    return max(int(span), 1) if span.isdecimal() and len(span) < 4 else 1


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text.replace("\u00a0", " ")).strip()


def paste_table(table: FilledTable, anchor: CellId, grid: Grid) -> PastedCells:
    """Map a block to the cells of a table: by its own labels where it has any, else from a cell on.

    Args:
        table: The table.
        anchor: The cell that the block's first cell falls on, where it has no labels.
        grid: The block.

    Raises:
        KeyError: The table has no such cell.
    """
    try:
        place = aligned(table_block(table), grid)
    except ValueError as problem:
        return PastedCells(problems=[str(problem)])
    if place is None:
        return paste_cells(table.form, anchor, grid)
    found = PastedCells()
    for down, row in enumerate(grid):
        for across, text in enumerate(row):
            if text is not None:
                _take(found, table.form, place.slot(down, across, text), text, (down + 1, across + 1))
    return found


def paste_cells(form: TableForm, anchor: CellId, grid: Grid) -> PastedCells:
    """Map a block of numbers to the cells of a table, laid out as it is printed.

    Args:
        form: The table.
        anchor: The cell that its first cell falls on.
        grid: The block.

    Raises:
        KeyError: The table has no such cell.
    """
    found = PastedCells()
    slots = _slots(form)
    if form.layout == "transposed" and len(grid) > 1:
        slots = [[(row, column) for column in form.column_by_id] for row in form.row_by_id]
    top, left = _place(slots, anchor)
    for down, row in enumerate(grid):
        for across, text in enumerate(row):
            if text is not None:
                _take(found, form, _slot(slots, top + down, left + across), text, (down + 1, across + 1))
    return found


def differing_totals(table: FilledTable, pasted: PastedCells) -> list[str]:
    """Say which totals of a block aren't the sums of what was set."""
    after = replace(table, typed={**table.typed, **pasted.cells})
    return [
        f"{table.form.place(cell)}：贴来的表里是 {as_text(value)}，由各项算出来是 {after.text(cell)}，没有用贴来的数，请核对。"
        for cell, value in pasted.totals.items()
        if after.values[cell] != value
    ]


def _take(
    found: PastedCells, form: TableForm, slot: CellId | bool, text: str, place: tuple[int, int]
) -> None:
    """Read one cell of the block into the table."""
    if isinstance(slot, bool):
        if text and not slot:
            found.problems.append(
                f"贴来的第 {place[0]} 行第 {place[1]} 列「{quoted(text)}」落在表格之外，没有贴。"
            )
        return
    if not text:
        if slot not in form.derivations:
            found.cells[slot] = None
        return
    number = read_number(text, form.kind(slot), form.unit(slot))
    if slot in form.derivations:
        if number.value is not None:
            found.totals[slot] = number.value
    elif number.value is None:
        found.problems.append(f"{form.place(slot)}{number.problem}，没有贴。")
    else:
        found.cells[slot] = number.value
        if number.note:
            found.notes.append(f"{form.place(slot)}{number.note}。")


def _slots(form: TableForm) -> list[list[CellId | None]]:
    """Lay a table's cells out in lines as printed; None stands where a label or a span is."""
    if form.layout == "transposed":
        return [[(row, column) for row in form.row_by_id for column in form.column_by_id]]
    if form.layout != "banded":
        return [[(row.id, column.id) if row.id else None for column in form.columns] for row in form.rows]
    lines: list[list[CellId | None]] = []
    for band in form.bands:
        lines += [[None] * sum(band.spans)] * 2  # the band's label, and its header
        for row in band.rows:
            line: list[CellId | None] = []
            for column, span in zip(band.columns, band.spans, strict=True):
                line += [(row, column), *[None] * (span - 1)]
            lines.append(line)
    return lines


def _place(slots: Sequence[Sequence[CellId | None]], anchor: CellId) -> tuple[int, int]:
    for top, line in enumerate(slots):
        if anchor in line:
            return top, line.index(anchor)
    raise KeyError(anchor)


def _slot(slots: Sequence[Sequence[CellId | None]], top: int, left: int) -> CellId | bool:
    """Give the cell at a place; True for a label or a span, False outside the table."""
    if top >= len(slots) or left >= len(slots[top]):
        return False
    return slots[top][left] or True
