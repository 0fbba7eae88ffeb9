"""The desk as a county serves it: two units in two browsers, each with its own link, each at its own report."""

from __future__ import annotations

import os
import time

from playwright.sync_api import Page, expect

from nianbao.county_server.links import Links
from tests.browser.clerk import SHOWN, Clerk
from tests.browser.fixtures import OpenPage
from tests.browser.pages import accessibility_report, picture_folder
from tests.county_server.conftest import HONEST, HOSTILE, SECRET, County
from tests.county_server.conftest import county as county  # a fixture

VIEW = {"width": 1366, "height": 768}


def _arrived(page: Page, county: County, unit: str) -> Clerk:
    clerk = Clerk(page, county.home(unit)).arrive()
    assert page.url == f"http://127.0.0.1:{county.port}/u/{unit}/", "nothing secret stays in the address"
    expect(page.locator("#desk-message")).to_be_hidden()
    return clerk


def test_two_units_at_once_each_see_their_own(county: County, open_page: OpenPage) -> None:
    address = f"http://127.0.0.1:{county.port}/in#"
    (one, seen_one), (two, seen_two) = (
        open_page(address + county.links[unit], viewport=VIEW) for unit in (HONEST, HOSTILE)
    )
    first, second = _arrived(one, county, HONEST), _arrived(two, county, HOSTILE)
    expect(one.locator("button.nb-report")).to_contain_text("云溪镇　2024 年")
    expect(two.locator("button.nb-report")).to_contain_text("白鹭镇　2024 年")
    one.screenshot(path=picture_folder() / "county-unit-desk.png")
    first.at_end()
    one.keyboard.insert_text(SECRET)
    path = first.folder / "params" / "2024" / f"{HONEST}.yaml"
    until = time.monotonic() + SHOWN / 1000
    while SECRET not in path.read_text(encoding="utf-8"):
        assert time.monotonic() < until, "what was typed is saved"
        one.wait_for_timeout(200)
    two.locator("button.nb-report").click()
    expect(two.locator(".nb-report-row").first).to_be_visible()
    assert SECRET not in two.content()
    assert "云溪镇" not in two.locator("body").inner_text()
    assert SECRET.encode() not in b"".join(
        file.read_bytes() for file in second.folder.rglob("*") if file.is_file()
    )
    # A hostile page asks with all that its browser has.
    asked = "async path => (await fetch(path, {credentials: 'include'})).status"
    assert two.evaluate(asked, f"/u/{HONEST}/") == 403
    assert two.evaluate(asked, f"/u/{HOSTILE}/") == 200
    assert two.evaluate("document.cookie") == "" or "nianbao" not in two.evaluate("document.cookie")
    seen_one.assert_quiet()
    # A new link ends what came in by the old one.
    Links(county.folder).renew(HONEST)
    expect(one.get_by_role("alertdialog").get_by_role("heading")).to_have_text(
        "编报台已经关闭", timeout=SHOWN
    )
    seen_two.assert_quiet("Failed to load resource: the server responded with a status of 403")


def test_a_wrong_link_says_what_to_do(county: County, open_page: OpenPage) -> None:
    page, _ = open_page(f"http://127.0.0.1:{county.port}/in#{os.urandom(32).hex()}", viewport=VIEW)
    expect(page.get_by_role("heading")).to_have_text("这个链接打不开编报台")
    assert page.url.endswith("/in")
    assert accessibility_report(page) == ""
    page.screenshot(path=picture_folder() / "county-wrong-link.png")
    page.goto(f"http://127.0.0.1:{county.port}/u/{HONEST}/")
    expect(page.locator("#words")).to_contain_text("请打开县里发给本单位的链接")
