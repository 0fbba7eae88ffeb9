"""Applications by outcome and by kind of applicant, after the table of the report (表三)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nianbao.charts.bars import Bar, Fill, Panel, draw
from nianbao.charts.chart import Chart
from nianbao.charts.units import WIDTH
from nianbao.tables.numbers import Amount, as_text
from nianbao.template.tables import CellId, TableForm

PERSON, ORGANISATION = "自然人", "法人或其他组织"

_KEY: tuple[tuple[Fill, str], ...] = (("dark", PERSON), ("hatched", ORGANISATION))
_IN, _TOTAL, _FORWARD = ("new_received", "carried_over"), "outcome_total", "carried_forward"
_SHORT = {
    "new_received": "本年新收",
    "carried_over": "上年结转",
    "carried_forward": "结转下年度",
}
_NUMBERED = re.compile(r"^（[一二三四五六七八九十]+）|（区分处理.*）$")


@dataclass(frozen=True)
class Outcome:
    """How many applications came in or ended one way.

    Attributes:
        label: The way.
        persons: Applications of natural persons.
        organisations: Those of legal persons and other organisations.
        apart: Another part of the table begins.
    """

    label: str
    persons: Amount
    organisations: Amount
    apart: bool = False

    @property
    def total(self) -> Amount:
        """All of them."""
        return self.persons + self.organisations


def has_outcomes(form: TableForm) -> bool:
    """Tell whether a table counts applications by outcome and applicant."""
    rows, columns = form.row_by_id, form.column_by_id
    return {*_IN, _TOTAL, _FORWARD} <= set(rows) and "natural_person" in columns and "total" in columns


def outcomes_of(form: TableForm, values: Mapping[CellId, Amount]) -> tuple[Outcome, ...]:
    """Read the outcomes from the numbers of a table: what came in, how it ended, what is left.

    Rows of one group (（三）不予公开) are added up, as the table's own groups say.
    """
    return tuple(_outcomes(form, values))


def outcomes(caption: str, rows: tuple[Outcome, ...], *, width: float = WIDTH) -> Chart:
    """Draw outcomes: a bar each, in it the share of natural persons."""
    bars = tuple(
        Bar(row.label, (row.persons, row.organisations), _words(row), ("dark", "hatched"), row.apart)
        for row in rows
    )
    alt = "；".join(_told(row) for row in rows) + "。"
    return Chart(draw((Panel(bars),), alt, width=width, key=_KEY), alt, f"{caption}（单位：件）")


def _outcomes(form: TableForm, values: Mapping[CellId, Amount]) -> Iterator[Outcome]:
    for row in _IN:
        yield _outcome(_SHORT[row], (row,), form, values)
    for place, (label, rows) in enumerate(_ways(form)):
        yield _outcome(label, rows, form, values, apart=place == 0)
    yield _outcome(_SHORT[_FORWARD], (_FORWARD,), form, values, apart=True)


def _ways(form: TableForm) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List the outcomes in printed order, rows of a group together."""
    parts = next(r.right for r in form.relations if r.each == "column" and r.derives == _TOTAL)
    grouped = {row: group for group in form.groups if set(group.rows) <= set(parts) for row in group.rows}
    for row in parts:
        group = grouped.get(row)
        if group is None:
            yield _bare(form.row_by_id[row].label), (row,)
        elif row == group.rows[0]:
            yield _bare(group.label), group.rows


def _bare(label: str) -> str:
    return _NUMBERED.sub("", _NUMBERED.sub("", label))


def _outcome(
    label: str,
    rows: tuple[str, ...],
    form: TableForm,
    values: Mapping[CellId, Amount],
    *,
    apart: bool = False,
) -> Outcome:
    organisations = [column for column in form.column_by_id if column not in ("natural_person", "total")]
    persons = sum((values[row, "natural_person"] for row in rows), start=0)
    others = sum((values[row, column] for row in rows for column in organisations), start=0)
    return Outcome(label, persons, others, apart)


def _words(row: Outcome) -> str:
    if not row.organisations or not row.persons:
        return as_text(row.total)
    return f"{as_text(row.total)}（{as_text(row.persons)}＋{as_text(row.organisations)}）"


def _told(row: Outcome) -> str:
    if not row.total:
        return f"{row.label} 0 件"
    kinds = f"{PERSON} {as_text(row.persons)} 件，{ORGANISATION} {as_text(row.organisations)} 件"
    return f"{row.label} {as_text(row.total)} 件（{kinds}）"
