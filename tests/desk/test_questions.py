"""The twelve questions of a year without applications: the data, what answers come to, and the wizard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from nianbao.desk.component import face
from nianbao.desk.questions import Questions
from nianbao.desk.workspace import Workspace
from nianbao.params import load_parameters
from nianbao.questions.answers import Answers
from nianbao.questions.data import QuestionSet, load_questions
from nianbao.report import Report
from nianbao.template import load_template
from tests.browser.pages import accessibility_report
from tests.desk.conftest import Show

FORMATS = ("national-2021", "national-2019")

TOWN = """\
template: {template}
year: {year}
unit:
  id: songpo
  name: {name}
  full_name: {full_name}
  level: {level}
  parent: 示例县
"""

NAMES = {
    "township": ("松坡镇", "示例县松坡镇人民政府"),
    "subdistrict": ("松坡街道", "示例县松坡街道办事处"),
    "department": ("水利局", "示例县水利局"),
}

GIVEN = {
    "received": "none",
    "carried_over": "none",
    "cases": "none",
    "fees": "none",
    "published": "128",
    "topics": "农村公路养护、社会救助",
    "management": "按年度清理了公开目录，补上缺件 14 份",
    "platform": "在便民服务中心新设查阅点 1 处。",
    "training": "组织信息员培训 2 次",
    "assessment": "9 个站所里 3 个评为优秀、6 个合格",
    "reviewed": "发出问卷 120 份，满意的 111 份",
    "pursued": "none",
    "followed": "公开栏已改为每月 5 日更换",
    "problem": "救助名单公示期满后没有及时撤下，3 个村超期半个月",
    "measure": "由信息员在交接单上记到期日，到期当天撤下",
    "by": "示例县松坡镇人民政府",
    "site": "示例县人民政府门户网站",
    "address": "示例县松坡路1号",
    "phone": "0000-8000111",
}


def _given(questions: QuestionSet, year: int) -> dict[str, str]:
    numbers = {one.id: "2" for one in questions.fields_by_id.values() if one.kind == "number"}
    numbers |= {name: "0" for name in numbers if name.endswith(("change", "repealed", "charges", "procured"))}
    return {**numbers, "in_force": "3", "total_published": "9", **GIVEN, "date": f"{year + 1}-01-15"}


def _file(folder: Path, template: str, year: int, level: str = "township") -> Path:
    path = folder / "params" / str(year) / "songpo.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    name, full_name = NAMES[level]
    text = TOWN.format(template=template, year=year, level=level, name=name, full_name=full_name)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with a town's report of 2024 open in which nothing is written yet."""
    workspace = Workspace(tmp_path)
    workspace.open(_file(tmp_path, "national-2021", 2024))
    yield workspace
    workspace.close()


# --- the data ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_there_are_twelve_and_all_they_name_exists(name: str) -> None:
    questions, template = load_questions(name, None), load_template(name)
    assert questions is not None and questions.template == name
    assert len(questions.questions) == 12
    forms = {form.id: form for form in template.tables}
    for ask in questions.fields_by_id.values():
        for cell in filter(None, (ask.cell, ask.last, ask.and_last)):
            table, row, column = cell.split(".")
            cells = forms[table].cells
            assert any(row in ("*", one[0]) and column == one[1] for one in cells), cell
        assert not ask.section or ask.section in template.section_ids
        for name_ in (*ask.plus, *ask.minus, *filter(None, (ask.only_if,))):
            assert name_.split("=")[0] in questions.fields_by_id
    assert set(questions.sections) <= set(template.section_ids)
    assert set(questions.tables) == set(forms)


@pytest.mark.parametrize("name", FORMATS)
def test_every_answer_is_used(name: str) -> None:
    questions = load_questions(name, None)
    assert questions is not None
    said = "".join(
        f"{piece.text}{{{(piece.if_ or '').split('=')[0]}}}"
        for paragraphs in questions.sections.values()
        for pieces in paragraphs
        for piece in pieces
    )
    for ask in questions.fields_by_id.values():
        assert ask.cell or ask.part or ask.empties or f"{{{ask.id}}}" in said, ask.id
    known = {*questions.fields_by_id, "basis", "none", ""}
    assert set(re.findall(r"(?<!\{)\{([a-z0-9_]*)\}(?!\})", said)) <= known


def test_other_formats_have_none() -> None:
    assert load_questions("national-2014", None) is None
    assert load_questions("laiyang-2017", None) is None


