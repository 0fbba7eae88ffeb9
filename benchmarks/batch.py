"""Batches side by side: nianbao against what a user would pick instead, in one run.

On this project's own reports, HTML and PDF, on two cores:

* ours: ``nianbao build``, all checks and the self-check included;
* commands: ``papermill`` and ``jupyter nbconvert`` (html, webpdf), one command after the other per town;
* loop: a Python loop over papermill's and nbconvert's own interfaces, one process a core;
* bare: the same HTML and the same Typst filled and compiled without any notebook, one process a core.

The rivals convert the same executed notebooks with their own looks. Reports per second are of the whole
run, start included; each figure is the median of the rounds. Run it when nothing else runs: ``make bench``.
"""

from __future__ import annotations

import argparse
import asyncio
import concurrent.futures
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CORES = 2


def make_towns(folder: Path, count: int) -> list[Path]:
    """Write a working folder with so many towns, each under its own name."""
    for kind in ("notebooks", "templates"):
        shutil.copytree(ROOT / kind, folder / kind)
    text = (ROOT / "params/2017/qingshi.yaml").read_text(encoding="utf-8")
    place = folder / "params" / "2017"
    place.mkdir(parents=True)
    paths = [place / f"t{number}.yaml" for number in range(count)]
    for number, path in enumerate(paths):
        renamed = text.replace("id: qingshi", f"id: t{number}").replace("青石镇", f"青石{number}镇")
        path.write_text(renamed, encoding="utf-8")
    return paths


def ours(folder: Path, towns: list[Path]) -> None:
    """Build all towns with one command."""
    command = [
        sys.executable,
        "-m",
        "nianbao",
        "build",
        "--force",
        "--jobs",
        str(CORES),
        "--out",
        str(folder / "ours"),
    ]
    subprocess.run([*command, *map(str, towns)], cwd=folder, check=True, capture_output=True)


def commands(folder: Path, towns: list[Path]) -> None:
    """Run the stock commands for each town, two towns at a time."""
    with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
        list(pool.map(lambda town: _commands_for(folder, town), towns))


def _commands_for(folder: Path, town: Path) -> None:
    executed = folder / "commands" / f"{town.stem}.ipynb"
    executed.parent.mkdir(exist_ok=True)
    convert = [str(BIN / "jupyter"), "nbconvert", "--no-input", str(executed), "--to"]
    for command in (
        [str(BIN / "papermill"), "notebooks/laiyang-2017.ipynb", str(executed), "-f", str(town)],
        [*convert, "html"],
        [*convert, "webpdf", "--disable-chromium-sandbox"],
    ):
        subprocess.run(command, cwd=folder, check=True, capture_output=True)


def loop(folder: Path, towns: list[Path]) -> None:
    """Loop over the libraries' interfaces, the towns shared out over two processes."""
    _in_processes(_loop_over, folder, towns)


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
            "notebooks/laiyang-2017.ipynb", str(place / f"{town.stem}.ipynb"), parameters, progress_bar=False
        )
        (place / f"{town.stem}.html").write_text(html.from_notebook_node(executed)[0], encoding="utf-8")
        (place / f"{town.stem}.pdf").write_bytes(pdf.from_notebook_node(executed)[0])


def bare(folder: Path, towns: list[Path]) -> None:
    """Fill the HTML and compile the Typst without a notebook."""
    _in_processes(_bare_over, folder, towns)


def _bare_over(folder: Path, towns: list[Path]) -> None:
    from nianbao.export.base import Look, load_form
    from nianbao.export.document import Document
    from nianbao.params import load_parameters
    from nianbao.report import Report

    place = folder / "bare"
    place.mkdir(exist_ok=True)
    for town in towns:
        title, *blocks = Report.of(load_parameters(town, folder).parameters, folder).blocks()
        document: Any = Document(title, tuple(blocks))  # type: ignore[arg-type]  # the first block is the title
        for name in ("html", "pdf"):
            (place / f"{town.stem}.{name}").write_bytes(load_form(name).render(document, Look()))


def _in_processes(work: Callable[[Path, list[Path]], None], folder: Path, towns: list[Path]) -> None:
    import multiprocessing

    spawn = multiprocessing.get_context("spawn")
    shares = [towns[number::CORES] for number in range(CORES)]
    processes = [spawn.Process(target=work, args=(folder, share)) for share in shares if share]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        if process.exitcode:
            raise SystemExit(f"{work.__name__} failed")


def stand_in_browser(folder: Path) -> None:
    """Let nbconvert's webpdf find Debian's Chromium where Playwright looks for its own."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("no Chromium: run scripts/ensure_chromium.py")
    os.environ["PLAYWRIGHT_BROWSERS_PATH"] = str(folder)
    asked = asyncio.run(_asked_for())
    for path in (asked, Path(asked.as_posix().replace("/chromium-", "/chromium_headless_shell-"))):
        for name in (path, path.parents[1] / "chrome-headless-shell-linux64" / "chrome-headless-shell"):
            name.parent.mkdir(parents=True, exist_ok=True)
            name.unlink(missing_ok=True)
            name.symlink_to(chromium)


async def _asked_for() -> Path:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def measure(run: Callable[[Path, list[Path]], None], count: int, rounds: int) -> float:
    """Give the median of reports per second over some rounds, each in a folder of its own."""
    rates = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            towns = make_towns(Path(name) / "work", count)
            start = time.perf_counter()
            run(Path(name) / "work", towns)
            rates.append(count / (time.perf_counter() - start))
    return statistics.median(rates)


def main() -> None:
    """Measure all, print reports per second and ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--towns", type=int, default=200, help="reports a round for ours and bare")
    parser.add_argument("--rival-towns", type=int, default=6, help="reports a round for commands and loop")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as browsers:
        stand_in_browser(Path(browsers))
        rates = {
            "ours": measure(ours, options.towns, options.rounds),
            "commands": measure(commands, options.rival_towns, options.rounds),
            "loop": measure(loop, options.rival_towns, options.rounds),
            "bare": measure(bare, options.towns, options.rounds),
        }
    for name, rate in rates.items():
        print(f"{name:10} {rate:8.2f} reports/s   ours is {rates['ours'] / rate:6.1f} x")


if __name__ == "__main__":
    main()
