"""What the clerk decides about saving, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from playwright.sync_api import Page, expect

from nianbao.desk.saver import Saver
from nianbao.desk.saving import Saving
from nianbao.desk.workspace import Workspace
from nianbao.errors import WriteError
from tests.browser.pages import accessibility_report
from tests.desk.conftest import Show
from tests.desk.timers import Timers

OTHER = ("sections", "other")
OVERVIEW = ("sections", "overview")


class Table:
    """A workspace with its saver, in a time of the test's own."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.timers = workspace, Timers()
        self.saver = Saver(workspace, self.timers.later, self.timers.now)

    def widget(self) -> Saving:
        return Saving(self.workspace, self.saver)

    @property
    def path(self) -> Path:
        assert self.workspace.session is not None
        return self.workspace.session.document.path

    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def value(self, part: tuple[str, ...]) -> object:
        assert self.workspace.session is not None
        return self.workspace.session.document.value(part)


@pytest.fixture
def table(workspace: Workspace) -> Table:
    return Table(workspace)


@pytest.fixture
def died(workspace: Workspace, tmp_path: Path) -> Iterator[Table]:
    """A desk on a folder as a kernel left it that died with two edits unsaved."""
    workspace.edit({OTHER: "没存上的其他事项。"})
    workspace.edit({("tables", "applications", "new_received", "enterprise"): 77})
    shutil.copytree(workspace.folder, tmp_path / "copy")
    second = Workspace(tmp_path / "copy")
    second.open(tmp_path / "copy" / "params" / "2024" / "yunxi.yaml")
    yield Table(second)
    second.close()


def choose(page: Page, part: str, words: str) -> None:
    page.get_by_role("group", name=part).get_by_label(words).check()


def changed_by_both(table: Table) -> None:
    """Change one section on both sides, another on disk only."""
    before = table.text()
    mine = str(table.value(OTHER))
    table.workspace.edit({OTHER: mine + "\n\n我加的一段。"})
    other = before.index("  other:")
    theirs = before[:other] + before[other:].replace("。", "，他改了。", 1)
    table.path.write_text(theirs.replace("云溪镇人民政府", "云溪镇政府"), encoding="utf-8")
    table.timers.pass_(3)


def test_a_file_changed_on_disk_is_decided_part_by_part(table: Table, show_widget: Show) -> None:
    page = show_widget(table.widget)
    changed_by_both(table)
    expect(page.get_by_text("在别处被改过，没有覆盖")).to_be_visible()
    page.get_by_role("button", name="看两边的不同").click()
    page.get_by_role("button", name="按选择保存").click()
    expect(page.get_by_role("alert")).to_contain_text("还有没选的")
    assert accessibility_report(page) == ""
    choose(page, "六、其他需要报告的事项", "都留下")
    page.get_by_role("button", name="按选择保存").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "他改了。" in table.text()
    assert "我加的一段。" in table.text()
    assert "云溪镇政府" in table.text()
    expect(page.locator(".nb-notice-changed")).to_have_count(0)


def test_both_texts_and_their_difference_are_shown(table: Table, show_widget: Show) -> None:
    page = show_widget(table.widget)
    changed_by_both(table)
    page.get_by_role("button", name="看两边的不同").click()
    part = page.get_by_role("group", name="六、其他需要报告的事项")
    expect(part.get_by_role("region", name="他的（磁盘上）")).to_contain_text("他改了")
    expect(part.get_by_role("region", name="我的（编报台里）")).to_contain_text("我加的一段。")
    part.get_by_text("逐字比较").click()
    expect(part.locator("ins", has_text="我加的一段。")).to_be_visible()
    expect(part.locator("del", has_text="他改了")).to_be_visible()


def test_mine_is_kept_where_it_is_chosen(table: Table, show_widget: Show) -> None:
    page = show_widget(table.widget)
    changed_by_both(table)
    page.get_by_role("button", name="看两边的不同").click()
    choose(page, "六、其他需要报告的事项", "用我的")
    choose(page, "署名", "用我的")
    page.get_by_role("button", name="按选择保存").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "他改了" not in table.text()
    assert "我加的一段。" in table.text()
    assert "云溪镇人民政府" in table.text()


def test_edits_of_a_run_that_died_are_offered(died: Table, show_widget: Show) -> None:
    page = show_widget(died.widget)
    expect(page.get_by_role("dialog", name="上次有修改没存进文件")).to_be_visible()
    choose(page, "六、其他需要报告的事项", "用恢复的")
    choose(page, "表三", "不要")
    page.get_by_role("button", name="按选择继续").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "没存上的其他事项。" in died.text()
    assert died.value(("tables", "applications", "new_received", "enterprise")) != 77


def test_declined_edits_are_put_away(died: Table, show_widget: Show) -> None:
    page = show_widget(died.widget)
    for part in ("六、其他需要报告的事项", "表三"):
        choose(page, part, "不要")
    page.get_by_role("button", name="按选择继续").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "没存上的其他事项。" not in died.text()
    assert died.saver.state.kind == "saved"


def keep(page: Page, table: Table, value: str, base: object) -> None:
    """Leave in the browser what a page leaves that is closed before the kernel answers."""
    page.evaluate(
        """([file, value, base]) => {
            const entry = {value, base, time: Date.now() - 60000};
            localStorage.setItem('nianbao:unacknowledged:' + file, JSON.stringify({'["sections","other"]': entry}));
        }""",
        [str(table.path), value, base],
    )


def left(page: Page) -> Any:
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('nianbao:')).length")