# --- what answers come to ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "year", "level"),
    [
        ("national-2021", 2024, "township"),
        ("national-2021", 2024, "subdistrict"),
        ("national-2021", 2024, "department"),
        ("national-2019", 2020, "township"),
    ],
)
def test_no_cell_is_left_blank_and_nothing_is_wrong(tmp_path: Path, name: str, year: int, level: str) -> None:
    workspace = Workspace(tmp_path)
    workspace.open(_file(tmp_path, name, year, level))
    questions = load_questions(name, None)
    assert questions is not None
    before = workspace.round.document.parts
    given = {**_given(questions, year), "by": NAMES[level][1]}
    filled = Answers(questions, workspace.round.report, given).filled
    assert filled.problems == []
    assert filled.left == []
    workspace.edit(filled.values)
    for table in workspace.round.report.tables.values():
        blank = [cell for cell in table.form.cells if table.source(cell) == "none"]
        assert blank == []
    wrong = [str(found) for found in workspace.round.findings if found.severity != "hint"]
    assert wrong == []
    assert [one.label for one in workspace.sections if one.mark == "empty"] == []
    text = workspace.round.report.parameters.sections["overview"]
    assert "。。" not in text and "{published}" not in text
    assert ("工作考核结果" in text) == (level == "township")
    workspace.undo()
    assert workspace.round.document.parts == before
    workspace.close()


def test_words_that_are_written_stay(empty: Workspace) -> None:
    empty.edit({("sections", "other"): "本级没有其他要求。"})
    questions = load_questions("national-2021", None)
    assert questions is not None
    filled = Answers(questions, empty.round.report, _given(questions, 2024)).filled
    assert ("sections", "other") not in filled.values
    assert ("sections", "problems") in filled.values


def test_what_cannot_be_read_is_said_and_nothing_comes_of_it(empty: Workspace) -> None:
    questions = load_questions("national-2021", None)
    assert questions is not None
    given = {**_given(questions, 2024), "licences": "十来件", "date": "2025年1月", "problem": ""}
    filled = Answers(questions, empty.round.report, given).filled
    assert {one.field for one in filled.problems} == {"licences", "date", "problem"}
    assert not any(part[0] == "sections" for part in filled.values)


def test_applications_that_came_are_left_to_the_table(empty: Workspace) -> None:
    questions = load_questions("national-2021", None)
    assert questions is not None
    filled = Answers(questions, empty.round.report, {**_given(questions, 2024), "received": "some"}).filled
    assert not any(part[:2] == ("tables", "applications") for part in filled.values)
    assert len(filled.left) == 1 and "逐格填" in filled.left[0]


def test_a_fee_is_told_with_its_number(empty: Workspace) -> None:
    questions = load_questions("national-2021", None)
    assert questions is not None
    given = {**_given(questions, 2024), "fees": "some", "fee": "３８０元"}
    filled = Answers(questions, empty.round.report, given).filled
    assert "信息处理费380元" in str(filled.values["sections", "other"])


def test_last_year_and_ledgers_help(workspace: Workspace) -> None:
    with_ledgers = Questions(workspace)
    assert not with_ledgers.state["available"], "the ledger has applications"
    assert workspace.session is not None
    workspace.edit({("ledgers", kind): None for kind in ("applications", "documents")})
    state = with_ledgers.state
    assert state["available"]
    fields = {field["id"]: field for question in state["questions"] for field in question["fields"]}
    path = workspace.folder / "params" / "2023" / "yunxi.yaml"
    last = Report.of(load_parameters(path).parameters, workspace.folder).tables
    carried = last["applications"].text(("carried_forward", "total"))
    assert fields["carried_over"]["said"] == f"上年报告是 {carried}"
    assert fields["carried_over"]["preset"] == ("none" if carried == "0" else "some")
    in_force = last["proactive_disclosure"].text(("normative_documents", "in_force"))
    assert fields["in_force"]["last"] == in_force
    assert fields["licences"]["preset"] == workspace.round.report.tables["proactive_disclosure"].text(
        ("licences", "decisions")
    )
    assert "published" not in fields, "the overview is written already"


# --- the wizard -------------------------------------------------------------------------------


def _answer(page: Page, answers: dict[str, str]) -> None:
    """Answer the question that is shown."""
    for name, answer in answers.items():
        control = page.locator(f"[data-field={name}]")
        if not control.count():
            continue
        if control.get_attribute("role") == "radiogroup":
            control.locator(f"input[value={answer}]").check()
        else:
            control.fill(answer)


def _walk(page: Page, answers: dict[str, str], upto: int = 12) -> None:
    for number in range(1, upto + 1):
        expect(page.locator(".nb-progress")).to_contain_text(f"第 {number} 题，共 12 题")
        _answer(page, answers)
        page.get_by_role("button", name="下一题").click()


def _answers() -> dict[str, str]:
    questions = load_questions("national-2021", None)
    assert questions is not None
    return _given(questions, 2024)


