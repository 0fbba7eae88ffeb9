"""Inner offices that owe cells, as data: ``templates/county/offices.yaml``; a county may have its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from nianbao.county.forms.slots import SheetPlan, Slot
from nianbao.errors import TemplateError
from nianbao.folder import find_resource
from nianbao.levels import Level
from nianbao.plain_yaml import plain_yaml
from nianbao.template import CellId, TableForm, Template
from nianbao.template.base import Data

OFFICES_FILE = "county/offices.yaml"

NOT_READ = "签字只在本单位留存，不读入年报。"

_TOP = 2


class Office(Data):
    """An inner office that owes cells.

    Attributes:
        name: What people call it; its sheet is named so.
        levels: Levels of unit that have it; none given means all.
        cells: ``table``, ``table.row`` or ``table.row.column``; what a template hasn't got is passed over.
        help: How its figures are counted.
    """

    name: str = Field(pattern=r"^[^\[\]:*?/\\']{1,24}$")
    levels: tuple[Level, ...] = ()
    cells: tuple[str, ...]
    help: str = ""

    def owed(self, template: Template) -> Iterator[tuple[TableForm, CellId]]:
        """List the cells that it owes; totals follow from them."""
        for form in template.tables:
            for cell in form.cells:
                names = {form.id, f"{form.id}.{cell[0]}", ".".join((form.id, *cell))}
                if cell not in form.derivations and not names.isdisjoint(self.cells):
                    yield form, cell


class _Offices(Data):
    offices: tuple[Office, ...]


def load_offices(template: Template, level: Level | None, folder: Path | None) -> tuple[Office, ...]:
    """Load the offices of units of a level that owe cells of a template.

    Raises:
        TemplateError: The file isn't in order.
    """
    path = find_resource("templates", OFFICES_FILE, folder)
    if path is None:
        return ()
    try:
        known = _Offices.model_validate(plain_yaml(path.read_text(encoding="utf-8"))).offices
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as problem:
        raise TemplateError(f"「{path}」读不懂，请核对缩进和各项的写法。") from problem
    if len({office.name for office in known}) != len(known):
        raise TemplateError(f"「{path}」里有两个站所（科室）同名，请改成不同的名称。")
    return tuple(
        office
        for office in known
        if (not office.levels or level in office.levels) and any(office.owed(template))
    )


def office_plan(office: Office, template: Template, year: int) -> SheetPlan:
    """Lay out an office's own sheet: its cells alone, a row each."""
    heads = ("表", "项目", "单位", f"{year}年（填白格）", f"{year - 1}年，供参考", "怎么算")
    slots = [
        Slot(_TOP, place, "label", head, look="then" if place == 4 else "head")
        for place, head in enumerate(heads)
    ]
    row = _TOP + 1
    owed = list(office.owed(template))
    slots.append(Slot(row, 5, "note", office.help.strip(), rows=len(owed)))
    for form, cell in owed:
        path = ("offices", office.name, form.id, *cell)
        slots += [
            Slot(row, 0, "label", form.name, look="number"),
            Slot(row, 1, "label", _named(form, cell), look="row"),
            Slot(row, 2, "label", form.unit(cell) or "", look="number"),
            Slot(row, 3, "entry", path=path),
            Slot(row, 4, "last", path=("tables", *path[2:])),
        ]
        row += 1
    slots += [
        Slot(row + 1, 0, "label", "填表人", columns=2, look="row"),
        Slot(row + 1, 2, "sign", columns=2),
        Slot(row + 1, 4, "label", "负责人签字", look="row"),
        Slot(row + 1, 5, "sign"),
        Slot(row + 2, 0, "note", NOT_READ, columns=6),
    ]
    title = f"{office.name}　数据采集"
    return SheetPlan(
        office.name, title, "office", tuple(slots), (8.0, 40.0, 8.0, 18.0, 14.0, 40.0), (0, _TOP)
    )


def _named(form: TableForm, cell: CellId) -> str:
    row, column = form.row_by_id[cell[0]], form.column_by_id[cell[1]]
    return f"{row.name}　{column.label}" if len(form.columns) > 1 else row.name
