"""What a figure is, and what figures are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nianbao.ledgers import LedgerReading
from nianbao.ledgers.entry import Entry
from nianbao.params.model import Parameters
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount


@dataclass(frozen=True)
class NamedFigure:
    """A figure that can be quoted.

    Attributes:
        name: Dotted name, as written between the braces.
        label: What the clerk calls it.
        text: What is printed.
        source: Where it comes from, in the clerk's words.
        value: The number behind the text, where there is one.
        rows: The ledger entries behind it.
    """

    name: str
    label: str
    text: str
    source: str
    value: Amount | None = None
    rows: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What the figures of a report are made from.

    Attributes:
        parameters: What the unit wrote.
        tables: Its tables with their numbers, by id.
        ledgers: What its ledgers say.
        tables_before: Gives the tables of its report for the year before; asked for only when needed,
            None when there is no such report.
        fill: Puts year and names into a sentence.
        folder: The working folder, or None.
    """

    parameters: Parameters
    tables: Mapping[str, FilledTable]
    ledgers: LedgerReading
    tables_before: Callable[[], Mapping[str, FilledTable] | None]
    fill: Callable[[str], str]
    folder: Path | None = None


Family = Mapping[str, NamedFigure]
"""Figures of one kind, by name."""
