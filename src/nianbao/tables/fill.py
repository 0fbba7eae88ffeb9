"""A table with its numbers: typed, counted from ledgers, or derived from other cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from nianbao.ledgers.entry import Entry
from nianbao.ledgers.sums import SUMS
from nianbao.tables.numbers import Amount, Number, as_text, read_number
from nianbao.template.tables import CellId, Counts, TableForm

Source = Literal["typed", "ledger", "derived", "none"]
"""Where a cell's value comes from; ``none`` is a cell that nobody filled, which counts as 0."""

Entries = Mapping[str, tuple[Entry, ...]]
"""Ledger entries by kind; a ledger that was given and is empty has none."""


@dataclass(frozen=True)
class FilledTable:
    """A table of one report.

    A typed number stands as it is, also a typed total that is wrong: it is what the unit says, and
    the checks say what is wrong with it. A total that isn't typed follows from its parts.

    Attributes:
        form: The table's form.
        typed: What the parameter file says, by cell.
        entries: Ledger entries by kind.
        printed: What a published report printed in a cell instead of the number.
        labels: What it printed in place of labels, by row or column id.
    """

    form: TableForm
    typed: Mapping[CellId, Any]
    entries: Entries = field(default_factory=dict)
    printed: Mapping[CellId, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> Mapping[CellId, Number]:
        """What was read from the typed cells."""
        return {
            cell: read_number(raw, self.form.kind(cell), self.form.unit(cell))
            for cell, raw in self.typed.items()
            if raw is not None
        }

    @cached_property
    def unread(self) -> frozenset[CellId]:
        """The cells in which something stands that is no number; in the sums it counts as nought."""
        form = self.form
        typed = (cell for cell, number in self.numbers.items() if number.value is None)
        printed = (
            cell
            for cell, raw in self.printed.items()
            if cell not in self.numbers and read_number(raw, form.kind(cell), form.unit(cell)).value is None
        )
        return frozenset((*typed, *printed))

    @cached_property
    def counted(self) -> Mapping[CellId, tuple[Entry, ...]]:
        """Entries behind each cell for which a given ledger answers; none there makes 0."""
        return dict(_counted(self.form, self.entries))

    @cached_property
    def values(self) -> Mapping[CellId, Amount]:
        """The value of every cell."""
        found: dict[CellId, Amount] = {}
        for cell in self.form.cells:
            self._find(cell, found)
        return found

    def _find(self, cell: CellId, found: dict[CellId, Amount]) -> Amount:
        if cell not in found:
            number = self.numbers.get(cell)
            if number is not None and number.value is not None:
                found[cell] = number.value
            elif (parts := self.form.derivations.get(cell)) is not None:
                # A relation that leads back to its own total is a mistake of the template; 0 ends it.
                found[cell] = 0
                found[cell] = sum((self._find(part, found) for part in parts), start=0)
            else:
                # Most cells of most reports are empty, and there are thousands of reports.
                entries = self.counted.get(cell)
                found[cell] = total(entries) if entries else 0
        return found[cell]

    def source(self, cell: CellId) -> Source:
        """Tell where a cell's value comes from."""
        number = self.numbers.get(cell)
        if number is not None and number.value is not None:
            return "typed"
        if cell in self.form.derivations:
            return "derived"
        return "ledger" if cell in self.counted else "none"

    def text(self, cell: CellId) -> str:
        """Give what is printed in a cell: the number, or what a published report printed for it."""
        return self.printed.get(cell, self.number(cell))

    def number(self, cell: CellId) -> str:
        """Write a cell's value, as prose quotes it."""
        number = self.numbers.get(cell)
        unit = number.unit if number and number.unit else ""
        return as_text(self.values[cell]) + unit

    def rows_behind(self, cell: CellId) -> tuple[Entry, ...]:
        """List the ledger entries behind a cell; behind a total stand those of its parts."""
        if self.source(cell) == "derived":
            return tuple(entry for part in self.form.derivations[cell] for entry in self.rows_behind(part))
        return self.counted.get(cell, ())


def total(entries: Iterable[Entry]) -> Amount:
    """Add entries up."""
    return sum((entry.amount for entry in entries), start=0)


def _counted(form: TableForm, entries: Entries) -> Iterator[tuple[CellId, tuple[Entry, ...]]]:
    leaves = [cell for cell in form.cells if cell not in form.derivations]
    if SUMS in entries:
        # The county's tables are its units' tables added up; a cell to which nobody adds is 0.
        summed: dict[CellId, list[Entry]] = {cell: [] for cell in leaves}
        for entry in entries[SUMS]:
            if entry.tags.get("table") == form.id:
                summed.get((entry.tags["row"], entry.tags["column"]), []).append(entry)
        yield from ((cell, tuple(found)) for cell, found in summed.items())
        return
    for kind in form.ledgers:
        if kind in entries and form.row_tag:
            by_cell: dict[CellId, list[Entry]] = {cell: [] for cell in leaves}
            for entry in entries[kind]:
                column = entry.tags.get(form.column_tag or "", form.columns[0].id)
                by_cell.get((entry.tags.get(form.row_tag, ""), column), []).append(entry)
            yield from ((cell, tuple(found)) for cell, found in by_cell.items())
    for row, column in leaves:
        rules = [
            counts
            for counts in form.row_by_id[row].counts
            if counts.ledger in entries and counts.column in (None, column)
        ]
        if rules:
            yield (
                (row, column),
                tuple(
                    entry
                    for rule in rules
                    for entry in entries[rule.ledger]
                    if _is_counted(entry, rule, column)
                ),
            )


def _is_counted(entry: Entry, rule: Counts, column: str) -> bool:
    if rule.column_tag and entry.tags.get(rule.column_tag) != column:
        return False
    return matches(entry, rule.where)


def matches(entry: Entry, where: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether an entry has one of the values of each tag."""
    # An item published in several channels has them all in one tag, and counts for each.
    return all(
        not set(values).isdisjoint(entry.tags.get(tag, "").split(",")) for tag, values in where.items()
    )
