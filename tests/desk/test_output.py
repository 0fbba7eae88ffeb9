"""校核 and 生成, in a real browser with their real Python half and a real ``nianbao build``."""

from __future__ import annotations

import datetime
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nianbao.checks import check_path
from nianbao.desk import building
from nianbao.desk.output import OutputPanel
from nianbao.desk.saver import Saver
from nianbao.desk.workspace import Change, Workspace
from nianbao.export.base import form_names
from nianbao.signing.sign import Who, sign
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.desk.conftest import Show
from tests.desk.dialogs import ask_for
from tests.desk.timers import Timers

OVERVIEW = ("sections", "overview")
SLOW = 60_000


def shown(show_widget: Show, workspace: Workspace, **options: Any) -> Page:
    saver = Saver(workspace, Timers().later)
    page = show_widget(lambda: OutputPanel(workspace, saver), **options)
    page.evaluate("window.addEventListener('nianbao-show', event => { window.wanted = event.detail.name })")
    return page


def text(workspace: Workspace) -> str:
    assert workspace.session is not None
    return str(workspace.session.document.value(OVERVIEW))


@pytest.mark.parametrize("name", ["2024/yunxi", "2017/heluo"])
def test_what_is_built_is_what_the_preview_showed(workspace: Workspace, show_widget: Show, name: str) -> None:
    if name != "2024/yunxi":
        workspace.open(workspace.folder / "params" / f"{name}.yaml")
    changes: list[Change] = []
    workspace.listen(changes.append)
    page = shown(show_widget, workspace, viewport={"width": 340, "height": 600}, accept_downloads=True)
    workspace.edit({OVERVIEW: f"{text(workspace)}\n\n这一段刚写，还没有保存。"})
    preview = workspace.preview
    page.get_by_role("button", name="生成", exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert accessibility_report(page) == ""
    expect(page.locator(".nb-out-said.nb-out-good")).to_have_text("已生成。", timeout=SLOW)
    assert "saved" in [change.what for change in changes]
    assert workspace.session is not None
    assert not workspace.session.unsaved
    out = workspace.folder / "out" / name
    assert (out / "report.html").read_bytes() == preview.html
    expect(page.locator(".nb-out-files li")).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 PDF").click()
    assert download.value.suggested_filename.endswith("政府信息公开工作年度报告.pdf")
    assert Path(download.value.path()).read_bytes() == (out / "report.pdf").read_bytes()
    with page.expect_popup() as popup:
        page.get_by_role("button", name="打开 网页").click()
    expect(popup.value.locator("article")).to_contain_text("这一段刚写")
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)
    workspace.edit({OVERVIEW: "后来又改。"})
    expect(page.locator(".nb-out-state")).to_contain_text("又改过")


def test_errors_stop_a_build_and_a_draft_goes_on(workspace: Workspace, show_widget: Show) -> None:
    page = shown(show_widget, workspace)
    workspace.edit({OVERVIEW: "引用{{ nowhere }}。"})
    page.get_by_role("button", name="生成", exact=True).click()
    expect(page.locator(".nb-out-said.nb-out-blocked")).to_contain_text("处必须修改，没有生成")
    page.get_by_role("button", name="看校核问题").click()
    expect(page.get_by_role("button", name="看校核问题")).to_be_visible()
    assert page.evaluate("window.wanted") == "findings"
    assert not (workspace.folder / "out").exists()
    page.get_by_role("button", name="生成初稿").click()
    expect(page.locator(".nb-out-said.nb-out-good")).to_have_text("初稿已生成。", timeout=SLOW)
    expect(page.locator(".nb-out-state")).to_contain_text("初稿")
    expect(page.locator(".nb-out-file-name").first).to_contain_text("（初稿）.html")
    assert "初稿" in (workspace.folder / "out" / "2024" / "yunxi" / "report.html").read_text(encoding="utf-8")


