"""What the import of a published report didn't find of its tables: nobody knows those numbers, they aren't 0."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from nianbao.importer import Imported
from nianbao.importer.items import is_blank
from nianbao.longtable.numbers import Address, Source
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.template import CellId


def gaps_in(imported: Imported, report: Report) -> dict[Address, Source]:
    """List the cells of a published report that have no value, and why.

    A cell that is there and was left blank counts as 0, unless no cell of its table holds a number; a
    total that wasn't read follows from its parts only where all of them are known.
    """
    found: dict[Address, Source] = {}
    for table in report.tables.values():
        own = {(cell.row, cell.column): cell for cell in imported.cells if cell.table == table.form.id}
        odd = {place for place, cell in own.items() if cell.value is None and not is_blank(cell.raw)}
        seen = own.keys() - odd if any(cell.value is not None for cell in own.values()) else set()
        for cell in table.form.cells:
            if cell in odd:
                found[table.form.id, *cell] = "unreadable"
            elif not _is_known(cell, table, seen, frozenset()):
                found[table.form.id, *cell] = "absent"
    return found


def _is_known(cell: CellId, table: FilledTable, seen: Collection[CellId], above: frozenset[CellId]) -> bool:
    if cell in table.numbers:
        return True
    parts = table.form.derivations.get(cell)
    if parts is None:
        return cell in seen
    # A relation that leads back to its own total is a mistake of the template.
    return cell not in above and all(_is_known(part, table, seen, above | {cell}) for part in parts)


def named(gaps: Mapping[Address, Source], report: Report) -> Iterator[str]:
    """Name the tables, and the rows of tables, that weren't found."""
    for table in report.tables.values():
        form = table.form
        leaves = [cell for cell in form.cells if cell not in form.derivations]
        gone = [cell for cell in leaves if gaps.get((form.id, *cell)) == "absent"]
        rows = list(dict.fromkeys(row for row, _ in gone if not _is_in_group(row, table)))
        if rows and len(gone) == len(leaves):
            yield form.name
        elif rows:
            first = f"{form.name}「{form.row_by_id[rows[0]].name}」"
            yield first if len(rows) == 1 else f"{first}等 {len(rows)} 行"


def _is_in_group(row: str, table: FilledTable) -> bool:
    """Tell whether the report prints one row for all of a row's group, such as （六）其他处理."""
    rows = table.form.row_by_id
    return any(label in rows[row].within for one, label in table.labels.items() if one in rows)
