"""A report's tables as its prose is held against them: which of them say anything, and what a cell is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianbao.prose.figures_told import Sum, value_of
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount, as_text

_MOST_ROWS = 4
_WHOLE = "total"
"""The column that needn't be named: what a row comes to."""


def is_filled(table: FilledTable) -> bool:
    """Tell whether a table says anything: a published one that couldn't be read doesn't."""
    return bool(table.numbers or table.counted)


@dataclass(frozen=True)
class Compared:
    """The tables of a report.

    Attributes:
        report: The report.
        blank_is_zero: A table of which nothing is given says 0 throughout, for so it will be printed. Of a
            published report it only shows that the table couldn't be read.
    """

    report: Report
    blank_is_zero: bool = False

    def value(self, cells: Sum) -> Amount | None:
        """Add up cells; None when the report has no such cell, or its table says nothing."""
        table = self.report.tables.get(cells[0].split(".")[0])
        if table is None or not (self.blank_is_zero or is_filled(table)):
            return None
        return value_of(self.report, cells)

    def named(self, cells: Sum) -> str:
        """Name cells for people: 表二「行政规范性文件」的「本年制发件数」; the column 总计 goes without saying."""
        form = self.report.tables[cells[0].split(".")[0]].form
        rows, columns = [], []
        for name in cells:
            _, row, column = name.split(".")
            group = next((one for one in form.groups if one.id == row), None)
            rows.append(group.label if group else _short(form.row_by_id[row].label))
            lines = group.rows if group else (row,)
            if column != _WHOLE and any(len(form.columns_of(line)) > 1 for line in lines):
                columns.append(form.column_by_id[column].label)
        said = f"{form.name}{_joined(rows)}"
        return f"{said}的{_joined(columns)}" if columns else said

    def said(self, cells: Sum, value: Amount, word: str = "是") -> str:
        """Say what cells come to, and when it's only because nobody filled the table."""
        table = self.report.tables[cells[0].split(".")[0]]
        blank = "" if is_filled(table) else f"（{table.form.name}一格也没有填）"
        return f"{self.named(cells)}{word} {as_text(value)}{blank}"

    def place(self, cells: Sum) -> tuple[str, str | None, str]:
        """Give table, row and column of the first cell; a group is no row."""
        table, row, column = cells[0].split(".")
        return table, row if row in self.report.tables[table].form.row_by_id else None, column


def _joined(labels: list[str]) -> str:
    names = list(dict.fromkeys(labels))
    if len(names) > _MOST_ROWS:
        names = [*names[:2], "…", names[-1]]
    return f"「{'」加「'.join(names)}」"


def _short(label: str) -> str:
    return re.sub(r"[（(][^（）()]{5,}[）)]$", "", label)
