"""What stands where on a sheet of a 填报表: the same plan writes the sheet and reads it back."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nianbao.tables.relations import described, said
from nianbao.template import CellId, Relation, TableForm

Role = Literal["label", "entry", "total", "last", "note", "check", "sign"]
"""What a place is for.

``label``: printed words, by which the place of all else is found again. ``entry``: the clerk fills it in.
``total``: a sum by formula. ``last``: last year's, for comparison. ``note``: guidance. ``check``: says by
formula what doesn't add up. ``sign``: for a signature on paper, never read.
"""

Kind = Literal["cover", "basics", "table", "texts", "questions", "office", "checks"]
"""What a sheet is for."""

Path = tuple[str, ...]
"""What a place holds: a part of a parameter file (``nianbao.editor.parts``), or ``("answers", field)``,
``("offices", office, table, row, column)`` or ``("year",)``."""


@dataclass(frozen=True)
class Slot:
    """A place of a sheet.

    Attributes:
        row: First row, 0-based.
        column: First column, 0-based.
        role: What it is for.
        text: Words that stand there in every unit's form; those of one unit alone are left to the writer.
        path: What it holds.
        rows: Rows that it covers.
        columns: Columns that it covers.
        look: Name of its look, where its role alone doesn't tell.
    """

    row: int
    column: int
    role: Role
    text: str = ""
    path: Path = ()
    rows: int = 1
    columns: int = 1
    look: str = ""


@dataclass(frozen=True)
class Join:
    """A relation of a table in one line of it, that a sheet checks by formula.

    Attributes:
        form: The table.
        relation: The relation.
        line: The row or column in which it has to hold.
        left: Cells of the left side.
        right: Cells of the right side.
    """

    form: TableForm
    relation: Relation
    line: str
    left: tuple[CellId, ...]
    right: tuple[CellId, ...]

    @property
    def words(self) -> str:
        """What has to hold, in words: 每一列，一加二等于三（七）加四."""
        return described(self.form, self.relation)

    @property
    def sides(self) -> tuple[str, str]:
        """What the two sides are called."""
        return (
            said(self.form, self.relation, self.relation.left),
            said(self.form, self.relation, self.relation.right),
        )


@dataclass(frozen=True)
class SheetPlan:
    """One sheet of a form.

    Attributes:
        name: Name of the sheet.
        title: What its first row says.
        kind: What it is for.
        slots: What stands where, the title in the first row left out.
        widths: Widths of the columns, in characters.
        head: Rows that are repeated on each page and stay in sight, first and last, 0-based.
        fixed: Columns that stay in sight.
        upright: It is printed on upright paper, on as many pages as it takes.
        form: The table that it holds.
    """

    name: str
    title: str
    kind: Kind
    slots: tuple[Slot, ...]
    widths: tuple[float, ...]
    head: tuple[int, int] = (0, 1)
    fixed: int = 0
    upright: bool = False
    form: TableForm | None = None

    @functools.cached_property
    def by_path(self) -> dict[Path, Slot]:
        """Entries and totals by what they hold."""
        return {slot.path: slot for slot in self.slots if slot.role in ("entry", "total")}

    def of(self, *roles: Role) -> Iterator[Slot]:
        """List the places of some roles."""
        return (slot for slot in self.slots if slot.role in roles)

    @functools.cached_property
    def size(self) -> tuple[int, int]:
        """Rows and columns in use."""
        return (
            max((slot.row + slot.rows for slot in self.slots), default=1),
            max(
                max((slot.column + slot.columns for slot in self.slots), default=1),
                len(self.widths),
            ),
        )
