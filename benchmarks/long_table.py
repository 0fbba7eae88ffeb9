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
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import yaml
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[1]
BOOKS = 100


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


def measure(run: Callable[[], None], rounds: int) -> float:
    """Give the median time in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


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
        found = {what: measure(run, options.rounds) / count * 1000 for what, (count, run) in runs.items()}
        expect_the_same(folder)
    base = found["ours, CSV and Parquet"]
    print(f"{options.reports} reports, median of {options.rounds} rounds; ratios to ours with Parquet")
    for what, per_report in found.items():
        whole = per_report * options.reports / 1000
        print(f"{what:24} {whole:8.1f} s   {per_report:7.2f} ms a report   {per_report / base:6.2f}")


if __name__ == "__main__":
    main()
