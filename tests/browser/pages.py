"""Helpers of the browser tests: a Chromium as on an office PC, and watched pages."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route

from nianbao.resources import shipped

ROOT = Path(__file__).resolve().parents[2]

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# An office PC has the official faces; here the shipped ones stand in for them.
_STAND_INS = {
    "Nianbao Title": ("方正小标宋简体",),
    "Nianbao Fang": ("仿宋_GB2312", "仿宋", "FangSong"),
    "Nianbao Kai": ("楷体_GB2312", "楷体", "KaiTi"),
    "Nianbao Hei": ("黑体", "SimHei", "sans-serif", "system-ui", "monospace", "Consolas"),
    "Nianbao Song": ("宋体", "SimSun", "serif", "Times New Roman"),
}


def chromium_path() -> str:
    """Give the path of a Chromium.

    Raises:
        RuntimeError: There is none; the message says what was tried.
    """
    script = ROOT / "scripts" / "ensure_chromium.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return done.stdout.strip()


def office_fonts(folder: Path) -> Path:
    """Write a fontconfig file with the shipped faces under the official names, and nothing else."""
    aliases = "\n".join(
        f"<match><test name='family'><string>{name}</string></test>"
        f"<edit name='family' mode='assign' binding='same'><string>{family}</string></edit></match>"
        for family, names in _STAND_INS.items()
        for name in names
    )
    file = folder / "fonts.conf"
    file.write_text(
        f"<?xml version='1.0'?>\n<!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'>\n<fontconfig>\n"
        f"<dir>{escape(str(shipped('fonts')))}</dir>\n"
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>\n{aliases}\n</fontconfig>\n",
        encoding="utf-8",
    )
    return file


def picture_folder() -> Path:
    """Give the folder where pictures for looking at are kept."""
    folder = Path(os.environ.get("NIANBAO_PICTURES") or ROOT / "out" / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass
class Watch:
    """What a browser did that it should not have done.

    Attributes:
        requests: Addresses outside this machine; the requests were aborted.
        errors: Errors on the console and exceptions of scripts.
    """

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def assert_quiet(self, *known: str) -> None:
        """Fail if a request wanted to leave the machine or an error was logged that doesn't begin as a known one."""
        assert not self.requests, f"requests to other machines: {self.requests}"
        errors = [error for error in self.errors if not error.startswith(known or ("\0",))]
        assert not errors, f"errors on the console: {errors}"


def watch(context: BrowserContext) -> Watch:
    """Abort and note every request that would leave this machine; note errors on the console."""
    seen = Watch()

    def judge(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in ("data", "blob", "file") or address.hostname == "127.0.0.1":
            route.continue_()
        else:
            seen.requests.append(route.request.url)
            route.abort()

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen.errors.append(f"{message.text} {message.location.get('url', '')}".rstrip())

    context.route("**/*", judge)
    context.on("console", note)
    context.on("weberror", lambda error: seen.errors.append(str(error.error)))
    return seen


def accessibility_report(page: Page) -> str:
    """Run axe-core over a page; give its violations, or an empty string when there are none."""
    results = Axe().run(page)
    return str(results.generate_report()) if results.violations_count else ""


def scrolls_sideways(page: Page) -> bool:
    """Tell whether the page itself is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
