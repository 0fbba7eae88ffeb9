"""Quoted figures: chips that show values, the chooser, the ledger rows behind a number."""

from __future__ import annotations

from playwright.sync_api import expect

from nianbao.desk.workspace import Workspace
from tests.desk.conftest import Show
from tests.desk.writing import content, holds, typed, until, write_in

TOTAL = "{{ applications.new_received.total }}"


def test_a_figure_is_a_chip_with_its_value_and_its_chinese_label(
    workspace: Workspace, show_widget: Show
) -> None:
    page = write_in(workspace, show_widget, text=f"收到{TOTAL}件。")
    chip = page.get_by_role("img", name="表三 一、本年新收政府信息公开申请数量 总计：6")
    expect(chip).to_have_text("6")
    expect(chip).to_have_attribute("title", "表三 一、本年新收政府信息公开申请数量 总计")
    assert typed(page) == f"收到{TOTAL}件。"


def test_a_chip_is_gone_over_and_goes_as_one(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text=f"收到{TOTAL}件。")
    for key in ("ArrowLeft", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    page.keyboard.type("了")
    holds(page, workspace, f"收到了{TOTAL}件。")
    page.keyboard.press("Delete")
    holds(page, workspace, "收到了件。")


def test_a_chip_shows_what_the_ledger_says_now(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text=f"收到{TOTAL}件。")
    expect(page.locator(".nt-chip")).to_have_text("6")
    workspace.edit({("tables", "applications", "new_received", "enterprise"): 30})
    expect(page.locator(".nt-chip")).to_have_text("36")


def test_an_unknown_reference_is_marked_and_can_be_put_right(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="收到{{ nowhere.at.all }}件，都已办结。")
    missing = page.get_by_role("img", name="没有这个数据：nowhere.at.all")
    expect(missing).to_have_text("⚠ nowhere.at.all")
    missing.click()
    page.get_by_role("button", name="换成别的数据").click()
    page.keyboard.type("新收 总计")
    page.keyboard.press("Enter")
    holds(page, workspace, f"收到{TOTAL}件，都已办结。")
    expect(page.locator(".nt-chip-missing")).to_have_count(0)


def test_a_figure_is_inserted_with_the_keyboard_alone(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="收到申请件。")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+Space")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("新收 自然人")
    expect(page.get_by_role("option").first).to_contain_text("表三 一、本年新收政府信息公开申请数量 自然人6")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.type("多")  # the keyboard is back in the text, behind the figure
    holds(page, workspace, "收到申请{{ applications.new_received.natural_person }}多件。")


def test_enter_takes_what_was_typed_last_not_what_was_listed_before(
    workspace: Workspace, show_widget: Show
) -> None:
    page = write_in(workspace, show_widget, text="收到。")
    page.keyboard.press("Alt+i")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.insert_text("新收 总计")
    page.keyboard.press("Enter")
    holds(page, workspace, f"收到。{TOTAL}")


def test_two_braces_of_either_width_open_the_chooser_and_escape_leaves_them(
    workspace: Workspace, show_widget: Show
) -> None:
    page = write_in(workspace, show_widget, text="收到")
    page.keyboard.type("{{")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(content(page)).to_be_focused()
    holds(page, workspace, "收到{{")
    for _ in range(2):
        page.keyboard.press("Backspace")
    page.keyboard.insert_text("｛")
    page.keyboard.insert_text("｛")
    page.get_by_role("combobox").fill("新收 总计")
    page.get_by_role("option", name="表三 一、本年新收政府信息公开申请数量 总计 6").click()
    holds(page, workspace, f"收到{TOTAL}")


def test_the_chooser_says_when_it_finds_nothing(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="收到")
    page.get_by_role("button", name="插入数据").click()
    page.get_by_role("combobox").fill("没有这样的数据")
    expect(page.get_by_text("没有找到。请换个词")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_be_visible()
    page.keyboard.press("Escape")
    assert typed(page) == "收到"


def test_the_rows_of_the_ledger_are_two_keys_away(workspace: Workspace, show_widget: Show) -> None:
    page = write_in(workspace, show_widget, text="复议{{ review_litigation.reconsideration.total }}件")
    page.keyboard.press("ArrowLeft")  # beside the chip
    expect(page.locator(".nt-strip")).to_contain_text("表四 行政复议 总计：1")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="来源")).to_be_focused()
    page.keyboard.press("Enter")
    row = page.locator(".nt-strip tbody tr")
    expect(row).to_contain_text("yunxi-2024.xlsx")
    expect(row).to_contain_text("复议诉讼台账3示例案〔2023〕1号1")
    page.keyboard.press("Escape")
    expect(content(page)).to_be_focused()


def test_what_is_copied_is_what_is_printed_and_pastes_as_it_was(
    workspace: Workspace, show_widget: Show
) -> None:
    page = write_in(workspace, show_widget, text=f"收到{TOTAL}件。")
    page.keyboard.press("Control+a")
    copied = page.evaluate(
        """() => { const data = new DataTransfer(); const area = document.querySelector('.cm-content');
          area.dispatchEvent(new ClipboardEvent('copy', {clipboardData: data, bubbles: true, cancelable: true}));
          return Object.fromEntries(data.types.map(kind => [kind, data.getData(kind)])); }"""
    )
    assert copied["text/plain"] == "收到6件。"
    page.keyboard.press("Control+End")
    page.evaluate(
        """kinds => { const data = new DataTransfer();
          for (const [kind, text] of Object.entries(kinds)) data.setData(kind, text);
          document.querySelector('.cm-content').dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""",
        copied,
    )
    until(page, lambda: typed(page) == f"收到{TOTAL}件。" * 2)
