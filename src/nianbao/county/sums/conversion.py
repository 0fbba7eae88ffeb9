"""A unit that used another year's form: which of its cells count the same as cells of this year's form."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from nianbao.errors import TemplateError
from nianbao.folder import find_resource
from nianbao.plain_yaml import plain_yaml
from nianbao.template import Template
from nianbao.template.base import Data

FILE = "county/conversions.yaml"

Place = tuple[str, str, str]
"""Table, row and column."""


class Same(Data):
    """A cell, or a whole row, that counts what one of another form counts."""

    from_: str = Field(alias="from")
    to: str
    why: str


class Within(Data):
    """A cell, or a whole row, whose number the other form has in another one."""

    to: str
    why: str


class Conversion(Data):
    """What of one form goes where in another."""

    from_: str = Field(alias="from")
    to: str
    cells: tuple[Same, ...] = ()
    within: tuple[Within, ...] = ()


class _Conversions(Data):
    conversions: tuple[Conversion, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where a cell's number stands in another form.

    Attributes:
        place: Table, row and column there; None where it is part of another cell's number.
        why: Why that is the same, for people; None where names are the same too.
    """

    place: Place | None
    why: str | None = None


def conversion(source: Template, target: Template, folder: Path | None = None) -> Mapping[Place, Origin]:
    """Say for each cell of a form where its number stands in another form; cells that aren't there have none.

    Args:
        source: The form that the unit used.
        target: The year's form.
        folder: The working folder, for conversions of the county's own.

    Raises:
        TemplateError: The file of conversions isn't in order.
    """
    found: dict[Place, Origin] = {}
    for form in target.tables:
        other = next((one for one in source.tables if one.id == form.id), None)
        for cell in form.cells if other else ():
            assert other is not None
            # A row that another form prints under another name counts something else.
            same = cell in other.cells and form.row_by_id[cell[0]].name == other.row_by_id[cell[0]].name
            if same and form.kind(cell) == other.kind(cell) and form.unit(cell) == other.unit(cell):
                found[form.id, *cell] = Origin((form.id, *cell))
    for one in _conversions(folder):
        if (one.from_, one.to) == (source.name, target.name):
            found |= _declared(one, source, target)
    return found


def _declared(one: Conversion, source: Template, target: Template) -> dict[Place, Origin]:
    """Write out what is declared, row by row or cell by cell."""
    there, here = _places(source), _places(target)
    found: dict[Place, Origin] = {}
    for same in one.cells:
        for place in (place for place in here if _is_in(place, same.to)):
            row = tuple(same.from_.split("/"))
            origin = (*row, place[2]) if len(row) == 2 else row
            if origin in there:
                found[place] = Origin((origin[0], origin[1], origin[2]), same.why)
    for held in one.within:
        found |= {place: Origin(None, held.why) for place in here if _is_in(place, held.to)}
    return found


def _places(template: Template) -> list[Place]:
    return [(form.id, *cell) for form in template.tables for cell in form.cells]


def _is_in(place: Place, name: str) -> bool:
    """Tell whether a name is that of a place or of its row."""
    return "/".join(place) == name or "/".join(place[:2]) == name


def _conversions(folder: Path | None) -> tuple[Conversion, ...]:
    path = find_resource("templates", FILE, folder)
    return _read(path, path.stat().st_mtime_ns) if path else ()


@functools.lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> tuple[Conversion, ...]:
    try:
        data = plain_yaml(path.read_text(encoding="utf-8"))
        return _Conversions.model_validate(data or {}).conversions
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as problem:
        raise TemplateError(
            f"格式换算表「{path}」有误，读不出。请改正，或删去这个文件用自带的。"
        ) from problem
