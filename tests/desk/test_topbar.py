"""The bar over the desk."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from nianbao.desk.saver import Saver
from nianbao.desk.topbar import TopBar
from nianbao.desk.workspace import Workspace
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.desk.conftest import Show
from tests.desk.timers import Timers

OTHER = ("sections", "other")


def bar(workspace: Workspace) -> TopBar:
    timers = Timers()
    return TopBar(workspace, Saver(workspace, timers.later, timers.now))


def test_it_says_which_report_and_how_safe_it_is(workspace: Workspace, show_widget: Show) -> None:
    made: list[TopBar] = []

    def make() -> TopBar:
        made.append(bar(workspace))
        return made[0]

    page = show_widget(make, viewport={"width": 1093, "height": 614})
    expect(page.get_by_role("button", name="云溪镇　2024 年")).to_be_visible()
    expect(page.locator(".nb-save")).to_have_text("已保存")
    workspace.edit({OTHER: "改了。"})
    expect(page.locator(".nb-save")).to_have_text("正在保存……")
    made[0].saver.save()
    expect(page.locator(".nb-save")).to_contain_text("已保存")
    assert not scrolls_sideways(page)
    assert accessibility_report(page) == ""


def test_undo_says_what_it_takes_back(workspace: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: bar(workspace))
    expect(page.get_by_role("button", name="撤销", exact=True)).to_be_disabled()
    assert workspace.session is not None
    before = workspace.session.document.value(OTHER)
    workspace.edit({OTHER: "改了。"})
    page.get_by_role("button", name="撤销：「六、其他需要报告的事项」").click()
    expect(page.get_by_role("button", name="重做：「六、其他需要报告的事项」")).to_be_enabled()
    assert workspace.session.document.value(OTHER) == before
    page.get_by_role("button", name="重做：").click()
    expect(page.get_by_role("button", name="重做", exact=True)).to_be_disabled()
    assert workspace.session.document.value(OTHER) == "改了。"


def test_what_the_browser_alone_holds_is_said(workspace: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: bar(workspace))
    assert workspace.session is not None
    file = str(workspace.session.document.path)
    page.evaluate(
        """file => {
            const entry = {value: '甲', base: null, time: Date.now() - 5000};
            localStorage.setItem('nianbao:unacknowledged:' + file, JSON.stringify({'["sections","other"]': entry}));
            window.dispatchEvent(new CustomEvent('nianbao-unacknowledged', {detail: {file}}));
        }""",
        file,
    )
    expect(page.locator(".nb-save")).to_have_text("有 1 处还没有交给后台")
    expect(page.locator("[role=status]")).to_have_text("有 1 处还没有交给后台")


def test_without_a_report_it_asks_for_one(tmp_path: Path, show_widget: Show) -> None:
    page: Page = show_widget(lambda: bar(Workspace(tmp_path)))
    expect(page.get_by_role("button", name="选择年报")).to_be_visible()
    expect(page.get_by_role("button", name="生成")).to_be_hidden()


def test_buttons_ask_the_page_for_dialogs_and_panes(workspace: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: bar(workspace))
    page.evaluate("window.asked = []; addEventListener('nianbao-show', e => asked.push(e.detail.name))")
    for name in ("基本信息", "历史", "校核", "签发", "生成", "快捷键"):
        page.get_by_role("button", name=name, exact=True).click()
    assert page.evaluate("asked") == ["basics", "history", "findings", "signing", "output", "help"]
