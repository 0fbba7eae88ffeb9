"""The list of sections, in a real browser with its real Python half."""

from __future__ import annotations

from playwright.sync_api import expect

from nianbao.desk.outline import Outline
from nianbao.desk.workspace import Workspace
from tests.browser.pages import accessibility_report
from tests.desk.conftest import Show
from tests.desk.writing import until


def test_sections_stand_in_printed_order_with_their_marks(workspace: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: Outline(workspace))
    expect(page.locator("[data-section] .nb-label")).to_have_text([one.label for one in workspace.sections])
    assert accessibility_report(page) == ""


def test_a_click_shows_a_section_and_an_edit_changes_its_mark(
    workspace: Workspace, show_widget: Show
) -> None:
    page = show_widget(lambda: Outline(workspace))
    page.get_by_role("button", name="六、其他需要报告的事项").click()
    expect(page.locator("[aria-current]")).to_have_attribute("data-section", "other")
    assert workspace.spot.section == "other"
    workspace.edit({("sections", "other"): "……"})
    expect(page.locator("[data-section=other] .nb-mark")).to_contain_text("初稿中")


def test_arrows_move_and_enter_asks_for_the_keyboard(workspace: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: Outline(workspace))
    page.locator("[aria-current]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-current]")).to_have_attribute("data-section", "overview")
    page.keyboard.press("Enter")
    until(page, lambda: workspace.spot.focus)
