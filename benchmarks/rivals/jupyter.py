"""papermill and nbconvert: as commands for each town, and as a loop over their interfaces, HTML and PDF."""

from __future__ import annotations

import asyncio
import concurrent.futures
import os
import shutil
import subprocess
import sys
from pathlib import Path

from towns import NOTEBOOK

from rivals import AbsentError
from rivals.processes import CORES, in_processes

BIN = Path(sys.executable).parent


def ready(browsers: Path) -> str:
    """Let nbconvert's webpdf find Debian's Chromium where Playwright looks for its own.

    Raises:
        AbsentError: There is no Chromium.
    """
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise AbsentError("no Chromium: run scripts/ensure_chromium.py")
    os.environ["PLAYWRIGHT_BROWSERS_PATH"] = str(browsers)
    asked = asyncio.run(_asked_for())
    for path in (asked, Path(asked.as_posix().replace("/chromium-", "/chromium_headless_shell-"))):
        for name in (path, path.parents[1] / "chrome-headless-shell-linux64" / "chrome-headless-shell"):
            name.parent.mkdir(parents=True, exist_ok=True)
            name.unlink(missing_ok=True)
            name.symlink_to(chromium)
    return chromium


async def _asked_for() -> Path:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def commands(folder: Path, towns: list[Path]) -> None:
    """Run the stock commands for each town, two towns at a time."""
    with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
        list(pool.map(lambda town: _commands_for(folder, town), towns))


def _commands_for(folder: Path, town: Path) -> None:
    executed = folder / "commands" / f"{town.stem}.ipynb"
    executed.parent.mkdir(exist_ok=True)
    convert = [str(BIN / "jupyter"), "nbconvert", "--no-input", str(executed), "--to"]
    for command in (
        [str(BIN / "papermill"), NOTEBOOK, str(executed), "-f", str(town)],
        [*convert, "html"],
        [*convert, "webpdf", "--disable-chromium-sandbox"],
    ):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)


def loop(folder: Path, towns: list[Path]) -> None:
    """Loop over the libraries' interfaces, the towns shared out over two processes."""
    in_processes(_loop_over, folder, towns)


def _loop_over(folder: Path, towns: list[Path]) -> None:
    import papermill
    import yaml
    from nbconvert.exporters import HTMLExporter, WebPDFExporter

    os.chdir(folder)
    html, pdf = HTMLExporter(exclude_input=True), WebPDFExporter(exclude_input=True, disable_sandbox=True)
    place = folder / "loop"
    place.mkdir(exist_ok=True)
    for town in towns:
        parameters = yaml.load(town.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        parameters["year"] = int(parameters["year"])
        executed = papermill.execute_notebook(
            NOTEBOOK, str(place / f"{town.stem}.ipynb"), parameters, progress_bar=False
        )
        (place / f"{town.stem}.html").write_text(html.from_notebook_node(executed)[0], encoding="utf-8")
        (place / f"{town.stem}.pdf").write_bytes(pdf.from_notebook_node(executed)[0])
