"""佐证材料清单: each figure of a report with the ledger rows it was counted from, or the office that gave it.

Of a ledger's row only file, sheet and number are told. An office's name is taken from 数据采集表 where it reads
like one; whatever else stands in a ledger stays there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from nianbao.county.forms.offices import Office, load_offices
from nianbao.figures import NamedFigure
from nianbao.ledgers import Entry
from nianbao.ledgers.notes import row_runs
from nianbao.ledgers.privacy import masked
from nianbao.ledgers.sums import NAME, SUMS
from nianbao.narrative import references
from nianbao.papers.typed import typed_spans
from nianbao.passages.paragraphs import Passage
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.template import CellId

TYPED = "手工填写"

_OFFICE = re.compile(r"[\u4e00-\u9fff]{1,14}(?:办公室|办|所|队|中心|股|科|室|站|局|委|院|部|处|组)")
"""What reads like the name of an office, not of a person."""

_BEFORE, _MOST_RUNS = 14, 30


@dataclass(frozen=True)
class Evidence:
    """One figure.

    Attributes:
        place: Where it stands in the report.
        what: What it counts.
        number: As it is printed.
        how: 台账, 由各项相加, 手工填写, …
        where: The ledger's rows, or the office.
    """

    place: str
    what: str
    number: str
    how: str
    where: str = ""


def evidence_of(report: Report) -> tuple[Evidence, ...]:
    """List the figures of a report: those in its text, then those in its tables; the zeros of a table in one line."""
    level = report.parameters.unit.level
    offices = load_offices(report.template, level, report.folder)
    in_text = [one for section in report.template.sections for one in _of_section(report, section.id)]
    in_tables = [one for table in report.tables.values() for one in _of_table(table, report, offices)]
    return tuple(dict.fromkeys([*in_text, *in_tables]))


# --- text -------------------------------------------------------------------------------------


def _of_section(report: Report, section: str) -> Iterator[Evidence]:
    place = next(one.label for one in report.template.sections if one.id == section)
    for reference in references(report.parameters.sections.get(section, "")):
        figure = report.figures.get(reference.name) if reference.name else None
        if figure is not None and _is_number(figure):
            yield Evidence(place, figure.label, figure.text, *_of_figure(figure))
    for passage in report.passages.get(section, ()):
        for what, number in _typed(passage):
            yield Evidence(place, what, number, TYPED)


def _is_number(figure: NamedFigure) -> bool:
    """Tell a number from a name or date of the parameter file; a change against last year has words around it."""
    counted = figure.source != "底稿" and any(char.isdecimal() for char in figure.text)
    return figure.value is not None or counted


def _of_figure(figure: NamedFigure) -> tuple[str, str]:
    if figure.rows:
        return _of_rows(figure.rows)
    return _SOURCES.get(figure.source, ("推算", figure.source))


_NO_ROWS = "没有这样的行，计0"

_NOT_FILLED = "没有填，计0"

_SOURCES = {
    "底稿里填的": (TYPED, ""),
    "台账": ("台账", _NO_ROWS),
    "由各项相加": ("由各项相加", ""),
    "没有填，按 0 计": (_NOT_FILLED, ""),
}
"""What ``nianbao.figures`` says of figures without rows → what stands in the list."""

_SUMMED = "汇总.xlsx"
"""The workbook whose rows the county's sums are counted by (``nianbao county sum``)."""


def _of_rows(entries: Sequence[Entry]) -> tuple[str, str]:
    summed = any(entry.origin.kind == SUMS for entry in entries)
    return NAME if summed else "台账", rows_of(entries) if entries else _NO_ROWS


def _typed(passage: Passage) -> Iterator[tuple[str, str]]:
    """Give the counts and spans of time in a paragraph that were typed, each with the words before it."""
    for start, end in typed_spans(passage.folded):
        digits = [at for at in range(start, end) if passage.folded[at].isdecimal()]
        if not (digits and passage.is_made(digits[0], digits[-1] + 1)):
            before = re.split("[。；;!！?？\n]", passage.text[:start])[-1]
            lead = before if len(before) <= _BEFORE else f"…{before[-_BEFORE:]}"
            after = f"…{passage.text[end : end + _BEFORE]}…"
            yield lead.strip(" ，、：") or after, passage.text[start:end].strip()


# --- tables -----------------------------------------------------------------------------------


def _of_table(table: FilledTable, report: Report, offices: Sequence[Office]) -> Iterator[Evidence]:
    owed = {(form.id, cell): office.name for office in offices for form, cell in office.owed(report.template)}
    zeros: Counter[str] = Counter()
    for cell in table.form.cells:
        how, where = _of_cell(table, cell, owed.get((table.form.id, cell), ""))
        if table.values[cell] or table.text(cell) != "0":
            yield Evidence(table.form.name, _named(table, cell), table.text(cell), how, where)
        else:  # told together: most cells of most reports are 0
            zeros["，".join(filter(None, (how, where)))] += 1
    if zeros:
        how = "；".join(f"{one}（{count}格）" for one, count in zeros.items())
        yield Evidence(table.form.name, f"其余{zeros.total()}格", "0", "", how)


def _of_cell(table: FilledTable, cell: CellId, office: str) -> tuple[str, str]:
    match table.source(cell):
        case "typed":
            return TYPED, f"应由{office}提供" if office else ""
        case "derived":
            return "由各项相加", ""
        case "ledger":
            rows = table.rows_behind(cell)
            return _of_rows(rows)
        case _:
            return _NOT_FILLED, ""


def _named(table: FilledTable, cell: CellId) -> str:
    form = table.form
    row = form.row_by_id[cell[0]].name
    return f"{row}，{form.column_by_id[cell[1]].label}" if len(form.columns_of(cell[0])) > 1 else row


# --- ledgers ----------------------------------------------------------------------------------


def rows_of(entries: Sequence[Entry]) -> str:
    """Name rows: file, sheet and numbers; the office besides where one gave the figure.

    A row that counts for several is told once.
    """
    found: dict[tuple[str, str], list[int]] = {}
    for entry in entries:
        origin = entry.origin
        file = _SUMMED if origin.kind == SUMS else PurePosixPath(origin.file.replace("\\", "/")).name
        found.setdefault((file, origin.sheet or ""), []).append(origin.row)
    told = [
        f"{masked(file)}{f'「{masked(sheet)}」' if sheet else ''}第{_runs(rows)}行"
        for (file, sheet), rows in found.items()
    ]
    givers = dict.fromkeys(entry.tags.get("office", "") for entry in entries)
    offices = [name for name in givers if _OFFICE.fullmatch(name)]
    return "；".join(told) + (f"（{'、'.join(offices)}提供）" if offices else "")


def _runs(rows: Sequence[int]) -> str:
    """Write row numbers with those in a row joined, as programs ask for pages to print: 5, 8-12."""
    runs = row_runs(rows)
    written = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:_MOST_RUNS]]
    return ", ".join(written) + (f"等 {len(set(rows))} " if len(runs) > _MOST_RUNS else "")
