"""What a kind of ledger gives, and what its reader is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from nianbao.ledgers.case import Case
from nianbao.ledgers.entry import Entry, Rate
from nianbao.ledgers.table import Table


@dataclass
class Counted:
    """What the tables of one kind give."""

    entries: list[Entry] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)


class Count(Protocol):
    """Count the tables of one kind for a report year."""

    def __call__(self, tables: Sequence[Table], year: int) -> Counted:
        """Read all rows of all tables."""
        ...


def last_day(year: int) -> datetime.date:
    """Give the last day of a report year."""
    return datetime.date(year, 12, 31)
