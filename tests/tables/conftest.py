"""Tables without a parameter file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from nianbao.tables.fill import FilledTable
from nianbao.template import CellId, TableForm, load_template, template_names

FORMS: list[tuple[str, TableForm]] = [
    (f"{name}-{form.id}", form) for name in template_names() for form in load_template(name).tables
]
"""Every table of every template, with a name for it."""


def leaves(form: TableForm) -> Iterator[CellId]:
    """List the cells that don't follow from others."""
    return (cell for cell in form.cells if cell not in form.derivations)


def numbers(form: TableForm, cell: CellId) -> st.SearchStrategy[Any]:
    """Give legal values of a cell; few enough that they stay readable when a test fails."""
    match form.kind(cell):
        case "amount":
            return st.decimals(0, 10**7, places=4, allow_nan=False, allow_infinity=False)
        case "change":
            return st.integers(-(10**4), 10**8)
        case _:
            return st.integers(0, 10**8)


def filled(form: TableForm, typed: Mapping[CellId, Any]) -> FilledTable:
    """Make a table of typed cells."""
    return FilledTable(form, typed)
