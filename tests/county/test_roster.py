"""The roster: read whatever its columns, its units held apart, written for the officer."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from nianbao.county.roster import Entry, Kind, RosterError, roster_of
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_reading import read_roster

OFFICE = [
    ["示例县2024年度政府信息公开年报联络表", None, None, None, None],
    ["序号", "单位名称", "类别", "联系人", "联系电话", "统一社会信用代码", "别名"],
    [1, "云溪镇", "乡镇（街道）", "张三", 13800000000.0, None, "云溪、云溪镇政府"],
    [2, "城关街道", "乡镇（街道）", "李四", "0000-1", None, None],
    [None, None, None, None, None, None, None],
    [3, "民政局", "县直部门", "王五", "0000-2", "11370682000000000A", None],
    [4, "示例县人民政府", "本级", None, None, None, None],
    ["", "合计", None, None, None, None, None],
]


def book(path: Path, rows: list[list[object]]) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def test_an_offices_own_list_is_read(tmp_path: Path) -> None:
    roster = read_roster(book(tmp_path / "联络表.xlsx", OFFICE))
    assert roster.county == "示例县"
    assert [(m.id, m.kind, m.row) for m in roster.members] == [
        ("yunxi", Kind.TOWNSHIP, 3),
        ("chengguan", Kind.SUBDISTRICT, 4),
        ("minzhengju", Kind.DEPARTMENT, 6),
        ("shilixian-2", Kind.OWN, 7),
    ]
    first = roster.members[0]
    assert (first.full_name, first.phone) == ("示例县云溪镇人民政府", "13800000000")
    assert first.aliases == ("云溪", "云溪镇政府")
    assert roster.members[2].code == "11370682000000000A"
    assert roster.county_id == "shilixian"


def test_a_kind_that_is_not_written_is_told_from_the_name(tmp_path: Path) -> None:
    rows = [["县（市、区）", "示例县"], ["单位", "电话"], ["云溪镇", "1"], ["水利局", "2"]]
    roster = read_roster(book(tmp_path / "x.xlsx", rows))
    assert [m.kind for m in roster.members] == [Kind.TOWNSHIP, Kind.DEPARTMENT]
    assert roster.remarks[0] == "第 3 行「云溪镇」没有写类别，按名称当作乡镇。"


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    roster = read_roster(book(tmp_path / "a.xlsx", OFFICE))
    entries = [
        Entry(m.name, m.kind, m.full_name, m.code, m.contact, m.phone, m.aliases) for m in roster.members
    ]
    data = roster_workbook(roster.county, entries)
    assert data == roster_workbook(roster.county, entries)
    path = tmp_path / "b.xlsx"
    path.write_bytes(data)
    again = read_roster(path)
    plain = [
        [(m.id, m.name, m.full_name, m.kind, m.code, m.contact, m.phone, m.aliases) for m in r.members]
        for r in (roster, again)
    ]
    assert plain[0] == plain[1]
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet["F4"].number_format == "@"  # a telephone stays text when the officer types over it
    assert sheet.data_validations.dataValidation[0].sqref is not None


OF_COUNTY = ["县（市、区）", "示例县"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [OF_COUNTY, ["单位", "类别"], ["云溪镇", "乡镇"], ["云溪镇", "乡镇"]],
            "第 4 行「云溪镇」和第 3 行「云溪镇」都写了「云溪镇」",
        ),
        (
            [OF_COUNTY, ["单位", "类别", "别名"], ["云溪镇", "乡镇", "溪"], ["青溪镇", "乡镇", "溪"]],
            "都写了「溪」",
        ),
        ([OF_COUNTY, ["单位", "类别"], ["甲镇", "本级"], ["乙镇", "本级"]], "政府本级只能有一个"),
        ([["单位", "类别"], ["云溪镇", "国企"]], "第 2 行「云溪镇」：类别「国企」不认识"),
        ([["单位", "类别"], [None, "乡镇"]], "第 2 行没有写单位"),
        ([["单位", "类别"]], "还没有单位"),
        ([["姓名", "电话"], ["甲", "1"]], "没有找到表头"),
        ([["单位", "类别"], ["云溪镇", "乡镇"]], "没有写是哪个县"),
    ],
)
def test_what_cannot_stand_is_said_with_its_row(tmp_path: Path, rows: list[list[object]], words: str) -> None:
    with pytest.raises(RosterError, match=words):
        read_roster(book(tmp_path / "x.xlsx", rows))


def test_a_roster_that_is_not_there_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="nianbao county init"):
        read_roster(tmp_path / "单位名单.xlsx")
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(RosterError, match="请在 WPS 中"):
        read_roster(tmp_path / "x.xlsx")


def test_a_code_in_other_letters_is_the_same_code() -> None:
    entries = [
        Entry("云溪镇", Kind.TOWNSHIP, code="11370682MB0000000a", row=2),
        Entry("青溪镇", Kind.TOWNSHIP, code="１１370682 MB0000000A", row=3),
    ]
    with pytest.raises(RosterError, match="第 3 行「青溪镇」和第 2 行「云溪镇」"):
        roster_of("示例县", entries)
    with pytest.raises(RosterError, match="都写了"):
        roster_of("示例县", [Entry("云溪（镇）", Kind.TOWNSHIP), Entry("云溪(镇)", Kind.TOWNSHIP, row=2)])


def sheets(path: Path, **rows: list[list[object]]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, lines in rows.items():
        sheet = workbook.create_sheet(name)
        for line in lines:
            sheet.append(line)
        if name.startswith("旧"):
            sheet.sheet_state = "hidden"
    workbook.save(path)
    return path


def test_all_sheets_that_list_units_count_and_the_others_are_named(tmp_path: Path) -> None:
    header = ["单位", "电话"]
    path = sheets(
        tmp_path / "x.xlsx",
        乡镇=[["示例县政府信息公开联络表"], header, ["云溪镇", "1"], ["城关街道", "2"]],
        部门=[header, ["县融媒体中心", "3"], ["民政局", "4"]],
        说明=[["请于15日前报送"]],
        旧名单=[header, ["白鹭镇", "5"]],
        空=[],
    )
    roster = read_roster(path)
    assert [(m.name, m.kind) for m in roster.members] == [
        ("云溪镇", Kind.TOWNSHIP),
        ("城关街道", Kind.SUBDISTRICT),
        ("县融媒体中心", Kind.DEPARTMENT),
        ("民政局", Kind.DEPARTMENT),
    ]
    said = "\n".join(roster.remarks)
    assert "工作表「说明」没有找到表头，没有读" in said
    assert "工作表「旧名单」是隐藏的，没有读" in said
    assert "「空」" not in said


def test_a_unit_of_two_sheets_is_told_with_both(tmp_path: Path) -> None:
    header = ["单位", "电话"]
    path = sheets(
        tmp_path / "x.xlsx",
        乡镇=[["县（市、区）", "示例县"], header, ["云溪镇", "1"]],
        街道=[header, ["云溪镇", "1"]],
    )
    with pytest.raises(RosterError, match="「街道」第 2 行「云溪镇」和「乡镇」第 3 行「云溪镇」"):
        read_roster(path)


def test_headings_are_no_units_and_hidden_rows_are(tmp_path: Path) -> None:
    rows = [OF_COUNTY, ["单位", "类别"], ["一、乡镇（1个）", None], ["云溪镇", "乡镇"]]
    path = book(tmp_path / "x.xlsx", [*rows, ["（二）部门", None], ["民政局", "部门"]])
    workbook = load_workbook(path)
    workbook.worksheets[0].row_dimensions[6].hidden = True
    workbook.save(path)
    roster = read_roster(path)
    assert [m.name for m in roster.members] == ["云溪镇", "民政局"]
    assert roster.remarks == (
        "第 3 行「一、乡镇（1个）」是小标题，不算单位。",
        "第 5 行「（二）部门」是小标题，不算单位。",
        "第 6 行「民政局」是隐藏的，也算在名单里。不用报送的，请删去这一行。",
    )
