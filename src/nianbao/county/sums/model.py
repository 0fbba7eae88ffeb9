"""What a county's sum is: cells with the contributions of its units, and whoever is missing."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.base import Subject
from nianbao.county.roster import Kind
from nianbao.figures.units import GROUPS as KINDS_OF_GROUPS
from nianbao.report import Report
from nianbao.tables.fill import FilledTable, Source
from nianbao.tables.numbers import Amount
from nianbao.template import CellId, TableForm, Template

GROUPS: Mapping[str, str] = {group: label for group, (label, _) in KINDS_OF_GROUPS.items()}
"""The three parts of a county's number, in the order in which they are added up, and their names."""

NO_OWN = "没有政府本级"
"""What is said of a sum whose roster doesn't name what the county government itself handles."""

_GROUPS: Mapping[str, str] = {kind: group for group, (_, kinds) in KINDS_OF_GROUPS.items() for kind in kinds}


@dataclass(frozen=True)
class Unit:
    """A unit of the county's roster, as far as sums need it; no personal data.

    Attributes:
        id: Unit id.
        name: Short name.
        kind: What it is to the sums.
        code: 区划代码 or 统一社会信用代码, or None.
    """

    id: str
    name: str
    kind: Kind
    code: str | None = None

    @property
    def group(self) -> str:
        """``own``, ``departments`` or ``townships``: the three parts of a county's number."""
        return _GROUPS[self.kind]


@dataclass(frozen=True)
class Handed:
    """What a unit has handed in for the year.

    Attributes:
        unit: The unit.
        report: Its report, or None when there is none that can be read.
        missing: Why there is none, in Chinese; None when there is one.
        doubts: What makes its numbers doubtful, in Chinese.
        file: Its parameter file below the working folder, or None.
        sha256: Hash of that file.
        subject: The report as checks see it, for its prose; None where only its numbers are at hand.
    """

    unit: Unit
    report: Report | None
    missing: str | None = None
    doubts: tuple[str, ...] = ()
    file: str | None = None
    sha256: str | None = None
    subject: Subject | None = None


@dataclass(frozen=True)
class Contribution:
    """What one unit adds to a cell.

    Attributes:
        unit: The unit.
        value: Its number.
        source: Where the number comes from in the unit's report.
        note: What has to be known of it, such as the row of another form, or None.
    """

    unit: Unit
    value: Amount
    source: Source
    note: str | None = None


@dataclass(frozen=True)
class Lack:
    """A unit without a number for a cell, and why."""

    unit: Unit
    why: str


@dataclass(frozen=True)
class SummedCell:
    """A cell of the county's table.

    Attributes:
        place: Table, row and column.
        contributions: What each unit adds, in the order of the roster, zeros included.
        lacks: Units of which nothing could be added.
    """

    place: tuple[str, str, str]
    contributions: tuple[Contribution, ...]
    lacks: tuple[Lack, ...]

    @functools.cached_property
    def value(self) -> Amount:
        """The sum; decimals are added exactly."""
        return sum((one.value for one in self.contributions), start=0)

    @property
    def name(self) -> str:
        """``applications/new_received/natural_person``."""
        return "/".join(self.place)

    @functools.cached_property
    def largest_first(self) -> tuple[Contribution, ...]:
        """The contributions that aren't 0, the largest first."""
        filled = (one for one in self.contributions if one.value)
        return tuple(sorted(filled, key=lambda one: -abs(Decimal(one.value))))

    def of_group(self, group: str) -> Amount:
        """Add up what one of the three parts of the county gives."""
        return sum((one.value for one in self.contributions if one.unit.group == group), start=0)


@dataclass(frozen=True)
class SummedTable:
    """A statutory table of the county.

    Attributes:
        form: The table's form.
        cells: Its cells, in printed order.
    """

    form: TableForm
    cells: Mapping[CellId, SummedCell]

    @functools.cached_property
    def filled(self) -> FilledTable:
        """The sums as a table, for its printed layout and its relations; totals are sums of totals."""
        return FilledTable(self.form, {cell: summed.value for cell, summed in self.cells.items()})


@dataclass(frozen=True)
class Broken:
    """A relation that doesn't hold on the sums, and the units in whose tables it doesn't hold either."""

    place: str
    message: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class CountySum:
    """The county's sums of one year.

    Attributes:
        county: Name of the county.
        year: Report year.
        template: The year's form.
        handed: What each unit of the roster has handed in.
        tables: The summed tables, by id.
        unplaced: Numbers of other forms that have no place in this one, in Chinese.
        broken: Relations that don't hold.
        strangers: Parameter files of the year that belong to no unit of the roster.
    """

    county: str
    year: int
    template: Template
    handed: tuple[Handed, ...]
    tables: Mapping[str, SummedTable]
    unplaced: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()
    strangers: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Handed, ...]:
        """The units without a report that can be read."""
        return tuple(one for one in self.handed if one.report is None)

    @property
    def counted(self) -> tuple[Handed, ...]:
        """The units whose numbers are in the sums."""
        return tuple(one for one in self.handed if one.report is not None)

    @property
    def doubts(self) -> tuple[tuple[Unit, str], ...]:
        """What else makes the sums uncertain."""
        return tuple((one.unit, words) for one in self.handed for words in one.doubts)

    @functools.cached_property
    def lacking(self) -> tuple[SummedCell, ...]:
        """Cells without a number of some unit that did hand in a report."""
        absent = {one.unit.id for one in self.missing}
        return tuple(cell for cell in self.cells() if any(lack.unit.id not in absent for lack in cell.lacks))

    @property
    def has_own(self) -> bool:
        """Tell whether the roster has 政府本级: what the county government handles in its own name."""
        return any(one.unit.group == "own" for one in self.handed)

    @property
    def is_complete(self) -> bool:
        """Tell whether every number of every unit of the roster is in every cell."""
        return not (self.missing or self.doubts or self.lacking or self.unplaced or self.strangers)

    @property
    def is_certain(self) -> bool:
        """Tell whether the sums are the whole county's: complete, and with 政府本级."""
        return self.is_complete and self.has_own

    @property
    def why_open(self) -> str:
        """Why numbers may still change, in a few words; empty where the sums are certain."""
        if self.is_certain:
            return ""
        return NO_OWN if self.is_complete else "还缺单位的数"

    def cells(self) -> Iterator[SummedCell]:
        """List all cells."""
        for table in self.tables.values():
            yield from table.cells.values()

    def cell(self, place: tuple[str, str, str]) -> SummedCell | None:
        """Give a cell by table, row and column."""
        table = self.tables.get(place[0])
        return table.cells.get((place[1], place[2])) if table else None

    def label(self, cell: SummedCell) -> str:
        """Name a cell for people: 表三「一、本年新收…」行「自然人」列."""
        return self.tables[cell.place[0]].form.place((cell.place[1], cell.place[2]))

    def measure(self, cell: SummedCell) -> str:
        """Give a cell's unit of measure, such as 件; empty where the form has none."""
        return self.tables[cell.place[0]].form.unit((cell.place[1], cell.place[2])) or ""
