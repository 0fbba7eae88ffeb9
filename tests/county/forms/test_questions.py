"""The twelve questions of a form: answered, they leave no blank cell and a draft of each section."""

from __future__ import annotations

from typing import Any

import pytest

from nianbao.checks import Subject, run_checks
from nianbao.county.forms.reading import FormReading, read_form
from nianbao.importer.write import parameters_text
from nianbao.params import read_text
from nianbao.questions.data import load_questions
from tests.county.forms.clerk import ROOT, YEAR, Clerk, form, member

ANSWERS: dict[str, Any] = {
    "received": "没有收到",
    "carried_over": "没有",
    "issued": 1,
    "repealed": 0,
    "in_force": 4,
    "licences": 12,
    "penalties": 3,
    "coercions": 0,
    "charges": 0.5,
    "cases": "没有",
    "fees": "没有收取",
    "published": 57,
    "topics": "农村宅基地审批、农田水利",
    "management": "清理了三年以上的旧信息",
    "platform": "更新了便民服务中心的查阅点",
    "training": "培训了两次村级信息员",
    "assessment": "优秀三个、合格五个",
    "reviewed": "发出问卷一百份，满意的九十二份",
    "pursued": "没有需要追究的",
    "problem": "工程变更没有及时公开",
    "measure": "变更签字后三日内补发说明",
    "site": "示例县人民政府门户网站的年报栏目",
    "address": "示例县望山路9号",
    "phone": "0000-8000900",
}


def answered(unit_id: str, **other: Any) -> Clerk:
    clerk = Clerk(form(unit_id), unit_id)
    questions = next(plan for plan in clerk.plans if plan.kind == "questions")
    for name, answer in {**ANSWERS, **other}.items():
        if ("answers", name) in questions.by_path:
            clerk.put(("answers", name), answer)
    clerk.put(("issued", "date"), "2025-01-20")
    return clerk


def read(clerk: Clerk) -> FormReading:
    return read_form(clerk.save(), "填报表.xlsx")


def said(reading: FormReading) -> str:
    return "\n".join(remark.message for remark in reading.remarks)


@pytest.mark.parametrize("unit_id", ["zhuping", "chengguan", "shuiliju"])
def test_no_blank_cell_and_no_blank_section_is_left(unit_id: str) -> None:
    clerk = answered(unit_id)
    for column in ("natural_person", "enterprise"):
        clerk.put(("tables", "applications", "carried_over", column), 0)
    reading = read(clerk)
    file = read_text(parameters_text(reading.values, {}, []), ROOT / "params" / str(YEAR) / f"{unit_id}.yaml")
    report = Subject.of(file, ROOT).report
    for table in report.tables.values():
        for cell in table.form.cells:
            assert cell in table.form.derivations or table.source(cell) == "typed", cell
    assert report.tables["proactive_disclosure"].values["licences", "decisions"] == 12
    assert set(reading.values["sections"]) >= {"preamble", "overview", "problems", "other"}
    assert "主动公开政府信息57条，主要是农村宅基地审批、农田水利" in reading.values["sections"]["overview"]
    assert reading.values["issued"]["date"] == "2025-01-20"
    errors = [finding for finding in run_checks(Subject.of(file, ROOT)) if finding.severity == "error"]
    assert [error for error in errors if error.code[0] not in "IRU"] == []


def test_the_level_decides_on_what_is_asked() -> None:
    town = {path for plan in Clerk(form("zhuping"), "zhuping").plans for path in plan.by_path}
    office = {path for plan in Clerk(form("shuiliju"), "shuiliju").plans for path in plan.by_path}
    assert ("answers", "assessment") in town
    assert ("answers", "assessment") not in office
    questions = load_questions("national-2021", ROOT)
    assert questions is not None
    asked = {path[1] for path in town if path[0] == "answers"}
    wanted = {
        name
        for name, ask in questions.fields_by_id.items()
        if not ask.part and (not ask.levels or member("zhuping").kind.level in ask.levels)
    }
    assert asked == wanted


