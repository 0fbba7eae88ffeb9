"""The desk of a folder, opened by its starter and looked at in a browser where the network is cut off."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from tests.browser.clerk import Clerk
from tests.browser.pages import CHROMIUM_FLAGS, chromium_path, office_fonts

from bundle_proof.computer import Computer, must

_ENDS = 300
_OPENS = 600_000
"""Milliseconds: under Wine, on a busy machine, a page has taken four minutes."""


def prove_desk(computer: Computer, picture: Path) -> dict[str, Any]:
    """Start the desk, let a browser in, open a report, close the page; this runs where the network is cut off."""
    start = time.monotonic()
    env = computer.environment() | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(  # noqa: S603
        computer.starter("打开年报"),
        env=env, cwd=computer.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace",
    ) as desk:  # fmt: skip
        assert desk.stdout is not None
        lines: list[str] = []
        link = None
        for line in desk.stdout:
            lines.append(line)
            if link := re.search(r"http://127\S+", line):
                break
        if link is None:
            sys.exit(f"the desk gave no link: {''.join(lines)[-800:]}")
        served = time.monotonic() - start
        with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
            # The browser of an office computer has Chinese faces.
            faces = {**os.environ, "FONTCONFIG_FILE": str(office_fonts(Path(name)))}
            browser = playwright.chromium.launch(
                executable_path=chromium_path(), args=list(CHROMIUM_FLAGS), env=faces
            )
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(link[0], wait_until="commit")
            page.locator(".nb-desk").wait_for(timeout=_OPENS)
            Clerk(page, computer.folder / "年报").arrive().open("云溪镇", 2024)
            shown = time.monotonic() - start
            picture.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=picture)
            browser.close()
        code = desk.wait(timeout=_ENDS)
        after = desk.stdout.read()
    must(code == 0, "the desk opens in Chromium and ends with its page", [code, after[-800:]])
    # cmd's and Wine's own words aside, a window tells Chinese.
    told = [line for line in after.splitlines() if "WARNING" in line or "Traceback" in line]
    must(not told, "the window warns of nothing in English", told[:3])
    return {"link_seconds": round(served, 1), "report_open_seconds": round(shown, 1)}