def test_the_whole_way_is_one_action(empty: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: Questions(empty), viewport={"width": 560, "height": 600})
    assert accessibility_report(page) == ""
    page.get_by_role("button", name="开始答题").click()
    assert accessibility_report(page) == ""
    _walk(page, _answers())
    expect(page.get_by_role("heading", name="将要写入")).to_be_focused()
    expect(page.locator("dl")).to_contain_text("主动公开政府信息128条，主要是农村公路养护、社会救助。")
    expect(page.locator(".nb-look")).to_contain_text("表三填 144 格，都是 0")
    expect(page.locator("dl")).to_contain_text("作出行政许可决定2件、行政处罚决定2件")
    expect(page.locator("dl")).not_to_contain_text("{")
    assert accessibility_report(page) == ""
    page.get_by_role("button", name="写入年报").click()
    expect(page.get_by_text("已写入年报。")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    assert empty.round.report.tables["applications"].typed["new_received", "enterprise"] == 0
    page.get_by_role("button", name="知道了").click()
    expect(page.locator(".nb-questions")).to_be_hidden()
    assert empty.spot.table == "applications"
    empty.undo()
    expect(page.get_by_role("button", name="开始答题")).to_be_visible()
    assert (
        empty.round.document.parts.keys() & {("tables", "applications", "new_received", "enterprise")}
        == set()
    )


def test_what_is_left_to_do_is_told_until_it_was_seen(empty: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: Questions(empty))
    page.get_by_role("button", name="开始答题").click()
    _walk(page, {**_answers(), "cases": "some"})
    page.get_by_role("button", name="写入年报").click()
    expect(page.get_by_text("行政诉讼情况」的表里逐格填")).to_be_visible()
    assert empty.round.report.tables["review_litigation"].typed == {}
    page.get_by_role("button", name="知道了").click()
    expect(page.locator(".nb-questions")).to_be_hidden()


def test_an_answer_that_is_missing_is_asked_for(empty: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: Questions(empty))
    page.get_by_role("button", name="开始答题").click()
    page.get_by_role("button", name="下一题").click()
    expect(page.get_by_role("alert")).to_contain_text("「本年新收」还没有选")
    _walk(page, _answers(), 2)
    page.get_by_label("本年制发").fill("两三件")
    page.get_by_role("button", name="空着的都填 0").click()
    page.get_by_role("button", name="下一题").click()
    expect(page.get_by_role("alert")).to_contain_text("「本年制发」写的是「两三件」，不是数字")
    expect(page.get_by_label("本年制发")).to_be_focused()
    expect(page.get_by_label("本年废止")).to_have_value("0")


def test_answers_survive_a_reload_and_a_dead_kernel(empty: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: Questions(empty))
    page.get_by_role("button", name="开始答题").click()
    _walk(page, _answers(), 3)
    page.evaluate("host.dead = true")
    page.get_by_label("行政许可").fill("17")
    page.evaluate(
        """async script => {
          host.close();
          document.getElementById('widget').replaceChildren();
          await host.start(script, '', {});
        }""",
        face("questions.js").read_text(encoding="utf-8"),
    )
    page.get_by_role("button", name=re.compile("接着答")).click()
    expect(page.locator(".nb-progress")).to_contain_text("第 4 题")
    expect(page.get_by_label("行政许可")).to_have_value("17")
    page.get_by_role("button", name="下一题").click()
    expect(page.locator(".nb-progress")).to_contain_text("第 5 题")


def test_the_number_in_force_follows_from_last_year(workspace: Workspace, show_widget: Show) -> None:
    assert workspace.session is not None
    workspace.edit({("ledgers", kind): None for kind in ("applications", "documents")})
    page = show_widget(lambda: Questions(workspace))
    page.get_by_role("button", name="开始答题").click()
    _answer(page, {"received": "none"})
    page.get_by_role("button", name="下一题").click()
    page.get_by_role("button", name="下一题").click()
    said = page.locator(".nb-field", has_text="现行有效").inner_text()
    last = int(re.search(r"上年报告是 (\d+)", said)[1])  # type: ignore[index]  # fails where it isn't said
    page.get_by_label("本年制发").fill("3")
    page.get_by_label("本年废止").fill("1")
    expect(page.get_by_label("现行有效")).to_have_value(str(last + 2))
    page.get_by_label("现行有效").fill("50")
    page.get_by_label("本年废止").fill("0")
    expect(page.get_by_label("现行有效")).to_have_value("50")


def test_the_keyboard_alone_is_enough(empty: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: Questions(empty))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-field=received] input").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".nb-progress")).to_contain_text("第 2 题")
