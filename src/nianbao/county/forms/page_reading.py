"""One sheet of a form as it came back: what stands in each place, and what stands where nothing should."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nianbao.county.forms.aligning import Alignment, align, key_of, words_of
from nianbao.county.forms.given import Given
from nianbao.county.forms.head import is_head
from nianbao.county.forms.opening import Page
from nianbao.county.forms.page_shape import remarks_on_shape
from nianbao.county.forms.remarks import Remark, address
from nianbao.county.forms.slots import Path, SheetPlan, Slot
from nianbao.ledgers.values import as_text, is_blank
from nianbao.suggest import quoted

CONTINUED = "上年原文（续）"
"""Label of a row that only goes on with last year's words, which are longer than a cell."""


@dataclass(frozen=True)
class Stray:
    """Words that stand where the form has no place for them."""

    sheet: str
    row: int
    column: int
    text: str


@dataclass
class PageReading:
    """What was read from a sheet.

    Attributes:
        page: The sheet.
        plan: What it was taken for.
        given: What stands in its places, by what they hold.
        last: What stands where the form was sent out with words and figures that only this unit has.
        strays: Words elsewhere.
        remarks: What is to be said of the sheet's shape.
        more: Further paragraphs in rows that the clerk added below a section.
    """

    page: Page
    plan: SheetPlan
    given: dict[Path, Given] = field(default_factory=dict)
    last: list[Given] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    more: dict[Path, list[Given]] = field(default_factory=dict)


def read_page(page: Page, plan: SheetPlan) -> PageReading:
    """Read a sheet by the plan it was written by."""
    reading = PageReading(page, plan)
    alignment = align(plan, words_of(page.sheet))
    taken = _take_places(reading, alignment)
    _take_rest(reading, alignment, taken)
    reading.remarks += remarks_on_shape(
        page, [(place, slot, name_of(plan, slot)) for place, slot in taken.items()], reading.given.values()
    )
    return reading


def _take_places(reading: PageReading, alignment: Alignment) -> dict[tuple[int, int], Slot]:
    """Read every place of the plan; gives the cells that are accounted for."""
    page, plan = reading.page, reading.plan
    taken: dict[tuple[int, int], Slot] = {}
    gone = []
    for slot in plan.slots:
        place = alignment.place(slot)
        if place is None:
            gone += [slot] if slot.role == "entry" else []
            continue
        taken[place] = slot
        if slot.role in ("entry", "total"):
            reading.given[slot.path] = _given(page, plan, slot, place)
        elif slot.role == "last" or slot.path[:1] == ("facts",):
            reading.last.append(_given(page, plan, slot, place))
        elif slot.role == "check":
            _look_at_check(reading, place)
        elif slot.role == "label" and slot.text:
            _tell_of_label(reading, slot, place)
        elif slot.role == "note" and slot.text:
            _look_at_note(reading, slot, place)
    if gone:
        reading.remarks.append(
            Remark(
                page.name,
                None,
                None,
                f"「{page.name}」少了 {len(gone)} 个要填的格子（行或列被删去），如{name_of(plan, gone[0])}，按没有填读入。",
                "warning",
            )
        )
    return taken


def _given(page: Page, plan: SheetPlan, slot: Slot, place: tuple[int, int]) -> Given:
    formula = page.formulas.get(place) if page.formulas is not None else None
    words = f"「{page.name}」第 {place[0] + 1} 行{name_of(plan, slot)}（{address(*place)}）"
    return Given(
        slot.path,
        page.sheet.cell(*place),
        page.name,
        *place,
        words,
        formula,
        place in page.sheet.failed,
        place in page.sheet.uncomputed,
        page.formulas is not None,
    )


def name_of(plan: SheetPlan, slot: Slot) -> str:
    """Name a place by the labels of its row and column."""
    form = plan.form
    if form is not None and slot.path[:1] == ("tables",):
        row, column = form.row_by_id[slot.path[2]], form.column_by_id[slot.path[3]]
        return f"「{row.name}」" + (f"「{column.label}」列" if len(form.columns) > 1 else "")
    labels = [one.text for one in plan.of("label") if one.row == slot.row and one.text]
    if slot.path[:1] == ("offices",):  # its last label is 件; the table and the item say which cell is meant
        return f"「{'　'.join(labels[:2])}」"
    return f"「{labels[-1]}」" if labels else ""


def _tell_of_label(reading: PageReading, slot: Slot, place: tuple[int, int]) -> None:
    there = reading.page.sheet.cell(*place)
    if key_of(there) == key_of(slot.text) or (isinstance(there, int | float) and as_text(there) == slot.text):
        return
    name = f"「{reading.page.name}」{address(*place)}"
    if is_blank(there):
        return
    said = f"{name} 的栏目名「{quoted(slot.text)}」被改成了「{quoted(as_text(there))}」，仍按原来的栏目读入。"
    reading.remarks.append(Remark(reading.page.name, place[0] + 1, place[1] + 1, said, "warning"))


def _look_at_note(reading: PageReading, slot: Slot, place: tuple[int, int]) -> None:
    there = reading.page.sheet.cell(*place)
    if is_blank(there) or key_of(there) == key_of(slot.text):
        return
    reading.strays.append(Stray(reading.page.name, *place, _text(there)))


def _look_at_check(reading: PageReading, place: tuple[int, int]) -> None:
    """Keep what somebody typed over a formula that only says what doesn't add up."""
    page = reading.page
    there = page.sheet.cell(*place)
    if page.formulas is not None and place not in page.formulas and not is_blank(there):
        reading.strays.append(Stray(page.name, *place, _text(there)))


def _take_rest(reading: PageReading, alignment: Alignment, taken: Mapping[tuple[int, int], Slot]) -> None:
    """Look at every cell that is no place of the plan."""
    page, plan = reading.page, reading.plan
    own = {key_of(slot.text) for slot in plan.slots if slot.text} | {key_of(plan.title)}
    last_columns = {alignment.columns.get(slot.column) for slot in plan.of("last")}
    entry_columns = {alignment.columns.get(slot.column) for slot in plan.of("entry")}
    for row, cells in enumerate(page.sheet.rows):
        if all(is_blank(value) for value in cells):
            continue
        continued = plan.kind == "texts" and any(CONTINUED in _text(value) for value in cells[:2])
        for column, value in enumerate(cells):
            if is_blank(value) or (row, column) in taken or key_of(value) in own:
                continue
            if is_head(value):
                continue
            if continued and (column in last_columns or CONTINUED in _text(value)):
                continue
            above = _section_above(taken, row) if plan.kind == "texts" and column in entry_columns else None
            if above is not None:
                words = f"「{page.name}」第 {row + 1} 行（{address(row, column)}）"
                more = Given(above, value, page.name, row, column, words)
                reading.more.setdefault(above, []).append(more)
            else:
                reading.strays.append(Stray(page.name, row, column, _text(value)))


def _section_above(taken: Mapping[tuple[int, int], Slot], row: int) -> Path | None:
    found = [
        (place[0], slot.path) for place, slot in taken.items() if slot.role == "entry" and place[0] < row
    ]
    return max(found)[1] if found else None


def _text(value: object) -> str:
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return value.isoformat(" ")
    return value if isinstance(value, str) else as_text(value)  # type: ignore[arg-type]


def strays_of(page: Page) -> Iterator[Stray]:
    """List all words of a sheet that is none of the form's."""
    for row, cells in enumerate(page.sheet.rows):
        for column, value in enumerate(cells):
            if not is_blank(value):
                yield Stray(page.name, row, column, _text(value))
