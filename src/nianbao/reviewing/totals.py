"""Numbers that can be mended without asking: what stands around a number, and totals of what is all given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import NOTHING, Number, as_text
from nianbao.tables.relations import mismatches
from nianbao.template.tables import CellId

_DIGITS = re.compile(r"[+-]?\d+(?:\.\d+)?")


def plain_cells(table: FilledTable) -> Iterator[tuple[CellId, str]]:
    """List the cells that hold more than their number (D101), with the number alone.

    Only where the digits are the number itself: 元 turned into 万元 is for the clerk to judge.
    """
    for cell, number in table.numbers.items():
        if (
            number.note
            and number.value is not None
            and number.unit is None
            and _is_plain(table.typed[cell], number)
        ):
            yield cell, as_text(number.value)


def _is_plain(raw: object, number: Number) -> bool:
    text = "".join(unicodedata.normalize("NFKC", str(raw)).split()).replace(",", "").replace("−", "-")
    if text in NOTHING:
        return number.value == 0
    digits = _DIGITS.match(text)
    return digits is not None and Decimal(digits[0]) == number.value


def derived_totals(table: FilledTable) -> Iterator[tuple[CellId, str]]:
    """List typed totals (A101) that are plainly wrong, with what their parts make.

    Plainly: every part is given, and with the derived totals in their place no relation of the whole
    table is left unbalanced. Else it may as well be a part that is wrong, and nothing is offered.
    """
    wrong = set()
    for mismatch in mismatches(table):
        if (whole := mismatch.relation.derives) is not None:
            wrong.add(mismatch.relation.cell(mismatch.line, whole))
    wrong &= set(table.numbers)
    if not wrong or not all(_is_given(table, cell) for cell in wrong):
        return
    balanced = replace(table, typed={cell: raw for cell, raw in table.typed.items() if cell not in wrong})
    if not any(mismatches(balanced)):
        yield from ((cell, as_text(balanced.values[cell])) for cell in sorted(wrong))


def _is_given(table: FilledTable, cell: CellId) -> bool:
    return all(table.source(part) != "none" for part in table.form.derivations[cell])
