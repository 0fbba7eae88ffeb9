"""Fixtures of the browser tests. Without a Chromium they fail; a skipped check checks nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.pages import CHROMIUM_FLAGS, Watch, chromium_path, office_fonts, watch

PATIENCE = 60_000
"""Milliseconds: a machine that tests other things at the same time is slow."""

expect.set_options(timeout=PATIENCE)

OpenPage = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One headless Chromium for all tests, with the shipped faces under the official names."""
    try:
        path = chromium_path()
    except RuntimeError as error:
        pytest.fail(str(error))
    fonts = office_fonts(tmp_path_factory.mktemp("fonts"))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            headless=True,
            args=list(CHROMIUM_FLAGS),
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """A factory: address and context options in, a watched page out."""
    contexts: list[BrowserContext] = []

    def open_(address: str, **options: Any) -> tuple[Page, Watch]:
        context = browser.new_context(locale="zh-CN", **options)
        context.set_default_timeout(PATIENCE)  # for clicks, downloads and new pages, too
        contexts.append(context)
        seen = watch(context)
        page = context.new_page()
        page.goto(address)
        return page, seen

    yield open_
    for context in contexts:
        context.close()
