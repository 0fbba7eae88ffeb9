"""Figures of a county's sums: how many units, what towns and departments give, who has most.

``units.count`` and ``units.townships.count``; behind a cell's name ``units.applications.new_received.total``,
with ``.own``, ``.departments``, ``.townships`` for its three parts, ``.reporting`` for the number of units
whose number isn't 0, and ``.most`` for the one with the largest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nianbao.figures.cells import cell_label, cell_names
from nianbao.figures.named import Facts, NamedFigure
from nianbao.ledgers import Entry
from nianbao.ledgers.sums import NAME, SUMS
from nianbao.tables.fill import FilledTable, total
from nianbao.tables.numbers import as_text
from nianbao.template import CellId

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "own": ("政府本级", ("政府本级",)),
    "departments": ("部门", ("部门",)),
    "townships": ("乡镇（街道）", ("乡镇", "街道")),
}
"""Parts of a county's number: what people call them, and the kinds of unit in them."""


def figures(facts: Facts) -> Iterator[NamedFigure]:
    """List them, for a report whose tables are added up from units."""
    entries = facts.ledgers.entries.get(SUMS)
    if entries is None:
        return
    yield from _counts([entry for entry in entries if "table" not in entry.tags])
    for table in facts.tables.values():
        for cell in table.form.cells:
            yield from _of_cell(table, cell)


def _counts(units: Sequence[Entry]) -> Iterator[NamedFigure]:
    yield _figure("units.count", "计入汇总的单位数", units)
    for group, (label, kinds) in GROUPS.items():
        own = [unit for unit in units if unit.tags["kind"] in kinds]
        yield _figure(f"units.{group}.count", f"计入汇总的{label}数", own)


def _of_cell(table: FilledTable, cell: CellId) -> Iterator[NamedFigure]:
    label = cell_label(table, cell)
    rows = _rows(table, cell)
    by_unit: dict[str, list[Entry]] = {}
    for entry in rows:
        by_unit.setdefault(entry.origin.words, []).append(entry)
    for name in cell_names(table, cell):
        yield _figure(f"units.{name}", f"{label} 各单位合计", rows)
        for group, (words, kinds) in GROUPS.items():
            own = [entry for entry in rows if entry.tags["kind"] in kinds]
            yield _figure(f"units.{name}.{group}", f"{label} 其中{words}", own)
        count = len(by_unit)
        yield NamedFigure(
            f"units.{name}.reporting", f"{label} 不是 0 的单位数", str(count), NAME, count, rows
        )
        if (most := _most(by_unit)) is not None:
            yield NamedFigure(f"units.{name}.most", f"{label} 最多的单位", most, NAME, None, rows)


def _rows(table: FilledTable, cell: CellId) -> tuple[Entry, ...]:
    """Give what units add to a cell, whatever is typed over it; behind a total stand its parts."""
    parts = table.form.derivations.get(cell)
    if parts is None:
        return table.counted.get(cell, ())
    return tuple(entry for part in parts for entry in _rows(table, part))


def _most(by_unit: Mapping[str, Sequence[Entry]]) -> str | None:
    """Name the unit with the largest number; nobody where two have it."""
    sums = sorted(((total(entries), name) for name, entries in by_unit.items()), reverse=True)
    if not sums or (len(sums) > 1 and sums[0][0] == sums[1][0]):
        return None
    return sums[0][1]


def _figure(name: str, label: str, entries: Sequence[Entry]) -> NamedFigure:
    value = total(entries)
    return NamedFigure(name, label, as_text(value), NAME, value, tuple(entries))
