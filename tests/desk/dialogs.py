"""Asking a page of one widget for its dialogs."""

from __future__ import annotations

from playwright.sync_api import Page


def ask_for(page: Page, name: str) -> None:
    """Have a dialog opened, as a button of another widget does."""
    page.evaluate(
        "name => window.dispatchEvent(new CustomEvent('nianbao-show', {detail: {name}}))",
        name,
    )
