"""What a clerk does at the desk, in words; the same in Voilà and in JupyterLab."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import CDPSession, Locator, Page, expect

SHOWN = 120_000
"""Milliseconds that a desk may take to be there, on a machine with other work."""

SAVED = 60.0
"""Seconds within which what was typed stands in the file."""


@dataclass(frozen=True)
class Clerk:
    """A clerk at a desk in a page.

    Attributes:
        page: The page.
        folder: The working folder.
    """

    page: Page
    folder: Path

    def arrive(self) -> Clerk:
        """Wait until the desk is there."""
        self.page.locator(".nb-desk").wait_for(timeout=SHOWN)
        self.page.locator(".nianbao:visible").first.wait_for(timeout=SHOWN)
        return self

    def open(self, unit: str, year: int) -> Clerk:
        """Choose a report in the list and wait until it is open."""
        name = f"{unit}　{year} 年"
        bar, welcome = self.page.locator("button.nb-report"), self.page.locator(".nb-welcome .nb-report-row")
        # Either comes after the desk itself; the list behind the dialog must not be taken for the one in it.
        expect(bar.filter(has_text=re.compile(r"\d{4} 年")).or_(welcome).first).to_be_visible(timeout=SHOWN)
        if not welcome.first.is_visible():
            bar.click()
        self.page.locator(".nb-report-row:visible").filter(has_text=name).first.click(timeout=SHOWN)
        expect(bar).to_contain_text(name)
        expect(self.page.get_by_role("dialog")).to_have_count(0)
        expect(self.page.locator(".nb-welcome .nb-chooser")).to_have_count(0)
        return self

    def go_to(self, section: str) -> None:
        """Choose a section in the list and wait until its text is there to be written on."""
        entry = self.page.locator(f"[data-section={section}]")
        entry.click()
        expect(entry).to_have_attribute("aria-current", "true")
        expect(self.page.locator(f".nb-narrative[data-shows={section}]")).to_have_count(1)

    def show(self, tab: str) -> None:
        """Show a tab of a pane."""
        self.page.get_by_role("tab", name=tab).click()

    @property
    def text(self) -> Locator:
        """The text of the section that is shown."""
        return self.page.locator(".cm-content")

    def at_end(self) -> None:
        """Put the cursor behind the last character, once there is a text to write on."""
        expect(self.page.locator(".nb-narrative[data-shows]:not([data-shows=''])")).to_have_count(1)
        expect(self.text).to_have_attribute("contenteditable", "true")
        self.text.click()
        self.page.keyboard.press("Control+End")

    def input_method(self) -> CDPSession:
        """Give the line by which an input method speaks to the browser."""
        return self.page.context.new_cdp_session(self.page)

    def paste(self, kinds: dict[str, str]) -> None:
        """Paste what a program put on the clipboard, kind by kind, where the keyboard is."""
        self.page.evaluate(
            """kinds => {
              const data = new DataTransfer();
              for (const [kind, text] of Object.entries(kinds)) data.setData(kind, text);
              document.activeElement.dispatchEvent(
                new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
            }""",
            kinds,
        )

    # --- files --------------------------------------------------------------------------------

    def path(self, unit: str, year: int) -> Path:
        """Give a parameter file."""
        return self.folder / "params" / str(year) / f"{unit}.yaml"

    def values(self, unit: str, year: int) -> Any:
        """Read what stands in a parameter file now."""
        return yaml.safe_load(self.path(unit, year).read_text(encoding="utf-8"))

    def until_saved(self, unit: str, year: int, holds: Callable[[Any], bool]) -> None:
        """Wait until a parameter file holds something."""
        end = time.monotonic() + SAVED
        while not holds(self.values(unit, year)):
            assert time.monotonic() < end, self.path(unit, year).read_text(encoding="utf-8")
            self.page.wait_for_timeout(100)

    # --- what becomes of kernels --------------------------------------------------------------

    @property
    def kernel(self) -> str:
        """The kernel of a page of Voilà's."""
        data = self.page.locator("#jupyter-config-data").text_content()
        return str(json.loads(data or "{}")["kernelId"])
