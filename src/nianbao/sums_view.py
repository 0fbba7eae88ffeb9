"""The county's sums as its notebook shows them, for the author; no form prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import escape

from nianbao.figures import NamedFigure
from nianbao.figures.cells import cell_names
from nianbao.figures.units import GROUPS
from nianbao.ledgers.sums import NAME
from nianbao.tables.fill import FilledTable
from nianbao.template import CellId

_CELL = "padding:.3em .5em;border:1px solid;vertical-align:top"
_NONE = f"这份报告没有{NAME}：底稿的 ledgers 里没有写 units。"


class ShownSums:
    """What each table's rows add up from: 政府本级, departments, towns, and who has most.

    Args:
        tables: The report's tables.
        figures: Its figures.
    """

    def __init__(self, tables: Mapping[str, FilledTable], figures: Mapping[str, NamedFigure]) -> None:
        self.rows = list(_rows(tables, figures)) if "units.count" in figures else []

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        if not self.rows:
            return {"text/html": f"<p>{_NONE}</p>", "text/plain": _NONE}
        heads = ("格子", "合计", *(label for label, _ in GROUPS.values()), "最多的单位")
        head = "".join(f'<th scope="col" style="{_CELL}">{one}</th>' for one in heads)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows)
        return {
            "text/html": f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>',
            "text/plain": "\n".join("　".join(row) for row in ([*heads], *self.rows)),
        }


def _cell(text: str) -> str:
    return f'<td style="{_CELL}">{escape(text)}</td>'


def _rows(tables: Mapping[str, FilledTable], figures: Mapping[str, NamedFigure]) -> Iterator[list[str]]:
    """List the totals that aren't 0; in tables without totals every cell that isn't."""
    for table in tables.values():
        for cell in table.form.cells:
            name = f"units.{next(iter(cell_names(table, cell)))}"
            if _is_shown(table, cell) and figures[name].value:
                most = figures.get(f"{name}.most")
                numbers = [figures[name].text, *(figures[f"{name}.{group}"].text for group in GROUPS)]
                yield [table.form.place(cell), *numbers, most.text if most else "并列"]


def _is_shown(table: FilledTable, cell: CellId) -> bool:
    return "total" not in table.form.column_by_id or cell[1] == "total"
