"""The periods that the Regulations give for an answer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

REGULATION_2007 = datetime.date(2008, 5, 1)
"""The day from which there is a period at all (国令第492号)."""

REGULATION_2019 = datetime.date(2019, 5, 15)
"""The day from which the revised Regulation is in force (国令第711号)."""

FEES_2020 = datetime.date(2021, 1, 1)
"""The day from which 国办函〔2020〕109号 is in force."""

LAST_DAY = datetime.date(2100, 12, 31)
"""A later date is a slip of the keyboard."""


@dataclass(frozen=True)
class Term:
    """A period for an answer, in working days.

    Attributes:
        days: The period.
        extension: By how much it may be extended, at most.
        correction: Within how many days 补正 is to be asked for, or None where no rule says so.
        law: Where it stands, as a clerk cites it.
    """

    days: int
    extension: int
    correction: int | None
    law: str


OLD = Term(15, 15, None, "2007年《条例》第二十四条")
NEW = Term(20, 20, 7, "《条例》第三十三条")


def term_for(received: datetime.date) -> Term:
    """Give the period for an application by the day it was received.

    15 working days, 15 more with an extension, by art. 24 of the 2007 Regulation; 20 and 20 by art. 33 of
    the 2019 one, which also wants 补正 asked for within 7 (art. 30). The rule of the day of receipt stays
    with an application that was open on 2019-05-15; no rule for the change is known to us.
    """
    return NEW if received >= REGULATION_2019 else OLD
