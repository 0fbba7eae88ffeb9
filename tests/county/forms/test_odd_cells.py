"""What clerks do to a form: each odd cell is understood or named with its place, and nothing is dropped."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from PIL import Image as Picture

from nianbao.county.forms.reading import FormReading, read_form
from nianbao.county.forms.writing import form_workbook
from tests.county.forms.clerk import ROOT, Clerk, form, known

NEW = ("tables", "applications", "new_received", "natural_person")
OPEN = ("tables", "applications", "disclosed", "natural_person")
FEE = ("tables", "proactive_disclosure", "charges", "amount")


def clerk(unit_id: str = "yunxi") -> Clerk:
    return Clerk(form(unit_id), unit_id)


def read(one: Clerk) -> FormReading:
    return read_form(one.save(), "云溪镇.xlsx")


def cell(reading: FormReading, path: tuple[str, ...]) -> Any:
    there: Any = reading.values
    for key in path:
        there = there.get(key, {})
    return there if there != {} else None


def said(reading: FormReading, *severities: str) -> str:
    return "\n".join(one.message for one in reading.remarks if not severities or one.severity in severities)


@pytest.mark.parametrize(
    ("typed", "read_as", "severity", "words"),
    [
        ("3件", 3, "hint", "写的是「3件」，按 3 读入"),
        ("１２", 12, "hint", "按 12 读入"),
        ("1,234", 1234, "hint", "按 1234 读入"),
        (" 7 ", 7, "hint", "按 7 读入"),
        ("5", 5, "hint", "文字格式"),
        ("无", 0, "hint", "写的是「无」，按 0 读入"),
        ("/", 0, "hint", "按 0 读入"),
        ("-", 0, "hint", "按 0 读入"),
        ("没有", 0, "hint", "按 0 读入"),
        (3.0, 3, None, ""),
        (3.5, "3.5", "error", "只能填整数"),
        (-2, "-2", "error", "不能是负数"),
        ("三四件", "三四件", "error", "不是数字"),
        ("3 4", "3 4", "error", "像是两个数"),
        (" 2（其中1件当面答复）", "2（其中1件当面答复）", "error", "请改成数字"),
        (True, None, "error", "写成了「TRUE」，不是数字，没有读入"),
        (1e20, "1e+20", "error", "：写的是「1e+20」，太大，或不是数字，请改成数字。"),
        ("3万元", "3万元", "error", "：写的是「3万元」，单位是「万元」，本栏单位是件，请改成数字。"),
        (datetime.datetime(2024, 3, 5), None, "error", "写成了「2024-03-05」，不是数字"),
        ("=3+4", None, "error", "公式没有算出数"),
    ],
)
def test_a_number_as_people_type_it(typed: Any, read_as: Any, severity: str | None, words: str) -> None:
    one = clerk()
    one.put(NEW, typed)
    reading = read(one)
    assert cell(reading, NEW) == read_as
    about = [
        remark for remark in reading.remarks if (remark.sheet, remark.row, remark.column) == ("表三", 7, 4)
    ]
    if severity is None:
        assert about == []
        return
    assert [remark.severity for remark in about] == [severity]
    assert "「表三」第 7 行「一、本年新收政府信息公开申请数量」「自然人」列（D7）：" in about[0].message
    assert words in about[0].message


def test_money_may_be_decimal_and_in_yuan() -> None:
    one = clerk()
    one.put(FEE, "12000元")
    reading = read(one)
    assert cell(reading, FEE) == 1.2
    assert "按 1.2 读入" in said(reading)


def test_a_total_typed_over_its_formula_is_held_against_its_parts() -> None:
    one = clerk()
    one.put(NEW, 3)
    sheet, row, _ = one.place(NEW)
    total = ("tables", "applications", "new_received", "total")
    one.put(total, 5)
    reading = read(one)
    assert cell(reading, total) == 5
    assert f"「表三」第 {row} 行" in said(reading, "error")
    assert "总计写的是 5，各项相加是 3" in said(reading, "error")
    one.put(total, 3)
    reading = read(one)
    assert cell(reading, total) is None
    assert said(reading, "error") == ""
    assert sheet.title == "表三"


def test_merged_cells_are_named() -> None:
    one = clerk()
    one.put(OPEN, 4)
    sheet, row, column = one.place(OPEN)
    sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + 1)
    reading = read(one)
    assert cell(reading, OPEN) == 4
    assert "D9:E9 合并成了一格，原是 2 格" in said(reading, "error")


def test_hidden_rows_and_columns_are_read_and_named() -> None:
    one = clerk()
    one.put(OPEN, 4)
    sheet, row, _ = one.place(OPEN)
    sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["D"].hidden = True  # the library keeps the six columns of one width as one group
    reading = read(one)
    assert cell(reading, OPEN) == 4
    assert "「表三」第 9 行被隐藏了" in said(reading, "warning")
    assert "「表三」第 D、E、F、G、H、I 列被隐藏了" in said(reading, "warning")


def test_inserted_rows_and_columns_move_nothing() -> None:
    one = clerk()
    one.put(NEW, 3)
    one.put(OPEN, 4)
    sheet, row, column = one.place(OPEN)
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))  # the library doesn't move them
    sheet.insert_rows(row - 1, 2)
    sheet.insert_cols(column)
    sheet.cell(row - 1, column + 1).value = "含两件补正的"
    reading = read(one)
    assert (cell(reading, NEW), cell(reading, OPEN)) == (3, 4)
    assert reading.values["unplaced"] == [
        {"sheet": "表三", "line": row - 1, "column": column + 1, "text": "含两件补正的"}
    ]
    assert "写着「含两件补正的」，不是填报的格子，放进了待归类内容" in said(reading, "warning")


def test_deleted_rows_are_named_and_the_others_stay_where_they_are() -> None:
    one = clerk()
    one.put(NEW, 3)
    one.put(("tables", "applications", "carried_forward", "natural_person"), 4)
    sheet, row, _ = one.place(OPEN)
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.delete_rows(row)
    reading = read(one)
    assert "「表三」少了 6 个要填的格子（行或列被删去），如「（一）予以公开」「自然人」列" in said(
        reading, "warning"
    )
    assert cell(reading, NEW) == 3
    assert cell(reading, ("tables", "applications", "carried_forward", "natural_person")) == 4
    assert cell(reading, OPEN) is None


def test_a_sheet_that_was_renamed_is_known_by_its_words() -> None:
    one = clerk()
    one.put(NEW, 3)
    one.sheet("表三").title = "Sheet1"
    assert cell(read(one), NEW) == 3


def test_a_sheet_copied_into_another_book_is_known_by_its_words() -> None:
    one = clerk()
    one.put(NEW, 3)
    for name in one.book.sheetnames:
        if name != "表三":
            del one.book[name]
    reading = read(one)
    assert (reading.unit_name, reading.year, reading.template) == (
        "示例县云溪镇人民政府",
        2024,
        "national-2021",
    )
    assert cell(reading, NEW) == 3
    assert "少了「表二」这一页" in said(reading, "warning")


def test_a_copy_of_a_sheet_is_compared() -> None:
    one = clerk()
    one.put(NEW, 3)
    copy = one.book.copy_worksheet(one.sheet("表三"))
    copy.title = "表三 (2)"
    assert "「表三 (2)」和「表三」是同一页，内容没有不同" in said(read(one), "hint")
    copy.cell(7, 4).value = 9
    reading = read(one)
    assert cell(reading, NEW) == 3
    assert "「表三 (2)」第 7 行" in said(reading, "error")
    assert "写的是「9」，「表三」写的是「3」，按「表三」读入" in said(reading, "error")


def test_words_beside_the_form_are_kept() -> None:
    one = clerk()
    one.sheet("表二").cell(30, 3).value = "收费数等财政所核"
    extra = one.book.create_sheet("草稿")
    extra["B2"] = "复议一件待核"
    reading = read(one)
    assert [(left["sheet"], left["line"], left["text"]) for left in reading.values["unplaced"]] == [
        ("表二", 30, "收费数等财政所核"),
        ("草稿", 2, "复议一件待核"),
    ]
    assert "「草稿」不是填报表的页，有 1 格内容" in said(reading, "warning")


def test_a_remark_pinned_to_a_cell_is_passed_on() -> None:
    one = clerk()
    sheet, row, column = one.place(NEW)
    sheet.cell(row, column).comment = Comment("含网上留言一件", "张")
    assert "「表三」D7 有批注：「含网上留言一件」" in said(read(one), "warning")


def test_a_label_that_was_changed_is_named_and_its_place_still_read() -> None:
    one = clerk()
    one.put(NEW, 3)
    sheet, row, _ = one.place(NEW)
    sheet.cell(row, 1).value = "一、新收"
    reading = read(one)
    assert cell(reading, NEW) == 3
    assert "A7 的栏目名「一、本年新收政府信息公开申请数量」被改成了「一、新收」" in said(reading, "warning")


def test_this_year_typed_into_last_year_is_named() -> None:
    one = clerk()
    sheet, row, column = one.place(NEW)
    sheet.cell(row, column + 7).value = 88
    reading = read(one)
    assert cell(reading, NEW) is None
    assert "这是上年的一栏，原来是 2，现在写着 88，没有读入" in said(reading, "error")


def test_last_years_words_that_were_written_over_are_kept() -> None:
    one = clerk()
    sheet, row, column = one.place(("sections", "overview"))
    sheet.cell(row, column + 1).value = "今年公开信息 60 条。"
    reading = read(one)
    assert "sections" not in reading.values
    assert [left["text"] for left in reading.values["unplaced"]] == ["今年公开信息 60 条。"]
    assert "这里本来是县里印上的，现在改过了" in said(reading, "error")


def test_carried_over_that_was_changed_is_named() -> None:
    one = clerk()
    path = ("tables", "applications", "carried_over", "natural_person")
    assert one.get(path) == 1
    one.put(path, 2)
    reading = read(one)
    assert cell(reading, path) == 2
    assert "县里预填的是 1，改成了 2" in said(reading, "warning")


def test_another_unit_and_another_year_are_named() -> None:
    one = clerk()
    for sheet in one.book.worksheets[:-1]:
        head = sheet.cell(2, 1).value
        if isinstance(head, str):
            sheet.cell(2, 1).value = head.replace("云溪镇", "白鹭镇").replace("2024年", "2025年")
    reading = read(one)
    assert (reading.unit_name, reading.year) == ("示例县云溪镇人民政府", 2025)
    assert "「基本情况」写的单位全称是「示例县云溪镇人民政府」，各页写的是「示例县白鹭镇人民政府」" in said(
        reading, "warning"
    )
    assert "发给「示例县云溪镇人民政府」的，现在写的单位是「示例县白鹭镇人民政府」" in said(
        reading, "warning"
    )
    assert "发出去时是 2024 年的，现在写的是 2025 年" in said(reading, "warning")


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        (datetime.datetime(2025, 1, 20), "2025-01-20"),
        ("2025年1月20日", "2025-01-20"),
        ("2025.1.20", "2025-01-20"),
        ("二〇二五年一月二十日", "2025-01-20"),
        (45677, "2025-01-20"),
        ("1月20日", None),
        ("下周", None),
    ],
)
def test_dates_in_their_many_shapes(typed: Any, date: str | None) -> None:
    one = clerk()
    one.put(("issued", "date"), typed)
    reading = read(one)
    assert reading.values["issued"].get("date") == date
    assert bool(said(reading, "error")) == (date is None)


def test_paragraphs_in_added_rows_belong_to_the_section_above() -> None:
    one = clerk()
    sheet, row, column = one.place(("sections", "problems"))
    sheet.cell(row, column).value = "问题一。\n\n措施一。"
    for area in list(sheet.merged_cells.ranges):
        if area.min_row > row:
            sheet.unmerge_cells(str(area))
    sheet.insert_rows(row + 1)
    sheet.cell(row + 1, column).value = "问题二。"
    reading = read(one)
    assert reading.values["sections"] == {"problems": "问题一。\n\n措施一。\n\n问题二。"}
    assert "接在「五、存在的主要问题及改进情况」后面读入" in said(reading, "hint")


def test_what_offices_give_fills_the_table_and_is_compared_with_it() -> None:
    one = clerk()
    given = ("offices", "综合行政执法队", "proactive_disclosure", "penalties", "decisions")
    typed = ("tables", "proactive_disclosure", "penalties", "decisions")
    one.put(given, "6件")
    reading = read(one)
    assert cell(reading, typed) == 6
    assert "「综合行政执法队」第 4 行" in said(reading, "hint")
    one.put(typed, 7)
    reading = read(one)
    assert cell(reading, typed) == 7
    assert "写的是 7，「综合行政执法队」报的是 6，按表里的读入" in said(reading, "error")


def test_an_offices_odd_cell_is_named_by_its_item() -> None:
    one = clerk()
    one.put(("offices", "综合行政执法队", "proactive_disclosure", "penalties", "decisions"), "约20")
    words = said(read(one), "error")
    assert "「综合行政执法队」第 4 行" in words
    assert "行政处罚" in words
    assert "「件」" not in words


def test_a_formula_that_failed_is_named() -> None:
    one = clerk()
    sheet, row, column = one.place(NEW)
    sheet.cell(row, column).value = "#REF!"
    sheet.cell(row, column).data_type = "e"
    assert "公式有错（如 #REF!），读不出数" in said(read(one), "error")


@pytest.mark.parametrize("path", [("sections", "overview"), ("sections", "problems")])
def test_words_that_became_a_formula_are_named(path: tuple[str, ...]) -> None:
    one = clerk()
    one.put(path, "=-加强培训")
    reading = read(one)
    assert "sections" not in reading.values
    assert "没有算出内容，没有读到文字。以“=”开头的文字请在前面加一个单引号" in said(reading, "error")


def test_a_picture_in_a_cell_is_named() -> None:
    one = clerk()
    one.put(("sections", "overview"), '=DISPIMG("ID_4F",1)')
    sheet, row, column = one.place(("sections", "overview"))
    sheet.cell(row, column).data_type = "s"
    reading = read(one)
    assert "sections" not in reading.values
    assert "贴的是图片，图里的字读不出来" in said(reading, "error")


def test_a_picture_on_a_sheet_is_named() -> None:
    pixel = io.BytesIO()
    Picture.new("RGB", (4, 4)).save(pixel, "png")
    one = clerk()
    one.sheet("表二").add_image(Image(pixel), "B9")
    assert "「表二」贴了 1 张图片，图里的字和数读不出来" in said(read(one), "warning")


def test_another_year_on_the_sheet_of_the_unit_is_named() -> None:
    one = clerk()
    one.put(("year",), 2023)
    reading = read(one)
    assert reading.year == 2024
    assert "写的是 2023，各页写的是 2024 年" in said(reading, "warning")


def test_without_last_years_figures_nothing_may_stand_in_their_place_either() -> None:
    data = form_workbook(known("yunxi", "national-2021", 2030), ROOT)
    one = Clerk(data, "yunxi", "national-2021", 2030)
    sheet, row, column = one.place(NEW)
    assert sheet.cell(row, column + 7).value is None
    sheet.cell(row, column + 7).value = 5
    assert "这是上年的一栏，原来空着，现在写着 5" in said(read(one), "error")


def test_words_over_the_title_and_over_checks_are_kept() -> None:
    one = clerk()
    one.sheet("表三")["U1"] = "经办人请看"
    one.sheet("勾稽检查")["G5"] = "已向县里说明"
    one.sheet("首页")["B8"] = "改由镇长审"
    texts = {left["text"] for left in read(one).values["unplaced"]}
    assert texts == {"经办人请看", "已向县里说明", "改由镇长审"}


def test_an_office_that_types_into_last_year_is_named() -> None:
    one = clerk()
    sheet, row, column = one.place(
        ("offices", "综合行政执法队", "proactive_disclosure", "penalties", "decisions")
    )
    sheet.cell(row, column + 1).value = 16
    assert "这是上年的一栏，原来是 4，现在写着 16" in said(read(one), "error")


def test_words_beside_a_copy_are_kept_too() -> None:
    one = clerk()
    copy = one.book.copy_worksheet(one.sheet("文字部分"))
    copy.cell(30, 3).value = "这一版作废"
    copy.cell(30, 2).value = "另有一段"
    assert {left["text"] for left in read(one).values["unplaced"]} == {"这一版作废", "另有一段"}


def test_last_years_words_longer_than_a_cell_go_on_below() -> None:
    before = known("yunxi")
    long = "\n".join(f"第{number}段，" + "说了很多话。" * 200 for number in range(60))
    assert len(long) > 65_000
    one = Clerk(
        form_workbook(replace(before, last={**before.last, ("sections", "overview"): long}), ROOT), "yunxi"
    )
    shown = [row[2].value for row in one.sheet("文字部分").iter_rows() if "第" in str(row[2].value)[:1]]
    assert "\n".join(shown) == long
    reading = read(one)
    assert reading.untouched
    assert "unplaced" not in reading.values
    one.put(("sections", "problems"), "问题。")
    assert read(one).values["sections"] == {"problems": "问题。"}


def test_words_at_the_limit_of_a_cell_are_named() -> None:
    one = clerk()
    one.put(("sections", "overview"), "长" * 32_767)
    reading = read(one)
    assert reading.values["sections"]["overview"] == "长" * 32_767
    assert "文字到了一格的上限（32767 字）" in said(reading, "error")