def test_a_build_is_cancelled_and_typing_goes_on_meanwhile(
    workspace: Workspace, show_widget: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(show_widget, workspace)
    notebook = workspace.folder / "notebooks" / "national-2021.ipynb"
    original = notebook.read_text(encoding="utf-8")
    slow = original.replace("report.show('title')", "import time; time.sleep(60); report.show('title')")
    slow = slow.replace('report.show(\\"title\\")', 'import time; time.sleep(60); report.show(\\"title\\")')
    assert slow != original
    notebook.write_text(slow, encoding="utf-8")
    page.get_by_role("button", name="生成", exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.wait_for_timeout(2500)
    began = time.monotonic()
    workspace.edit({OVERVIEW: f"{text(workspace)}字"})
    assert workspace.round.findings is not None
    assert time.monotonic() - began < 30  # the build sleeps for a minute, and the desk doesn't
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_role("status")).to_contain_text("已取消", timeout=SLOW)
    expect(page.get_by_role("button", name="生成", exact=True)).to_be_enabled()
    left = list((workspace.folder / "out").glob("**/.nianbao-*"))
    assert left == []


def test_a_failure_is_told_in_words(workspace: Workspace, show_widget: Show) -> None:
    page = shown(show_widget, workspace)
    (workspace.folder / "out").write_text("不是文件夹", encoding="utf-8")
    page.get_by_role("button", name="生成", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("没有生成：", timeout=SLOW)
    expect(page.get_by_role("status")).to_contain_text("写不进")


def test_a_file_that_somebody_else_changed_is_not_overwritten(
    workspace: Workspace, show_widget: Show
) -> None:
    page = shown(show_widget, workspace)
    assert workspace.session is not None
    path = workspace.session.document.path
    path.write_text(path.read_text(encoding="utf-8") + "# 别人写的\n", encoding="utf-8")
    workspace.edit({OVERVIEW: "我写的。"})
    page.get_by_role("button", name="生成", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("在别处被改过，没有覆盖")
    assert path.read_text(encoding="utf-8").endswith("# 别人写的\n")
    assert not (workspace.folder / "out").exists()


def test_checking_saves_looks_at_ledgers_again_and_shows_the_findings(
    workspace: Workspace, show_widget: Show
) -> None:
    page = shown(show_widget, workspace)
    assert workspace.session is not None
    workspace.edit({OVERVIEW: "没有，，写完。"})
    before = len(workspace.round.findings)
    (workspace.folder / "params" / "ledgers" / "yunxi-2024.xlsx").unlink()
    page.get_by_role("button", name="校核").click()
    expect(page.get_by_role("status")).to_contain_text("校核完了：")
    assert page.evaluate("window.wanted") == "findings"
    assert not workspace.session.unsaved
    path = workspace.session.document.path
    assert list(workspace.round.findings) == check_path(path, workspace.folder)[0]
    assert len(workspace.round.findings) != before


def test_forms_are_those_that_export_has_and_can_be_chosen(workspace: Workspace, show_widget: Show) -> None:
    page = shown(show_widget, workspace)
    page.get_by_role("button", name="更多").click()
    boxes = page.locator(".nb-out-forms input")
    expect(boxes).to_have_count(len(set(form_names()) - {"publish"}))
    assert accessibility_report(page) == ""
    for box in boxes.all():
        box.uncheck()
    page.get_by_role("button", name="生成", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("至少选一种")
    page.get_by_label("网页", exact=True).check()
    page.get_by_role("button", name="生成", exact=True).click()
    expect(page.locator(".nb-out-files li")).to_have_count(1, timeout=SLOW)
    expect(page.locator(".nb-out-file-name")).to_contain_text("网页")
    page.get_by_label("网页正文").check()
    page.get_by_role("button", name="生成", exact=True).click()
    expect(page.get_by_role("button", name="打开 发布页")).to_be_visible(timeout=SLOW)
    expect(page.locator(".nb-out-file-name").last).to_contain_text("（发布页）.html")


def test_the_list_of_findings_and_the_figures(workspace: Workspace, show_widget: Show) -> None:
    page = shown(show_widget, workspace, accept_downloads=True)
    page.get_by_role("button", name="更多").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载校核清单").click()
    assert download.value.suggested_filename == "云溪镇2024年校核问题.html"
    assert workspace.round.findings[0].message in Path(download.value.path()).read_text(encoding="utf-8")
    page.get_by_role("button", name="数据一览").click()
    page.get_by_label("找数据").fill("新收 自然人")
    expect(page.locator(".nb-out-figures tbody tr")).not_to_have_count(0)
    row = page.locator(".nb-out-figures tbody tr").first
    expect(row.locator("th")).to_contain_text("自然人")
    assert accessibility_report(page) == ""
    page.get_by_role("button", name="收起").click()
    expect(page.locator(".nb-out-figures")).to_be_hidden()


def test_without_a_report_nothing_can_be_pressed(workspace: Workspace, show_widget: Show) -> None:
    page = shown(show_widget, workspace)
    workspace.close()
    for name in ("校核", "生成", "更多"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_disabled()


def test_what_a_command_said_last_is_told_but_no_traceback() -> None:
    assert building.last_words("noise\n另一个 nianbao build 正在往「out」里生成。\n") == (
        "另一个 nianbao build 正在往「out」里生成。"
    )
    assert building.last_words("Traceback (most recent call last):\n  …\nValueError: 坏") is None
    assert building.last_words("") is None


def test_a_signed_report_is_built_with_its_state_or_as_the_final_version(
    workspace: Workspace, show_widget: Show
) -> None:
    page = shown(show_widget, workspace)
    final = page.get_by_label("正式稿")
    expect(final).to_be_hidden()
    assert workspace.session is not None
    path, now = workspace.session.document.path, datetime.datetime.now().astimezone()
    for count in range(5):
        sign(path, workspace.folder, Who("张三", now.date()), None, now)
        if count not in (0, 4):
            continue
        workspace.signed()
        mark = "送审稿" if count == 0 else "审定稿"
        page.get_by_role("button", name="生成", exact=True).click()
        expect(page.locator(".nb-out-good")).to_have_text(f"{mark}已生成。", timeout=SLOW)
        expect(page.locator(".nb-out-file-name").first).to_contain_text(f"（{mark}）.html")
        built = workspace.folder / "out" / "2024" / "yunxi" / "report.html"
        assert built.read_bytes() == workspace.preview.html
    ask_for(page, "output", final=True)  # as from the dialog 「签发登记」
    expect(final).to_be_checked()
    page.get_by_role("button", name="生成", exact=True).click()
    expect(page.locator(".nb-out-good")).to_have_text("正式稿已生成。", timeout=SLOW)
    assert built.read_bytes() == workspace.page(final=True).html
    assert accessibility_report(page) == ""
    workspace.edit({OVERVIEW: f"{text(workspace)}又加一句。"})  # voids all of it
    page.get_by_role("button", name="生成", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("没有生成正式稿", timeout=SLOW)
