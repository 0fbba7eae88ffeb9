"""The dialog 「历史」."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from nianbao.desk.history import HistoryPanel
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Workspace
from tests.browser.pages import accessibility_report
from tests.desk.conftest import Show
from tests.desk.dialogs import ask_for
from tests.desk.timers import Timers

OTHER = ("sections", "other")


@pytest.fixture
def page(workspace: Workspace, show_widget: Show) -> Page:
    timers = Timers()
    saver = Saver(workspace, timers.later, timers.now)
    for text in ("第一稿。", "第二稿，{{ year }}年多了几个字。"):
        workspace.edit({OTHER: text})
        saver.save()
    workspace.edit({("unit", "parent"): "别县"})
    page = show_widget(lambda: HistoryPanel(workspace, saver), viewport={"width": 1093, "height": 614})
    ask_for(page, "history")
    return page


def test_versions_are_listed_with_what_they_changed(page: Page) -> None:
    expect(page.locator(".nb-version")).to_have_count(3)
    expect(page.locator(".nb-version").last).to_contain_text("最初的样子")
    page.get_by_text("这一版当时改了什么（1 处）").click()
    # A figure is shown by its value, not in braces.
    expect(page.locator("ins", has_text="第二稿，2024年多了几个字")).to_be_visible()
    assert accessibility_report(page) == ""


def test_a_version_comes_back_as_an_edit_that_can_be_undone(page: Page, workspace: Workspace) -> None:
    page.locator(".nb-version").nth(1).click()
    page.get_by_role("button", name="恢复到这一版").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert workspace.session is not None
    assert workspace.session.document.value(OTHER) == "第一稿。"
    assert "第一稿。" in workspace.session.document.path.read_text(encoding="utf-8")
    workspace.undo()
    assert workspace.session.document.value(OTHER) == "第二稿，{{ year }}年多了几个字。"
    assert workspace.session.document.value(("unit", "parent")) == "别县"


def test_one_part_comes_back_alone(page: Page, workspace: Workspace) -> None:
    page.wait_for_function("document.activeElement?.closest('.nb-versions')")
    page.keyboard.press("ArrowDown")
    section = page.locator(".nb-part", has_text="六、其他需要报告的事项").first
    section.get_by_role("button", name="只恢复这一处").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert workspace.session is not None
    assert workspace.session.document.value(OTHER) == "第一稿。"
    assert workspace.session.document.value(("unit", "parent")) == "别县"
