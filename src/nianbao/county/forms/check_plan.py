"""勾稽检查: every relation of the tables on a line of its own, said by formula while the clerk types."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.county.forms.slots import Join, SheetPlan, Slot
from nianbao.county.forms.table_plan import joins
from nianbao.template import CellId, TableForm, Template

CHECKS = "勾稽检查"
"""Name of the sheet."""

HOLDS, FAILS, BLANK = "平", "不平", "还没有填"
"""What a line says; a failing one goes on with the numbers."""

TOP = 3
"""0-based row of the first line."""


def check_plan(template: Template) -> SheetPlan:
    """Lay out the sheet."""
    heads = ("序号", "表", "哪里", "应当怎样", "左边", "右边", "结果")
    slots = [Slot(2, place, "label", head, look="head") for place, head in enumerate(heads)]
    for number, (name, where, words, key) in enumerate(lines(template), 1):
        row = TOP + number - 1
        slots += [
            Slot(row, 0, "label", str(number), look="number"),
            Slot(row, 1, "label", name, look="number"),
            Slot(row, 2, "label", where, look="row"),
            Slot(row, 3, "note", words, look="small"),
            *(
                Slot(row, 4 + place, "check", path=(what, *key))
                for place, what in enumerate(("left", "right", "result"))
            ),
        ]
    return SheetPlan(CHECKS, CHECKS, "checks", tuple(slots), (6.0, 8.0, 58.0, 56.0, 9.0, 9.0, 50.0), (0, 2))


def lines(template: Template) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """List the lines: table, where in it, what has to hold, and a key of its own.

    What only compares a total with its parts comes last: totals are formulas, and go wrong when typed over.
    """
    yield from _of_tables(template, totals=False)
    yield from _of_tables(template, totals=True)


def _of_tables(template: Template, *, totals: bool) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    for form in template.tables:
        for place, join in enumerate(joins(form)):
            if (join.relation.derives is not None) == totals:
                yield form.name, where(join), _words(join), ("join", form.id, str(place))
        for continued in form.continued if not totals else ():
            for column in form.columns_of(continued.row):
                cell = (continued.row, column)
                if cell not in form.derivations:
                    yield form.name, _place(form, cell), continued.why, ("continued", form.id, *cell)


def where(join: Join) -> str:
    """Name the line of a table in which a relation is to hold."""
    form, relation = join.form, join.relation
    if relation.each == "row":
        return f"「{form.row_by_id[join.line].name}」行"
    return f"「{form.column_by_id[join.line].label}」列" if len(form.columns) > 1 else "全表"


def _words(join: Join) -> str:
    left, right = join.sides
    sign = {"=": "等于", "<=": "不大于", ">=": "不小于"}[join.relation.is_]
    return f"{left}{sign}{right}"


def _place(form: TableForm, cell: CellId) -> str:
    return f"「{form.row_by_id[cell[0]].name}」行「{form.column_by_id[cell[1]].label}」列"
