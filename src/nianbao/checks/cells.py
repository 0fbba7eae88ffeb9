"""D: what stands in the cells of the tables."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.finding import Finding
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import as_text
from nianbao.template import CellId

_ADVICE = {
    "D102": "请改成阿拉伯数字，没有的填 0。",
    "D103": "请改成整数；是金额的，请看是不是填错了格。",
    "D104": "请核对；没有的填 0。",
}


def check(subject: Subject) -> Iterator[Finding]:
    """Find cells that were read with a guess (D101) or can't be (D102–D104).

    D102 is no number, D103 a count with decimals, D104 a negative number. Section 三 of the 2021
    format (国办公开办函〔2021〕30号) asks for whole numbers in every cell, 0 for none.
    """
    for table in subject.report.tables.values():
        for cell, number in table.numbers.items():
            place = table.form.place(cell)
            if number.value is None:
                words = f"{place}{number.problem}。"
                yield _of(subject, table, cell, number.code, words, _ADVICE[number.code])
            elif number.note:
                yield _of(
                    subject,
                    table,
                    cell,
                    "D101",
                    f"{place}{number.note}。",
                    f"相符的话，请直接写 {as_text(number.value)}。",
                )


def _of(subject: Subject, table: FilledTable, cell: CellId, code: str, message: str, advice: str) -> Finding:
    row, column = cell
    return subject.finding(
        code,
        "hint" if code == "D101" else "error",
        message,
        advice,
        ("tables", table.form.id, row, column),
        section=table.form.section,
        table=table.form.id,
        row=row,
        cell=column,
        quote=str(table.typed[cell]),
    )
