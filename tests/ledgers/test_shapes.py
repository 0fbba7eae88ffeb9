"""Sheets as clerks keep them: everything is read, or named with sheet, row and column."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from tests.ledgers.conftest import APPLICATIONS, Folder, book_of
from tests.ledgers.test_applications import case

D = datetime.date
TWO = {"new_received": 2, "disclosed": 2}


def test_title_rows_totals_notes_blank_and_numbered_rows(ledger: Folder) -> None:
    rows = [
        ["示例镇2024年依申请公开台账"],
        ["填报单位：党政办", None, None, None, "单位：件"],
        APPLICATIONS,
        case("1"),
        [None] * 8,
        case("2"),
        ["小计", None, None, None, None, 2, None, None],
        [3, None, None, None, None, None, None, None],
        ["合  计", None, None, None, None, 2, None, None],
        [None],
        ["注：本台账由党政办登记，每月五日前报送。"],
    ]
    done = ledger.rows(rows)
    assert done.counts == TWO and done.errors == []
    assert "第 7、9 行" in done.of("L131").message
    assert "第 8 行" in done.of("L133").message
    assert "第 11 行" in done.of("L135").message


def test_a_header_of_two_rows_with_merged_cells(ledger: Folder) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["登记编号", "收到日期", "申请人", None, None, "征求意见", None, "办理情况", None])
    sheet.append([None, None, "姓名", "类别", "电话", "起", "止", "答复日期", "办理结果"])
    for cells in ("A1:A2", "B1:B2", "C1:E1", "F1:G1", "H1:I1"):
        sheet.merge_cells(cells)
    sheet.append(
        ["1", D(2024, 3, 5), "王五福", "公民", "1", D(2024, 3, 6), D(2024, 3, 9), D(2024, 4, 1), "公开"]
    )
    done = ledger.book(book)
    (found,) = done.reading.cases
    assert (found.applicant, found.consulted_from, found.consulted_to) == (
        "natural_person",
        D(2024, 3, 6),
        D(2024, 3, 9),
    )
    assert found.outcome == "disclosed" and done.errors == []
    assert "王五福" not in repr(done.reading)


def test_two_header_rows_of_a_csv_have_lost_their_merges(ledger: Folder) -> None:
    text = "登记编号,收到日期,申请人,,答复,\n,,姓名,类别,答复日期,办理结果\n1,2024/3/5,赵六顺,公司,2024.3.9,公开\n"
    done = ledger.data("a.csv", text.encode())
    assert done.counts == {"new_received": 1, "disclosed": 1}
    assert done.reading.cases[0].applicant == "enterprise"


def test_a_sheet_a_month_gives_year_and_month(ledger: Folder) -> None:
    rows = {
        "2024年3月": [APPLICATIONS, case("1", "5日", 答复日期="3月20日")],
        "4月": [
            ["2024年4月依申请公开台账（国办公开办函〔2021〕30号）"],
            APPLICATIONS,
            case("2", "4.5", 答复日期="4月20号"),
        ],
        "说明": [["每月一张"]],
        "Sheet9": [],
    }
    done = ledger.book(book_of(rows))
    assert [found.received for found in done.reading.cases] == [D(2024, 3, 5), D(2024, 4, 5)]
    assert done.errors == []
    assert {finding.code for finding in done.reading.findings} == {"L120"}


def test_a_date_without_a_year_is_read_where_the_sheets_own_dates_agree(ledger: Folder) -> None:
    done = ledger.rows([APPLICATIONS, case("1"), case("2", "5月6日", 答复日期="5月9日")])
    assert done.counts == TWO
    assert "2024 年" in "".join(finding.message for finding in done.reading.findings)


def test_a_date_without_any_year_is_an_error(ledger: Folder) -> None:
    done = ledger.rows([APPLICATIONS, case("1", "3月5日", 答复日期="3月9日")])
    assert {finding.code for finding in done.errors} == {"L141"}


def test_an_answer_that_would_come_before_the_application_asks_for_the_year(ledger: Folder) -> None:
    rows = [["2024年台账"], APPLICATIONS, case("1", "12月20日", 答复日期="1月10日")]
    assert [finding.code for finding in ledger.rows(rows).errors] == ["L146"]


@pytest.mark.parametrize(
    "written",
    [
        "2024.3.5",
        "2024/3/5",
        "20240305",
        20240305,
        "2024年3月5日",
        "２０２４－０３－０５",
        45356,
        45356.5,
        "2024-03-05 14:30",
        "二〇二四年三月五日",
        "24.3.5",
        " 2024 年 3 月 5 日 ",
        datetime.datetime(2024, 3, 5, 9, 1),
    ],
)
def test_dates_as_they_are_written(ledger: Folder, written: object) -> None:
    done = ledger.rows([APPLICATIONS, case("1", written)])
    assert done.reading.cases[0].received == D(2024, 3, 5) and done.errors == []


@pytest.mark.parametrize("written", ["3", "３件", "3件", 3.0, " 3 "])
def test_numbers_as_they_are_written(ledger: Folder, written: object) -> None:
    done = ledger.rows([APPLICATIONS, case("1", 件数=written)])
    assert done.counts == {"new_received": 3, "disclosed": 3} and done.errors == []


def test_ditto_and_merged_cells_repeat_the_value_above(ledger: Folder) -> None:
    book = book_of(
        {"台账": [APPLICATIONS, case("1"), case("2", 申请人类别="同上"), case("3", None), case("4")]}
    )
    book.worksheets[0].merge_cells("B4:B5")
    book.worksheets[0]["B4"] = D(2024, 5, 1)
    done = ledger.book(book)
    assert [found.received for found in done.reading.cases][2:] == [D(2024, 5, 1)] * 2 or done.errors
    assert "第 3 行" in done.of("L121").message
    assert [found.applicant for found in done.reading.cases] == ["natural_person"] * 4


def test_a_merged_count_is_asked_about(ledger: Folder) -> None:
    book = book_of({"台账": [APPLICATIONS, case("1"), case("2")]})
    book.worksheets[0].merge_cells("F2:F3")
    assert [finding.code for finding in ledger.book(book).errors] == ["L134"]


def test_hidden_rows_columns_and_sheets_are_read_and_said(ledger: Folder) -> None:
    book = book_of({"台账": [APPLICATIONS, case("1"), case("2"), case("3")]})
    sheet = book.worksheets[0]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet.auto_filter.ref = "A1:H4"
    book.create_sheet("空")
    sheet.sheet_state = "hidden"
    book.active = 1
    done = ledger.book(book)
    assert done.counts == {"new_received": 3, "disclosed": 3}
    said = "".join(finding.message for finding in done.reading.findings if finding.code == "L123")
    assert "第 3 行" in said and "（E 列）" in said and "工作表是隐藏的" in said


def test_rows_that_cannot_be_told_are_errors_not_dropped(ledger: Folder) -> None:
    head = [*APPLICATIONS, "备用列"]
    half = [None, None, None, "示例县某某建筑工程有限公司", None, None, None, None, None]
    rows = [head, case("1"), ["2", None, None, "孙七", None, None, None, None, "材料"], half]
    done = ledger.rows(rows)
    assert "第 3—4 行" in done.of("L136").message and done.of("L136").severity == "error"
    assert "「备用列」（I 列）" in done.of("L122").message


def test_a_repeated_header_is_said(ledger: Folder) -> None:
    done = ledger.rows([APPLICATIONS, case("1"), APPLICATIONS, case("2")])
    assert done.counts == TWO and "第 3 行" in done.of("L132").message


def test_the_example_sheet_is_passed_over_and_said(ledger: Folder) -> None:
    done = ledger.book(book_of({"依申请公开示例": [APPLICATIONS, case("1")], "依申请公开": [APPLICATIONS]}))
    assert done.counts == {} and done.errors == []
    assert "示例" in done.of("L115").message


def test_a_sheet_that_is_no_ledger_is_said(ledger: Folder) -> None:
    done = ledger.book(
        book_of({"台账": [APPLICATIONS, case("1")], "通讯录": [["姓名", "电话"], ["周八", "1"]]})
    )
    assert "「通讯录」" in done.of("L115").message
    assert "周八" not in repr(done.reading)


def test_missing_and_doubled_columns_are_errors(ledger: Folder) -> None:
    rows = [[name for name in APPLICATIONS if name != "办理结果"], case("1")[:-1]]
    assert "「办理结果」" in ledger.rows(rows).of("L113").message
    twice = ledger.rows([[*APPLICATIONS, "收到日期"], [*case("1"), D(2024, 1, 1)]]).of("L114")
    assert "收到日期" in twice.message
    assert ledger.rows([["甲", "乙"], ["1", "2"]]).errors[0].code == "L112"


def test_the_earlier_of_two_headings_of_one_meaning_is_read(ledger: Folder) -> None:
    done = ledger.rows([[*APPLICATIONS, "申请日期"], [*case("1"), D(2023, 1, 1)]])
    assert done.reading.cases[0].received == D(2024, 3, 5) and done.errors == []


def test_a_formula_without_a_result_is_an_error(ledger: Folder) -> None:
    done = ledger.rows([APPLICATIONS, case("1", 件数="=1+1")])
    assert done.of("L137").line == 2 and done.of("L137").column == 6


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"])
def test_an_error_in_a_cell_is_not_an_empty_cell(ledger: Folder, error: str) -> None:
    rows = [APPLICATIONS, case("1"), case("2", 办理结果=error, 答复日期="#VALUE!")]
    done = ledger.rows(rows)
    assert done.counts == {"new_received": 1, "disclosed": 1}
    assert {(finding.code, finding.line, finding.column) for finding in done.errors} == {
        ("L137", 3, 7),
        ("L137", 3, 8),
    }
    assert "工作表「台账」第 3 行" in done.errors[0].message and "（G 列）" in done.errors[0].message


def test_errors_where_nothing_is_read_are_passed_over(ledger: Folder) -> None:
    total = ["合计", None, None, None, None, "#REF!", None, None]
    done = ledger.rows([APPLICATIONS, case("1", 申请人="#N/A"), total])
    assert done.counts == {"new_received": 1, "disclosed": 1} and done.errors == []


def test_rows_of_nothing_but_errors_and_rows_of_a_merged_one_are_named(ledger: Folder) -> None:
    book = book_of({"台账": [APPLICATIONS, case("1"), case("2"), case("3"), ["#REF!"] * 8]})
    book.worksheets[0].merge_cells("H3:H4")
    book.worksheets[0]["H3"] = "#N/A"
    done = ledger.book(book)
    assert done.counts == {"new_received": 1, "disclosed": 1}
    said = [finding.message for finding in done.errors if finding.column == 8]
    assert len(said) == 1 and "第 3—5 行" in said[0]


def test_one_file_for_two_kinds_is_opened_once(ledger: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    import nianbao.ledgers.read as module

    opened: list[object] = []
    real: Callable[..., object] = module.open_ledger
    monkeypatch.setattr(module, "open_ledger", lambda path: opened.append(path) or real(path))
    reviews = [
        ["案号", "类型", "收到日期", "结果", "结案日期"],
        ["1", "行政复议", D(2024, 1, 2), "维持", D(2024, 3, 1)],
    ]
    book_of({"甲": [APPLICATIONS, case("1")], "乙": reviews}).save(ledger.path / "ledgers/a.xlsx")
    both = {"applications": "ledgers/a.xlsx", "reviews": "ledgers/a.xlsx"}
    reading = ledger.read(both, 2024, "reviews").reading
    assert len(opened) == 1 and reading.findings == ()
    assert [entry.tags for entry in reading.entries["reviews"]] == [
        {"event": "reconsideration", "result": "upheld"}
    ]
    assert len(reading.cases) == 1


def test_a_name_that_fits_another_kind_does_not_hide_a_sheet(ledger: Folder) -> None:
    done = ledger.rows([APPLICATIONS, case("1")], sheet="投诉类的申请")
    assert done.counts == {"new_received": 1, "disclosed": 1} and done.errors == []


def test_what_holds_for_every_month_is_said_once(ledger: Folder) -> None:
    total = ["合计", None, None, None, None, 1, None, None]
    sheets = {
        f"2024年{month}月": [APPLICATIONS, case(str(month), "5日", 答复日期="20日"), total]
        for month in range(1, 13)
    }
    done = ledger.book(book_of(sheets))
    assert done.codes == ["L120", "L120", "L131"]
    for finding in done.reading.findings:
        assert all(f"工作表「2024年{month}月」第" in finding.message for month in range(1, 13))
    assert "工作表「2024年9月」第 3 行" in done.of("L131").message
    assert {finding.message.split("：")[1][:6] for finding in done.reading.findings[:2]} == {
        "「收到日期」",
        "「答复日期」",
    }
