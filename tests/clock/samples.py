"""Cases for the tests of the clock and of the fees."""

from __future__ import annotations

from datetime import date
from typing import Any

from nianbao.ledgers.case import Case
from nianbao.ledgers.entry import Origin


def case(received: date, row: int = 5, number: str | None = "2024-001", **rest: Any) -> Case:
    """Make one case of the ledger ``ledgers/yunxi-2024.xlsx``."""
    origin = Origin("applications", "ledgers/yunxi-2024.xlsx", "依申请公开", row, number or "")
    return Case(origin, number, received, **rest)
