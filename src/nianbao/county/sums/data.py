"""汇总.json: the sums with their contributions as data; the county's own report takes its tables from it.

Numbers are texts, so that no reader rounds them. Nothing in it depends on when or where it was made.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from nianbao.county.sums.differences import Difference
from nianbao.county.sums.model import CountySum, Handed, SummedCell
from nianbao.tables.numbers import as_text

VERSION = 1


def as_data(county: CountySum, found: Sequence[Difference] = ()) -> dict[str, Any]:
    """Give the sums as plain data, see ``docs/county-sums.zh-CN.md``."""
    return {
        "version": VERSION,
        "county": county.county,
        "year": county.year,
        "template": county.template.name,
        "certain": county.is_certain,
        **({} if county.has_own else {"without_own": True}),
        "units": [_unit(county, one) for one in county.handed],
        "unplaced": list(county.unplaced),
        "strangers": list(county.strangers),
        "tables": {
            table.form.id: {
                row: {column: _cell(table.cells[row, column]) for column in table.form.columns_of(row)}
                for row in table.form.row_by_id
            }
            for table in county.tables.values()
        },
        "broken": [
            {"place": one.place, "message": one.message, "units": [unit.id for unit in one.units]}
            for one in county.broken
        ],
        "differences": [_difference(one) for one in found],
    }


def json_bytes(county: CountySum, found: Sequence[Difference] = ()) -> bytes:
    """Write the sums as a JSON file; the same input gives the same bytes."""
    return (json.dumps(as_data(county, found), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _unit(county: CountySum, one: Handed) -> dict[str, Any]:
    template = one.report.template.name if one.report else None
    return {
        "id": one.unit.id,
        "name": one.unit.name,
        "kind": str(one.unit.kind),
        "counted": one.report is not None,
        "template": template,
        "converted": template not in (None, county.template.name),
        "missing": one.missing,
        "doubts": list(one.doubts),
        "file": one.file,
        "sha256": one.sha256,
    }


def _cell(cell: SummedCell) -> dict[str, Any]:
    """Write a cell: its sum, what each unit adds where that isn't 0, and who is missing in it."""
    return {
        "value": as_text(cell.value),
        "from": {one.unit.id: as_text(one.value) for one in cell.contributions if one.value},
        **({"notes": notes} if (notes := _notes(cell)) else {}),
        **({"missing": [lack.unit.id for lack in cell.lacks]} if cell.lacks else {}),
    }


def _notes(cell: SummedCell) -> dict[str, str]:
    return {one.unit.id: one.note for one in cell.contributions if one.note}


def _difference(one: Difference) -> dict[str, Any]:
    said = one.explanation
    return {
        "cell": one.cell.name,
        "sum": as_text(one.cell.value),
        "own": as_text(one.own.value),
        "delta": one.signed,
        "source": one.own.source,
        "missing": [lack.unit.id for lack in one.cell.lacks],
        "explained": one.is_explained,
        "explanation": {"text": said.text, "by": said.by, "at": said.at, "delta": said.delta}
        if said
        else None,
    }
