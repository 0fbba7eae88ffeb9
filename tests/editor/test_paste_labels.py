"""A whole table from Word or Excel, labels and all, falls where its labels say, whichever cell was marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

import pytest

from nianbao.blocks import Table
from nianbao.editor.paste_cells import PastedCells, grid_of, paste_table
from nianbao.editor.paste_labels import MISFIT
from nianbao.tables.fill import FilledTable
from nianbao.tables.layout import table_block
from nianbao.template import load_template, template_names

TABLES = [(name, form.id) for name in sorted(template_names()) for form in load_template(name).tables]


def filled(template: str, table: str) -> FilledTable:
    """A table with another number in each cell that is typed."""
    form = load_template(template).table(table)
    leaves = [cell for cell in form.cells if cell not in form.derivations]
    return FilledTable(form, {cell: number for number, cell in enumerate(leaves, 11)})


def as_html(block: Table, *above: str) -> str:
    """The table as Word and Excel put it on the clipboard: spans and all."""
    rows = [f'<tr><td colspan="{block.columns}">{words}</td></tr>' for words in above]
    for row in (*block.header, *block.body):
        cells = (
            f'<td rowspan="{one.rowspan}" colspan="{one.colspan}">{escape(one.text)}</td>' for one in row
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def as_text(block: Table) -> str:
    """The same as text with tabs: what a span covers is blank."""
    grid = grid_of(as_html(block), None)
    return "\n".join("\t".join(text or "" for text in row) for row in grid)


def pasted(table: FilledTable, *, html: str | None = None, text: str | None = None) -> PastedCells:
    """Paste into an empty table, the last of its cells marked."""
    empty = replace(table, typed={})
    return paste_table(empty, table.form.cells[-1], grid_of(html, text))


@pytest.mark.parametrize(("template", "name"), TABLES)
def test_a_whole_table_comes_back_as_it_was(template: str, name: str) -> None:
    table = filled(template, name)
    block = table_block(table)
    for found in (
        pasted(table, html=as_html(block)),
        pasted(table, text=as_text(block)),
        pasted(table, html=as_html(block, "某镇 2024 年", "（单位：件）")),
    ):
        assert found.problems == []
        assert found.cells == table.typed
        assert {cell: table.values[cell] for cell in found.totals} == found.totals


def body_of(block: Table) -> Table:
    return block.model_copy(update={"header": ()})


def test_rows_with_their_labels_and_no_header_do_too() -> None:
    table = filled("national-2021", "applications")
    found = pasted(table, html=as_html(body_of(table_block(table))))
    assert (found.cells, found.problems) == (table.typed, [])


def one_row(lines: list[str], label: str) -> Iterator[str]:
    yield from (line for line in lines if label in line)


def test_a_single_row_goes_where_its_label_stands() -> None:
    table = filled("national-2021", "applications")
    line = next(one_row(as_text(table_block(table)).splitlines(), "二、上年结转"))
    found = pasted(table, text=line)
    assert {row for row, _ in found.cells} == {"carried_over"}
    assert found.cells["carried_over", "natural_person"] == table.typed["carried_over", "natural_person"]


def test_rows_in_another_order_are_refused_and_nothing_is_set() -> None:
    table = filled("national-2021", "applications")
    lines = as_text(table_block(table)).splitlines()
    lines[3], lines[4] = lines[4], lines[3]
    found = pasted(table, text="\n".join(lines))
    assert (found.cells, found.problems) == ({}, [MISFIT])


def test_columns_in_another_order_are_refused() -> None:
    table = filled("national-2021", "applications")
    rows = [line.split("\t") for line in as_text(table_block(table)).splitlines()]
    text = "\n".join("\t".join([*row[:3], *reversed(row[3:])]) for row in rows)
    assert pasted(table, text=text).problems == [MISFIT]


def test_numbers_alone_begin_at_the_cell_that_is_marked() -> None:
    table = replace(filled("national-2021", "applications"), typed={})
    found = paste_table(table, ("carried_over", "natural_person"), grid_of(None, "3\t4"))
    assert found.cells == {
        ("carried_over", "natural_person"): 3,
        ("carried_over", table.form.columns[1].id): 4,
    }
