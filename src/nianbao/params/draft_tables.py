"""The tables and ledgers of a new parameter file: every cell that wants a number, by its printed name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import as_text
from nianbao.tables.relations import described
from nianbao.template import CellId, TableForm, Template


def table_lines(template: Template, before: Mapping[str, FilledTable] | None) -> Iterator[str]:
    """List the cells of a template's tables, totals left out: they follow from the rest.

    Args:
        template: The statutory format.
        before: The tables of last year's report; what goes on from there is filled in.
    """
    if not template.tables:
        return
    yield from ("", "# 表格：没有填的格子按 0 计；总计不用填，由程序算出。", "tables:")
    for form in template.tables:
        yield from ("", f"  # 【{form.name}　{form.title}】")
        yield from (f"  # {line.strip()}" for line in (form.guidance or "").strip().splitlines())
        yield from (f"  # 勾稽：{described(form, relation)}" for relation in form.relations)
        yield f"  {form.id}:"
        for row in form.row_by_id:
            yield from _row_lines(form, row, before.get(form.id) if before else None)


def _row_lines(form: TableForm, row: str, before: FilledTable | None) -> Iterator[str]:
    cells = [(row, column) for column in form.columns_of(row) if (row, column) not in form.derivations]
    if not cells:
        return
    yield f"    {row}:  # {form.row_by_id[row].name}"
    last = next((one.last for one in form.continued if one.row == row), None)
    if before and last:
        yield from _of_total(form, before, last, [column for _, column in cells])
    for _, column in cells:
        value = _carried(before, (last, column)) if before and last else ""
        yield f"      {column}:{value}  # {form.column_by_id[column].label}"


def _carried(before: FilledTable, cell: CellId) -> str:
    """Give the number that goes on from a cell of last year's; nothing where that said nothing."""
    known = before.values.get(cell)
    return "" if known is None or before.source(cell) == "none" else f" {as_text(known)}"


def _of_total(form: TableForm, before: FilledTable, last: str, columns: Sequence[str]) -> Iterator[str]:
    """Say it where last year's report gave a total that its columns don't make up."""
    for column in form.columns_of(last):
        cell = (last, column)
        if cell not in form.derivations or before.source(cell) != "typed":
            continue
        parts = sum((before.values[last, part] for part in columns), start=0)
        if before.values[cell] != parts:
            yield (
                f"      # 请核对：去年「{form.row_by_id[last].name}」的{form.column_by_id[column].label}是"
                f" {as_text(before.values[cell])}，各列相加是 {as_text(parts)}"
            )


def ledger_lines(ledgers: Mapping[str, str] | None) -> Iterator[str]:
    """Name ledgers in a comment: an empty one would make every cell it answers for a 0."""
    if not ledgers:
        return
    yield from ("", "# 台账：填好后去掉下面几行开头的「# 」，表里的数就由台账算出，不用再填。", "# ledgers:")
    yield from (f"#   {kind}: {path}" for kind, path in ledgers.items())
