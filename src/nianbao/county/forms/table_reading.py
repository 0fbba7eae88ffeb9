"""The numbers of a form's tables: as typed, from inner offices, and totals held against their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nianbao.county.forms.given import Given
from nianbao.county.forms.number_reading import Value, read_cell
from nianbao.county.forms.remarks import Remark
from nianbao.county.forms.slots import Path
from nianbao.ledgers.values import as_text
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import as_text as number_text
from nianbao.tables.numbers import read_number
from nianbao.template import CellId, TableForm, Template

Cells = dict[CellId, Value]

_MOST_NAMED = 2


def read_tables(template: Template, given: Mapping[Path, Given], remarks: list[Remark]) -> dict[str, Cells]:
    """Read the cells that were filled in, totals left out."""
    found: dict[str, Cells] = {}
    for form in template.tables:
        for cell in form.cells:
            place = given.get(("tables", form.id, *cell))
            if place is None or cell in form.derivations:
                continue
            value, said = read_cell(place, form.kind(cell), form.unit(cell))
            remarks += said
            if value is not None:
                found.setdefault(form.id, {})[cell] = value
    return found


def add_offices(
    template: Template, given: Mapping[Path, Given], tables: dict[str, Cells], remarks: list[Remark]
) -> None:
    """Put in what inner offices gave, where the table itself has nothing, and compare where it has."""
    for form in template.tables:
        for cell in form.cells:
            said = [
                (place, value)
                for place in given.values()
                if place.path[:1] == ("offices",) and place.path[2:] == (form.id, *cell)
                for value in [_of_office(form, cell, place, remarks)]
                if value is not None
            ]
            if said:
                _compare(form, cell, said, given, tables, remarks)


def _of_office(form: TableForm, cell: CellId, place: Given, remarks: list[Remark]) -> int | float | None:
    value, said = read_cell(place, form.kind(cell), form.unit(cell))
    remarks += said
    return value if isinstance(value, int | float) else None


def _compare(
    form: TableForm,
    cell: CellId,
    said: list[tuple[Given, int | float]],
    given: Mapping[Path, Given],
    tables: dict[str, Cells],
    remarks: list[Remark],
) -> None:
    total = round(sum(value for _, value in said), 6)
    typed = tables.get(form.id, {}).get(cell)
    names = "、".join(f"「{place.sheet}」" for place, _ in said)
    if typed is None:
        tables.setdefault(form.id, {})[cell] = total
    elif typed != total:
        place = given[("tables", form.id, *cell)]
        remarks.append(
            place.remark(
                f"写的是 {typed}，{names}报的是 {number_text_of(total)}，按表里的读入，请核对。", "error"
            )
        )


def number_text_of(value: Value) -> str:
    """Write a number as people do."""
    return as_text(value)


def add_totals(
    template: Template, given: Mapping[Path, Given], tables: dict[str, Cells], remarks: list[Remark]
) -> None:
    """Hold totals that were typed over their formula against their parts."""
    for form in template.tables:
        table = FilledTable(form, dict(tables.get(form.id, {})))
        for cell in form.derivations:
            place = given.get(("tables", form.id, *cell))
            if place is None or place.is_blank or _is_formula(place):
                continue
            if place.is_known or not _adds_numbers_alone(form, cell, place, given):
                _compare_total(form, cell, place, table, tables, remarks)


def _is_formula(place: Given) -> bool:
    return place.formula is not None or place.uncomputed


def _adds_numbers_alone(form: TableForm, cell: CellId, place: Given, given: Mapping[Path, Given]) -> bool:
    """Tell whether a total is what our formula comes to, which takes words such as 3件 for nothing."""

    def value(one: CellId) -> float:
        if parts := form.derivations.get(one):
            return sum(map(value, parts))
        raw = given[("tables", form.id, *one)].value if ("tables", form.id, *one) in given else 0
        return raw if isinstance(raw, int | float) and not isinstance(raw, bool) else 0

    return isinstance(place.value, int | float) and place.value == value(cell)


def _compare_total(
    form: TableForm,
    cell: CellId,
    place: Given,
    table: FilledTable,
    tables: dict[str, Cells],
    remarks: list[Remark],
) -> None:
    value, said = read_cell(place, form.kind(cell), form.unit(cell))
    derived = table.values[cell]
    if isinstance(value, int | float) and value == derived:
        return
    remarks += [one for one in said if one.severity == "error"]
    if value is None or (value == 0 and not any(part in table.typed for part in form.derivations[cell])):
        return
    tables.setdefault(form.id, {})[cell] = value
    if isinstance(value, int | float):
        remarks.append(
            place.remark(
                f"总计写的是 {value}，各项相加是 {number_text(derived)}，写的数照读入，请核对各项。", "error"
            )
        )


def tell_of_changes(
    template: Template, filled: Mapping[str, Any], given: Mapping[Path, Given], remarks: list[Remark]
) -> None:
    """Say where numbers that the county had filled in were changed."""
    for form in template.tables:
        for cell in form.cells:
            path = ("tables", form.id, *cell)
            name, place = "/".join(path), given.get(path)
            if name not in filled or place is None or place.is_blank:
                continue
            if number_in(form, cell, place) != filled[name]:
                said = f"县里预填的是 {filled[name]}，改成了 {as_text(place.value)}，请核对。"
                remarks.append(place.remark(said, "warning"))


def number_in(form: TableForm, cell: CellId, place: Given) -> int | float | None:
    """Give the number that stands in a place, or None."""
    raw = place.value
    plain = int(raw) if isinstance(raw, float) and raw.is_integer() else raw
    value = read_number(plain, form.kind(cell), form.unit(cell)).value
    return None if value is None else value if isinstance(value, int) else float(value)


def blanks(template: Template, given: Mapping[Path, Given], tables: Mapping[str, Cells]) -> Iterator[Remark]:
    """Say which tables aren't filled in, or where they have blank cells."""
    for form in template.tables:
        leaves = [cell for cell in form.cells if cell not in form.derivations]
        empty = [cell for cell in leaves if cell not in tables.get(form.id, {})]
        sheet = next((one.sheet for path, one in given.items() if path[:2] == ("tables", form.id)), None)
        if sheet is None or not empty:
            continue
        if len(empty) == len(leaves):
            yield Remark(sheet, None, None, f"「{sheet}」还没有填；没有的请填 0。", "warning")
            continue
        names = "、".join(form.place(cell).removeprefix(form.name) for cell in empty[:_MOST_NAMED])
        more = f"等 {len(empty)} 格" if len(empty) > _MOST_NAMED else ""
        yield Remark(sheet, None, None, f"「{sheet}」{names}{more}空着，按 0 计；没有的请填 0。", "hint")
