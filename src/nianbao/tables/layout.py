"""Tables as printed: labels with their spans, and each number in its place.

Spans are never written down: they follow from the headers that rows and columns stand within, so
that a row which a county adds is spanned like the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from nianbao.blocks import Cell, Rows, Table
from nianbao.narrative import visible
from nianbao.tables.fill import FilledTable
from nianbao.template.tables import Band, CellId, Layout


@dataclass(frozen=True)
class _Label:
    """A label of a header: its text, where it starts, how many leaves and steps it covers."""

    text: str
    first: int
    leaves: int
    step: int
    steps: int


def table_block(table: FilledTable) -> Table:
    """Lay a table out as its form is printed."""
    header, body = _LAYOUTS[table.form.layout](table)
    form = table.form
    attached = form.placed == "annex"
    return Table(
        section=None if attached else form.section,
        id=form.id,
        # The head of the attachment's page says it already.
        caption=None if attached else form.caption,
        columns=len(form.widths),
        widths=form.widths,
        header=header,
        body=body,
        note=form.note,
    )


def _matrix(table: FilledTable) -> tuple[Rows, Rows]:
    """Rows with nested labels to the left, columns with nested labels above, a corner."""
    form = table.form
    columns = [(*column.within, _label(table, column.id, column.label)) for column in form.columns]
    rows = [(*row.within, _label(table, row.id, row.label)) for row in form.rows]
    across, down = max(map(len, rows)), max(map(len, columns))
    corner = Cell(text=form.corner, role="column", rowspan=down, colspan=across, align="center")
    head = _columns(columns)
    header = ((corner, *head[0]), *head[1:])
    labels = _labels(rows, across)
    body = tuple(
        (
            *(_row_cell(label) for label in labels if label.first == place),
            *(_data(table, (row.id, column.id)) for column in form.columns if row.id),
        )
        for place, row in enumerate(form.rows)
    )
    return header, body


def _transposed(table: FilledTable) -> tuple[Rows, Rows]:
    """One line of numbers: rows stand side by side, each with its columns under it."""
    form = table.form
    paths = [
        (*row.within, _label(table, row.id, row.label), _label(table, column.id, column.label))
        for row in form.rows
        for column in form.columns
    ]
    return _columns(paths), (tuple(_data(table, cell) for cell in form.cells),)


def _banded(table: FilledTable) -> tuple[Rows, Rows]:
    """Bands, each with a header line and rows of its own; none repeats on the next page."""
    return (), tuple(chain.from_iterable(_band(table, band) for band in table.form.bands))


def _band(table: FilledTable, band: Band) -> Rows:
    form = table.form
    heads = [
        Cell(
            text=_label(table, one, form.column_by_id[one].label), role="column", colspan=span, align="center"
        )
        for one, span in zip(band.columns, band.spans, strict=True)
    ]
    lines = [
        (
            Cell(text=_label(table, row, form.row_by_id[row].label), role="row", align="left"),
            *(
                _data(table, (row, column), span)
                for column, span in zip(band.columns, band.spans, strict=True)
            ),
        )
        for row in band.rows
    ]
    over_all = Cell(text=band.label, role="column", colspan=len(form.widths), align="center")
    return ((over_all,), (Cell(text=band.head, role="column", align="center"), *heads), *lines)


def _list(table: FilledTable) -> tuple[Rows, Rows]:
    """Indicator, unit, number; a line without a number is a heading of what follows, over all columns."""
    form = table.form
    header = tuple(Cell(text=head, role="column", align="center") for head in form.heads)
    body: list[tuple[Cell, ...]] = []
    for row in form.rows:
        text = "　　" * row.indent + _label(table, row.id, row.label)
        if row.id is None:
            body.append((Cell(text=text, role="row", colspan=len(header), align="left"),))
            continue
        label = Cell(text=text, role="row", align="left")
        numbers = (_data(table, (row.id, column.id)) for column in form.columns)
        body.append((label, Cell(text=row.unit or "", align="center"), *numbers))
    return (header,), tuple(body)


_LAYOUTS: dict[Layout, Callable[[FilledTable], tuple[Rows, Rows]]] = {
    "matrix": _matrix,
    "transposed": _transposed,
    "banded": _banded,
    "list": _list,
}


def _label(table: FilledTable, one: str | None, label: str) -> str:
    return visible(table.labels.get(one or "", label))


def _data(table: FilledTable, cell: CellId, span: int = 1) -> Cell:
    value = table.values[cell]
    parts = table.form.derivations[cell] if table.source(cell) == "derived" else ()
    return Cell(
        text=table.text(cell),
        colspan=span,
        align="center",
        value=value if isinstance(value, int) else float(value),
        name="/".join(cell),
        parts=tuple("/".join(part) for part in parts),
    )


def _columns(paths: Sequence[tuple[str, ...]]) -> Rows:
    """Lay nested column headers out in lines; a short path's last label reaches down."""
    depth = max(map(len, paths))
    labels = _labels(paths, depth)
    return tuple(
        tuple(
            Cell(text=label.text, role="column", colspan=label.leaves, rowspan=label.steps, align="center")
            for label in sorted(labels, key=lambda label: label.first)
            if label.step == step
        )
        for step in range(depth)
    )


def _row_cell(label: _Label) -> Cell:
    return Cell(
        text=label.text,
        role="row",
        rowspan=label.leaves,
        colspan=label.steps,
        align="center" if label.leaves > 1 else "left",
    )


def _labels(paths: Sequence[tuple[str, ...]], depth: int) -> list[_Label]:
    """Merge equal labels of neighbouring paths; the last label of a path covers the steps that are left."""
    labels = []
    for first, path in enumerate(paths):
        for step, text in enumerate(path):
            last = step == len(path) - 1
            if not last and first and paths[first - 1][: step + 1] == path[: step + 1]:
                continue
            leaves = 1 if last else _run(paths, first, step)
            labels.append(_Label(text, first, leaves, step, depth - step if last else 1))
    return labels


def _run(paths: Sequence[tuple[str, ...]], first: int, step: int) -> int:
    """Count the neighbours from ``first`` on that share its labels down to a step."""
    own = paths[first][: step + 1]
    count = 0
    for path in paths[first:]:
        if path[: step + 1] != own or len(path) == step + 1:
            break
        count += 1
    return count
