"""The tables of a section as printed, their cells edited as in a spreadsheet.

The browser sends what was typed as text; it is read as a pasted cell is, so that 「3件」 and 「１２」 are
understood and anything doubtful is refused with the reason, never guessed. What the kernel hasn't
acknowledged stays in the browser (``face/grid/outbox.js``).
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

from nianbao.desk.component import Component, face, handles
from nianbao.desk.grid_layout import grid_layout
from nianbao.desk.grid_marks import problems
from nianbao.desk.ledger_files import ledger_files, ledgers_of, take_in
from nianbao.desk.origins import origin_of
from nianbao.desk.workspace import Change, Workspace
from nianbao.editor.paste_cells import differing_totals, grid_of, paste_table
from nianbao.editor.scalars import Scalar
from nianbao.errors import EditError
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import as_text, read_number

MOST_ACTIONS = 5_000
"""Actions taken from the browser at once."""


class TableGrid(Component):
    """The tables of the section that is shown."""

    _esm = face("grid.js")
    _css = face("grid.css")

    def __init__(self, workspace: Workspace, **kwargs: Any) -> None:
        self._turn = 0
        super().__init__(workspace, **kwargs)

    # --- what is shown ------------------------------------------------------------------------

    def shown(self) -> dict[str, Any]:
        """Give the tables with layout, numbers and marks, and where the clerk is to be taken."""
        workspace = self.workspace
        if workspace.session is None:
            return {"file": None, "tables": [], "spot": None}
        section = workspace.spot.section
        tables = [table for table in workspace.round.report.tables.values() if table.form.section == section]
        return {
            "file": file_name(workspace),
            "tables": [self._table(table) for table in tables],
            "spot": self._spot(),
        }

    def changed(self, change: Change) -> None:
        """Follow a change; each time the clerk is taken to a place counts, the same place too."""
        if change.what == "went" and self.workspace.spot.table:
            self._turn += 1
        if change.what != "saved":
            self.refresh()

    def _spot(self) -> dict[str, Any] | None:
        spot = self.workspace.spot
        if not spot.table:
            return None
        return {
            "turn": self._turn,
            "table": spot.table,
            "row": spot.row,
            "column": spot.cell,
            "focus": spot.focus,
        }

    def _table(self, table: FilledTable) -> dict[str, Any]:
        form = table.form
        block = next(block for block in self.workspace.round.report.table_blocks if block.id == form.id)
        return {
            "id": form.id,
            "name": form.name,
            "title": form.title,
            "note": form.note or "",
            "guidance": (form.guidance or "").strip(),
            "layout": grid_layout(form, block),
            "values": [
                (
                    table.text(cell),
                    table.source(cell),
                    None if (typed := table.typed.get(cell)) is None else str(typed),
                )
                for cell in form.cells
            ],
            "problems": problems(self.workspace.round, table),
            "ledgers": ledgers_of(self.workspace, form),
        }

    # --- what the browser asks for ------------------------------------------------------------

    @handles("edit", actions=list)
    def edit(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Set cells, action by action, each undone as one.

        Gives ``results`` for each cell in order (``problem`` where it was refused, ``note`` where it was
        read as something else than it says), and whether all is ``safe`` in the journal.
        """
        if self.workspace.session is None or asked.get("file") != file_name(self.workspace):
            return {"elsewhere": True}
        results, safe = [], True
        for action in _actions(asked):
            said, kept = self._act(action)
            results.append(said)
            safe = safe and kept
        return {"results": results, "safe": safe}

    def _act(self, action: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
        read = [self._read(cell) for cell in action]
        values = {part: value for part, value, said in read if part and "problem" not in said}
        said = [one for _, _, one in read]
        try:
            safe = self.workspace.edit(values, by=self) if values else True
        except EditError as error:
            return [one if "problem" in one else {"problem": str(error)} for one in said], True
        return said, safe

    def _read(self, cell: dict[str, Any]) -> tuple[tuple[str, ...] | None, Scalar, dict[str, Any]]:
        """Read what was typed into a cell: the part it belongs to, its value, what is to be said."""
        table_id, row, column = (str(cell.get(key)) for key in ("table", "row", "column"))
        table = self.workspace.round.report.tables.get(table_id)
        if table is None or (row, column) not in table.form.cells:
            return None, None, {"problem": "这份报告没有这一格。"}
        part, text = ("tables", table_id, row, column), str(cell.get("text") or "").strip()
        if not text:
            return part, None, {}
        form, place = table.form, (row, column)
        number = read_number(text, form.kind(place), form.unit(place))
        if number.value is None:
            return part, None, {"problem": f"{form.place(place)}{number.problem}，没有填进去。"}
        said = {"note": f"{form.place(place)}{number.note}。"} if number.note else {}
        # Where no unit is printed, the cell says its own (3条), so its words are kept.
        return part, text if number.unit else number.value, said

    @handles("read paste", html=str, text=str)
    def read_paste(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Say which cells a block from Excel, WPS or a web page would fill; nothing is set by it."""
        table, row, column = self._cell(asked)
        grid = grid_of(asked.get("html"), asked.get("text"))
        pasted = paste_table(table, (row, column), grid)
        return {
            "cells": [
                {"row": cell[0], "column": cell[1], "text": "" if value is None else as_text(value)}
                for cell, value in pasted.cells.items()
            ],
            "first": table.form.place(next(iter(pasted.cells))) if pasted.cells else "",
            "totals": len(pasted.totals),
            "problems": [*pasted.problems, *differing_totals(table, pasted)],
            "notes": pasted.notes,
        }

    def _cell(self, asked: dict[str, Any]) -> tuple[FilledTable, str, str]:
        table_id, row, column = (str(asked.get(key)) for key in ("table", "row", "column"))
        table = self.workspace.round.report.tables.get(table_id)
        if table is None or (row, column) not in table.form.cells:
            raise EditError("这份报告没有这一格。")
        return table, row, column

    @handles("undo")
    def undo(self, _asked: dict[str, Any]) -> None:
        """Take the last action back."""
        self._refuse_if_none()
        self.workspace.undo()

    @handles("redo")
    def redo(self, _asked: dict[str, Any]) -> None:
        """Do again what was taken back last."""
        self._refuse_if_none()
        self.workspace.redo()

    def _refuse_if_none(self) -> None:
        if self.workspace.session is None:
            raise EditError("还没有打开年报底稿。")

    @handles("origin")
    def origin(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Tell where a cell's number comes from."""
        _, row, column = self._cell(asked)
        return origin_of(self.workspace, str(asked["table"]), row, column)

    @handles("ledger files")
    def ledger_files(self, _asked: dict[str, Any]) -> list[str]:
        """List the files that may be ledgers."""
        return ledger_files(self.workspace.folder)

    @handles("use ledger", data=str)
    def use_ledger(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Fill a table from a ledger, or from none any more; typed numbers stay until they are given up.

        Gives the path that is used, the cells it fills, and the typed ones that say something else.
        """
        kind, path = str(asked.get("kind")), asked.get("path")
        self._refuse_if_none()
        if (table_id := str(asked.get("table"))) not in self.workspace.round.report.tables:
            raise EditError("这份报告没有这张表。")
        if data := asked.get("data"):
            try:
                path = take_in(self.workspace.folder, str(asked.get("name")), base64.b64decode(data))
            except binascii.Error as error:
                raise EditError("这个文件没有传完整，请再选一次。") from error
        self.workspace.edit({("ledgers", kind): str(path) if path else None}, by=self)
        return {"path": path, **self._filled(self.workspace.round.report.tables[table_id])}

    def _filled(self, table: FilledTable) -> dict[str, Any]:
        typed = [
            cell
            for cell, entries in table.counted.items()
            if table.source(cell) == "typed"
            and table.values[cell] != sum((entry.amount for entry in entries), start=0)
        ]
        return {
            "filled": sum(table.source(cell) == "ledger" for cell in table.counted),
            "typed": [{"row": row, "column": column} for row, column in typed],
        }


def _actions(asked: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Read what was typed, a list of cells an action.

    Raises:
        EditError: It is something else.
    """
    actions: list[Any] = (asked.get("actions") or [])[:MOST_ACTIONS]
    cells = [cell for action in actions if isinstance(action, list) for cell in action]
    if not all(isinstance(one, list) for one in actions) or not all(isinstance(one, dict) for one in cells):
        raise EditError("没有收到填的数，请刷新页面再试。")
    return actions


def file_name(workspace: Workspace) -> str:
    """Name the open file as the browser keeps what isn't acknowledged of it."""
    assert workspace.session is not None
    return str(workspace.session.document.path)
