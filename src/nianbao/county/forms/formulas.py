"""The formulas of a form, each with the value that it has while nothing else is typed in.

Telephones and mail programs show stored values alone. Sums take words for nothing, so that one number with a
「件」 behind it spoils no other cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nianbao.county.forms.check_plan import BLANK, CHECKS, FAILS, HOLDS
from nianbao.county.forms.known import Known, Value, number
from nianbao.county.forms.slots import Join, Path
from nianbao.county.forms.table_plan import joins
from nianbao.tables.fill import FilledTable
from nianbao.template import CellId, TableForm

NOTHING_BEFORE = "没有上年的数"

_LONGEST = 120
"""Characters of a name within a formula; a text there may have 255."""


@dataclass(frozen=True)
class Formula:
    """A formula and its value."""

    text: str
    value: Value


class Formulas:
    """Makes the formulas of one form.

    Args:
        known: What was filled in beforehand.
        places: Address of each place by what it holds, with its sheet's name: ``'表三'!$D$8``.
    """

    def __init__(self, known: Known, places: Mapping[Path, str]) -> None:
        self._known, self._places = known, places
        self._tables = {form.id: _filled(form, known) for form in known.template.tables}

    def of(self, path: Path) -> Formula | None:
        """Give the formula of a place that has one."""
        match path:
            case ("tables", table, row, column):
                return self._cell(self._known.template.table(table), (row, column))
            case ("balance", table, line):
                form = self._known.template.table(table)
                return self._balance(_join(form, line))
            case (side, "join", table, place):
                join = list(joins(self._known.template.table(table)))[int(place)]
                return self._checked(side, join)
            case (side, "continued", table, row, column):
                return self._continued(side, self._known.template.table(table), (row, column))
            case ("state",):
                return _state() if self._known.template.tables else None
        return None

    # --- tables -------------------------------------------------------------------------------

    def _cell(self, form: TableForm, cell: CellId) -> Formula | None:
        """A total adds its parts up; a cell that inner offices owe takes what they give."""
        if parts := form.derivations.get(cell):
            return Formula(f"=SUM({self._list(form, parts)})", number(self._tables[form.id].values[cell]))
        owed = [
            place
            for path, place in self._places.items()
            if path[0] == "offices" and path[2:] == (form.id, *cell)
        ]
        if not owed or ("tables", form.id, *cell) in self._known.filled:
            return None
        names = ",".join(owed)
        return Formula(f'=IF(COUNT({names})=0,"",SUM({names}))', "")

    def _balance(self, join: Join) -> Formula:
        left, right = self._sums(join)
        begun = f"COUNT({self._begun(join)})=0"
        return Formula(f'=IF({begun},"",IF({left}={right},"{HOLDS}","差 "&ABS({left}-{right})))', "")

    # --- 勾稽检查 -----------------------------------------------------------------------------

    def _checked(self, side: str, join: Join) -> Formula:
        left, right = self._sums(join)
        table = self._tables[join.form.id]
        if side in ("left", "right"):
            cells, text = (join.left, left) if side == "left" else (join.right, right)
            return Formula(f"={text}", number(sum((table.values[cell] for cell in cells), start=0)))
        names = [name[:_LONGEST] for name in join.sides]
        holds = f"{left}{join.relation.is_}{right}"
        said = f'"{FAILS}：{names[0]}为 "&{left}&"，{names[1]}为 "&{right}&"，差 "&ABS({left}-{right})'
        # All of it was filled in beforehand: last year's columns make their total up.
        value = BLANK if self._typed(join) else HOLDS
        return Formula(f'=IF(COUNT({self._begun(join)})=0,"{BLANK}",IF({holds},"{HOLDS}",{said}))', value)

    def _continued(self, side: str, form: TableForm, cell: CellId) -> Formula:
        path = ("tables", form.id, *cell)
        source = next(one.last for one in form.continued if one.row == cell[0])
        before = self._known.last.get(("tables", form.id, source, cell[1]))
        place = self._places[path]
        if side == "left":
            return Formula(f"=SUM({place})", self._known.filled.get(path, 0))
        if not isinstance(before, int | float):
            return Formula('=""', "") if side == "right" else Formula(f'="{NOTHING_BEFORE}"', NOTHING_BEFORE)
        if side == "right":
            return Formula(f"={before}", before)
        said = f'"{FAILS}：今年写的是 "&{place}&"，上年报告是 {before}"'
        return Formula(
            f'=IF(COUNT({place})=0,"{BLANK}",IF({place}={before},"{HOLDS}",{said}))',
            HOLDS if path in self._known.filled else BLANK,
        )

    # --- addresses ----------------------------------------------------------------------------

    def _sums(self, join: Join) -> tuple[str, str]:
        left, right = (f"SUM({self._list(join.form, cells)})" for cells in (join.left, join.right))
        return left, right

    def _begun(self, join: Join) -> str:
        """List the places of a relation in which the clerk types; what was filled in beforehand doesn't count."""
        return self._list(join.form, self._typed(join) or self._cells(join))

    def _typed(self, join: Join) -> list[CellId]:
        return [
            cell for cell in self._cells(join) if ("tables", join.form.id, *cell) not in self._known.filled
        ]

    def _cells(self, join: Join) -> list[CellId]:
        return list(dict.fromkeys(_leaves(join.form, (*join.left, *join.right))))

    def _list(self, form: TableForm, cells: Iterable[CellId]) -> str:
        return ",".join(self._places["tables", form.id, *cell] for cell in cells)


def _leaves(form: TableForm, cells: Iterable[CellId]) -> Iterator[CellId]:
    for cell in cells:
        parts = form.derivations.get(cell)
        if parts and cell not in parts:
            yield from _leaves(form, parts)
        else:
            yield cell


def _filled(form: TableForm, known: Known) -> FilledTable:
    typed: dict[CellId, Value] = {
        (path[2], path[3]): value for path, value in known.filled.items() if path[:2] == ("tables", form.id)
    }
    return FilledTable(form, typed)


def _join(form: TableForm, line: str) -> Join:
    """Give the relation of a column that says whether the table is even."""
    return next(
        join
        for join in joins(form)
        if join.relation.each == "column" and not join.relation.derives and join.line == line
    )


def _state() -> Formula:
    results = f"'{CHECKS}'!$G:$G"
    bad, blank = f'COUNTIF({results},"{FAILS}*")', f'COUNTIF({results},"{BLANK}")'
    return Formula(
        f'=IF({bad}>0,"有 "&{bad}&" 处不平，请看「{CHECKS}」",IF({blank}>0,"表格还没有填完","勾稽关系都平"))',
        "表格还没有填完",
    )
