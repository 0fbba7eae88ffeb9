"""What a desk doesn't work out again at each keystroke: ledgers, last year's report, tables and figures.

Files are kept while their files are what they were. They are looked at no more than once a second, for
on a network folder even that look takes a while.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nianbao.blocks import Table
from nianbao.errors import FolderError
from nianbao.figures import Figures
from nianbao.folder import inside
from nianbao.ledgers import LedgerReading, read_ledgers
from nianbao.params.before import path_before
from nianbao.params.model import Parameters
from nianbao.report import Report, report_before
from nianbao.tables.fill import FilledTable

PAUSE = 1.0
"""Seconds for which a look at the files counts."""

Stamp = tuple[tuple[int, int] | None, ...]


@dataclass
class _Kept:
    key: Any
    stamp: Stamp
    looked: float
    value: Any


class Keeper:
    """Keeps what was read from the files of one working folder, and the numbers that follow from it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}
        self._numbers: tuple[Any, LedgersReport] | None = None

    def report(self, report: Report) -> KeptReport:
        """Give a report that asks this keeper."""
        return KeptReport(report.template, report.parameters, report.folder, self)

    def ledgers(self, parameters: Parameters, folder: Path) -> LedgerReading:
        """Give what a report's ledgers say."""
        year = parameters.year
        key = (folder, year, tuple(parameters.ledgers.items()))
        found: LedgerReading = self._get(
            f"ledgers {year}",
            key,
            lambda _: _ledger_files(parameters, folder),
            lambda: read_ledgers(parameters.ledgers, year, folder),
        )
        return found

    def last(self, report: Report, folder: Path) -> Report | None:
        """Give the report of the year before."""
        path = path_before(report.parameters, folder)
        if path is None:
            return None

        def files(last: Report | None) -> list[Path]:
            return [path, *(_ledger_files(last.parameters, folder) if last else ())]

        def read() -> Report | None:
            last = report_before(report)
            return LedgersReport(last.template, last.parameters, last.folder, self) if last else None

        found: Report | None = self._get("last", path, files, read)
        return found

    def numbers(self, report: LedgersReport) -> LedgersReport:
        """Give a report of the same numbers, the one before if only its prose has changed since."""
        prose: dict[str, Any] = {"sections": {}, "accepted": (), "unplaced": None}
        sources = (report.template, report.parameters.model_copy(update=prose), report.folder)
        if self._numbers is not None:
            known, before = self._numbers
            if known == sources and before.ledgers is report.ledgers and before.last is report.last:
                return before
        self._numbers = (
            sources,
            LedgersReport(report.template, report.parameters, report.folder, self),
        )
        return self._numbers[1]

    def _get(
        self, name: str, key: Any, files: Callable[[Any], Iterable[Path]], read: Callable[[], Any]
    ) -> Any:
        now, kept = self._clock(), self._kept.get(name)
        if kept is not None and kept.key == key:
            if now - kept.looked < PAUSE:
                return kept.value
            if kept.stamp == tuple(map(_stamp, files(kept.value))):
                kept.looked = now
                return kept.value
        value = read()
        self._kept[name] = _Kept(key, tuple(map(_stamp, files(value))), now, value)
        return value


@dataclass(frozen=True)
class LedgersReport(Report):
    """A report whose ledgers and whose last year are asked of a keeper.

    Attributes:
        keeper: The keeper.
    """

    keeper: Keeper = field(default_factory=Keeper, compare=False, repr=False)

    @functools.cached_property
    def ledgers(self) -> LedgerReading:
        """What the ledgers say; a report that stands by itself has none."""
        if self.folder is None:
            return _NO_LEDGERS
        return self.keeper.ledgers(self.parameters, self.folder)

    @functools.cached_property
    def last(self) -> Report | None:
        """The unit's report for the year before."""
        return self.keeper.last(self, self.folder) if self.folder else None


@dataclass(frozen=True)
class KeptReport(LedgersReport):
    """A report that works its numbers out anew only when they may have changed."""

    @functools.cached_property
    def _numbers(self) -> LedgersReport:
        return self.keeper.numbers(self)

    @functools.cached_property
    def tables(self) -> dict[str, FilledTable]:
        """The statutory tables with their numbers, by id."""
        return self._numbers.tables

    @functools.cached_property
    def table_blocks(self) -> tuple[Table, ...]:
        """The statutory tables as printed."""
        return self._numbers.table_blocks

    @functools.cached_property
    def figures(self) -> Figures:
        """The figures that prose may quote, by name."""
        return self._numbers.figures


_NO_LEDGERS = LedgerReading({}, (), (), ())


def _ledger_files(parameters: Parameters, folder: Path) -> list[Path]:
    """List the ledgers, and the county's own words by which they are read."""
    found = [folder / "templates" / "ledgers" / f"{kind}.yaml" for kind in parameters.ledgers]
    for name in parameters.ledgers.values():
        try:
            found.append(inside(folder, name, ""))
        except FolderError:
            continue
    return found


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
