"""A statutory table as data: rows, columns, how they are printed, and the relations they must keep."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from nianbao.finding import Severity
from nianbao.template.base import Data, Id
from nianbao.template.spans import header_flaw

Kind = Literal["count", "change", "amount"]
"""``count``: whole, not negative. ``change``: whole, either sign. ``amount``: decimal, not negative."""

Layout = Literal["matrix", "transposed", "banded", "list"]
"""How a table is printed; ``nianbao.tables.layout`` has a function for each."""

CellId = tuple[str, str]
"""Row id and column id."""

_BRACES = re.compile(r"\{([^{}]*)\}")

RANGE = ".."
"""``a..b`` in a list of ids stands for all from a to b in printed order."""


class Counts(Data):
    """What of a ledger a row counts.

    Attributes:
        ledger: Kind of ledger, such as ``applications``.
        where: Tag → the values of which an entry has one.
        column: Id of the column that counts it; in a table of one column it need not be given.
        column_tag: Tag that names the column instead.
    """

    ledger: str
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    column: str | None = None
    column_tag: str | None = None


class Column(Data):
    """A column.

    Attributes:
        id: Column id, as in parameter files.
        label: As printed.
        within: Labels of the headers above it, from the top.
        kind: What its cells hold.
        unit: Unit of its cells, or None where each cell says its own.
    """

    id: Id
    label: str
    within: tuple[str, ...] = ()
    kind: Kind = "count"
    unit: str | None = None


class Row(Data):
    """A row.

    Attributes:
        id: Row id, as in parameter files; None for a line that is printed and holds no number.
        label: As printed.
        within: Labels of the headers to its left, from the left.
        short: What a sum calls it, such as 三（七）.
        kind: What its cells hold, where its column doesn't say.
        unit: Unit of its cells, where its column doesn't say.
        indent: Steps by which a list sets the label in.
        counts: What of the ledgers it counts; its cells are added up.
        from_memory: The label is known from memory only and is to be held against the printed form.
    """

    id: Id | None = None
    label: str
    within: tuple[str, ...] = ()
    short: str | None = None
    kind: Kind | None = None
    unit: str | None = None
    indent: int = Field(default=0, ge=0, le=4)
    counts: tuple[Counts, ...] = ()
    from_memory: bool = False

    @property
    def name(self) -> str:
        """What messages call the row: （三）不予公开 1.属于国家秘密, the outermost header left out."""
        return " ".join((*self.within[1:], self.label))


class Band(Data):
    """Rows under a band and a header line of their own.

    Attributes:
        label: Text of the band.
        head: Header of the row labels.
        columns: Ids of its columns.
        rows: Ids of its rows.
        spans: Physical columns that each of its columns covers.
    """

    label: str
    head: str = "信息内容"
    columns: tuple[str, ...] = Field(min_length=1)
    rows: tuple[str, ...] = Field(min_length=1)
    spans: tuple[int, ...]


class Group(Data):
    """Rows or columns that have no sum of their own on paper, but whose sum prose may quote."""

    id: Id
    label: str
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_either(self) -> Self:
        if bool(self.rows) == bool(self.columns):
            raise ValueError("rows 和 columns 要写一样，且只写一样")
        return self


class Sentence(Data):
    """A sentence that the numbers write, to be quoted in prose.

    Attributes:
        id: Its name behind the table's.
        label: What people call it.
        none_of: Cells (``row.column``) that are all 0 when there is nothing to report.
        none: The sentence then.
        some: The sentence otherwise; ``{row.column}`` stands for a number.
    """

    id: str
    label: str
    none_of: tuple[str, ...] = Field(min_length=1)
    none: str
    some: str


class Relation(Data):
    """A relation between sums that has to hold, declared once.

    It derives a total, checks a given one, explains a mismatch and documents the table.

    Attributes:
        each: In each ``row`` (ids are columns) or in each ``column`` (ids are rows).
        left: Ids added up on the left; one alone, with ``=``, is a total that the right side derives.
        is_: ``=``, ``<=`` or ``>=``.
        right: Ids added up on the right; none is zero.
        among: Rows or columns in which it holds, or all that have the cells.
        severity: How bad it is when it doesn't hold.
        words: What the relation says, for people; made from the ids when not given.
        why: Why it holds, with its legal source.
    """

    each: Literal["row", "column"]
    left: tuple[str, ...] = Field(min_length=1)
    is_: Literal["=", "<=", ">="] = Field(default="=", alias="is")
    right: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    severity: Severity = "error"
    words: str | None = None
    why: str | None = None

    @property
    def derives(self) -> str | None:
        """Id of the total that follows from the right side."""
        return self.left[0] if len(self.left) == 1 and self.is_ == "=" and self.right else None

    def cell(self, line: str, other: str) -> CellId:
        """Give the cell where a line of the table meets one of the relation's ids."""
        return (line, other) if self.each == "row" else (other, line)


