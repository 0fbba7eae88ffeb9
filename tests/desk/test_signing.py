"""The dialog 「签发登记」, in a real browser with its real Python half."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from nianbao.desk.pages import PreviewPane
from nianbao.desk.saver import Saver
from nianbao.desk.signing import SigningPanel
from nianbao.desk.workspace import Workspace
from nianbao.errors import EditError
from nianbao.signing.register import SignRegister
from nianbao.signing.sign import Who, sign
from nianbao.signing.standing import Result
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.desk.conftest import Show
from tests.desk.dialogs import ask_for
from tests.desk.timers import Timers

OFFICE = {"width": 1093, "height": 614}
OTHER = ("sections", "other")
STEPS = ("拟稿", "核稿", "保密审查", "分管领导审核", "主要领导签发")

Take = Callable[..., None]


@pytest.fixture
def take(workspace: Workspace) -> Take:
    """Take the next steps, as the command does."""

    def _take(count: int, name: str = "张三", result: Result = Result.PASSED, remark: str = "") -> None:
        now = datetime.datetime.now().astimezone()
        for _ in range(count):
            who = Who(name, now.date(), remark, result)
            sign(file(workspace), workspace.folder, who, None, now, despite_errors=True)

    return _take


def file(workspace: Workspace) -> Path:
    assert workspace.session is not None
    return workspace.session.document.path


def panel(workspace: Workspace) -> SigningPanel:
    timers = Timers()
    return SigningPanel(workspace, Saver(workspace, timers.later, timers.now))


def shown(show_widget: Show, workspace: Workspace, **options: object) -> Page:
    page = show_widget(lambda: panel(workspace), viewport=OFFICE, **options)
    page.evaluate("addEventListener('nianbao-show', e => { window.wanted = e.detail.name })")
    ask_for(page, "signing")
    expect(page.locator(".nb-step")).to_have_count(5)
    return page


def step(page: Page, name: str) -> Locator:
    return page.locator(".nb-step", has_text=name)


def test_steps_are_taken_by_keyboard_and_what_is_typed_is_saved_first(
    workspace: Workspace, show_widget: Show
) -> None:
    workspace.edit({OTHER: "刚写的一句。"})
    page = shown(show_widget, workspace)
    expect(page.get_by_text("本登记是办理过程的记录，不是电子签名")).to_be_visible()
    expect(page.locator("#nb-sign-name")).to_be_focused()
    expect(page.get_by_role("radio")).to_have_count(0)  # a draft isn't sent back by whoever writes it
    page.keyboard.type("张三")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("已登记：拟稿　张三")
    expect(step(page, "拟稿")).to_contain_text("有效")
    expect(page.locator(".nb-state-word")).to_have_text("送审稿")
    assert "刚写的一句。" in file(workspace).read_text(encoding="utf-8")

    expect(page.locator("#nb-sign-name")).to_be_focused()
    page.keyboard.type("李四")
    page.get_by_label("退回修改").check()
    page.get_by_role("button", name="登记", exact=True).click()
    assert page.locator("#nb-sign-remark:invalid").count() == 1  # what is to be changed must be said
    page.get_by_label("备注").fill("数字再核一遍")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(step(page, "核稿")).to_contain_text("数字再核一遍")
    expect(step(page, "核稿").locator(".nb-step-mark")).to_have_text("退回")
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)

    page.get_by_role("button", name="更正拟稿的登记").click()
    expect(page.locator("#nb-sign-name")).to_have_value("张三")
    page.locator("#nb-sign-name").fill("张三丰")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(step(page, "拟稿")).to_contain_text("张三丰")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_edit_voids_the_steps_and_shows_the_words(
    workspace: Workspace, show_widget: Show, take: Take, scheme: str
) -> None:
    workspace.edit({OTHER: "一共办理3件。"})
    assert workspace.session is not None
    workspace.session.save()
    take(3)
    page = shown(show_widget, workspace)
    page.evaluate("dark => document.body.classList.toggle('nianbao-dark', dark)", scheme == "dark")
    workspace.edit(
        {OTHER: "一共办理4件。"}
    )  # such as the end of what was typed, which comes while it is open
    void = page.locator(".nb-void")
    expect(void.locator("h3")).to_have_text("拟稿、核稿、保密审查作废：登记以后改过 1 处")
    expect(void.locator("del")).to_have_text("3")
    expect(void.locator("ins")).to_have_text("4")
    expect(void).to_contain_text("六、其他需要报告的事项")
    expect(page.locator(".nb-step-mark").first).to_have_text("作废")
    assert accessibility_report(page) == ""
    workspace.edit({OTHER: "一共办理3件。"})
    expect(void).to_have_count(0)
    expect(page.locator(".nb-step-mark").first).to_have_text("有效")


def test_the_last_step_is_asked_for_while_a_build_is_blocked(
    workspace: Workspace, show_widget: Show, take: Take
) -> None:
    workspace.edit({OTHER: "引用{{ nowhere }}。"})
    assert workspace.session is not None
    workspace.session.save()
    take(4)
    page = shown(show_widget, workspace)
    expect(page.locator(".nb-sign-warning")).to_contain_text("登记了也只能生成初稿")
    assert accessibility_report(page) == ""
    page.locator("#nb-sign-name").fill("王五")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("#nb-sign-sure:invalid")).to_have_count(1)
    page.get_by_label("我知道还有").check()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator(".nb-state-word")).to_have_text("初稿")  # as it is printed
    expect(page.locator(".nb-signing-state")).to_contain_text("还有 1 处必须修改，只能生成初稿")
    expect(step(page, "主要领导签发")).to_contain_text("登记时还有 1 处必须修改")
    page.get_by_role("button", name="看校核问题").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("window.wanted") == "findings"


def test_the_keyboard_stays_in_the_dialog_when_all_is_drawn_anew(
    workspace: Workspace, show_widget: Show, take: Take
) -> None:
    take(4)
    page = shown(show_widget, workspace)
    page.locator("#nb-sign-name").fill("王五")
    page.keyboard.press("Enter")
    final = page.get_by_role("button", name="去生成正式稿")
    expect(final).to_be_focused()
    workspace.edit({OTHER: "又改。"})
    expect(page.locator(".nb-void")).to_be_visible()
    expect(page.locator("#nb-sign-name")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_correction_that_is_given_up_shows_what_stood_there(
    workspace: Workspace, show_widget: Show, take: Take
) -> None:
    take(5)
    page = shown(show_widget, workspace)
    pane = page.locator(".nb-signing-right")
    stood = pane.locator(".nb-signing-aside").inner_text()
    page.get_by_role("button", name="更正核稿的登记").click()
    expect(page.locator("#nb-sign-name")).to_have_value("张三")
    page.get_by_role("button", name="不更正了").click()
    expect(pane.locator(".nb-signing-aside")).to_have_text(stood, use_inner_text=True)
    expect(pane.locator("[data-first]")).to_be_focused()


def test_the_preview_tells_a_step_that_is_merely_missing(
    workspace: Workspace, show_widget: Show, take: Take
) -> None:
    take(1)
    own = workspace.folder / "templates" / "signing.yaml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("steps:\n  - {name: 起草, role: 党政办}\n  - {name: 签发, role: 镇长}\n", "utf-8")
    workspace.signed()
    page = show_widget(lambda: PreviewPane(workspace), viewport={"width": 340, "height": 560})
    expect(page.get_by_text("「起草」「签发」还没有登记，印「初稿」。")).to_be_visible()


def test_a_register_that_was_altered_is_told_with_what_to_do(
    workspace: Workspace, show_widget: Show, take: Take
) -> None:
    take(2, "李四")
    register = SignRegister(file(workspace), workspace.folder)
    text = register.path.read_text(encoding="utf-8")
    register.path.write_text(text.replace("李四", "王五", 1), encoding="utf-8")
    page = shown(show_widget, workspace)
    expect(page.get_by_role("alert")).to_contain_text("（拟稿 王五")
    expect(page.get_by_role("alert")).to_contain_text("被改动过")
    expect(page.locator(".nb-signing-right")).to_contain_text("从备份里取回")
    expect(page.locator(".nb-signing-right")).to_contain_text("params/2024/yunxi.sign.jsonl")
    expect(page.get_by_role("button", name="登记", exact=True)).to_have_count(0)
    assert accessibility_report(page) == ""


def test_a_second_page_shows_and_cannot_sign(workspace: Workspace, show_widget: Show, take: Take) -> None:
    take(1)
    second = Workspace(workspace.folder)
    second.open(file(workspace))
    page = shown(show_widget, second)
    expect(step(page, "拟稿")).to_contain_text("有效")
    expect(page.locator(".nb-signing-right")).to_contain_text("只读打开的，只能看")
    expect(page.get_by_role("textbox")).to_have_count(0)
    with pytest.raises(EditError, match="只读"):
        panel(second).sign({"step": "核稿", "name": "李四", "date": "2025-01-10"})
    second.close()


def test_a_countys_own_steps_are_the_ones_that_are_shown(workspace: Workspace) -> None:
    own = workspace.folder / "templates" / "signing.yaml"
    own.parent.mkdir(exist_ok=True)
    own.write_text("steps:\n  - {name: 拟稿, role: 党政办}\n  - {name: 法制审核, role: 司法所}\n", "utf-8")
    found = panel(workspace).look({})
    assert [(one["name"], one["role"]) for one in found["steps"]] == [
        ("拟稿", "党政办"),
        ("法制审核", "司法所"),
    ]


def test_what_was_changed_meanwhile_is_not_signed(workspace: Workspace) -> None:
    widget = panel(workspace)
    seen = widget.look({})["content"]
    workspace.edit({OTHER: "后来的字。"})
    asked = {"step": "拟稿", "name": "张三", "date": datetime.date.today().isoformat(), "content": seen}
    with pytest.raises(EditError, match="刚才内容又改过，没有登记"):
        widget.sign(asked)
    for wrong, words in (({"name": " "}, "请写姓名"), ({"date": ""}, "请写日期")):
        with pytest.raises(EditError, match=words):
            widget.sign({**asked, "content": widget.look({})["content"], **wrong})


def test_the_preview_follows_what_is_signed(workspace: Workspace, show_widget: Show, take: Take) -> None:
    page = show_widget(lambda: PreviewPane(workspace), viewport={"width": 340, "height": 560})
    paper = page.frame_locator("iframe.nb-preview-page")
    expect(paper.locator("article")).to_be_visible()
    expect(page.get_by_label("看正式稿")).to_be_hidden()
    take(1)
    workspace.signed()
    expect(page.get_by_text("印「送审稿」")).to_be_visible()
    expect(paper.get_by_text("送审稿").first).to_be_visible()
    take(4)
    workspace.signed()
    expect(paper.get_by_text("审定稿").first).to_be_visible()
    assert accessibility_report(page) == ""
    page.get_by_label("看正式稿").check()
    expect(paper.get_by_text("审定稿")).to_have_count(0)
    workspace.edit({OTHER: "又改。"})
    expect(paper.get_by_text("初稿").first).to_be_visible()
    expect(page.get_by_text("先前各步作废")).to_be_visible()
