"""The cells of the tables: numbers, raw texts that differ, and what is to be said of each."""

from __future__ import annotations

from nianbao.importer.composed import Composed
from nianbao.importer.parts import Parts
from nianbao.importer.result import Note
from nianbao.importer.tables import ReadCell
from nianbao.params.yaml_text import KeyPath
from nianbao.suggest import quoted
from nianbao.tables.numbers import as_text


def compose_tables(parts: Parts, made: Composed) -> None:
    """Put the cells in, and name the rows and tables that couldn't be read."""
    forms = {form.id: form for form in parts.template.tables}
    for cell in parts.tables.cells:
        form = forms[cell.table]
        path: KeyPath = ("tables", cell.table, *cell.cell)
        place = parts.place(cell.item.line, cell.item.span)
        if cell.value is not None:
            made.put(path, cell.value, place)
        else:
            made.places[path] = place
        if _differs(cell):
            made.put(("printed", "cells", cell.table, *cell.cell), cell.raw.strip())
        what = form.place(cell.cell)
        if cell.value is None and cell.why != "空白":
            made.say(Note(what, f"「{quoted(cell.raw)}」读不成数，没有读入", "low", place, path))
        else:
            made.say(
                Note(what, f"{quoted(cell.raw.strip()) or '空白'}（{cell.why}）", cell.certainty, place, path)
            )
    _say_orders(parts, made)
    unclear = {one.form.id for one in parts.tables.disorders if not one.is_clear}
    for match in parts.tables.unread:
        if match.slot.form.id in unclear and len(match.run.cells) == len(match.slot.cells):
            continue
        row = match.slot.row
        where = parts.place(match.run.cells[0].line, match.run.cells[0].span)
        name = match.slot.form.row_by_id[row].name if row else match.slot.form.title
        values = " ".join(item.text or "空" for item in match.run.cells[:20])
        made.say(
            Note(
                f"{match.slot.form.name}「{name}」行",
                f"应有 {len(match.slot.cells)} 格，读到 {len(match.run.cells)} 格（{quoted(values)}），分不清哪格是哪格，没有读入",
                "low",
                where,
            )
        )
    for form in parts.template.tables:
        if form.id not in parts.tables.seen:
            made.say(Note(form.name, "没有找到这张表", "medium"))


def _say_orders(parts: Parts, made: Composed) -> None:
    """Name the tables whose columns are printed in another order."""
    for one in parts.tables.disorders:
        where = parts.place(one.item.line, one.item.span)
        printed = f"表头印的次序和规定的格式不同（{quoted('、'.join(one.headers))}）"
        if one.is_clear:
            made.say(Note(one.form.name, f"{printed}，各格按表头读入", "medium", where))
        else:
            made.say(Note(one.form.name, f"{printed}，又认不全，分不清哪格是哪格，没有读入", "low", where))


def _differs(cell: ReadCell) -> bool:
    """Tell whether a cell wasn't printed as the number in it."""
    raw = cell.raw.strip()
    if cell.value is None:
        return True
    if isinstance(cell.value, str):
        return raw != cell.value
    return raw != (as_text(cell.value) if isinstance(cell.value, int) else _decimal(cell.value))


def _decimal(value: float) -> str:
    text = f"{value:f}".rstrip("0").rstrip(".")
    return repr(value) if "e" not in repr(value) else text
