"""汇总.xlsx: the county's tables as printed, each number a formula over 明细, where every contribution is a row.

Formulas have their values stored, for previews on phones show nothing else.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from nianbao.blocks import Cell, Table
from nianbao.county.sums.differences import Difference
from nianbao.county.sums.model import NO_OWN, CountySum, Handed, SummedTable
from nianbao.export.worksheet import TableSheet
from nianbao.tables.layout import table_block

DETAILS = "明细"
_DETAIL_HEADS = ("单位", "单位代号", "类别", "表", "行", "列", "代号", "数", "备注")
_DETAIL_WIDTHS = (18, 18, 10, 8, 40, 22, 44, 12, 40)
_KEY, _NUMBER = "G", "H"
_FINGERPRINT = 12
"""Characters of a hash that tell files apart for people."""

_FONT = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}


def sums_workbook(county: CountySum, found: Sequence[Difference] = ()) -> bytes:
    """Write the workbook; the same sums give the same bytes."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        title = f"{county.county}{county.year}年政府信息公开工作年度报告汇总"
        book.set_properties({"title": title, "created": datetime(county.year + 1, 1, 1)})
        book.set_calc_mode("auto")
        rows = list(_details(county))
        for table in county.tables.values():
            sheet = _SumSheet(book, table, len(rows), has_own=county.has_own)
            state = "" if county.is_certain else "（未定）"
            sheet.write(f"{title}{state}", f"{table.form.name}　{table.form.title}", draft="")
        _write_differences(book, county, found, len(rows))
        _write_units(book, county)
        _write_rows(book, DETAILS, _DETAIL_HEADS, _DETAIL_WIDTHS, rows)
    return packed.getvalue()


def sum_formula(name: str, rows: int) -> str:
    """Give the formula that adds up what 明细 holds for a cell."""
    last = max(rows, 1) + 1
    return f'=SUMIFS({DETAILS}!${_NUMBER}$2:${_NUMBER}${last},{DETAILS}!${_KEY}$2:${_KEY}${last},"{name}")'


class _SumSheet(TableSheet):
    """A table of the county; every number adds up its rows of 明细."""

    def __init__(self, book: Any, table: SummedTable, rows: int, *, has_own: bool) -> None:
        self.rows, self.id = rows, table.form.id
        super().__init__(book, f"{table.form.name} {table.form.title}"[:31], _block(table, has_own=has_own))

    def formula(self, cell: Cell) -> str | None:
        """Add up every unit's number, totals too: a total typed wrong shows as a relation that doesn't hold."""
        return sum_formula(f"{self.id}/{cell.name}", self.rows) if cell.name else None


def _block(table: SummedTable, *, has_own: bool) -> Table:
    block = table_block(table.filled)
    lacking = sorted({lack.unit.name for cell in table.cells.values() for lack in cell.lacks})
    words = [f"{'、'.join(lacking)} 的数没有计入或没有全部计入"] if lacking else []
    words += [] if has_own else [NO_OWN]
    if not words:
        return block
    note = f"未定：{'；'.join(words)}，见「各单位」。"
    return block.model_copy(update={"note": f"{block.note or ''}{note}"})


def _details(county: CountySum) -> Iterator[tuple[Any, ...]]:
    """List every contribution that isn't 0, cell by cell, in the roster's order."""
    for cell in county.cells():
        form = county.tables[cell.place[0]].form
        labels = (form.name, form.row_by_id[cell.place[1]].name, form.column_by_id[cell.place[2]].label)
        for one in cell.contributions:
            if one.value:
                unit = one.unit
                yield (
                    unit.name,
                    unit.id,
                    str(unit.kind),
                    *labels,
                    cell.name,
                    float(one.value),
                    one.note or "",
                )


def _write_differences(book: Any, county: CountySum, found: Sequence[Difference], rows: int) -> None:
    heads = (
        "格子",
        "代号",
        "县级数",
        "来源",
        "汇总数",
        "差",
        "缺报单位",
        "说明",
        "说明人",
        "说明时间",
        "说明时的差",
    )
    sheet = _sheet(book, "差异", heads, (40, 22, 10, 14, 10, 8, 18, 34, 10, 14, 10))
    look = book.add_format({**_FONT, "border": 1, "text_wrap": True})
    for row, one in enumerate(found, 1):
        said = one.explanation
        sheet.write_string(row, 0, county.label(one.cell), look)
        sheet.write_string(row, 1, one.cell.name, look)
        sheet.write_number(row, 2, float(one.own.value), look)
        sheet.write_string(row, 3, one.own.source, look)
        sheet.write_formula(row, 4, sum_formula(one.cell.name, rows), look, float(one.cell.value))
        sheet.write_formula(row, 5, f"=C{row + 1}-E{row + 1}", look, float(one.delta))
        sheet.write_string(row, 6, "、".join(lack.unit.name for lack in one.cell.lacks), look)
        words = (said.text, said.by, said.at, said.delta) if said else ("", "", "", "")
        for column, text in enumerate(words, 7):
            sheet.write_string(row, column, text, look)
    if not found:
        sheet.write_string(1, 0, "没有差异；没有县级数的，无从核对。", look)


def _write_units(book: Any, county: CountySum) -> None:
    heads = ("单位", "单位代号", "类别", "计入", "格式", "原因或存疑", "底稿", "底稿指纹")
    rows = [(*_unit(one), one.file or "", (one.sha256 or "")[:_FINGERPRINT]) for one in county.handed]
    if not county.has_own:
        rows.append((NO_OWN, "", "政府本级", "没有计入", "", "单位名单里没有「政府本级」一行", "", ""))
    rows += [("", "", "", "没有计入", "", f"不在单位名单里：{name}", name, "") for name in county.strangers]
    rows += [("", "", "", "没有计入", "", words, "", "") for words in county.unplaced]
    _write_rows(book, "各单位", heads, (22, 18, 10, 10, 14, 44, 32, 14), rows)


def _unit(one: Handed) -> tuple[str, ...]:
    unit, template = one.unit, one.report.template.name if one.report else ""
    words = one.missing or "；".join(one.doubts)
    return unit.name, unit.id, str(unit.kind), "没有计入" if one.missing else "计入", template, words


def _write_rows(
    book: Any, name: str, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[Any]]
) -> None:
    sheet = _sheet(book, name, heads, widths)
    look = book.add_format(_FONT)
    for number, values in enumerate(rows, 1):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(number, column, value, look)
            else:
                sheet.write_number(number, column, value, look)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)


def _sheet(book: Any, name: str, heads: Sequence[str], widths: Sequence[float]) -> Any:
    sheet = book.add_worksheet(name)
    look = book.add_format({**_FONT, "bold": True, "bg_color": "#E8EEF4", "border": 1, "align": "center"})
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.write_string(0, column, head, look)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet
