"""Progress of a run: bars for people at a terminal, lines for a log, JSON for programs."""

from __future__ import annotations

import json
import sys
from types import TracebackType
from typing import Protocol, Self

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars

from nianbao.status_words import counted_words, status_words
from nianbao.task import Outcome, Task


class Progress(Protocol):
    """Is told what happens, and shows it."""

    def started(self, task: Task) -> None:
        """A report is being built."""

    def ended(self, outcome: Outcome) -> None:
        """A report is done with."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def progress_for(total: int, *, json_lines: bool) -> Progress:
    """Choose how to show progress.

    Args:
        total: How many reports there are to build.
        json_lines: One JSON object an event on standard output, for programs.
    """
    if json_lines:
        return JsonLines()
    return TerminalBars(total) if sys.stderr.isatty() and total else Lines(total)


class _Plain:
    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Lines(_Plain):
    """A line on standard error for each report that ends."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._count = 0

    def started(self, task: Task) -> None:
        """Say nothing: a log wants what became of it."""

    def ended(self, outcome: Outcome) -> None:
        """Print the report and what became of it."""
        self._count += 1
        words = f"{_name(outcome)}：{status_words(outcome.status, outcome.blocked_by)}（{outcome.seconds:.1f} 秒）"
        click.echo(f"[{self._count}/{self._total}] {words}", err=True)


class JsonLines(_Plain):
    """Events as JSON, one a line, on standard output."""

    def started(self, task: Task) -> None:
        """Print a ``started`` event."""
        self._print({"event": "started", "params": task.source})

    def ended(self, outcome: Outcome) -> None:
        """Print an ``ended`` event with what became of the report."""
        self._print(
            {
                "event": "ended",
                "params": outcome.source,
                "unit": outcome.unit,
                "year": outcome.year,
                "status": outcome.status,
                "blocked_by": outcome.blocked_by,
                "outputs": outcome.outputs,
                "seconds": outcome.seconds,
                "error": outcome.error,
                "findings": [finding.as_dict() for finding in outcome.findings],
                "warnings": outcome.warnings,
            }
        )

    def _print(self, event: dict[str, object]) -> None:
        click.echo(json.dumps(event, ensure_ascii=False))


class TerminalBars:
    """A bar with counts and time left, and a line for each report that is being built."""

    def __init__(self, total: int, console: Console | None = None) -> None:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[counts]}"),
            TextColumn("剩余"),
            TimeRemainingColumn(),
        )
        self._bars = Bars(*columns, console=console or Console(stderr=True), transient=True)
        self._all = self._bars.add_task("生成", total=total, counts="")
        self._running: dict[str, TaskID] = {}
        self._ended: list[tuple[str, str | None]] = []

    def started(self, task: Task) -> None:
        """Add the report's line."""
        line = self._bars.add_task(f"  {task.source}", total=None, counts="")
        self._running[task.source] = line

    def ended(self, outcome: Outcome) -> None:
        """Take the report's line away and count it."""
        if (line := self._running.pop(outcome.source, None)) is not None:
            self._bars.remove_task(line)
        self._ended.append((outcome.status, outcome.blocked_by))
        counts = "，".join(f"{words} {count}" for words, count in counted_words(self._ended))
        self._bars.update(self._all, advance=1, counts=counts)

    def refresh(self) -> None:
        """Draw now."""
        self._bars.refresh()

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()


def _name(outcome: Outcome) -> str:
    return f"{outcome.unit_name or outcome.params} {outcome.year or ''}".strip()
