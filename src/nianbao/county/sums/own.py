"""The county's own figures, to be held against the sums: its own report, and 县级数.xlsx (what the upper system says)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nianbao.county.place import CountyPlace
from nianbao.county.sums.conversion import Place
from nianbao.errors import ParameterFileError, TemplateError, UsageError
from nianbao.ledgers.errors import LedgerError
from nianbao.ledgers.opening import open_ledger
from nianbao.ledgers.sheet import Sheet
from nianbao.params import load_parameters
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount, read_number
from nianbao.template import CellId, Template

OWN_BOOK = "县级数.xlsx"
KEY, OWN_COLUMN, WHY, WHO = "代号", "县级数", "说明", "说明人"
NAMES = ("表", "行", "列")


@dataclass(frozen=True)
class OwnFigure:
    """A figure that the county itself states.

    Attributes:
        place: Table, row and column.
        value: The figure.
        source: Where it is stated, in Chinese.
        why: The explanation that stands beside it, or empty.
        who: Who gave that, or empty.
    """

    place: Place
    value: Amount
    source: str
    why: str = ""
    who: str = ""


def own_figures(place: CountyPlace, county_id: str, template: Template) -> tuple[OwnFigure, ...]:
    """Read the county's own figures, where there are any.

    Raises:
        UsageError: A file with them can't be read, or says what isn't understood.
    """
    found = list(_of_report(place, county_id, template))
    book = place.of_year / OWN_BOOK
    return (*found, *(_of_book(book, template) if book.is_file() else ()))


def _of_report(place: CountyPlace, county_id: str, template: Template) -> Iterator[OwnFigure]:
    """List what the county's own report states; what it takes from the sums is no figure of its own."""
    path = place.parameter_file(county_id)
    if not path.is_file():
        return
    try:
        report = Report.of(load_parameters(path, place.folder).parameters, place.folder)
    except (ParameterFileError, TemplateError) as problem:
        raise UsageError(f"县级年报底稿「{path.name}」读不出：{problem}") from problem
    if report.template.name != template.name:
        raise UsageError(
            f"县级年报底稿「{path.name}」用的是 {report.template.name}，{place.year} 年汇总用的是 {template.name}，不能核对。"
        )
    for table in report.tables.values():
        for cell in table.form.cells:
            if _is_stated(table, cell):
                yield OwnFigure((table.form.id, *cell), table.values[cell], "县级年报底稿")


def _is_stated(table: FilledTable, cell: CellId) -> bool:
    """Tell whether a cell was typed, or follows from cells that all were."""
    number = table.numbers.get(cell)
    if number is not None and number.value is not None:
        return True
    parts = table.form.derivations.get(cell, ())
    return bool(parts) and all(_is_stated(table, part) for part in parts)


def _of_book(path: Path, template: Template) -> Iterator[OwnFigure]:
    try:
        sheets = open_ledger(path)
    except LedgerError as problem:
        raise UsageError(f"「{path.name}」读不了：{problem}{problem.finding.suggestion or ''}") from problem
    for sheet in sheets:
        header = _header(sheet)
        if header is not None:
            yield from _of_sheet(path.name, sheet, *header, template)
            return
    raise UsageError(
        f"「{path.name}」里没有找到写着「{OWN_COLUMN}」的表头。可以删去这个文件，由程序重写一张空表。"
    )


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for row, cells in enumerate(sheet.rows[:12]):
        columns = {_words(cell): index for index, cell in reversed(list(enumerate(cells)))}
        if OWN_COLUMN in columns and (KEY in columns or all(name in columns for name in NAMES)):
            return row, columns
    return None


def _of_sheet(
    name: str, sheet: Sheet, header: int, columns: dict[str, int], template: Template
) -> Iterator[OwnFigure]:
    known = {"/".join(place): place for place in _places(template)}
    named = {_labels(template, place): place for place in _places(template)}
    for number, cells in enumerate(sheet.rows[header + 1 :], header + 2):

        def words(key: str, cells: Sequence[object] = cells) -> str:
            return _words(cells[columns[key]]) if key in columns and columns[key] < len(cells) else ""

        if words(OWN_COLUMN) == "":
            continue
        at = f"「{name}」第 {number} 行"
        place = known.get(words(KEY)) or named.get((words("表"), words("行"), words("列")))
        if place is None:
            raise UsageError(
                f"{at}不知道是哪一格：代号写的是「{words(KEY)}」。请恢复这一行的代号和表、行、列。"
            )
        form = template.table(place[0])
        raw = cells[columns[OWN_COLUMN]]
        read = read_number(
            raw if isinstance(raw, int | float | str) else str(raw),
            form.kind(place[1:]),
            form.unit(place[1:]),
        )
        if read.value is None:
            raise UsageError(f"{at}（{form.place(place[1:])}）{read.problem}。请改成数字，没有的删去。")
        why, who = (_verbatim(cells, columns.get(key)) for key in (WHY, WHO))
        yield OwnFigure(place, read.value, OWN_BOOK, why, who)


def _places(template: Template) -> list[Place]:
    return [(form.id, *cell) for form in template.tables for cell in form.cells]


def _labels(template: Template, place: Place) -> tuple[str, str, str]:
    form = template.table(place[0])
    labels = (form.name, form.row_by_id[place[1]].name, form.column_by_id[place[2]].label)
    return tuple(map(_words, labels))  # type: ignore[return-value]  # three, as given


def _verbatim(cells: Sequence[object], column: int | None) -> str:
    return str(cells[column]).strip() if column is not None and column < len(cells) else ""


def _words(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else unicodedata.normalize("NFKC", str(cell)).strip()
