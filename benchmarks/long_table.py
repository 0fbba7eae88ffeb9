"""The long table of thousands of reports: ours against what an analyst would write.

* ours: ``nianbao county table``: every cell of every table with its source, totals derived, slips in a file told,
  as CSV and as Parquet, with the codebook; a process a core;
* pandas: a loop with ``yaml.safe_load`` over the same files, the cells that are typed, ``to_csv``;
* pandas, C loader: the same with libyaml's loader, for those who know of it;
* openpyxl: the tables of ``report.xlsx`` as one table of values, file by file (of fewer reports; per report).

The rivals know neither totals nor blanks nor what an id means; what they read must agree with ours. Run it when
nothing else runs: ``make bench-table``.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import yaml
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[1]
BOOKS = 40


def make_reports(folder: Path, count: int) -> list[Path]:
    """Write so many parameter files from the samples that need no ledger, each under an id of its own."""
    samples = [
        path for path in sorted((ROOT / "params/2024").glob("*.yaml")) if "\nledgers:" not in text_of(path)
    ]
    place = folder / "params" / "2024"
    place.mkdir(parents=True)
    paths = []
    for number in range(count):
        sample = samples[number % len(samples)]
        path = place / f"u{number}.yaml"
        path.write_text(
            text_of(sample).replace(f"  id: {sample.stem}\n", f"  id: u{number}\n"), encoding="utf-8"
        )
        paths.append(path)
    return paths


def text_of(path: Path) -> str:
    """Read a text."""
    return path.read_text(encoding="utf-8")


def ours(folder: Path, forms: str) -> None:
    """Run the command as the analyst does, start-up included."""
    command = [
        sys.executable,
        "-m",
        "nianbao",
        "county",
        "table",
        "--to",
        forms,
        "--out",
        str(folder / "ours"),
    ]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def by_pandas(folder: Path, paths: list[Path], load: Callable[[str], Any]) -> None:
    """Loop over the files, as a notebook of the analyst's would."""
    rows = []
    for path in paths:
        data = load(text_of(path))
        for table, lines in (data.get("tables") or {}).items():
            for row, cells in lines.items():
                for column, value in cells.items():
                    rows.append((data["unit"]["id"], data["year"], table, row, column, value))
    names = ["unit", "year", "table", "row", "column", "value"]
    pandas.DataFrame(rows, columns=names).to_csv(folder / "pandas.csv", index=False, encoding="utf-8-sig")


def by_openpyxl(folder: Path, books: list[Path]) -> None:
    """Read the values of workbooks, sheet by sheet."""
    rows = []
    for path in books:
        for sheet in load_workbook(path, read_only=True, data_only=True).worksheets:
            for number, cells in enumerate(sheet.iter_rows(values_only=True)):
                rows += [(path.stem, sheet.title, number, place, cell) for place, cell in enumerate(cells)]
    pandas.DataFrame(rows).to_csv(folder / "openpyxl.csv", index=False, encoding="utf-8-sig")


def make_books(folder: Path, paths: list[Path]) -> list[Path]:
    """Build a report as a workbook, once for each of the samples, and copy it."""
    command = [sys.executable, "-m", "nianbao", "build", *map(str, paths[:5]), "--to", "xlsx", "--draft"]
    subprocess.run([*command, "--out", str(folder / "built")], cwd=folder, check=True, capture_output=True)
    made = sorted((folder / "built").glob("2024/*/report.xlsx"))
    books = []
    for number in range(BOOKS):
        books.append(folder / f"{number}.xlsx")
        books[-1].write_bytes(made[number % len(made)].read_bytes())
    return books


def expect_the_same(folder: Path) -> None:
    """Make sure that ours has every number that the loop has.

    Raises:
        SystemExit: It hasn't; the figures would mean nothing.
    """

    def read(path: Path, chosen: Callable[[dict[str, str]], bool]) -> dict[tuple[str, ...], Decimal]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {
                (row["unit"], row["table"], row["row"], row["column"]): Decimal(row["value"])
                for row in csv.DictReader(file)
                if chosen(row)
            }

    own = read(folder / "ours" / "长表.csv", lambda row: row["source"] == "typed")
    if own != read(folder / "pandas.csv", lambda _: True):
        raise SystemExit("ours and the loop differ")


@dataclass(frozen=True)
class Spent:
    """What a run took: seconds on the clock, and of the processors, its child processes' included."""

    clock: float
    processors: float


def measure(run: Callable[[], None]) -> Spent:
    """Measure one run."""
    start, used = time.perf_counter(), processors()
    run()
    return Spent(time.perf_counter() - start, processors() - used)


def processors() -> float:
    """Give the processor time of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = make_reports(folder, options.reports)
        books = make_books(folder, paths)
        runs: dict[str, tuple[int, Callable[[], None]]] = {
            "ours, CSV": (len(paths), lambda: ours(folder, "csv")),
            "ours, CSV and Parquet": (len(paths), lambda: ours(folder, "csv,parquet")),
            "pandas": (len(paths), lambda: by_pandas(folder, paths, yaml.safe_load)),
            "pandas, C loader": (
                len(paths),
                lambda: by_pandas(folder, paths, lambda text: yaml.load(text, Loader=yaml.CSafeLoader)),
            ),
            "openpyxl, of workbooks": (len(books), lambda: by_openpyxl(folder, books)),
        }
        # In turns, so that whatever else the machine does falls on all alike.
        rounds = [{what: measure(run) for what, (_, run) in runs.items()} for _ in range(options.rounds)]
        expect_the_same(folder)
    print(f"{options.reports} reports, median of {options.rounds} rounds in turns; ratios to ours, CSV")
    print(f"{'':24} {'clock':>10} {'processors':>12}   {'ratio of each':>15}")
    base = _median(rounds, "ours, CSV", len(paths))
    for what, (count, _) in runs.items():
        spent = _median(rounds, what, count)
        whole = Spent(spent.clock * options.reports, spent.processors * options.reports)
        ratios = f"{spent.clock / base.clock:7.2f} {spent.processors / base.processors:7.2f}"
        print(f"{what:24} {whole.clock:8.1f} s {whole.processors:10.1f} s   {ratios}")


def _median(rounds: list[dict[str, Spent]], what: str, count: int) -> Spent:
    clock = statistics.median(one[what].clock for one in rounds) / count
    used = statistics.median(one[what].processors for one in rounds) / count
    return Spent(clock, used)


if __name__ == "__main__":
    main()