class Covers(Data):
    """Ledger entries that rows have to count between them; one that none counts is named."""

    ledger: str
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    rows: tuple[str, ...] = Field(min_length=1)
    words: str


class Continued(Data):
    """A row that goes on where another row of last year's report ended, column by column."""

    row: str
    last: str
    why: str


class TableForm(Data):
    """A statutory table.

    Attributes:
        id: Table id, as in parameter files.
        name: What people call it, such as 表三.
        title: What it is about.
        caption: Printed above it, or None.
        section: Id of the section it closes, or of the one that it goes with where it is attached.
        placed: Where it is printed: at the end of its section, or as an attachment (附件) behind the signature,
            on a page of its own and listed before the signature (GB/T 9704-2012, 7.3.4 and 7.3.7).
        layout: How it is printed.
        corner: Text of the top left cell.
        heads: Column headers of a list.
        widths: Relative widths of the physical columns.
        note: Printed below it.
        columns: Columns in printed order.
        rows: Rows in printed order.
        bands: Bands in printed order.
        groups: Sums that prose may quote.
        sentences: Sentences that the numbers write.
        relations: What has to hold.
        covers: Ledger entries that some rows have to count between them.
        continued: Rows that go on where last year's report ended.
        row_tag: Tag of ledger entries that names the row.
        column_tag: Tag of ledger entries that names the column.
        ledgers: Kinds of ledger whose entries fill it by these tags.
        guidance: What the clerk should know.
    """

    id: Id
    name: str
    title: str
    caption: str | None = None
    section: str
    placed: Literal["section", "annex"] = "section"
    layout: Layout
    corner: str = ""
    heads: tuple[str, ...] = ()
    widths: tuple[float, ...]
    note: str | None = None
    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = Field(min_length=1)
    bands: tuple[Band, ...] = ()
    groups: tuple[Group, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    relations: tuple[Relation, ...] = ()
    covers: tuple[Covers, ...] = ()
    continued: tuple[Continued, ...] = ()
    row_tag: str | None = None
    column_tag: str | None = None
    ledgers: tuple[str, ...] = ()
    guidance: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _ranges_are_written_out(cls, data: object) -> object:
        return ranges_written_out(data) if isinstance(data, dict) else data

    @model_validator(mode="after")
    def _ids_are_known_once(self) -> Self:
        rows, columns = [row.id for row in self.rows if row.id], [column.id for column in self.columns]
        for what, ids in (("行", rows), ("列", columns)):
            if twice := {one for one in ids if ids.count(one) > 1}:
                raise ValueError(f"有两{what}的代号（id）都是 {'、'.join(sorted(twice))}")
        for what, used, known in (
            ("groups 里的行", [row for group in self.groups for row in group.rows], rows),
            ("groups 里的列", [column for group in self.groups for column in group.columns], columns),
            ("covers 里的行", [row for one in self.covers for row in one.rows], rows),
            ("continued 里的行", [row for one in self.continued for row in (one.row, one.last)], rows),
            ("bands 里的行", [row for band in self.bands for row in band.rows], rows),
            ("bands 里的列", [column for band in self.bands for column in band.columns], columns),
            ("relations 里的行", self._related("column"), rows),
            ("relations 里的列", self._related("row"), columns),
        ):
            if unknown := set(used) - set(known):
                raise ValueError(f"{what}不存在：{'、'.join(sorted(unknown))}")
        if self.layout == "banded" and [row for band in self.bands for row in band.rows] != rows:
            raise ValueError("bands 里的行与 rows 不一致")
        return self

    @model_validator(mode="after")
    def _sentences_name_cells(self) -> Self:
        for sentence in self.sentences:
            known = {
                f"{row}.{column}" for row in (*self.row_by_id, *self._groups) for column in self.column_by_id
            }
            named = [*sentence.none_of, *_BRACES.findall(sentence.none), *_BRACES.findall(sentence.some)]
            if unknown := set(named) - known - {"year", "name", "full_name"}:
                raise ValueError(f"sentences 里的格子不存在：{'、'.join(sorted(unknown))}")
        return self

    @model_validator(mode="after")
    def _can_be_printed(self) -> Self:
        if flaw := self._flaw():
            raise ValueError(f"{self.name}：{flaw}")
        return self

    def _flaw(self) -> str | None:
        """Say why the table can't be printed, so that it is known before a report is made."""
        if self.widths and min(self.widths) <= 0:
            return "widths 都要大于 0"
        if self.layout == "banded":
            wrong = [band.label for band in self.bands if len(band.spans) != len(band.columns)]
            if not self.bands or wrong:
                return (
                    f"bands 里的「{'、'.join(wrong)}」的 spans 应与 columns 一样多" if wrong else "缺少 bands"
                )
        needed = set(self._physical_columns())
        if needed != {len(self.widths)}:
            count = "、".join(map(str, sorted(needed)))
            return f"表格印出来有 {count} 列，widths 却写了 {len(self.widths)} 个；请核对 widths 和各行各列的 within"
        if self.layout == "list":
            return None
        if self.layout != "banded" and (lines := [row.label for row in self.rows if row.id is None]):
            return f"行「{'、'.join(lines)}」没有代号（id）；只有 list 式的表格可以有不填数的行"
        across = [(*column.within, column.label) for column in self.columns]
        if self.layout == "transposed":
            across = [(*row.within, row.label, column.label) for row in self.rows for column in self.columns]
        down = [(*row.within, row.label) for row in self.rows] if self.layout == "matrix" else []
        return header_flaw(down) or (None if self.layout == "banded" else header_flaw(across))

    def _physical_columns(self) -> Iterator[int]:
        """Count the columns on paper: once, or band by band."""
        match self.layout:
            case "matrix":
                yield max(len(row.within) + 1 for row in self.rows) + len(self.columns)
            case "transposed":
                yield len(self.rows) * len(self.columns)
            case "banded":
                yield from (1 + sum(band.spans) for band in self.bands)
            case "list":
                yield 2 + len(self.columns)
                yield len(self.heads)

    @property
    def _groups(self) -> list[str]:
        return [group.id for group in self.groups if group.rows]

    def _related(self, each: str) -> list[str]:
        return [
            one
            for relation in self.relations
            if relation.each == each
            for one in relation.left + relation.right
        ]

    @functools.cached_property
    def cells(self) -> tuple[CellId, ...]:
        """Cells that hold a number, in printed order."""
        if self.bands:
            return tuple((row, column) for band in self.bands for row in band.rows for column in band.columns)
        return tuple((row.id, column.id) for row in self.rows if row.id for column in self.columns)

    @functools.cached_property
    def row_by_id(self) -> Mapping[str, Row]:
        """Rows that hold numbers, by id."""
        return {row.id: row for row in self.rows if row.id}

    @functools.cached_property
    def column_by_id(self) -> Mapping[str, Column]:
        """Columns by id."""
        return {column.id: column for column in self.columns}

    def columns_of(self, row: str) -> tuple[str, ...]:
        """Give the ids of the columns in which a row has cells."""
        return self._columns_by_row.get(row, ())

    @functools.cached_property
    def _columns_by_row(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for row, column in self.cells:
            found[row] = (*found.get(row, ()), column)
        return found

    def kind(self, cell: CellId) -> Kind:
        """Tell what a cell holds."""
        return self.row_by_id[cell[0]].kind or self.column_by_id[cell[1]].kind

    def unit(self, cell: CellId) -> str | None:
        """Tell a cell's unit."""
        return self.row_by_id[cell[0]].unit or self.column_by_id[cell[1]].unit

    def group_cells(self, group: Group, line: str) -> tuple[CellId, ...]:
        """Give the cells that a group adds up in one column (for rows) or one row (for columns)."""
        cells = [(row, line) for row in group.rows] + [(line, column) for column in group.columns]
        return tuple(cell for cell in cells if cell in self.cells)

    def place(self, cell: CellId) -> str:
        """Name a cell for people: 表三「（一）予以公开」行「自然人」列."""
        column = f"「{self.column_by_id[cell[1]].label}」列" if len(self.columns) > 1 else ""
        return f"{self.name}「{self.row_by_id[cell[0]].name}」行{column}"

    def lines(self, relation: Relation) -> Iterator[str]:
        """List the rows or columns in which a relation holds: those that have all its cells."""
        own = set(self.cells)
        lines = self.row_by_id if relation.each == "row" else self.column_by_id
        for line in relation.among or lines:
            if all(relation.cell(line, one) in own for one in relation.left + relation.right):
                yield line

    @functools.cached_property
    def checked(self) -> tuple[tuple[Relation, str, tuple[CellId, ...], tuple[CellId, ...]], ...]:
        """Each relation with each line in which it holds, and the cells of its left and right side."""
        return tuple(
            (
                relation,
                line,
                tuple(relation.cell(line, one) for one in relation.left),
                tuple(relation.cell(line, one) for one in relation.right),
            )
            for relation in self.relations
            for line in self.lines(relation)
        )

    @functools.cached_property
    def derivations(self) -> Mapping[CellId, tuple[CellId, ...]]:
        """Totals that follow from other cells, each with its parts; the first relation that says so counts."""
        found: dict[CellId, tuple[CellId, ...]] = {}
        for relation in self.relations:
            if whole := relation.derives:
                for line in self.lines(relation):
                    parts = tuple(relation.cell(line, part) for part in relation.right)
                    found.setdefault(relation.cell(line, whole), parts)
        return found


def ranges_written_out(data: dict[str, Any]) -> dict[str, Any]:
    """Replace the ranges of ids in a table's data by the ids they stand for.

    Raises:
        ValueError: A range begins or ends with an id that isn't there.
    """
    rows, columns = _ids(data.get("rows")), _ids(data.get("columns"))
    written = dict(data)
    if isinstance(groups := data.get("groups"), list | tuple):
        named = [_written_out(group, ("rows",), rows) for group in groups]
        written["groups"] = [_written_out(group, ("columns",), columns) for group in named]
    if isinstance(covers := data.get("covers"), list | tuple):
        written["covers"] = [_written_out(one, ("rows",), rows) for one in covers]
    if isinstance(relations := data.get("relations"), list | tuple):
        written["relations"] = [
            _written_out(relation, ("left", "right"), columns if _is_of_rows(relation) else rows)
            for relation in relations
        ]
    return written


def _is_of_rows(relation: object) -> bool:
    return isinstance(relation, dict) and relation.get("each") == "row"


def _ids(items: object) -> list[str]:
    items = items if isinstance(items, list | tuple) else ()
    return [item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)]


def _written_out(item: object, fields: Iterable[str], order: list[str]) -> object:
    """Replace ranges in some fields of an item by the ids they stand for."""
    if not isinstance(item, dict):
        return item
    written = dict(item)
    for field in fields:
        if isinstance(ids := item.get(field), list | tuple):
            written[field] = [one for name in ids for one in _range(name, order)]
    return written


def _range(name: object, order: list[str]) -> list[object]:
    if not isinstance(name, str) or RANGE not in name:
        return [name]
    first, last = name.split(RANGE, 1)
    if first not in order or last not in order or order.index(first) > order.index(last):
        raise ValueError(f"「{name}」的起止代号不存在，或顺序不对")
    return list(order[order.index(first) : order.index(last) + 1])
