"""Three rounds of one unit, with what is fixed, what isn't, what is new, and what the officer says."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from nianbao.county.board.decisions import Decisions
from nianbao.county.remarks.answering import Answer, remarks_for
from nianbao.county.remarks.ledger import RemarkLedger
from nianbao.county.remarks.message import MOST
from nianbao.county.remarks.opinion import Opinion
from nianbao.county.remarks.remark import Handling, State
from nianbao.county.remarks.renew import add_remark, handle_remark, renew
from nianbao.county.roster import Entry, Kind
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_reading import read_roster
from tests.county.office import Office, at, edited, printed


def first(words: str) -> str:
    """A draft with many things wrong."""
    for old, new in (
        ("回看2024年，", "回看2024年，我局"),
        ("主动公开方面，", "主动公开方面,"),
        ("政府信息管理方面，", "政府信息管理方面，，XX"),
        ("第711号", "第771号"),
        ("2025年1月9日", "2024年12月25日"),
    ):
        words = words.replace(old, new)
    return words


def second(words: str) -> str:
    """Most of it put right, one thing touched up, one new."""
    return (
        words.replace("回看2024年，", "在回看2024年，我局")
        .replace("第711号", "第771号")
        .replace("便民服务", "便民便民服务")
    )


def answer(office: Office, name: str, edit: Callable[[str], str], day: int) -> Answer:
    office.put(name, edited(printed("yunxi"), edit))
    found = [one for one in office.receive(day).answers if one.member.id == "yunxi"]
    assert len(found) == 1
    return found[0]


def opinion(given: Answer) -> Opinion:
    assert given.opinion is not None, given.problem
    return given.opinion


def codes(given: Opinion, state: State) -> set[str]:
    if state is State.FIXED:
        return {one.code for one in given.fixed}
    return {line.remark.code for line in given.lines if line.remark.state is state}


def words_of(path: Path | None) -> str:
    assert path is not None
    word = docx.Document(str(path))
    return "\n".join(node.text or "" for node in word.element.body.iter() if node.tag.endswith("}t"))


def test_three_rounds(office: Office) -> None:
    one = opinion(answer(office, "1.docx", first, 10))
    assert (one.number, one.version) == (1, 1)
    assert {"I201", "W101", "W103", "S302", "G103", "T103"} <= codes(one, State.NEW)
    two = opinion(answer(office, "2.docx", second, 13))
    assert (two.number, two.version) == (2, 2)
    assert {"I201", "G103"} <= codes(two, State.OPEN)
    assert {"W101", "S302", "T103"} <= codes(two, State.FIXED)
    assert codes(two, State.NEW) == {"W201"}
    three = answer(office, "3.docx", lambda words: words, 16)
    last = opinion(three)
    assert not last.lines
    assert {"I201", "G103", "W201"} <= codes(last, State.FIXED)
    assert "没有要改的地方，可以办理保密审查和签发" in three.message
    assert "已改" in words_of(three.page)


def test_numbers_stay_from_round_to_round(office: Office) -> None:
    one = opinion(answer(office, "1.docx", first, 10))
    two = opinion(answer(office, "2.docx", second, 13))
    before = {line.remark.code: line.remark.number for line in one.lines}
    for line in two.lines:
        if line.remark.state is State.OPEN:
            assert line.remark.number == before[line.remark.code]
        else:
            assert line.remark.number not in before.values()


def test_only_the_last_of_several_versions_is_answered(office: Office) -> None:
    office.put("1.docx", edited(printed("yunxi"), first))
    office.put("2.docx", edited(printed("yunxi"), second))
    given = office.receive().answers
    assert [(opinion(one).number, opinion(one).version) for one in given] == [(1, 2)]


def test_the_page_has_the_four_columns_and_the_message_is_short(office: Office) -> None:
    Decisions(office.place).set_deadline(datetime.date(2025, 1, 15), at(8), "王科")
    given = answer(office, "年报(最终版).docx", first, 10)
    page = words_of(given.page)
    for words in (
        "位置",
        "现状",
        "应改为",
        "依据",
        "云溪镇",
        "第 1 轮",
        "年报(最终版).docx",
        "2025年1月15日",
    ):
        assert words in page
    assert "新增" not in page
    assert len(given.message) <= MOST
    assert given.message.startswith("【云溪镇】2024年度报告第 1 轮审核意见")
    assert "1月15日前" in given.message
    for words in ("issued.", "printed", "unit.", "national-2021"):
        assert words not in page + given.message


def test_checking_again_stays_one_round(office: Office) -> None:
    answer(office, "1.docx", first, 10)
    path = office.place.parameter_file("yunxi")
    path.write_text(path.read_text(encoding="utf-8").replace("，，XX", "，"), encoding="utf-8")
    renewed = renew(office.place, at(11), ["云溪镇"])
    again = opinion(renewed.answers[0])
    assert again.number == 1
    assert "S302" not in codes(again, State.NEW)
    rounds = RemarkLedger(office.place).rounds("yunxi")
    assert [one.number for one in rounds] == [1]
    assert opinion(answer(office, "2.docx", second, 13)).number == 2


def sheet_of(office: Office) -> openpyxl.Workbook:
    return openpyxl.load_workbook(office.place.remarks / "审核意见汇总.xlsx")


def row_with(book: openpyxl.Workbook, text: str) -> int:
    sheet = book["审核意见"]
    return next(row[0].row for row in sheet.iter_rows() if any(text in str(cell.value) for cell in row))


def column_of(book: openpyxl.Workbook, name: str) -> int:
    return next(cell.column for cell in book["审核意见"][4] if cell.value == name)


def write(office: Office, changes: dict[tuple[str, str], str]) -> None:
    """Write into the workbook as the officer does: (words of the row, column) → text."""
    book = sheet_of(office)
    for (text, column), value in changes.items():
        book["审核意见"].cell(row_with(book, text), column_of(book, column)).value = value
    book.save(office.place.remarks / "审核意见汇总.xlsx")


def add_row(office: Office, **cells: str) -> None:
    book = sheet_of(office)
    sheet = book["审核意见"]
    row = next(row for row in range(5, sheet.max_row + 1) if not sheet.cell(row, 2).value)
    for name, value in cells.items():
        sheet.cell(row, column_of(book, name)).value = value
    book.save(office.place.remarks / "审核意见汇总.xlsx")


def test_the_officer_s_words_in_the_workbook_stay(office: Office) -> None:
    answer(office, "1.docx", first, 10)
    write(office, {("我局", "县里意见"): "整段重写，不要照抄", ("国务院令第771号", "处理"): "不提"})
    two = opinion(answer(office, "2.docx", second, 13))
    assert "G103" not in codes(two, State.OPEN)
    line = next(line for line in two.lines if line.remark.code == "I201")
    assert line.opinion == "整段重写，不要照抄"
    given = renew(office.place, at(14)).answers[0]
    assert "县里意见：整段重写，不要照抄" in words_of(given.page)
    book = sheet_of(office)
    row = row_with(book, "我局")
    assert book["审核意见"].cell(row, column_of(book, "县里意见")).value == "整段重写，不要照抄"


def test_a_remark_of_one_s_own_stays_until_it_is_done(office: Office) -> None:
    answer(office, "1.docx", first, 10)
    add_row(office, 单位="云溪镇", 位置="表四", 应改为="复议案件的结果请再核对")
    two = opinion(answer(office, "2.docx", second, 13))
    own = two.lines[0]
    assert (own.remark.weight, own.remark.state) == ("县里意见", State.NEW)
    assert own.remark.words.where == "表四"
    three = opinion(answer(office, "3.docx", lambda words: words, 15))
    assert [line.remark.state for line in three.lines] == [State.OPEN]
    assert three.must == 1
    write(office, {("复议案件的结果", "处理"): "办结"})
    assert not opinion(renew(office.place, at(16)).answers[0]).lines
    assert not opinion(answer(office, "4.docx", lambda words: words.replace("回看", "回顾"), 17)).lines


def test_what_the_workbook_says_wrongly_is_told(office: Office) -> None:
    answer(office, "1.docx", first, 10)
    add_row(office, 单位="青山镇", 应改为="请补")
    add_row(office, 应改为="哪个单位的？")
    write(office, {("我局", "处理"): "再议"})
    problems = renew(office.place, at(11)).problems
    assert len(problems) == 3
    assert any("名单里没有「青山镇」" in one for one in problems)
    assert any("没有写单位" in one for one in problems)
    assert any("「再议」，不认识" in one for one in problems)
    assert all("审核意见汇总.xlsx」第 " in one for one in problems)


def test_an_old_workbook_takes_nothing_back(office: Office) -> None:
    """The workbook stood open in WPS while the desk wrote: what it didn't change isn't news."""
    answer(office, "1.docx", first, 10)
    path = office.place.remarks / "审核意见汇总.xlsx"
    old = path.read_bytes()
    number = next(
        one.number for one in RemarkLedger(office.place).rounds("yunxi")[0].remarks if one.code == "I201"
    )
    handle_remark(office.place, "yunxi", number, at(11), opinion="看过了", handling=Handling.DROPPED)
    path.write_bytes(old)
    renew(office.place, at(12))
    said = RemarkLedger(office.place).said("yunxi", number)
    assert (said.opinion, said.handling) == ("看过了", Handling.DROPPED)


def test_a_name_that_no_file_can_have(office: Office) -> None:
    name = "云溪镇/云溪办"
    entry = Entry(name, Kind.TOWNSHIP, aliases=("云溪镇",))
    office.place.roster.write_bytes(roster_workbook("示例县", [entry]))
    office.put("1.docx", edited(printed("yunxi"), first))
    given = office.receive().answers[0]
    assert given.page is not None
    assert given.page.name == "云溪镇·云溪办-第1轮审核意见.docx"
    assert given.page.parent == office.place.remarks


def test_what_a_unit_was_told_can_be_asked_for(office: Office) -> None:
    roster = read_roster(office.place.roster)
    assert remarks_for(office.place, roster, "yunxi") is None
    given = opinion(answer(office, "1.docx", first, 10))
    assert remarks_for(office.place, roster, "yunxi") == given


def test_the_desk_adds_a_remark(office: Office) -> None:
    answer(office, "1.docx", first, 10)
    add_remark(office.place, "yunxi", "请补写", at(11), where="标题")
    add_remark(office.place, "yunxi", "请补写", at(11), where="标题")
    given = opinion(renew(office.place, at(12)).answers[0])
    assert [line.remark.words.should for line in given.lines if line.remark.is_own] == ["请补写"]
    assert row_with(sheet_of(office), "请补写")


@pytest.mark.parametrize("many", [0, 5, 80])
def test_the_page_is_one_page_however_much_there_is_to_say(
    office: Office, many: int, one_page: Callable[[Path], int]
) -> None:
    answer(office, "1.docx", first, 10)
    for number in range(many):
        add_remark(office.place, "yunxi", f"请补写第 {number} 件事的办理情况，{'写清楚一些，' * 9}", at(11))
    given = renew(office.place, at(12)).answers[0]
    page = words_of(given.page)
    if many == 80:
        assert "本页列不下的还有县里意见" in page
        assert f"本轮 {len(opinion(given).lines)} 条" in page
    assert given.page is not None
    assert one_page(given.page) == 1


def test_what_is_personal_is_neither_told_nor_kept(office: Office) -> None:
    number = "110101199003070" + "01X"
    given = answer(
        office,
        "1.docx",
        lambda words: words.replace("监督保障方面，", f"监督保障方面，联系人手机13800001234，证件{number}，"),
        10,
    )
    register = (office.place.remarks / "登记.jsonl").read_text(encoding="utf-8")
    book = io.BytesIO((office.place.remarks / "审核意见汇总.xlsx").read_bytes())
    cells = [str(cell.value) for row in openpyxl.load_workbook(book).active.iter_rows() for cell in row]
    told = "".join([words_of(given.page), given.message, register, *cells])
    assert any(line.remark.code.startswith("X") for line in opinion(given).lines)
    assert "13800001234" not in told
    assert number not in told
