"""What a ledger gives: entries, rates, and where each comes from. None of it holds personal data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.finding import Finding
from nianbao.ledgers.case import Case
from nianbao.ledgers.origin import Origin


@dataclass(frozen=True)
class Entry:
    """Something that a table cell or a figure counts.

    Attributes:
        origin: Where it comes from.
        tags: What it is: ids, or the ledger's words where a word has no id. A tag whose cell is blank
            is left out. Several channels of one publication are one entry, joined by ``,``.
        amount: How much it counts for (件数, 数量, 万元).
    """

    origin: Origin
    tags: Mapping[str, str]
    amount: int | Decimal = 1


@dataclass(frozen=True)
class Rate:
    """A rate of consultations (按期回复率, 满意率), counted from rows or given with its source.

    Attributes:
        channel: As written; empty when the ledger has no channels.
        name: ``on_time`` or ``satisfaction``.
        value: A fraction of one, such as ``Decimal("0.985")`` for 98.5 %.
        source: What it rests on, in the clerk's words.
        origin: The row it is given in, or the first of the rows it is counted from.
        given: True when the ledger states it, False when it was counted.
    """

    channel: str
    name: str
    value: Decimal
    source: str
    origin: Origin
    given: bool


@dataclass(frozen=True)
class LedgerReading:
    """All that was read from a unit's ledgers for one report year.

    Attributes:
        entries: By kind; a kind that was given and holds nothing has an empty tuple.
        cases: The applications that count for the year, for the clock and the fees.
        rates: The rates of consultations.
        findings: What is to be said; ``line`` is the row, ``column`` the number of the column.
    """

    entries: Mapping[str, tuple[Entry, ...]]
    cases: tuple[Case, ...]
    rates: tuple[Rate, ...]
    findings: tuple[Finding, ...]
