"""Batches side by side: nianbao against what a user would pick instead, in one run.

On this project's own reports, two at a time. HTML and PDF:

* ours: ``nianbao build``, all checks and the self-check included;
* commands: ``papermill`` and ``jupyter nbconvert`` (html, webpdf), one command after the other per town;
* loop: a Python loop over papermill's and nbconvert's own interfaces, one process a core;
* bare: the same HTML and the same Typst filled and compiled without any notebook, one process a core.

HTML alone:

* ours-html: ``nianbao build --to html``, all checks and the self-check included;
* rmarkdown: ``rmarkdown::render`` for each town in one R session;
* myst-nb: one Sphinx build over a notebook a town.

Commands and loop convert the same executed notebooks with their own looks; R Markdown and MyST-NB print
the same content, filled in for them beforehand, with one chunk or cell for each of ours. Reports per
second are of the whole run, start included. Every round measures each way once, so that what disturbs
the machine disturbs them all; figures are medians. A rival that isn't installed is set up first, or said
to be absent. Run it when nothing else runs: ``make bench``.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rivals import AbsentError, bare, jupyter, myst, rmarkdown
from rivals.processes import CORES
from towns import make_towns

Work = Callable[[Path, list[Path]], None]


def nothing(folder: Path, towns: list[Path]) -> None:
    """Prepare or check nothing."""


@dataclass(frozen=True)
class Way:
    """One way to make all reports.

    Attributes:
        against: The way of ours it is held against.
        run: Makes the reports; this is timed.
        towns: How many of them.
        ready: Sets it up and gives its version.
        prepare: Writes what it reads.
        check: Makes sure that its reports are there.
    """

    against: str
    run: Work
    towns: int
    ready: Callable[[], str] = str
    prepare: Work = nothing
    check: Work = nothing


def ours(forms: str, folder: Path, towns: list[Path]) -> None:
    """Build all towns with one command."""
    options = ["--force", "--jobs", str(CORES), "--to", forms, "--out", str(folder / "ours")]
    command = [sys.executable, "-m", "nianbao", "build", *options]
    subprocess.run([*command, *map(str, towns)], cwd=folder, check=True, capture_output=True)


def ways(many: int, few: int, browsers: Path) -> dict[str, Way]:
    """Name all ways, ours first."""
    chromium = partial(jupyter.ready, browsers)
    r = {"ready": rmarkdown.ready, "prepare": rmarkdown.prepare, "check": rmarkdown.check}
    m = {"ready": myst.ready, "prepare": myst.prepare, "check": myst.check}
    return {
        "ours": Way("ours", partial(ours, "html,pdf"), many),
        "commands": Way("ours", jupyter.commands, few, chromium),
        "loop": Way("ours", jupyter.loop, few, chromium),
        "bare": Way("ours", bare.run, many),
        "ours-html": Way("ours-html", partial(ours, "html"), many),
        "rmarkdown": Way("ours-html", rmarkdown.run, 5 * few, **r),
        "myst-nb": Way("ours-html", myst.run, 5 * few, **m),
    }


def at_hand(wanted: dict[str, Way]) -> dict[str, Way]:
    """Leave out what can't be set up here, and say so."""
    there = {}
    for name, way in wanted.items():
        try:
            version = way.ready()
        except AbsentError as error:
            print(f"{name:10} absent: {error}")
            continue
        there[name] = way
        if version:
            print(f"{name:10} {version}")
    return there


def rate(way: Way) -> float:
    """Give reports per second of one run in a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "work"
        towns = make_towns(folder, way.towns)
        way.prepare(folder, towns)
        start = time.perf_counter()
        way.run(folder, towns)
        seconds = time.perf_counter() - start
        way.check(folder, towns)
    return way.towns / seconds


def main() -> None:
    """Measure all, print reports per second and ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--towns", type=int, default=200, help="reports a round for ours and bare")
    parser.add_argument(
        "--rival-towns", type=int, default=4, help="for commands and loop; five times for html"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", metavar="WAY", help="measure these ways alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as browsers:
        wanted = ways(options.towns, options.rival_towns, Path(browsers))
        measured = at_hand({name: wanted[name] for name in options.only or wanted})
        rates = [{name: rate(way) for name, way in measured.items()} for _ in range(options.rounds)]
    medians = {name: statistics.median(found[name] for found in rates) for name in measured}
    for name, way in measured.items():
        line = f"{name:10} {way.towns:4} reports {medians[name]:8.2f} reports/s"
        if way.against in medians and way.against != name:
            line += f"   {way.against} is {medians[way.against] / medians[name]:6.2f} x"
        print(line)


if __name__ == "__main__":
    main()
