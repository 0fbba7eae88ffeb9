"""One application, as the legal clock and the fees need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nianbao.ledgers.origin import Origin


@dataclass(frozen=True)
class Case:
    """One row of the applications ledger (依申请公开台账).

    Attributes:
        origin: Where it stands.
        number: 登记编号.
        received: 收到日期.
        count: 件数.
        applicant: Column id of the kind of applicant (``natural_person`` … ``other``); empty when unsure.
        applicant_key: 申请人编号: the clerk's own number of an applicant, never a name.
        channel: ``in_person``, ``fax``, ``network``, ``letter`` or ``other``.
        correction_asked: 补正通知日.
        correction_received: 补正收到日.
        consulted_from: First day of asking a third party or another body (征求意见起).
        consulted_to: Its last day (征求意见止).
        extended: 是否延期.
        extension_notice: 延期告知日.
        due: 到期日 as the ledger states it.
        answered: 答复日期.
        outcome: Row id of 表三; None while it is open, or when the word isn't known.
        fee_notice: 收费通知日.
        fee: 收费金额 in 元.
        paid: 缴费日.
        pages: 页数.
    """

    origin: Origin
    number: str | None
    received: date
    count: int = 1
    applicant: str = ""
    applicant_key: str | None = None
    channel: str | None = None
    correction_asked: date | None = None
    correction_received: date | None = None
    consulted_from: date | None = None
    consulted_to: date | None = None
    extended: bool = False
    extension_notice: date | None = None
    due: date | None = None
    answered: date | None = None
    outcome: str | None = None
    fee_notice: date | None = None
    fee: Decimal | None = None
    paid: date | None = None
    pages: int | None = None
