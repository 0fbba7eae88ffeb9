"""K11, K12: dates of a case that can't be, or that don't go with the rest of its row."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from nianbao.clock.term import FEES_2020, LAST_DAY, REGULATION_2007
from nianbao.clock.words import on, say
from nianbao.finding import Finding
from nianbao.ledgers.case import Case

_LABELS = {
    "received": "收到日期",
    "correction_asked": "补正通知日",
    "correction_received": "补正收到日",
    "consulted_from": "征求意见起",
    "consulted_to": "征求意见止",
    "extension_notice": "延期告知日",
    "due": "到期日",
    "fee_notice": "收费通知日",
    "paid": "缴费日",
    "answered": "答复日期",
}
_ORDER = (
    *(("received", later) for later in ("correction_asked", "correction_received", "consulted_from")),
    *(("received", later) for later in ("extension_notice", "due", "fee_notice")),
    ("correction_asked", "correction_received"),
    ("consulted_from", "consulted_to"),
    *((earlier, "answered") for earlier in ("correction_asked", "correction_received")),
    *((earlier, "answered") for earlier in ("consulted_from", "consulted_to", "extension_notice")),
)
# A cost fee of before 2021 may well be paid when the copies are fetched.
_ORDER_OF_FEES = (("fee_notice", "paid"), ("fee_notice", "answered"), ("paid", "answered"))

_CORRECTION_MISSING = frozenset({"not_corrected", "other_handling"})
"""Outcomes of a case whose applicant never sent the correction: given up, or withdrawn."""


def order_findings(case: Case, today: datetime.date | None = None) -> Iterator[Finding]:
    """Find dates in an impossible order.

    K110: answered before it was received. K111: another pair the wrong way round. K112: received or
    answered after today, when today is given. K113: a date before 2008-05-01 or after 2100.
    """
    if case.answered is not None and case.answered < case.received:
        yield say(
            case,
            "K110",
            "error",
            f"答复日期（{on(case.answered)}）在收到日期（{on(case.received)}）之前。",
            "请核对这一行的两个日期；多半是年份或月份写错了。",
        )
    pairs = _ORDER + (_ORDER_OF_FEES if case.received >= FEES_2020 else ())
    if wrong := [words for pair in pairs if (words := _wrong(case, *pair))]:
        yield say(case, "K111", "warning", f"{'；'.join(wrong)}。", "请核对这一行的日期。")
    late = [name for name in ("received", "answered") if _after(getattr(case, name), today)]
    if late:
        words = "、".join(f"{_LABELS[name]}（{on(getattr(case, name))}）" for name in late)
        yield say(case, "K112", "warning", f"{words}还没有到。", "请核对年份和月份。")
    odd = [name for name in _LABELS if _is_odd(getattr(case, name))]
    if odd:
        words = "、".join(f"{_LABELS[name]}（{on(getattr(case, name))}）" for name in odd)
        yield say(
            case,
            "K113",
            "warning",
            f"{words}不在《条例》施行（2008年5月1日）以后的合理范围内，这一件不计算期限。",
            "请核对年份。",
        )


def half_given(case: Case) -> Iterator[Finding]:
    """Find dates that miss their other half, and outcomes that the dates don't bear out.

    K120: the opinion asked for has no end, yet there is an answer. K121: it has an end and no beginning.
    K122: a correction came in that nobody asked for. K124: an extension without the day the applicant was
    told (2019 Regulation, art. 33). K125: that day without an extension. K126: a correction was asked for
    and never came, and the outcome is one that needs it. K127: the outcome speaks of a correction that the
    dates don't know.
    """
    if case.consulted_from is not None and case.consulted_to is None and case.answered is not None:
        yield say(
            case,
            "K120",
            "warning",
            "有「征求意见起」没有「征求意见止」，却已经答复，算不出是否按时。",
            "请补上收到意见（或对方逾期未提意见、期限届满）的日期。",
        )
    if case.consulted_from is None and case.consulted_to is not None:
        yield say(
            case,
            "K121",
            "warning",
            "有「征求意见止」没有「征求意见起」，这段时间没有扣除。",
            "请补上发出征求意见书的日期。",
        )
    if case.correction_received is not None and case.correction_asked is None:
        yield say(
            case,
            "K122",
            "warning",
            "有「补正收到日」没有「补正通知日」；期限已按收到补正之日重新计算。",
            "请补上补正通知日。",
        )
    if case.extended and case.extension_notice is None:
        yield say(
            case,
            "K124",
            "hint",
            "写了延期，没有延期告知日；延期应在期限内告知申请人，这里先按已告知计算。",
            "请补上延期告知日。",
        )
    if case.extension_notice is not None and not case.extended:
        yield say(
            case,
            "K125",
            "hint",
            "有延期告知日，「是否延期」却不是「是」；这里按延期计算。",
            "请核对「是否延期」。",
        )
    yield from _correction_and_outcome(case)


def _correction_and_outcome(case: Case) -> Iterator[Finding]:
    if case.answered is None or case.outcome is None:
        return
    asked, came = case.correction_asked is not None, case.correction_received is not None
    if asked and not came and case.outcome not in _CORRECTION_MISSING:
        yield say(
            case,
            "K126",
            "warning",
            "要求过补正，没有「补正收到日」，办理结果却不是「逾期不补正」，算不出是否按时。",
            "申请人补正了的，请补上补正收到日；没有补正的，请核对办理结果。",
        )
    if case.outcome == "not_corrected" and (came or not asked):
        fact = "有「补正收到日」" if came else "没有「补正通知日」"
        yield say(
            case,
            "K127",
            "warning",
            f"办理结果是「逾期不补正、不再处理」，台账里却{fact}。",
            "请核对办理结果和补正的日期。",
        )
    if case.outcome == "still_unclear" and not asked and not came:
        yield say(
            case,
            "K127",
            "warning",
            "办理结果是「补正后申请内容仍不明确」，台账里却没有补正的日期。",
            "请补上补正通知日、补正收到日，或核对办理结果。",
        )


def _wrong(case: Case, earlier: str, later: str) -> str | None:
    first, last = getattr(case, earlier), getattr(case, later)
    if first is None or last is None or first <= last:
        return None
    return f"{_LABELS[later]}（{on(last)}）在{_LABELS[earlier]}（{on(first)}）之前"


def _after(day: datetime.date | None, today: datetime.date | None) -> bool:
    return day is not None and today is not None and day > today


def _is_odd(day: datetime.date | None) -> bool:
    return day is not None and not REGULATION_2007 <= day <= LAST_DAY
