"""The county's pages in the whole desk: an officer begins there, goes to a unit's report and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from nianbao.county.place import CountyPlace
from nianbao.county.roster_book import roster_workbook
from nianbao.county.roster_start import entries_of_params
from tests.browser.commands import served
from tests.browser.pages import accessibility_report, picture_folder, scrolls_sideways, watch
from tests.desk.host import sample


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The desk of the fictional county, on the screen of an office PC."""
    folder = tmp_path / "示例县 年报"
    sample(folder)
    roster = CountyPlace(folder, 2024).roster
    roster.parent.mkdir()
    roster.write_bytes(roster_workbook(*entries_of_params(folder)))
    with served("desk", folder) as server:
        context = browser.new_context(locale="zh-CN", viewport={"width": 1093, "height": 614})
        seen = watch(context)
        page = context.new_page()
        page.goto(server.link)
        expect(page.locator(".nb-county-name")).to_have_text("示例县", timeout=60_000)
        page.set_default_timeout(60_000)
        yield page
        seen.assert_quiet()
        context.close()


def test_an_officer_begins_at_the_county_and_comes_back_from_a_report(page: Page) -> None:
    expect(page.get_by_role("heading", name="单位名单")).to_be_visible()
    expect(page.get_by_role("button", name="撤销")).to_be_hidden()
    assert accessibility_report(page) == ""
    assert not scrolls_sideways(page)
    page.screenshot(path=picture_folder() / "desk-county.png")

    page.get_by_role("button", name="选择年报").click()
    expect(page.get_by_label("找单位或年份")).to_be_focused()
    expect(page.locator(".nb-county-page")).to_be_hidden()
    page.get_by_role("button", name="县级工作").click()
    page.get_by_role("button", name="云溪镇", exact=True).click()
    expect(page.get_by_role("button", name="云溪镇　2024 年")).to_be_visible()
    expect(page.locator(".nb-panes")).to_be_visible()
    expect(page.locator(".nb-county-page")).to_be_hidden()

    page.get_by_role("button", name="县级工作").click()
    expect(page.locator(".nb-county-page")).to_be_visible()
    expect(page.locator(".nb-panes")).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('.nb-pane-county') !== null")

    page.get_by_role("navigation", name="县级工作的步骤").get_by_role("button", name="报送进度").press(
        "Enter"
    )
    expect(page.get_by_role("heading", name="报送进度", exact=True)).to_be_focused()
    expect(page.locator(".nb-county-table tbody tr")).to_have_count(19)
    page.get_by_role("button", name="回到底稿").press("Enter")
    expect(page.locator(".nb-panes")).to_be_visible()
    assert accessibility_report(page) == ""