def test_what_is_missing_is_named_and_the_zeros_are_there_all_the_same() -> None:
    reading = read(answered("zhuping", phone=None, problem=None))
    assert "「十二问」没有答完：「办公电话」还没有填" in said(reading)
    assert "「十二问」没有答完：「问题一」还没有填" in said(reading)
    assert set(reading.values["sections"]) == {"overview", "other"}, "what is whole is there"
    aside = {one["text"]: (one["sheet"], one["line"]) for one in reading.values["unplaced"]}
    assert set(aside) == {
        "电子版在哪里看：示例县人民政府门户网站的年报栏目",
        "联系地址：示例县望山路9号",
        "措施一：变更签字后三日内补发说明",
    }
    assert all(sheet == "十二问" and line > 1 for sheet, line in aside.values())
    assert "「十二问」的「联系地址」没有成文，答案先放进了待归类内容" in said(reading)
    cells = reading.values["tables"]["applications"]
    assert all(value == 0 for row in cells.values() for value in row.values())
    assert len(cells) == 24


def test_no_section_quotes_a_table_whose_answer_is_missing() -> None:
    reading = read(answered("zhuping", received=None))
    assert "overview" not in reading.values["sections"]
    assert {one["text"] for one in reading.values["unplaced"]} >= {
        "主动公开：57",
        "工作考核结果：优秀三个、合格五个",
    }
    whole = read(answered("zhuping"))
    assert whole.values["sections"].keys() - reading.values["sections"].keys() == {"overview"}
    assert "unplaced" not in whole.values


def test_an_answer_that_a_table_contradicts_is_named() -> None:
    clerk = answered("zhuping")
    for row in ("new_received", "disclosed"):
        clerk.put(("tables", "applications", row, "natural_person"), 4)
    (remark,) = [one for one in read(clerk).remarks if "却填了" in one.message]
    assert "「本年新收」答的是「没有收到」" in remark.message
    assert "却填了 4，按表里的读入" in remark.message
    assert (remark.sheet, remark.severity) == ("十二问", "error")
    clerk = answered("zhuping", carried_over="有")
    clerk.put(("tables", "applications", "carried_over", "natural_person"), 2)
    assert "却填了" not in said(read(clerk))


def test_an_answer_that_became_a_formula_is_named() -> None:
    reading = read(answered("zhuping", management="=-清理目录"))
    assert "没有算出内容，没有读到文字。以“=”开头的文字请在前面加一个单引号" in said(reading)


def test_words_beside_the_choices_are_understood_or_named() -> None:
    reading = read(answered("zhuping", received="无", cases="不清楚"))
    assert "写的是「无」，按「没有收到」读入" in said(reading)
    assert "写的是「不清楚」，请从下拉框里选：「没有」、「有」" in said(reading)


def test_who_received_applications_fills_the_table_in() -> None:
    reading = read(answered("zhuping", received="收到过"))
    assert "请在「三、收到和处理政府信息公开申请情况」的表里逐格填" in said(reading)
    assert "new_received" not in reading.values["tables"]["applications"]


def test_words_and_figures_of_other_sheets_hold() -> None:
    clerk = answered("zhuping")
    clerk.put(("sections", "problems"), "自己写的问题。")
    clerk.put(("tables", "proactive_disclosure", "licences", "decisions"), 9)
    reading = read(clerk)
    assert reading.values["sections"]["problems"] == "自己写的问题。"
    assert "「十二问」的「问题一」没有用上" in said(reading)
    assert "unplaced" not in reading.values
    assert reading.values["tables"]["proactive_disclosure"]["licences"]["decisions"] == 9
    assert "表里写的是 9，「十二问」答的是 12，按表里的读入" in said(reading)


def test_questions_that_nobody_answered_say_nothing() -> None:
    reading = read_form(form("zhuping"), "填报表.xlsx")
    assert "十二问" not in said(reading)
    assert "sections" not in reading.values
