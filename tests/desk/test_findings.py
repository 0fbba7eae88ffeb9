"""The findings panel, in a real browser with its real Python half."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from nianbao.checks import check_path
from nianbao.desk.findings import FindingsPanel
from nianbao.desk.workspace import Spot, Workspace
from nianbao.reviewing.mending import mend
from nianbao.reviewing.selection import Selection
from tests.browser.pages import accessibility_report, scrolls_sideways
from tests.desk.conftest import Show

OVERVIEW = ("sections", "overview")
TOTAL = ("tables", "review_litigation", "reconsideration", "total")
FLAWED: dict[Any, Any] = {
    OVERVIEW: "全年公开 信息32条，，按期更新。\n\n另有12条,也按期更新。",
    ("sections", "other"): "没有&nbsp;其他事项。",
    ("tables", "review_litigation", "reconsideration", "upheld"): 1,
    TOTAL: 5,
}


@pytest.fixture
def flawed(workspace: Workspace) -> Workspace:
    workspace.edit(FLAWED)
    return workspace


def item(page: Page, code: str) -> Locator:
    return page.locator(".nb-finding-item").filter(has=page.locator(".nb-finding-code", has_text=code)).first


def codes(workspace: Workspace) -> list[str]:
    return [finding.code for finding in workspace.round.findings]


def test_all_findings_stand_in_groups_with_counts(flawed: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: FindingsPanel(flawed))
    for severity in ("error", "warning", "hint"):
        wanted = [one.message for one in flawed.round.findings if one.severity == severity]
        expect(page.locator(f".nb-finding-filter.nb-finding-{severity} .nb-finding-count")).to_have_text(
            str(len(wanted))
        )
        shown = page.locator(f".nb-finding-item.nb-finding-{severity} .nb-finding-message")
        assert sorted(shown.all_text_contents()) == sorted(wanted)
    warnings = page.get_by_role("region", name="请核实").locator(".nb-finding-section")
    labels = [section.label for section in flawed.sections]
    said = warnings.all_text_contents()
    assert said == sorted(said, key=labels.index)
    assert item(page, "A101").locator(".nb-finding-place").inner_text().startswith("表四「行政复议」行")
    assert accessibility_report(page) == ""


def test_enter_and_a_click_go_to_the_place(flawed: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: FindingsPanel(flawed))
    item(page, "W103").locator(".nb-finding-head").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("host.model.get('state').current === 'overview'")
    spot = flawed.spot
    text = str(flawed.session.document.value(OVERVIEW)) if flawed.session else ""
    assert spot.focus
    assert (spot.start, text[spot.start or 0 :][:2]) == (text.index("，，"), "，，")
    item(page, "A101").locator(".nb-finding-head").click()
    page.wait_for_function("host.model.get('state').current === 'review_litigation'")
    assert flawed.spot == Spot(
        "review_litigation", "review_litigation", "reconsideration", "total", focus=True
    )


def test_findings_follow_an_edit_and_the_keyboard_stays(flawed: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: FindingsPanel(flawed))
    head = item(page, "W112").locator(".nb-finding-head")
    head.focus()
    page.evaluate("document.activeElement.dataset.mine = 'yes'")
    flawed.edit({OVERVIEW: str(FLAWED[OVERVIEW]).replace("，，", "，")})
    expect(item(page, "W103")).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.mine") == "yes"
    flawed.edit({OVERVIEW: "全年公开信息32条，按期更新。"})
    expect(item(page, "W112")).to_have_count(0)
    assert page.evaluate("document.activeElement.className") == "nb-finding-head"
    expect(page.locator("[role=status]")).to_contain_text("校核问题：")


def test_arrows_move_and_tab_reaches_only_the_buttons_of_one(flawed: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: FindingsPanel(flawed))
    heads = page.locator(".nb-finding-head")
    heads.first.focus()
    page.keyboard.press("ArrowDown")
    expect(heads.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(heads.last).to_be_focused()
    assert page.locator(".nb-finding-head[tabindex='0']").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.activeElement.closest('li') === [...document.querySelectorAll('.nb-finding-item')].at(-1)"
    )


def test_a_fix_is_one_click_and_one_undo(flawed: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: FindingsPanel(flawed))
    item(page, "A101").locator("[data-do=fix]").click()
    expect(item(page, "A101")).to_have_count(0)
    assert flawed.session is not None
    assert flawed.session.document.value(TOTAL) == 1
    item(page, "W103").locator("[data-do=fix]").click()
    expect(item(page, "W103")).to_have_count(0)
    assert flawed.session.document.value(OVERVIEW) == str(FLAWED[OVERVIEW]).replace("，，", "，")
    flawed.undo()
    expect(item(page, "W103")).to_have_count(1)


def test_all_fixes_are_shown_first_and_are_those_of_the_command(flawed: Workspace, show_widget: Show) -> None:
    assert flawed.session is not None
    before = flawed.session.document
    page = show_widget(lambda: FindingsPanel(flawed))
    page.get_by_role("button", name="全部安全改正").click()
    changes = page.get_by_role("region", name="将作的改正")
    expect(changes.locator("del")).not_to_have_count(0)
    expect(changes.get_by_role("button", name="照此改正")).to_be_focused()
    assert flawed.session.document is before
    assert accessibility_report(page) == ""
    changes.get_by_role("button", name="照此改正").click()
    expect(changes).to_be_hidden()
    flawed.session.document.path.write_bytes(before.data)
    command = mend(flawed.session.document.path, flawed.folder, Selection())
    command.write()
    assert [one.code for one in check_path(flawed.session.document.path, flawed.folder)[0]] == codes(flawed)
    assert flawed.session.document.value(OVERVIEW) == "全年公开信息32条，按期更新。\n\n另有12条，也按期更新。"


def test_what_was_edited_since_it_was_shown_is_shown_again(flawed: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: FindingsPanel(flawed))
    page.get_by_role("button", name="全部安全改正").click()
    expect(page.get_by_role("button", name="照此改正")).to_be_visible()
    flawed.edit({("sections", "problems"): "问题，，措施。"})
    page.get_by_role("button", name="照此改正").click()
    expect(page.get_by_role("alert")).to_contain_text("再看一遍")
    expect(page.get_by_role("region", name="将作的改正")).to_contain_text("问题")
    assert flawed.session is not None
    assert flawed.session.document.value(("sections", "problems")) == "问题，，措施。"


def test_a_finding_is_answered_changed_and_withdrawn(flawed: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: FindingsPanel(flawed))
    item(page, "A101").locator("[data-do=answer]").click()
    page.keyboard.type("原表如此，已向上级说明。")
    page.get_by_role("button", name="写入说明").click()
    answered = page.get_by_role("region", name="已作情况说明")
    expect(answered.locator(".nb-finding-reason")).to_have_text("情况说明：原表如此，已向上级说明。")
    assert flawed.session is not None
    part = ("accepted", "A101", "review_litigation/reconsideration/total")
    assert flawed.session.document.value(part) == "原表如此，已向上级说明。"
    assert next(one for one in flawed.round.findings if one.code == "A101").answered
    item(page, "A101").locator("[data-do=answer]").click()
    page.locator("textarea").fill("已改正。")
    page.keyboard.press("Control+Enter")
    expect(answered.locator(".nb-finding-reason")).to_have_text("情况说明：已改正。")
    item(page, "A101").locator("[data-do=withdraw]").click()
    expect(answered).to_be_hidden()
    assert flawed.session.document.value(part) is None


def test_an_empty_reason_is_refused_and_what_is_typed_in_it_composes(
    flawed: Workspace, show_widget: Show
) -> None:
    page = show_widget(lambda: FindingsPanel(flawed))
    item(page, "W103").locator("[data-do=answer]").click()
    page.get_by_role("button", name="写入说明").click()
    expect(page.get_by_role("alert")).to_contain_text("要写明原因")
    composing = (
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Escape', isComposing: true, bubbles: true}))"
    )
    page.evaluate(composing)
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("textarea")).to_have_count(0)


def test_a_stale_answer_is_named_and_goes_with_a_click(flawed: Workspace, show_widget: Show) -> None:
    part = ("accepted", "W104", "overview")
    flawed.edit({part: "以前的引号。"})
    page = show_widget(lambda: FindingsPanel(flawed))
    expect(item(page, "Y102")).to_contain_text("已没有对应的校核问题")
    item(page, "Y102").locator("[data-do=withdraw]").click()
    expect(item(page, "Y102")).to_have_count(0)
    assert flawed.session is not None
    assert flawed.session.document.value(part) is None


def test_why_opens_the_explanation(flawed: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: FindingsPanel(flawed))
    why = item(page, "A101").locator("[data-do=explain]")
    why.click()
    expect(item(page, "A101").locator(".nb-finding-why")).to_contain_text("依据：")
    expect(why).to_have_attribute("aria-expanded", "true")
    flawed.edit({TOTAL: 6})
    expect(item(page, "A101").locator(".nb-finding-message")).to_contain_text("为 6")
    expect(item(page, "A101").locator(".nb-finding-why")).to_be_visible()
    why.click()
    expect(item(page, "A101").locator(".nb-finding-why")).to_have_count(0)


def test_filters_by_severity_and_by_the_current_section(flawed: Workspace, show_widget: Show) -> None:
    page = show_widget(lambda: FindingsPanel(flawed))
    page.locator(".nb-finding-filter.nb-finding-hint").click()
    expect(page.locator(".nb-finding-item.nb-finding-hint")).to_have_count(0)
    page.get_by_label("只看当前部分").check()
    flawed.go_to(Spot("other"))
    expect(page.locator(".nb-finding-section")).to_have_text(["六、其他需要报告的事项"])
    flawed.go_to(Spot("problems"))
    expect(page.locator(".nb-findings-none")).to_be_visible()


def test_a_report_with_hundreds_of_findings_and_no_report(workspace: Workspace, show_widget: Show) -> None:
    text = "\n\n".join(f"第{number}件，，已公开" for number in range(150))
    workspace.edit({OVERVIEW: text, ("sections", "other"): text})
    assert len(workspace.round.findings) > 300
    page = show_widget(lambda: FindingsPanel(workspace), viewport={"width": 340, "height": 600})
    expect(page.locator(".nb-finding-item")).to_have_count(len(workspace.round.findings))
    assert not scrolls_sideways(page)
    workspace.close()
    expect(page.locator(".nb-findings-none")).to_have_text("还没有打开底稿。")


def test_a_kernel_that_is_silent_is_said(flawed: Workspace, show_widget: Show, tmp_path: Path) -> None:
    page = show_widget(lambda: FindingsPanel(flawed))
    page.evaluate("host.dead = true")
    item(page, "W103").locator("[data-do=fix]").click()
    expect(page.get_by_role("alert")).to_contain_text("没有回应")
