"""K2: what is to be said about the fees in a ledger of applications."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from nianbao.clock.deadline import can_be_timed, deadline
from nianbao.clock.findings import concerns
from nianbao.clock.words import on, rows_of, say
from nianbao.clock.workdays import WorkCalendar
from nianbao.fees import FREE_COUNT, PAYMENT_DAYS, MonthlyFee, is_under_109, monthly_fees
from nianbao.finding import Finding
from nianbao.ledgers.case import Case

_RULE = "国办函〔2020〕109号"


def fee_findings(
    cases: Iterable[Case], year: int, calendar: WorkCalendar, today: datetime.date | None = None
) -> Iterator[Finding]:
    """Find fees that the rules don't give, and fees that the row's dates and outcome don't bear out.

    K201: an applicant's sum of a month isn't what 国办函〔2020〕109号 gives. K202: the sums can't be checked
    without the applicants' numbers. K203: nothing was charged where there was a fee to charge. K204: a sum
    that no tier gives. K205: both tiers at once. K206: no day of payment, and yet an answer, or
    none after 20 working days. K207: closed as not paid, which the dates don't bear out. K208: paid after these 20 days. K209: the
    notice came after the period for an answer.

    Cases received before 2021 are left alone: their cost fees are taken as entered.

    Args:
        cases: All applications of the ledger.
        year: The report year.
        calendar: The working calendar.
        today: The day as of which to judge; None judges as of 31 December.
    """
    listed = [case for case in cases if is_under_109(case)]
    received = [case for case in listed if case.received.year == year]
    for month in monthly_fees(received):
        yield from _month(month)
    yield from _without_number(received)
    as_of = today or datetime.date(year, 12, 31)
    for case in listed:
        if concerns(case, year):
            yield from _plausible(case)
            if can_be_timed(case):
                yield from _payment(case, calendar, as_of)
                yield from _notice(case, calendar)


def _month(month: MonthlyFee) -> Iterator[Finding]:
    for case in month.doubled():
        yield say(
            case,
            "K205",
            "warning",
            f"收费金额 {_plain(case.fee or Decimal(0))} 元像是按件和按量两种标准相加。",
            f"{_RULE}规定每件申请只能选一种标准，不得重复计算；请核对。",
        )
    rows = rows_of(month.cases)
    place = month.cases[0]
    when = f"{month.month.year}年{month.month.month}月同一申请人编号的 {month.count} 件（{rows}）"
    pages = [fee for fee in month.by_pages if fee is not None]
    sums = f"按件计收 {sum(month.by_count)} 元" + (f"，有页数的按量计收 {sum(pages)} 元" if pages else "")
    if month.charged == 0 and month.least > 0:
        yield say(
            place,
            "K203",
            "hint",
            f"{when}没有记收费，按{_RULE}可以收：{sums}。",
            "没有收费的，不用改；收了的，请补上收费金额。",
        )
    elif month.charged != 0 and not month.agrees and not month.doubled():
        yield say(
            place,
            "K201",
            "warning",
            f"{when}收费金额与标准不符：台账合计 {_plain(month.charged)} 元；{_RULE}的标准是{sums}。",
            "请核对收费金额、件数、页数和收到日期；同一申请人按收到申请的自然月累计件数。",
        )


def _without_number(received: list[Case]) -> Iterator[Finding]:
    """Say that applicants have no number, where that matters: a fee was charged, or one may have been due."""
    bare = [case for case in received if not case.applicant_key]
    charged = [case for case in bare if case.fee]
    months: Counter[tuple[int, int]] = Counter()
    for case in bare:
        months[case.received.year, case.received.month] += case.count
    busy = [case for case in bare if months[case.received.year, case.received.month] > FREE_COUNT]
    if unknown := charged or busy:
        fact = "收了信息处理费" if charged else f"所在的月份收到申请超过 {FREE_COUNT} 件"
        yield say(
            unknown[0],
            "K202",
            "hint",
            f"{rows_of(unknown)}{fact}，但没有「申请人编号」，收费金额没法按{_RULE}核对。",
            "请在台账里加一列「申请人编号」，同一申请人填同一个编号（不要填姓名或证件号码）。",
        )


def _plausible(case: Case) -> Iterator[Finding]:
    if not case.fee:
        return
    if case.fee < 0 or case.fee % 10:
        what, advice = "不是 10 元的倍数", "请核对金额和单位（元）。"
    elif case.pages is None and case.fee % 100:
        what, advice = "不是 100 元的倍数，不像按件计收", "按量计收的，请补上页数；否则请核对金额。"
    else:
        return
    yield say(
        case, "K204", "warning", f"收费金额 {_plain(case.fee)} 元{what}，{_RULE}的标准算不出这个数。", advice
    )


def _payment(case: Case, calendar: WorkCalendar, as_of: datetime.date) -> Iterator[Finding]:
    unpaid = case.outcome == "fee_unpaid"
    if case.fee_notice is None:
        if unpaid:
            yield say(
                case,
                "K207",
                "warning",
                "办理结果是「逾期未缴费、不再处理」，台账里却没有收费通知日。",
                "请补上收费通知日，或核对办理结果。",
            )
        return
    last = calendar.nth_after(case.fee_notice, PAYMENT_DAYS)
    limit = f"收费通知（{on(case.fee_notice)}）次日起 {PAYMENT_DAYS} 个工作日到{on(last)}为止"
    if case.paid is not None:
        if unpaid:
            yield say(
                case,
                "K207",
                "warning",
                "办理结果是「逾期未缴费、不再处理」，台账里却有缴费日。",
                "请核对缴费日和办理结果。",
            )
        elif case.paid > last:
            yield say(
                case,
                "K208",
                "warning",
                f"{limit}，{on(case.paid)}才缴费。",
                "逾期未缴费视为放弃申请；请核对申请人收到收费通知的日期和缴费日。",
            )
    elif unpaid and case.answered is not None and case.answered <= last:
        yield say(
            case,
            "K207",
            "warning",
            f"{limit}，{on(case.answered)}就按「逾期未缴费」办结了。",
            "请核对收费通知日和答复日期。",
        )
    elif not unpaid and (_is_answered(case, as_of) or as_of > last):
        yield say(
            case,
            "K206",
            "warning",
            f"{limit}，没有缴费日，办理结果也不是「逾期未缴费、不再处理」。",
            "缴了费的，请补上缴费日；没有缴费的，办理结果是不是应为"
            "「申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请」？",
        )


def _notice(case: Case, calendar: WorkCalendar) -> Iterator[Finding]:
    due = deadline(case, calendar).due
    if case.fee_notice is not None and due is not None and case.fee_notice > due:
        yield say(
            case,
            "K209",
            "warning",
            f"收费通知日（{on(case.fee_notice)}）在答复期限（{on(due)}）之后。",
            "收费通知应在答复期限内发出；请核对日期。",
        )


def _is_answered(case: Case, as_of: datetime.date) -> bool:
    """Tell whether there is an answer that asks for a payment first; a withdrawal doesn't."""
    return case.answered is not None and case.answered <= as_of and case.outcome != "other_handling"


def _plain(amount: Decimal) -> str:
    return f"{amount:f}"
