"""The parts of a parameter file that a desk edits, each by a path of its own, and what people call them.

``("sections", id)`` · ``("tables", table, row, column)`` · ``("unit", field)`` · ``("issued", field)`` ·
``("ledgers", kind)`` · ``("accepted", code, where)``, whose value is the reason · ``("settings", "charts")``,
which is ``YES`` or nothing. Everything else of a file (template, year, comments, what a published report printed) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from nianbao.editor.scalars import Scalar
from nianbao.ledgers.sums import SUMS
from nianbao.ledgers.words import KINDS, load_words
from nianbao.params.explain import field_name
from nianbao.params.model import LEGAL_KEYS, Issued, Settings, Unit
from nianbao.params.yaml_text import KeyPath
from nianbao.template import Template

Part = tuple[str, ...]
"""Which part of a parameter file."""

Values = Mapping[Part, Scalar]
"""The parts of a file that hold something."""


NO_REASON = " "
"""The value of an answered finding whose reason isn't given."""

CHARTS: Part = ("settings", "charts")
YES = "是"
"""The value of a switch that is on."""

_KEY = re.compile(r"（[a-z_.]+）$")

_ORDERS: Mapping[KeyPath, Sequence[str]] = {
    (): LEGAL_KEYS,
    ("unit",): list(Unit.model_fields),
    ("issued",): list(Issued.model_fields),
    ("ledgers",): (*KINDS, SUMS),
    ("settings",): list(Settings.model_fields),
}
"""Orders of keys that are the same in every format."""


def parts_of(values: Mapping[str, Any]) -> dict[Part, Scalar]:
    """List the parts of a file that hold something, in the order of the file.

    Args:
        values: The file's values, of the right shape.
    """
    found: dict[Part, Scalar] = {}
    for part, value in _all(values):
        if value is not None and value != "":
            found.setdefault(part, value)
    return found


def _all(values: Mapping[str, Any]) -> Iterator[tuple[Part, Scalar]]:
    for key in ("unit", "issued", "sections", "ledgers"):
        for name, value in (values.get(key) or {}).items():
            yield (key, name), text_of(value) if key == "sections" else value
    for table, rows in (values.get("tables") or {}).items():
        for row, cells in (rows or {}).items():
            for column, value in (cells or {}).items():
                yield ("tables", table, row, column), value
    if (values.get("settings") or {}).get("charts"):
        yield CHARTS, YES
    for item in values.get("accepted") or ():
        yield ("accepted", item["code"], item.get("where") or ""), item.get("reason") or NO_REASON


def text_of(value: object) -> str:
    """Give a narrative as it is edited: without the line end that a literal block puts behind it."""
    return value.rstrip("\n") if isinstance(value, str) else ""


def is_narrative(part: Part) -> bool:
    """Tell whether a part is a text of several lines."""
    return part[0] == "sections"


def known(part: Part, template: Template) -> bool:
    """Tell whether a template has such a part."""
    match part:
        case ("sections", name):
            return name in template.section_ids
        case ("tables", table, row, column):
            forms = {form.id: form for form in template.tables}
            return table in forms and (row, column) in forms[table].cells
        case ("unit", name):
            return name in Unit.model_fields
        case ("issued", name):
            return name in Issued.model_fields
        case ("ledgers", kind):
            return kind in KINDS or kind == SUMS
        case ("accepted", code, _):
            return bool(code.strip())
    return part == CHARTS


def order_of(template: Template) -> Callable[[KeyPath], Sequence[str]]:
    """Give the order of keys under a path, as our own files write them."""
    forms = {form.id: form for form in template.tables}

    def order(path: KeyPath) -> Sequence[str]:
        if path in _ORDERS:
            return _ORDERS[path]
        match path:
            case ("sections",):
                return template.section_ids
            case ("tables",):
                return list(forms)
            case ("tables", str(table)) if table in forms:
                return list(forms[table].row_by_id)
            case ("tables", str(table), str(row)) if table in forms and row in forms[table].row_by_id:
                return forms[table].columns_of(row)
        return ()

    return order


def part_name(part: Part, template: Template) -> str:
    """Name a part for people: 「一、总体情况」, 表三「…」行「…」列, 署名（issued.by）."""
    if not known(part, template):
        return f"「{'.'.join(part)}」"
    match part:
        case ("sections", name):
            return f"「{template.section(name).label}」"
        case ("tables", table, row, column):
            return template.table(table).place((row, column))
        case ("ledgers", kind):
            return f"台账「{load_words(kind).name}」"
        case ("accepted", code, where):
            return f"情况说明（{code}{' ' if where else ''}{where}）"
    return field_name(part)


def plain_name(part: Part, template: Template) -> str:
    """Name a part as those call it who never open the file: without the key that it has there."""
    return _KEY.sub("", part_name(part, template))
