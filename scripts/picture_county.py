"""Picture the county's month for the officer's guide: a desk, a board and sums of the fictional county."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from camera import browser, keep, new_page
from month.steps import DAYS, Office
from playwright.sync_api import Browser, expect
from tests.browser.commands import served


def play_round(office: Office, number: int) -> None:
    """Play one look into the inbox and what follows from it."""
    office.receive(number, DAYS[number - 1])
    office.send_back(DAYS[number - 1])
    office.show_board(DAYS[number - 1])


def files(chromium: Browser, office: Office) -> None:
    """Play half the month and picture pages that are written as files: their days are the month's, not today's."""
    page = new_page(chromium)
    office.begin()
    office.send_forms()
    play_round(office, 1)
    page.goto((office.place.of_year / "报送进度" / "报送进度.html").as_uri())
    keep(page, "county-board")
    play_round(office, 2)
    office.add_up(DAYS[1])
    page.goto((office.place.of_year / "汇总" / "汇总.html").as_uri())
    page.locator("td.number a").first.click()
    keep(page, "county-sums")


def desk(chromium: Browser, office: Office) -> None:
    """Picture the county's page of the desk."""
    with served("desk", office.folder) as server:
        page = new_page(chromium)
        page.goto(server.link)
        expect(page.locator(".nb-county-name")).to_have_text("示例县", timeout=120_000)
        keep(page, "county-roster")


def main() -> int:
    """Play half a month and picture it."""
    with tempfile.TemporaryDirectory() as place, browser() as chromium:
        folder = Path(place) / "示例县年报"
        (folder / "params").mkdir(parents=True)
        office = Office(folder, lambda words: None)
        files(chromium, office)
        desk(chromium, office)
    return 0


if __name__ == "__main__":
    sys.exit(main())
