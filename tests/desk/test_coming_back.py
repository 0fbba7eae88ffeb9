"""A Word file that a colleague edited, read back in the desk: seen part by part, chosen, taken."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from playwright.sync_api import Page, expect

from nianbao.desk.coming_back import ComingBack
from nianbao.desk.importing import ImportPanel
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Workspace
from nianbao.errors import ChangedOnDiskError, EditError
from nianbao.returning.reading import word_of
from tests.browser.pages import accessibility_report
from tests.desk.conftest import Show
from tests.desk.dialogs import ask_for
from tests.desk.test_importing import give
from tests.desk.timers import Timers
from tests.returning.edited import Edited, exported

NAME = "年报-李主任改.docx"
OVERVIEW = ("sections", "overview")
PROBLEMS = ("sections", "problems")


@pytest.fixture
def edited(workspace: Workspace) -> Edited:
    assert workspace.session is not None
    return Edited(exported(workspace.session.document.path, workspace.folder))


@pytest.fixture
def page(workspace: Workspace, show_widget: Show) -> Page:
    timers = Timers()
    saver = Saver(workspace, timers.later, timers.now)
    page = show_widget(lambda: ImportPanel(workspace, saver), viewport={"width": 1093, "height": 614})
    ask_for(page, "import")
    return page


def text_of(workspace: Workspace, part: tuple[str, str]) -> str:
    assert workspace.session is not None
    return str(workspace.session.document.value(part))


def test_edits_and_comments_are_seen_and_taken(page: Page, workspace: Workspace, edited: Edited) -> None:
    before = text_of(workspace, OVERVIEW)
    edited.track("也有了起步", "已经起步")
    edited.comment("监督保障方面", "这一段请再核")
    give(page, NAME, edited.bytes())
    part = page.get_by_role("group", name="一、总体情况")
    expect(part.locator("del")).to_have_text("也有了")
    expect(part.locator("ins")).to_have_text("已经")
    expect(part).to_contain_text("李主任 2025-01-12 删去「也有了起步」")
    expect(part.get_by_role("note", name="批注：王科长")).to_contain_text("这一段请再核")
    expect(part.get_by_label("用他的（带回）")).to_be_checked()
    assert accessibility_report(page) == ""
    page.get_by_role("button", name="按选择带回底稿").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert text_of(workspace, OVERVIEW) == before.replace("也有了起步", "已经起步")
    assert workspace.session is not None
    assert not workspace.session.unsaved
    workspace.undo()
    assert text_of(workspace, OVERVIEW) == before


def test_what_is_not_wanted_stays_out(page: Page, workspace: Workspace, edited: Edited) -> None:
    before = text_of(workspace, OVERVIEW)
    edited.replace("也有了起步", "已经起步")
    give(page, NAME, edited.bytes())
    page.get_by_label("用我的（不带回）").check()
    page.get_by_role("button", name="按选择带回底稿").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert text_of(workspace, OVERVIEW) == before


def test_what_both_changed_has_to_be_chosen(page: Page, workspace: Workspace, edited: Edited) -> None:
    edited.replace("也有了起步", "已经起步")
    before = text_of(workspace, OVERVIEW)
    # Typed in the desk a moment ago, and not saved yet.
    workspace.edit({OVERVIEW: before.replace("也有了起步", "开始起步")})
    give(page, NAME, edited.bytes())
    page.get_by_role("button", name="按选择带回底稿").click()
    expect(page.get_by_role("alert")).to_contain_text("还有没选的")
    page.get_by_label("都留下").check()
    page.get_by_role("button", name="按选择带回底稿").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "开始起步" in text_of(workspace, OVERVIEW)
    assert "已经起步" in text_of(workspace, OVERVIEW)


def test_an_edited_number_stays_a_figure_unless_it_is_fixed(
    page: Page, workspace: Workspace, edited: Edited
) -> None:
    before = text_of(workspace, OVERVIEW)
    control = edited.control("applications.new_received.total")
    next(control.iter(qn("w:t"))).text = "99"
    give(page, NAME, edited.bytes())
    part = page.get_by_role("group", name="一、总体情况")
    expect(part).to_contain_text("引用的数字")
    expect(part.locator("ins")).to_have_text("99")
    part.get_by_label("只要这里不同：照改后的数写死").check()
    page.get_by_role("button", name="按选择带回底稿").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert text_of(workspace, OVERVIEW) == before.replace("{{ applications.new_received.total }}", "99", 1)


def test_an_unedited_file_says_so_and_can_be_read_as_another(page: Page, edited: Edited) -> None:
    give(page, NAME, edited.bytes())
    expect(page.get_by_role("dialog")).to_contain_text("没有改动")
    page.get_by_role("button", name="当作别的年报读入").click()
    expect(page.get_by_label("单位")).to_have_value("云溪镇")


def test_the_report_is_opened_where_it_is_not(workspace: Workspace, edited: Edited) -> None:
    assert workspace.session is not None
    path = workspace.session.document.path
    workspace.close()
    edited.replace("也有了起步", "已经起步")
    timers = Timers()
    coming = ComingBack(word_of(edited.bytes(), NAME), path)
    found = coming.shown(workspace)
    assert [part["key"] for part in found["parts"]] == ["sections.overview"]
    asked = {"choices": {"sections.overview": "theirs"}}
    assert coming.take(workspace, Saver(workspace, timers.later, timers.now), asked) == 1
    assert "已经起步" in path.read_text(encoding="utf-8")


def test_a_text_that_changed_while_the_review_was_open_is_not_overwritten(
    workspace: Workspace, edited: Edited
) -> None:
    assert workspace.session is not None
    edited.replace("也有了起步", "已经起步")
    timers = Timers()
    coming = ComingBack(word_of(edited.bytes(), NAME), workspace.session.document.path)
    coming.shown(workspace)
    workspace.edit({PROBLEMS: "另写的一段。"})
    saver = Saver(workspace, timers.later, timers.now)
    with pytest.raises(ChangedOnDiskError, match="再看一遍"):
        coming.take(workspace, saver, {"choices": {"sections.overview": "theirs"}})
    for asked in ({}, {"choices": {"sections.overview": "both"}}, {"choices": {"sections.none": "theirs"}}):
        coming.shown(workspace)
        with pytest.raises(EditError):
            coming.take(workspace, saver, asked)
    assert text_of(workspace, PROBLEMS) == "另写的一段。"
