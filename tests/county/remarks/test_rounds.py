"""Which remarks are still there: fixed, open and new, however lines and numbers move."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from nianbao.county.remarks.remark import Remark, State
from nianbao.county.remarks.rounds import Compared, compared
from nianbao.county.remarks.wording import Wording

_WORDS = Wording("位置", "现状", "应改为", "依据")


def remark(code: str, place: str, message: str, quote: str = "", number: int = 0) -> Remark:
    return Remark(number, _WORDS, "error", code, place, message, quote)


def states(found: Compared) -> list[tuple[str, int, str]]:
    return [(one.code, one.number, one.state.value) for one in (*found.remarks, *found.fixed)]


CELL = remark("A101", "/applications/disclosed/total", "「总计」为 3，各项之和为 5，差 2。", number=1)
COMMA = remark("W101", "overview///", "夹着半角标点：「,」1 处。", "全年公开信息32条,都按期", number=2)
BUREAU = remark("I201", "overview///", "写了「我局」，本单位是乡镇。", "我局", number=3)


def test_the_same_again_is_open_and_keeps_its_number() -> None:
    found = compared([CELL, COMMA], [replace(COMMA, number=0), replace(CELL, number=0)], 4)
    assert states(found) == [("W101", 2, "未改"), ("A101", 1, "未改")]


def test_a_cell_that_is_wrong_otherwise_is_the_same_mistake() -> None:
    again = remark("A101", CELL.place, "「总计」为 4，各项之和为 5，差 1。")
    assert states(compared([CELL], [again], 2)) == [("A101", 1, "未改")]


def test_another_cell_is_another_mistake() -> None:
    other = remark("A101", "/applications/prohibited_by_law/total", CELL.message)
    assert states(compared([CELL], [other], 2)) == [("A101", 2, "新增"), ("A101", 1, "已改")]


def test_a_passage_that_moved_to_another_section_is_not_new() -> None:
    moved = replace(COMMA, place="problems///", number=0)
    assert states(compared([COMMA], [moved], 9)) == [("W101", 2, "未改")]


def test_a_passage_that_was_touched_up_is_not_new() -> None:
    again = remark("W101", COMMA.place, "夹着半角标点：「,」2 处。", "全年公开信息35条,都按期限")
    assert states(compared([COMMA], [again], 9)) == [("W101", 2, "未改")]


def test_the_first_of_many_put_right_leaves_the_rest() -> None:
    before = remark("W101", "overview///", "夹着半角标点：「,」27 处。", "全年公开信息32条,都按期", number=2)
    after = remark("W101", "overview///", "夹着半角标点：「,」26 处。", "窗口专人值守,登记在册")
    assert states(compared([before], [after], 9)) == [("W101", 2, "未改")]


def test_another_passage_of_the_section_is_new() -> None:
    before = remark(
        "B101", "overview///", "「公开信息30条」，各项相加是 32。", "公开信息30条，其中", number=2
    )
    after = remark("B101", "overview///", "「培训12人」，各项相加是 15。", "培训12人，其中窗口人员")
    assert states(compared([before], [after], 9)) == [("B101", 9, "新增"), ("B101", 2, "已改")]


def test_a_line_that_moved_is_not_new() -> None:
    before = remark("S305", "", "工作表「表三」第 12 行：与第 14 行重复。", number=5)
    after = remark("S305", "", "工作表「表三」第 18 行：与第 20 行重复。")
    assert states(compared([before], [after], 6)) == [("S305", 5, "未改")]


def test_each_of_two_alike_finds_its_own() -> None:
    second = replace(COMMA, quote="窗口专人值守,登记在册", number=7)
    now = [replace(second, number=0), replace(COMMA, number=0)]
    assert states(compared([COMMA, second], now, 8)) == [("W101", 7, "未改"), ("W101", 2, "未改")]


def test_of_two_alike_one_put_right() -> None:
    twin = replace(BUREAU, number=4)
    found = compared([BUREAU, twin], [replace(BUREAU, number=0)], 8)
    assert states(found) == [("I201", 3, "未改"), ("I201", 4, "已改")]


def test_another_code_is_never_the_same() -> None:
    other = replace(COMMA, code="W103", number=0)
    assert states(compared([COMMA], [other], 9)) == [("W103", 9, "新增"), ("W101", 2, "已改")]


def test_nothing_before() -> None:
    found = compared([], [replace(CELL, number=0), replace(COMMA, number=0)], 1)
    assert [one.number for one in found.remarks] == [1, 2]
    assert all(one.state is State.NEW for one in found.remarks)


def test_remarks_survive_the_register() -> None:
    entry: dict[str, Any] = CELL.as_dict()
    assert Remark.from_dict(entry) == CELL
