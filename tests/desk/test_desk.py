"""The whole desk: which report it opens, and how its parts stand together in a page without code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from nianbao.desk import desk as desk_module
from nianbao.desk import open_desk
from nianbao.errors import FolderError
from tests.browser.clerk import Clerk
from tests.browser.commands import served
from tests.browser.pages import Watch, accessibility_report, scrolls_sideways, watch
from tests.desk.host import page_comms, sample

YUNXI = "params/2024/yunxi.yaml"


# --- which report is open --------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    sample(tmp_path / "work")
    with page_comms():
        yield tmp_path / "work"
        for desk in list(desk_module._open.values()):
            desk.close()
        desk_module._open.clear()


def test_the_folder_is_found_upward_and_the_last_report_opened_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "params" / "2024")
    first = open_desk()
    assert first.workspace.session is None
    first.open_report(folder / YUNXI)
    second = open_desk()
    assert second.workspace.session is not None
    assert second.workspace.session.document.path == folder / YUNXI
    assert not second.workspace.session.read_only  # the first let go of it


def test_a_last_report_that_broke_leaves_the_choice_open(folder: Path) -> None:
    open_desk(folder).open_report(folder / YUNXI)
    open_desk(folder).close()
    (folder / YUNXI).write_text("year: [\n", encoding="utf-8")
    assert open_desk(folder).workspace.session is None


def test_without_a_working_folder_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="没有找到工作文件夹"):
        open_desk(tmp_path)


# --- in a page -------------------------------------------------------------------------------------


@pytest.fixture
def served_desk(browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, Path, Watch]]:
    """The desk in Voilà, on the screen of an office PC, with 云溪镇's report open."""
    path = sample(tmp_path / "工作")
    last = tmp_path / "工作" / ".nianbao" / "last"
    last.parent.mkdir(exist_ok=True)
    last.write_text(YUNXI, encoding="utf-8")
    with served("desk", tmp_path / "工作") as server:
        context = browser.new_context(locale="zh-CN", viewport={"width": 1093, "height": 614})
        seen = watch(context)
        page = context.new_page()
        page.goto(server.link)
        expect(page.get_by_role("button", name="云溪镇　2024 年")).to_be_visible(timeout=60_000)
        page.set_default_timeout(60_000)
        yield page, path, seen
        context.close()


def pane_with_keyboard(page: Page) -> str:
    return str(
        page.evaluate(
            "() => document.activeElement.closest('[class*=nb-pane-]')?.getAttribute('aria-label') ?? ''"
        )
    )


def test_panes_landmarks_and_keys(served_desk: tuple[Page, Path, Watch]) -> None:
    page, _, seen = served_desk
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for name in ("年报和工具", "各部分", "编写", "校核、预览和生成"):
        expect(page.get_by_role("region", name=name)).to_be_visible()
    page.locator("[data-section=applications]").click()
    expect(page.get_by_role("tab", name="表格")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tab", name="问答填表")).to_have_count(0)  # the table is begun
    seen_panes = []
    for _ in range(4):
        page.keyboard.press("F6")
        seen_panes.append(pane_with_keyboard(page))
    assert seen_panes == ["编写", "校核、预览和生成", "年报和工具", "各部分"]
    page.keyboard.press("Shift+F6")
    assert pane_with_keyboard(page) == "年报和工具"
    page.keyboard.press("F9")
    expect(page.get_by_role("tab", name="预览")).to_be_focused()
    page.keyboard.press("F1")
    expect(page.get_by_role("dialog", name="快捷键")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("tab", name="预览")).to_be_focused()
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)
    page.get_by_role("button", name="收起或打开右栏").click()
    expect(page.get_by_role("tab", name="预览")).to_be_hidden()
    page.get_by_role("button", name="校核", exact=True).click()
    expect(page.get_by_role("tab", name="校核问题")).to_have_attribute("aria-selected", "true")
    page.set_viewport_size({"width": 420, "height": 614})
    expect(page.get_by_role("tab", name="表格")).to_be_visible()
    assert not scrolls_sideways(page)
    seen.assert_quiet()


def test_what_is_written_is_saved_and_a_second_tab_looks_on(served_desk: tuple[Page, Path, Watch]) -> None:
    page, path, seen = served_desk
    clerk = Clerk(page, path.parents[2])
    clerk.go_to("other")
    page.keyboard.press("Alt+2")
    clerk.at_end()
    page.keyboard.type("没有其他事项。")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("button", name="撤销：「六、其他需要报告的事项」")).to_be_enabled()
    clerk.until_saved("yunxi", 2024, lambda values: "没有其他事项。" in values["sections"]["other"])
    expect(page.locator(".nb-save")).to_have_text(re.compile(r"已保存 \d\d:\d\d"))
    second = page.context.new_page()
    second.goto(page.url)
    expect(second.locator(".nb-save")).to_contain_text("只读", timeout=60_000)
    expect(second.get_by_role("button", name="撤销", exact=True)).to_be_disabled()
    page.close()
    second.get_by_role("button", name="接着编辑").click(timeout=60_000)
    expect(second.locator(".nb-save")).to_contain_text("已保存")
    path.write_text(
        path.read_text(encoding="utf-8").replace("没有其他事项。", "有一件事。"), encoding="utf-8"
    )
    second.get_by_role("button", name="看两边的不同").click()
    expect(second.get_by_role("group", name="六、其他需要报告的事项")).to_be_visible()
    second.get_by_role("button", name="按选择保存").click()
    expect(second.get_by_role("dialog")).to_have_count(0)
    Clerk(second, path.parents[2]).go_to("other")
    expect(second.locator(".cm-content")).to_contain_text("有一件事。")
    seen.assert_quiet()
