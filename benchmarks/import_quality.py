"""How well published reports are read: real ones in ../shared/reports, by the style of their tables.

For each style: cells right, wrong and missing against golden.json; where no golden figures exist, the
relations between cells that hold among those that can be looked at; sections found, characters that
couldn't be placed, and whether template and year are those that a reader of the report noted.

The texts' first line, put there by whoever collected them, is taken off first, and their file name isn't
given: both name the year. Template and year are asked of the texts in which the year, or the next one of a
date of publishing, stands at all. These texts were at hand while the importer was written: they show what
it can't do yet, not how well it does on others.

Golden figures are also put into web pages, Word files and PDF, and read back: "as text" each line of the
text is a paragraph, "with tables" the figures stand in real tables.

Usage: python benchmarks/import_quality.py [--reports DIR] [--verbose]
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

try:
    from benchmarks.import_forms import FORMS, report_parts
except ImportError:  # run as a program: its own folder is the one that is looked in
    from import_forms import FORMS, report_parts  # type: ignore[import-not-found,no-redef]

from nianbao.importer import Imported, SourceError, read_report, read_report_text
from nianbao.importer.characters import counted
from nianbao.importer.readers.txt import text_source
from nianbao.report import Report
from nianbao.template import load_template

REPORTS = Path(__file__).resolve().parents[2] / "shared" / "reports"

OUTCOMES = {
    "r": ("disclosed", "partly_disclosed"),
    "n": (
        "state_secret",
        "prohibited_by_law",
        "security_stability",
        "third_party_rights",
        "internal_affairs",
        "process_information",
        "enforcement_file",
        "administrative_query",
    ),
    "u": ("not_held", "needs_creation", "still_unclear"),
    "d": ("petition", "repeated", "publication", "excessive", "reconfirmation"),
    "o": ("not_corrected", "fee_unpaid", "other_handling"),
}
ROWS = {
    "new": "new_received",
    "carry": "carried_over",
    **{f"{kind}{place}": row for kind, rows in OUTCOMES.items() for place, row in enumerate(rows, 1)},
    "o": "other_handling",
    "sum": "outcome_total",
    "next": "carried_forward",
}
"""Keys of golden.json → rows of table 3."""


@dataclass
class Tally:
    """What was counted for one style."""

    reports: int = 0
    cells: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    sections: int = 0
    template: int = 0
    year: int = 0
    stated: int = 0
    unplaced: int = 0
    lost: int = 0
    characters: int = 0
    seconds: float = 0.0


def golden_cells(golden: Mapping[str, Any], template: str) -> Iterator[tuple[str, str, str, Any]]:
    """List golden figures by table, row and column; None for a cell that was printed blank."""
    forms = {form.id: form for form in load_template(template).tables}
    second = golden.get("table2") or golden.get("table2_2019") or {}
    form = forms["proactive_disclosure"]
    for row, numbers in zip(form.row_by_id, second.values(), strict=True):
        values = numbers if isinstance(numbers, list) else [numbers]
        yield from (
            (form.id, row, column, value) for column, value in zip(form.columns_of(row), values, strict=True)
        )
    form = forms["applications"]
    for key, numbers in golden.get("table3", {}).items():
        row = ROWS[key]
        yield from (
            (form.id, row, column, value) for column, value in zip(form.columns_of(row), numbers, strict=True)
        )
    form = forms["review_litigation"]
    for cell, value in zip(form.cells, golden.get("table4", ()), strict=False):
        yield (form.id, *cell, value)


def compare(report: Imported, golden: Mapping[str, Any], name: str, verbose: bool) -> Counter[str]:
    """Count cells that are right, wrong and missing."""
    found: Counter[str] = Counter()
    tables = report.text.values.get("tables") or {}
    for table, row, column, value in golden_cells(golden, report.template):
        read = tables.get(table, {}).get(row, {}).get(column)
        # A cell that was printed blank and stays out is right too, but proves less.
        blank = value is None and read is None
        kind = "blank" if blank else "right" if read == value else "missing" if read is None else "wrong"
        found[kind] += 1
        if kind in ("missing", "wrong") and verbose:
            print(f"    {name}: {table}.{row}.{column} should be {value}, is {read}")
    return found


def relations(report: Imported, verbose: bool) -> Counter[str]:
    """Count relations that hold among those all of whose cells were read."""
    found: Counter[str] = Counter()
    if report.parameters is None:
        return found
    for table in Report.of(report.parameters).tables.values():
        for relation in table.form.relations:
            for line in table.form.lines(relation):
                cells = [relation.cell(line, one) for one in relation.left + relation.right]
                if not all(cell in table.numbers for cell in cells):
                    continue
                left = sum(table.values[relation.cell(line, one)] for one in relation.left)
                right = sum(table.values[relation.cell(line, one)] for one in relation.right)
                holds = {"=": left == right, "<=": left <= right, ">=": left >= right}[relation.is_]
                found["hold" if holds else "broken"] += 1
                if verbose and not holds:
                    print(f"    {report.name}: {table.form.id} {line}: {left} {relation.is_} {right}")
    return found


def run(reports: Path, verbose: bool) -> dict[str, Tally]:
    """Read all reports."""
    index = json.loads((reports / "index.json").read_text(encoding="utf-8"))
    golden = json.loads((reports / "golden.json").read_text(encoding="utf-8"))
    tallies: dict[str, Tally] = defaultdict(Tally)
    for about in index:
        text = (reports / "texts" / about["file"]).read_text(encoding="utf-8")
        body = "\n" + text.partition("\n")[2] if text.startswith("# url:") else text
        start = time.perf_counter()
        # The collector's file name holds the year as well: a neutral one is given.
        report = read_report_text(body, "报告.txt")
        tally = tallies[about["table_style"]]
        tally.seconds += time.perf_counter() - start
        _count(tally, report, body, about, verbose)
        if about["file"] in golden:
            tally.cells += compare(report, golden[about["file"]], about["file"], verbose)
    for path in sorted((reports / "pdf").glob("*.pdf")):
        tally = tallies["(pdf file)"]
        start = time.perf_counter()
        try:
            report = read_report(path)
        except SourceError as problem:
            print(f"    {problem}")
            continue
        tally.seconds += time.perf_counter() - start
        tally.reports += 1
        tally.cells += compare(report, golden[f"{path.stem}.txt"], path.name, verbose)
        tally.sections += report.counts["sections"]
        tally.unplaced += report.counts["unplaced"]
    for name in golden:
        body = (reports / "texts" / name).read_text(encoding="utf-8").partition("\n")[2]
        _count_forms(tallies, name, body, golden[name], verbose)
    return tallies


def _count_forms(
    tallies: dict[str, Tally], name: str, body: str, golden: Mapping[str, Any], verbose: bool
) -> None:
    """Put a report into other forms, and read them back."""
    first = read_report_text(body, "报告.txt")
    template = load_template(first.template)
    unit = first.parameters.unit.full_name if first.parameters else None
    tables = report_parts(
        template, first.year or 0, unit or "示例县人民政府", golden_cells(golden, first.template)
    )
    for form, make in FORMS.items():
        for way, parts in (("as text", body.split("\n")), ("with tables", tables)):
            tally = tallies[f"{form} {way}"]
            with tempfile.TemporaryDirectory() as place:
                path = Path(place) / f"报告.{form}"
                path.write_bytes(make(parts))
                start = time.perf_counter()
                report = read_report(path)
            tally.seconds += time.perf_counter() - start
            tally.reports += 1
            tally.cells += compare(report, golden, f"{name} {form} {way}", verbose)
            tally.sections += report.counts["sections"]
            tally.unplaced += report.counts["unplaced"]
            tally.stated += 1
            tally.template += report.template == first.template
            tally.year += report.year == first.year
            source = counted(line.text for line in report.lines)
            kept = counted(text for _, _, text in report.kept)
            tally.lost += (source - kept).total() + (kept - source).total()


def _count(tally: Tally, report: Imported, body: str, about: Mapping[str, Any], verbose: bool) -> None:
    tally.reports += 1
    tally.relations += relations(report, verbose)
    tally.sections += report.counts["sections"]
    tally.unplaced += report.counts["unplaced"]
    tally.characters += report.counts["characters"]
    source = counted(line.text for line in text_source(body, "").lines)
    kept = counted(text for _, _, text in report.kept)
    tally.lost += (source - kept).total() + (kept - source).total()
    expected = {"2021": {"national-2021"}, "2019": {"national-2019"}}.get(
        about["format"], {"national-2014", "laiyang-2017"}
    )
    year = about["year"]
    if isinstance(year, int) and (str(year) in body or str(year + 1) in body):
        tally.stated += 1
        tally.template += report.template in expected
        tally.year += report.year == year
        if verbose and (report.template not in expected or report.year != year):
            print(
                f"    {about['file']}: {report.template} {report.year}, noted {about['format']} {about['year']}"
            )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How well published reports are read.")
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument(
        "--verbose", action="store_true", help="name each cell, relation and report that is off"
    )
    given = parser.parse_args()
    if not given.reports.is_dir():
        raise SystemExit(f"{given.reports} is absent: there are no real reports to measure with.")
    tallies = run(given.reports, given.verbose)
    print(f"{'style':16} {'n':>3} {'right':>6} {'blank':>5} {'wrong':>5} {'miss':>4} {'hold':>5} {'broken':>6} "
          f"{'template':>9} {'year':>7} {'sections':>8} {'unplaced':>8} {'lost':>4} {'ms each':>7}")  # fmt: skip
    for style, tally in sorted(tallies.items()):
        print(
            f"{style:16} {tally.reports:3} {tally.cells['right']:6} {tally.cells['blank']:5} {tally.cells['wrong']:5} {tally.cells['missing']:4} "
            f"{tally.relations['hold']:5} {tally.relations['broken']:6} "
            f"{f'{tally.template}/{tally.stated}':>9} {f'{tally.year}/{tally.stated}':>7} {tally.sections:8} "
            f"{tally.unplaced:8} {tally.lost:4} {tally.seconds / max(tally.reports, 1) * 1000:7.1f}"
        )


if __name__ == "__main__":
    main()
