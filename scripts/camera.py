"""How pages of the desk are pictured: the screen of an office PC, the office's fonts, few colours.

With it, the helpers of ``tests`` can be imported too.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.pages import CHROMIUM_FLAGS, chromium_path, office_fonts  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
VIEW = {"width": 1093, "height": 614}
"""A screen of 1366 by 768 at 125 %."""

COLOURS = 64


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser that has the fonts of an office PC."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        fonts = {**os.environ, "FONTCONFIG_FILE": str(office_fonts(Path(place)))}
        started = playwright.chromium.launch(
            executable_path=chromium_path(), args=list(CHROMIUM_FLAGS), env=fonts
        )
        yield started
        started.close()


def new_page(chromium: Browser) -> Page:
    """Open a page on that screen."""
    return chromium.new_context(locale="zh-CN", viewport=VIEW, device_scale_factor=1).new_page()


def keep(page: Page, name: str) -> None:
    """Keep a picture of the page as it is, as ``docs/pictures/<name>.png``."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.mouse.move(VIEW["width"] / 2, VIEW["height"] - 4)
    page.wait_for_timeout(800)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)
