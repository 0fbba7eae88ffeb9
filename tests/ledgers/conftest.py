"""Ledgers written for a test, and read as a working folder's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from nianbao.finding import Finding
from nianbao.ledgers import LedgerReading, read_ledgers

HAN = re.compile("[\u4e00-\u9fff]")

APPLICATIONS = ["登记编号", "收到日期", "申请方式", "申请人", "申请人类别", "件数", "答复日期", "办理结果"]
Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Outcome:
    """What became of one ledger."""

    kind: str
    reading: LedgerReading

    @property
    def counts(self) -> dict[str, int]:
        """Entries of the kind by event, amounts added up."""
        counter: Counter[str] = Counter()
        for entry in self.reading.entries[self.kind]:
            counter[entry.tags.get("event", "")] += int(entry.amount)
        return dict(counter)

    @property
    def codes(self) -> list[str]:
        return sorted(finding.code for finding in self.reading.findings)

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.reading.findings if finding.severity == "error"]

    def of(self, code: str) -> Finding:
        """The one finding of a code."""
        (finding,) = [finding for finding in self.reading.findings if finding.code == code]
        return finding


Read = Callable[..., Outcome]


class Folder:
    """A working folder with one ledger at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "ledgers").mkdir(parents=True)

    def data(self, name: str, data: bytes, kind: str = "applications", year: int = 2024) -> Outcome:
        (self.path / "ledgers" / name).write_bytes(data)
        return self.read({kind: f"ledgers/{name}"}, year, kind)

    def book(
        self, book: Workbook, kind: str = "applications", year: int = 2024, name: str = "a.xlsx"
    ) -> Outcome:
        book.save(self.path / "ledgers" / name)
        return self.read({kind: f"ledgers/{name}"}, year, kind)

    def rows(
        self,
        rows: Rows,
        kind: str = "applications",
        year: int = 2024,
        sheet: str = "台账",
        name: str = "a.xlsx",
    ) -> Outcome:
        """Read one sheet with these rows."""
        return self.book(book_of({sheet: rows}), kind, year, name)

    def read(self, ledgers: dict[str, str], year: int, kind: str) -> Outcome:
        reading = read_ledgers(ledgers, year, self.path)
        for finding in reading.findings:
            assert HAN.search(finding.message), finding
            assert finding.severity == "hint" or (finding.suggestion and HAN.search(finding.suggestion)), (
                finding
            )
            assert finding.file, finding
        return Outcome(kind, reading)


def book_of(sheets: dict[str, Rows]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


@pytest.fixture
def ledger(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "工作 folder")