def again(page: Page) -> None:
    """Open the widget anew in the same browser."""
    page.evaluate(
        """() => {
            const el = document.getElementById('widget');
            host.close(); el.replaceChildren();
            return import(URL.createObjectURL(new Blob([window.script], {type: 'text/javascript'})))
                .then(module => module.default.render({model: host.model, el}));
        }"""
    )


@pytest.mark.parametrize(("choice", "there"), [("用恢复的", True), ("不要", False)])
def test_what_the_browser_kept_is_offered_on_return(
    table: Table, show_widget: Show, choice: str, there: bool
) -> None:
    page = show_widget(table.widget)
    page.evaluate("script => { window.script = script; }", str(Saving._esm))
    keep(page, table, "浏览器留着的。", table.value(OTHER))
    again(page)
    expect(page.get_by_role("dialog", name="浏览器里还有没交上去的修改")).to_be_visible()
    choose(page, "六、其他需要报告的事项", choice)
    page.get_by_role("button", name="按选择继续").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert ("浏览器留着的。" in table.text()) is there
    assert left(page) == 0


def test_what_is_put_off_outlives_typing_and_is_offered_again(table: Table, show_widget: Show) -> None:
    page = show_widget(table.widget)
    page.evaluate("script => { window.script = script; }", str(Saving._esm))
    keep(page, table, "浏览器留着的。", table.value(OTHER))
    again(page)
    page.get_by_role("button", name="以后再说").click()
    expect(page.get_by_role("status")).to_contain_text("还替您留着 1 处")
    # The clerk types in that section, and the kernel acknowledges it.
    keep(page, table, "后来写的。", None)
    page.evaluate("file => localStorage.removeItem('nianbao:unacknowledged:' + file)", str(table.path))
    page.get_by_role("button", name="去选择").click()
    choose(page, "六、其他需要报告的事项", "用恢复的")
    page.get_by_role("button", name="按选择继续").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".nb-notice")).to_have_count(0)
    assert "浏览器留着的。" in table.text()
    assert left(page) == 0


def test_what_is_nowhere_on_disk_stays_in_the_browser(table: Table, show_widget: Show) -> None:
    page = show_widget(table.widget)
    page.evaluate("script => { window.script = script; }", str(Saving._esm))
    keep(page, table, "浏览器留着的。", table.value(OTHER))
    again(page)
    choose(page, "六、其他需要报告的事项", "用恢复的")
    full = WriteError("写不进「yunxi.yaml」：磁盘已满。")
    with (
        mock.patch("nianbao.editor.session.write_atomically", side_effect=full),
        mock.patch("nianbao.editor.journal.Journal.append", return_value=False),
    ):
        page.get_by_role("button", name="按选择继续").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
    assert left(page) == 1


def test_what_arrived_after_all_is_not_offered(table: Table, show_widget: Show) -> None:
    page = show_widget(table.widget)
    page.evaluate("script => { window.script = script; }", str(Saving._esm))
    table.workspace.edit({OTHER: "到了的。"})
    keep(page, table, "到了的。", None)
    again(page)
    page.wait_for_function("() => !Object.keys(localStorage).some(key => key.startsWith('nianbao:'))")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_control_s_saves_the_report_and_nothing_else(table: Table, show_widget: Show) -> None:
    page = show_widget(table.widget)
    page.evaluate(
        """() => {
            window.others = 0;
            document.addEventListener('keydown', () => { window.others++; }, true);
            document.getElementById('widget').classList.add('nb-desk');
            const input = document.createElement('input');
            document.getElementById('widget').append(input);
            input.focus();
        }"""
    )
    table.workspace.edit({OTHER: "马上保存。"})
    page.keyboard.press("Control+s")
    for _ in range(600):
        page.wait_for_timeout(100)
        if "马上保存。" in table.text():
            break
    assert "马上保存。" in table.text()
    assert page.evaluate("window.others") == 1  # the Control key alone


def test_a_full_disk_is_said_and_the_text_can_go_elsewhere(table: Table, show_widget: Show) -> None:
    page = show_widget(table.widget)
    error = WriteError("写不进「yunxi.yaml」：磁盘已满。")
    error.__cause__ = OSError(28, "No space left on device")
    table.workspace.edit({OTHER: "还没有落盘的。"})
    with mock.patch("nianbao.editor.session.write_atomically", side_effect=error):
        table.timers.pass_(3)
    expect(page.get_by_role("status")).to_contain_text("磁盘已满")
    with page.expect_download() as download:
        page.get_by_role("button", name="另存到别处").click()
    assert download.value.suggested_filename == "yunxi.yaml"
    assert "还没有落盘的。" in Path(download.value.path()).read_text(encoding="utf-8")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".nb-notice")).to_have_count(0)
    assert "还没有落盘的。" in table.text()


def test_a_second_desk_is_told_and_takes_over(table: Table, show_widget: Show) -> None:
    second = Workspace(table.workspace.folder)
    second.open(table.path)
    other = Table(second)
    page = show_widget(other.widget)
    expect(page.get_by_role("status")).to_contain_text("这份底稿正由")
    table.saver.close()
    other.timers.pass_(4)
    page.get_by_role("button", name="接着编辑").click()
    expect(page.locator(".nb-notice")).to_have_count(0)
    second.edit({OTHER: "接着写。"})
    second.close()


def test_a_file_that_is_gone_can_be_written_anew(table: Table, show_widget: Show) -> None:
    page = show_widget(table.widget)
    table.path.unlink()
    table.timers.pass_(3)
    page.get_by_role("button", name="在原处重新写一份").click()
    expect(page.locator(".nb-notice")).to_have_count(0)
    assert table.path.exists()
