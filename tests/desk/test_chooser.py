"""Choosing and beginning reports."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from nianbao.desk.chooser import Chooser
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Workspace
from tests.browser.pages import accessibility_report
from tests.desk.conftest import Show
from tests.desk.dialogs import ask_for
from tests.desk.timers import Timers


@pytest.fixture
def page(workspace: Workspace, show_widget: Show) -> Page:
    params = workspace.folder / "params"
    for year in params.iterdir():
        for path in year.glob("*.yaml"):
            if path.stem != "yunxi":
                path.unlink()
    (params / "2024" / "broken.yaml").write_text("template: [\n", encoding="utf-8")
    timers = Timers()
    saver = Saver(workspace, timers.later, timers.now)
    page = show_widget(lambda: Chooser(workspace, saver))
    ask_for(page, "reports")
    expect(page.locator(".nb-report-row").first).to_be_visible()
    return page


def test_all_reports_are_listed_and_the_broken_one_says_why(page: Page) -> None:
    expect(page.get_by_role("button", name="云溪镇　2024 年（已打开）")).to_be_visible()
    broken = page.get_by_role("button", name="broken.yaml")
    expect(broken).to_be_disabled()
    expect(broken).to_contain_text("打不开：")
    page.get_by_label("找单位或年份").fill("2023")
    expect(page.locator(".nb-reports li:visible")).to_have_count(1)
    assert accessibility_report(page) == ""


def test_choosing_opens_and_saves_what_was_open(page: Page, workspace: Workspace) -> None:
    assert workspace.session is not None
    before = workspace.session.document.path
    workspace.edit({("sections", "other"): "写了一半。"})
    page.get_by_role("button", name="云溪镇　2023 年").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert workspace.session.document.file.parameters.year == 2023
    assert "写了一半。" in before.read_text(encoding="utf-8")


def test_a_new_report_is_made_and_says_what_is_missing(page: Page, workspace: Workspace) -> None:
    page.get_by_role("button", name="新建").click()
    page.get_by_label("单位", exact=True).fill("白石街道")
    page.get_by_label("年份").fill("2024")
    expect(page.get_by_label("单位类别")).to_contain_text("按名称判断：街道")
    page.get_by_role("button", name="新建并打开").click()
    expect(page.get_by_role("dialog")).to_contain_text("还要填写")
    expect(page.get_by_role("dialog")).to_contain_text("上级地区没有写")
    assert workspace.session is not None
    assert workspace.session.document.file.parameters.unit.name == "白石街道"
    assert workspace.session.document.file.parameters.year == 2024


def test_next_year_begins_from_this_one(page: Page, workspace: Workspace) -> None:
    page.locator("li", has_text="云溪镇　2024 年").get_by_role("button", name="开始 2025 年").click()
    expect(page.get_by_label("上级地区")).to_have_value("示例县")
    page.get_by_role("button", name="新建并打开").click()
    expect(page.get_by_role("dialog")).to_contain_text("已新建「params/2025/yunxi.yaml」")
    assert workspace.session is not None
    assert workspace.session.document.file.parameters.unit.full_name == "示例县云溪镇人民政府"


def test_what_cannot_be_made_is_said_in_the_form(page: Page) -> None:
    page.get_by_role("button", name="新建").click()
    page.get_by_label("单位", exact=True).fill("云溪镇")
    page.get_by_label("年份").fill("2024")
    page.get_by_role("button", name="新建并打开").click()
    expect(page.get_by_role("alert")).to_contain_text("已经有了")
    page.get_by_label("年份").fill("1999")
    page.get_by_role("button", name="新建并打开").click()
    expect(page.get_by_role("alert")).to_contain_text("年份请写")


def test_nothing_outside_params_is_opened(workspace: Workspace) -> None:
    timers = Timers()
    chooser = Chooser(workspace, Saver(workspace, timers.later, timers.now))
    (workspace.folder / "secret.yaml").write_text("year: 2024\n", encoding="utf-8")
    for name in ("../secret.yaml", "secret.yaml", "params/../secret.yaml", "/etc/passwd"):
        with pytest.raises(Exception, match="不在工作文件夹里"):
            chooser.open_report({"path": name})
