"""The information processing fee (信息处理费): what 国办函〔2020〕109号 gives, and what a ledger's cases come to.

In force from 2021-01-01. By count (按件): what one applicant files in one calendar month, added up. By
amount (按量): the pages handed out for one application. Each tier's rate is for the part that lies in it
(超额累进); an application is charged by one of the two, never by both. A unit may choose, and may charge
nothing. Before 2021 there are only the cost fees of the 2007 Regulation (art. 27, 28: 检索、复制、邮寄成本,
with exemptions), which are taken as the ledger has them: nothing is computed.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import accumulate

from nianbao.clock.term import FEES_2020
from nianbao.ledgers.case import Case

FREE_COUNT = 10
"""Applications a month that cost nothing."""

FREE_PAGES = 30
"""Pages of an application that cost nothing."""

PAYMENT_DAYS = 20
"""Working days for paying, from the day after the applicant got the notice."""

_FIRST_STEP = 30
"""Up to here an application costs 100 元; then every ten cost 100 元 more each."""

_PAGE_TIERS = ((200, 40), (100, 20), (FREE_PAGES, 10))
"""Pages above a bound, 元 for each of them."""


def fee_by_count(count: int) -> int:
    """Give the fee by count for what one applicant files in one calendar month, 元.

    109号 art. 4: up to 10 nothing; 11–30, 100 元 each; from 31, every 10 are a step that costs 100 元 more
    each (31–40: 200, 41–50: 300 …).
    """
    if count <= _FIRST_STEP:
        return 100 * max(0, count - FREE_COUNT)
    steps, rest = divmod(count - _FIRST_STEP, 10)
    whole = sum(range(2, steps + 2)) * 1000
    return 100 * (_FIRST_STEP - FREE_COUNT) + whole + rest * (steps + 2) * 100


def fee_by_pages(pages: int) -> int:
    """Give the fee by amount for one application, 元.

    109号 art. 5: up to 30 pages nothing; 31–100, 10 元 each; 101–200, 20 元; from 201, 40 元.
    """
    fee = 0
    for bound, rate in _PAGE_TIERS:
        fee += max(0, pages - bound) * rate
        pages = min(pages, bound)
    return fee


@dataclass(frozen=True)
class MonthlyFee:
    """What one applicant's applications of one calendar month come to.

    Attributes:
        month: The month's first day; the month in which the applications were received.
        cases: The applications in the order of receipt.
    """

    month: datetime.date
    cases: tuple[Case, ...]

    @property
    def count(self) -> int:
        """Applications of the month, 件."""
        return sum(case.count for case in self.cases)

    @property
    def charged(self) -> Decimal:
        """What the ledger has as charged, 元."""
        return sum((case.fee or Decimal(0) for case in self.cases), Decimal(0))

    @cached_property
    def by_count(self) -> tuple[int, ...]:
        """What each application adds to the month's fee by count, 元."""
        fees = [fee_by_count(count) for count in accumulate(case.count for case in self.cases)]
        return tuple(fee - before for before, fee in zip([0, *fees], fees, strict=False))

    @cached_property
    def by_pages(self) -> tuple[int | None, ...]:
        """What each application costs by amount, 元; None when its pages aren't known."""
        return tuple(None if case.pages is None else fee_by_pages(case.pages) for case in self.cases)

    @cached_property
    def least(self) -> int:
        """The least that the rules give: for each application the cheaper of the two."""
        pairs = zip(self.by_count, self.by_pages, strict=True)
        return sum(count if pages is None else min(count, pages) for count, pages in pairs)

    @property
    def agrees(self) -> bool:
        """Tell whether the charged sum is one that the rules give.

        An application whose fee is its fee by amount counts as charged so; the others must come to the fee
        by count. Whether the former still count towards the month's number isn't said by the rules: both
        are right. A month's sum may stand on one row.
        """
        paged = [fee is not None and fee == case.fee and fee > 0 for case, fee in self._pages()]
        rest = [case for case, is_paged in zip(self.cases, paged, strict=True) if not is_paged]
        charged = sum((case.fee or Decimal(0) for case in rest), Decimal(0))
        counted = sum(fee for fee, is_paged in zip(self.by_count, paged, strict=True) if not is_paged)
        alone = fee_by_count(sum(case.count for case in rest))
        return charged in (counted, alone) or self.charged == sum(self.by_count)

    def doubled(self) -> tuple[Case, ...]:
        """List the applications whose fee is that by count and that by amount together."""
        return tuple(
            case
            for (case, pages), count in zip(self._pages(), self.by_count, strict=True)
            if pages and count and case.fee == pages + count
        )

    def _pages(self) -> Iterable[tuple[Case, int | None]]:
        return zip(self.cases, self.by_pages, strict=True)


def is_under_109(case: Case) -> bool:
    """Tell whether a case falls under 国办函〔2020〕109号, by the day it was received."""
    return case.received >= FEES_2020


def monthly_fees(cases: Iterable[Case]) -> tuple[MonthlyFee, ...]:
    """Add cases up by applicant and calendar month of receipt.

    Cases without an applicant's number, and those from before 2021, are left out.
    """
    months: defaultdict[tuple[datetime.date, str], list[Case]] = defaultdict(list)
    for case in cases:
        if case.applicant_key and is_under_109(case):
            months[case.received.replace(day=1), case.applicant_key].append(case)
    return tuple(
        MonthlyFee(month, tuple(sorted(own, key=lambda case: (case.received, case.origin.row))))
        for (month, _), own in sorted(months.items())
    )


def fees_paid(cases: Iterable[Case], year: int) -> Decimal:
    """Add up the fees that were paid in a year, 元: what a report says was charged.

    A fee belongs to the year of its 缴费日; where a ledger keeps neither that nor a 收费通知日, to the year of
    the answer. A notice without a payment is no income. Cost fees of before 2021 are added as entered.
    """
    return sum((case.fee or Decimal(0) for case in cases if _year_paid(case) == year), Decimal(0))


def _year_paid(case: Case) -> int | None:
    if case.paid is not None:
        return case.paid.year
    if case.fee_notice is not None or case.answered is None or case.outcome == "fee_unpaid":
        return None
    return case.answered.year
