"""Excerpts of reports, books with blank totals: taken where they say what they are, refused with all that was seen."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from nianbao.importer import Imported, NoReportError, read_report, read_report_text
from nianbao.template import load_template
from tests.importer.flatten import grid_of, numbers_of
from tests.importer.forms import _placed, as_xlsx


def saved(book: Workbook, tmp_path: Path) -> Imported:
    path = tmp_path / "年报.xlsx"
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())
    return read_report(path)


@pytest.mark.parametrize("total", [None, "=SUM(A1:A2)"])
def test_a_blank_last_column_of_a_workbook_loses_no_row(total: str | None, tmp_path: Path) -> None:
    template = load_template("national-2021")
    form = next(form for form in template.tables if form.id == "applications")
    numbers = numbers_of(template)
    book = load_workbook(io.BytesIO(as_xlsx(template, 2023, numbers)))
    totals = {number for (_, column), number in numbers[form.id].items() if column == "total"}
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value in totals and cell.column == len(form.widths):
                cell.value = total
    report = saved(book, tmp_path)
    own = {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == form.id}
    assert own == {cell: None if cell[1] == "total" else number for cell, number in numbers[form.id].items()}
    assert report.counts["unread"] == report.counts["unplaced"] == 0


def test_a_workbook_with_nothing_but_one_table_is_a_report(tmp_path: Path) -> None:
    template = load_template("national-2021")
    form = next(form for form in template.tables if form.id == "applications")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "云溪镇2023年政府信息公开工作年度报告"
    grid = grid_of(form, numbers_of(template)[form.id])
    for row, column, text, across, down in _placed(grid, len(form.widths)):
        is_total = column == len(form.widths) - 1 and text.isdigit()
        sheet.cell(row + 2, column + 1, "=SUM(A1:A1)" if is_total else text)
        if across > 1 or down > 1:
            sheet.merge_cells(
                start_row=row + 2, end_row=row + 1 + down, start_column=column + 1, end_column=column + across
            )
    report = saved(book, tmp_path).sure()
    assert report.counts["cells"] == len(form.cells) - len(form.rows)
    assert any("公式没有算出的值" in note.said for note in report.log if note.certainty == "low")


def test_a_refusal_tells_what_else_was_seen(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["B1"] = "数量", "=1+1"
    with pytest.raises(NoReportError, match=r"不像年度报告.*公式没有算出的值"):
        saved(book, tmp_path).sure()


@pytest.mark.parametrize(
    "text",
    [
        "云溪镇人民政府2017年政府信息公开工作年度报告\n时间：2018-03-20\n主动公开204条。\n",
        "按照政府信息公开条例编制云溪镇年报。统计期限从2017年1月1日至2017年12月31日止。\n主动公开204条。\n",
    ],
)
def test_an_excerpt_that_says_what_it_is(text: str) -> None:
    report = read_report_text(text, "报告.txt").sure()
    assert report.year == 2017
    assert "主动公开204条。" in "".join(kept for _, _, kept in report.kept)
    assert any("任何一个部分" in note.said for note in report.log if note.certainty == "low")


@pytest.mark.parametrize(
    "text",
    [
        "今天下午三点开会。\n",
        "甲镇2017年政府信息公开工作年度报告\n乙镇2017年政府信息公开工作年度报告\n丙乡2016年政府信息公开年报\n",
        "关于编制信息公开年报的通知\n各镇：统计期限为2017年1月1日至2017年12月31日，请按时报送政府信息公开年报。\n",
    ],
)
def test_what_is_none(text: str) -> None:
    with pytest.raises(NoReportError):
        read_report_text(text, "报告.txt").sure()
