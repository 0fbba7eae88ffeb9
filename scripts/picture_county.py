"""Picture the county's month for the officer's guide: a desk, a board and sums of the fictional county."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

from month.steps import DAYS, Office
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.commands import served  # noqa: E402
from tests.browser.pages import CHROMIUM_FLAGS, chromium_path, office_fonts  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
VIEW = {"width": 1093, "height": 614}
"""A screen of 1366 by 768 at 125 %."""

COLOURS = 64


def keep(page: Page, name: str) -> None:
    """Keep a picture of the page as it is."""
    page.mouse.move(VIEW["width"] / 2, VIEW["height"] - 4)
    page.wait_for_timeout(800)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS).save(PICTURES / f"county-{name}.png", optimize=True)


def play_round(office: Office, number: int) -> None:
    """Play one look into the inbox and what follows from it."""
    office.receive(number, DAYS[number - 1])
    office.send_back(DAYS[number - 1])
    office.show_board(DAYS[number - 1])


def files(browser: Browser, office: Office) -> None:
    """Play half the month and picture pages that are written as files: their days are the month's, not today's."""
    page = browser.new_context(locale="zh-CN", viewport=VIEW).new_page()
    office.begin()
    office.send_forms()
    play_round(office, 1)
    page.goto((office.place.of_year / "报送进度" / "报送进度.html").as_uri())
    keep(page, "board")
    play_round(office, 2)
    office.add_up(DAYS[1])
    page.goto((office.place.of_year / "汇总" / "汇总.html").as_uri())
    page.locator("td.number a").first.click()
    keep(page, "sums")


def desk(browser: Browser, office: Office) -> None:
    """Picture the county's page of the desk."""
    with served("desk", office.folder) as server:
        page = browser.new_context(locale="zh-CN", viewport=VIEW).new_page()
        page.goto(server.link)
        expect(page.locator(".nb-county-name")).to_have_text("示例县", timeout=120_000)
        keep(page, "roster")


def main() -> int:
    """Play half a month and picture it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place) / "示例县年报"
        (folder / "params").mkdir(parents=True)
        office = Office(folder, lambda words: None)
        fonts = {**os.environ, "FONTCONFIG_FILE": str(office_fonts(Path(place)))}
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=list(CHROMIUM_FLAGS), env=fonts
        )
        files(browser, office)
        desk(browser, office)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
