"""D: what stands in the cells of the tables."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding
from nianbao.suggest import quoted
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import as_text, read_number
from nianbao.template import CellId

_ADVICE = {
    "D102": "请改成阿拉伯数字，没有的填 0。",
    "D103": "请改成整数；是金额的，请看是不是填错了格。",
    "D104": "请核对；没有的填 0。",
}


def check(subject: Subject) -> Iterator[Finding]:
    """Find cells read with a guess (D101) or not at all (D102–D104), and printed ones that differ (D105, D106).

    D102 is no number, D103 a count with decimals, D104 a negative number. Section 三 of the 2021
    format (国办公开办函〔2021〕30号) asks for whole numbers in every cell, 0 for none.
    """
    for table in subject.report.tables.values():
        yield from _printed(subject, table)
        yield from _labels(subject, table)
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


def _printed(subject: Subject, table: FilledTable) -> Iterator[Finding]:
    """Hold what is printed in a cell against its number: nobody may read one and be told the other."""
    form = table.form
    blank: dict[str, list[CellId]] = {}
    for cell, raw in table.printed.items():
        number = read_number(raw, form.kind(cell), form.unit(cell))
        if number.value == table.values[cell]:
            continue
        if not raw.strip():
            blank.setdefault(cell[1], []).append(cell)
            continue
        what = "读不成数" if number.value is None else f"是 {as_text(number.value)}"
        words = f"{form.place(cell)}印作「{quoted(raw)}」，{what}，表里的数却是 {table.number(cell)}。"
        advice = "请核对原报告和表里的数，改成一致"
        if not subject.is_published:
            advice += "；照原样印没有必要的，删去 printed 下的这一项"
        yield _differing(subject, table, cell, words, f"{advice}。", raw)
    for cells in blank.values():
        words = f"{form.place(cells[0])}没有印数，应是 {table.number(cells[0])}"
        words += f"；这一列空着的一共有 {len(cells)} 格。" if len(cells) > 1 else "。"
        yield _differing(subject, table, cells[0], words, "请逐格填上数字，没有的填 0。", "")


def _differing(
    subject: Subject, table: FilledTable, cell: CellId, words: str, advice: str, raw: str
) -> Finding:
    form = table.form
    return subject.finding(
        "D105",
        "error",
        words,
        advice,
        ("printed", "cells", form.id, *cell),
        section=form.section,
        table=form.id,
        row=cell[0],
        cell=cell[1],
        quote=raw,
    )


def _labels(subject: Subject, table: FilledTable) -> Iterator[Finding]:
    form = table.form
    for name, printed in table.labels.items():
        row = form.row_by_id.get(name)
        usual = (row or form.column_by_id[name]).label
        # A published report may print one row （六）其他处理 where the format has three.
        is_group = subject.file.is_published and row is not None and printed in row.within
        if printed != usual and not is_group:
            yield subject.finding(
                "D106",
                "warning",
                f"{form.name}的栏目「{usual}」印作「{quoted(printed)}」，与格式不同。",
                f"请改用格式的栏目名「{usual}」。"
                if subject.is_published
                else "请改用格式的栏目名：删去 printed 下的这一项。",
                ("printed", "labels", form.id, name),
                section=form.section,
                table=form.id,
                row=name if row else None,
                cell=None if row else name,
                quote=printed,
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


_LEGAL = "国办公开办函〔2021〕30号所附格式：没有的填 0"

EXAMPLES = {
    "D101": Example(
        reason="格子里不只是一个数。带单位、逗号、全角数字的，程序按括号里说的读；相符就请直接写数。",
        legal=_LEGAL,
        section="",
        bad="tables:\n  applications:\n    new_received:\n      natural_person: 3件\n",
        good="tables:\n  applications:\n    new_received:\n      natural_person: 3\n",
    ),
    "D102": Example(
        reason="格子里的内容读不成数。印出来的表和各项总计都会错。",
        legal=_LEGAL,
        section="",
        bad="tables:\n  applications:\n    new_received:\n      natural_person: 三件左右\n",
        good="tables:\n  applications:\n    new_received:\n      natural_person: 3\n",
    ),
    "D103": Example(
        reason="件数带了小数。件数只能是整数，小数多半是把金额填到了别的格。",
        legal=_LEGAL,
        section="",
        bad="tables:\n  proactive_disclosure:\n    penalties:\n      decisions: 2.5\n",
        good="tables:\n  proactive_disclosure:\n    penalties:\n      decisions: 2\n",
    ),
    "D104": Example(
        reason="格子里是负数。件数和金额都不会小于 0。",
        legal=_LEGAL,
        section="",
        bad="tables:\n  applications:\n    new_received:\n      natural_person: -3\n",
        good="tables:\n  applications:\n    new_received:\n      natural_person: 3\n",
    ),
    "D105": Example(
        reason="印出来的和表里的数不同。读入已公布的报告时照原样留下的内容，要与表里的数一致。",
        legal=_LEGAL,
        section="",
        bad="printed:\n  cells:\n    proactive_disclosure:\n      licences:\n        decisions: '5'\n",
        good="printed:\n  cells:\n    proactive_disclosure:\n      licences:\n        decisions: '0'\n",
    ),
    "D106": Example(
        reason="表格的栏目名称与格式不同。栏目照格式原样，不增不减，也不留填表说明。",
        legal=_LEGAL,
        section="",
        bad="printed:\n  labels:\n    proactive_disclosure:\n      licences: 许可数\n",
        good="printed:\n  labels:\n    proactive_disclosure:\n      licences: 行政许可\n",
    ),
}
