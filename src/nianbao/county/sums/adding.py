"""Add the units' tables up, cell by cell, and say what could not be added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from nianbao.county.sums.conversion import Origin, Place, conversion
from nianbao.county.sums.model import (
    Broken,
    Contribution,
    CountySum,
    Handed,
    Lack,
    SummedCell,
    SummedTable,
    Unit,
)
from nianbao.errors import UsageError
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import as_text
from nianbao.tables.relations import mismatches
from nianbao.template import CellId, TableForm, Template, templates_for

_NO_REPORT = "还没有可用的年报"


def form_of(year: int, folder: Path | None = None) -> Template:
    """Find the national form of a year, after which a county reports.

    Raises:
        UsageError: There is none with tables.
    """
    fitting = [one for one in templates_for(year, folder) if one.tables and one.region is None]
    if not fitting:
        raise UsageError(f"{year} 年没有带统计表的全国统一格式，没有可以汇总的数。请核对年份（--year）。")
    return fitting[0]


def add_up(
    county: str,
    year: int,
    template: Template,
    handed: Sequence[Handed],
    *,
    strangers: Sequence[str] = (),
    folder: Path | None = None,
) -> CountySum:
    """Add up what the units of a county have handed in.

    Args:
        county: Name of the county.
        year: Report year.
        template: The year's form, see ``form_of``.
        handed: What each unit of the roster has handed in, in the roster's order.
        strangers: Files of the year that belong to no unit, to be told of.
        folder: The working folder.

    Raises:
        TemplateError: The file of conversions isn't in order.
    """
    takers = [_Taker(one, template, folder) for one in handed]
    tables = {form.id: SummedTable(form, dict(_cells(form, takers))) for form in template.tables}
    return CountySum(
        county,
        year,
        template,
        tuple(handed),
        tables,
        unplaced=tuple(words for taker in takers for words in taker.unplaced()),
        broken=tuple(broken for table in tables.values() for broken in _broken(table, handed)),
        strangers=tuple(strangers),
    )


def _cells(form: TableForm, takers: Sequence[_Taker]) -> Iterator[tuple[CellId, SummedCell]]:
    for cell in form.cells:
        place = (form.id, *cell)
        given = [taker.take(place) for taker in takers]
        yield (
            cell,
            SummedCell(
                place,
                tuple(one for one in given if isinstance(one, Contribution)),
                tuple(one for one in given if isinstance(one, Lack)),
            ),
        )


class _Taker:
    """Takes numbers out of one unit's report, whatever its form."""

    def __init__(self, handed: Handed, template: Template, folder: Path | None) -> None:
        self.unit, self.report = handed.unit, handed.report
        self.missing = handed.missing or _NO_REPORT
        self.template = template
        self.is_converted = self.report is not None and self.report.template.name != template.name
        self.origins: Mapping[Place, Origin] = (
            conversion(self.report.template, template, folder) if self.report and self.is_converted else {}
        )

    def take(self, place: Place) -> Contribution | Lack:
        """Give the unit's number for a cell of the year's form, or say why there is none."""
        if self.report is None:
            return Lack(self.unit, self.missing)
        origin = self.origins.get(place) if self.is_converted else Origin(place)
        if origin is None:
            return Lack(self.unit, f"用的是 {self.report.template.name} 格式，没有与这一格相同的数")
        if origin.place is None:
            return Contribution(self.unit, 0, "none", origin.why)
        return self._number(self.report, origin.place, origin.why)

    def _number(self, report: Report, place: Place, why: str | None) -> Contribution | Lack:
        table, cell = report.tables.get(place[0]), (place[1], place[2])
        if table is None or cell not in table.values:
            return Lack(self.unit, "它的表里没有这一格")
        for part in _behind(table, cell):
            number = table.numbers.get(part)
            if number is not None and number.value is None:
                return Lack(self.unit, f"{table.form.place(part)}{number.problem}")
        return Contribution(self.unit, table.values[cell], table.source(cell), why)

    def unplaced(self) -> Iterator[str]:
        """Name the numbers of another form for which the year's form has no cell."""
        if self.report is None or not self.is_converted:
            return
        used = {origin.place for origin in self.origins.values()}
        for table in self.report.tables.values():
            left = [
                cell
                for cell in table.form.cells
                if (table.form.id, *cell) not in used
                and table.values[cell]
                and cell not in table.form.derivations
            ]
            for cell in left:
                number = as_text(table.values[cell])
                yield f"{self.unit.name}用的是 {self.report.template.name} 格式，{table.form.place(cell)}的 {number} 没有计入。"


def _behind(table: FilledTable, cell: CellId) -> Iterator[CellId]:
    """List a cell and, where it follows from others, those."""
    yield cell
    number = table.numbers.get(cell)
    if number is None or number.value is None:
        for part in table.form.derivations.get(cell, ()):
            yield from _behind(table, part)


def _broken(table: SummedTable, handed: Sequence[Handed]) -> Iterator[Broken]:
    """Find the relations that don't hold on the sums, and in whose tables they don't hold either."""
    own: dict[tuple[int, str], list[Unit]] = {}
    order = {id(relation): place for place, relation in enumerate(table.form.relations)}
    for one in handed:
        filled = one.report.tables.get(table.form.id) if one.report else None
        for broken in mismatches(filled) if filled else ():
            known = [
                place for place, relation in enumerate(table.form.relations) if relation == broken.relation
            ]
            if known:
                own.setdefault((known[0], broken.line), []).append(one.unit)
    for broken in mismatches(table.filled):
        row, column = broken.place
        place = "/".join(filter(None, (table.form.id, row, column)))
        units = own.get((order[id(broken.relation)], broken.line), ())
        yield Broken(place, broken.message, tuple(units))
