"""Asking a page of one widget for its dialogs."""

from __future__ import annotations

from playwright.sync_api import Page


def ask_for(page: Page, name: str, **detail: bool) -> None:
    """Have a dialog or a tab opened, as a button of another widget does."""
    page.evaluate(
        "detail => window.dispatchEvent(new CustomEvent('nianbao-show', {detail}))",
        {"name": name, **detail},
    )
