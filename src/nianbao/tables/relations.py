"""Relations between the cells of a table: do they hold, and if not, what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount
from nianbao.template.tables import CellId, Relation, TableForm

_HOLDS = {
    "=": lambda left, right: left == right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}
_SHOULD = {"=": "应相等", "<=": "前者不应大于后者", ">=": "前者不应小于后者"}
_MOST_PARTS = 4
"""Parts named one by one in a message; of a longer sum the first and the last."""


@dataclass(frozen=True)
class Mismatch:
    """A relation that doesn't hold in one line of a table.

    Attributes:
        table: The table.
        relation: The relation.
        line: Id of the row (or column) in which it doesn't hold.
        left: Sum of the left side.
        right: Sum of the right side.
    """

    table: FilledTable
    relation: Relation
    line: str
    left: Amount
    right: Amount

    @property
    def cells(self) -> tuple[CellId, ...]:
        """The cells that the relation joins, those that derive them included."""
        ids = (*self.relation.left, *self.relation.right)
        own = [self.relation.cell(self.line, one) for one in ids]
        return (*own, *(part for cell in own for part in self.table.form.derivations.get(cell, ())))

    @property
    def place(self) -> tuple[str | None, str | None]:
        """Row and column to look at: the total's cell, or the whole line of another relation."""
        if whole := self.relation.derives:
            return self.relation.cell(self.line, whole)
        return (self.line, None) if self.relation.each == "row" else (None, self.line)

    @property
    def message(self) -> str:
        """What is wrong, in words with the numbers."""
        form, relation = self.table.form, self.relation
        where = _line_name(form, relation, self.line)
        left, right = (said(form, relation, ids) for ids in (relation.left, relation.right))
        if relation.words:
            words = f"{relation.words}：{left}为 {self.left}，{right}为 {self.right}"
        else:
            words = f"{left}为 {self.left}，{right}为 {self.right}"
            if relation.is_ != "=":
                words += f"，{_SHOULD[relation.is_]}"
        gap = f"，差 {abs(self.left - self.right)}" if relation.is_ == "=" else ""
        return f"{form.name}{where}{words}{gap}。"

    @property
    def suggestion(self) -> str:
        """What to do."""
        whole = self.relation.derives
        if whole is None:
            return "请逐格核对这几项，改正填错的数。"
        return f"请核对各项；各项无误时，{_name(self.table.form, self.relation, whole)}应为 {self.right}（也可删去这一格，由程序算出）。"


def mismatches(table: FilledTable) -> Iterator[Mismatch]:
    """Find where the relations of a table don't hold."""
    values = table.values
    for relation, line, left_cells, right_cells in table.form.checked:
        left = sum(map(values.__getitem__, left_cells), start=0)
        right = sum(map(values.__getitem__, right_cells), start=0)
        if not _HOLDS[relation.is_](left, right):
            yield Mismatch(table, relation, line, left, right)


def described(form: TableForm, relation: Relation) -> str:
    """Say what a relation asks for, for guidance and documentation."""
    left, right = (said(form, relation, ids) for ids in (relation.left, relation.right))
    where = "每一行" if relation.each == "row" else "每一列"
    if len(form.columns if relation.each == "column" else form.row_by_id) == 1:
        where = ""
    sign = {"=": "等于", "<=": "不大于", ">=": "不小于"}[relation.is_]
    return f"{where}{'，' if where else ''}{left}{sign}{right}"


def _line_name(form: TableForm, relation: Relation, line: str) -> str:
    if relation.each == "row":
        return f"「{form.row_by_id[line].name}」行" if len(form.row_by_id) > 1 else ""
    return f"「{form.column_by_id[line].label}」列" if len(form.columns) > 1 else ""


def _name(form: TableForm, relation: Relation, one: str) -> str:
    """Name an item: 「总计」, or 三（七） where the form has a short name for it."""
    if relation.each == "row":
        return f"「{form.column_by_id[one].label}」"
    row = form.row_by_id[one]
    return row.short or f"「{row.name}」"


def said(form: TableForm, relation: Relation, ids: Sequence[str]) -> str:
    """Name one side of a relation: a single item, a short sum, or the first and last of a long one.

    In a table of one column no column says where to look: there every item is named.
    """
    if not ids:
        return "零"
    if relation.each == "column" and len(form.columns) == 1:
        return "加".join(f"「{form.row_by_id[one].label}」" for one in ids)
    names = [_name(form, relation, one) for one in ids]
    if len(names) > _MOST_PARTS:
        return f"{names[0]}至{names[-1]}各项之和"
    return "加".join(names)
