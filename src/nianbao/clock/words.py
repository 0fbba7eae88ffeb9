"""Cases in words: where a row stands, when a day was, how a due date comes about."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from nianbao.clock.deadline import Deadline, Waiting
from nianbao.dates import chinese_date
from nianbao.finding import Finding, Severity
from nianbao.ledgers.case import Case
from nianbao.suggest import quoted

TABLE = "applications"

STOPPED: dict[Waiting, str] = {
    "correction": "等申请人补正",
    "opinion": "等被征求意见的一方答复",
    "payment": "等申请人缴费",
}
"""Why a period stands still."""

_ROWS = 8
"""As many rows a message names; the rest is a number."""


def on(day: datetime.date) -> str:
    """Write a date for a clerk."""
    return chinese_date(day.isoformat())


def place_of(case: Case) -> str:
    """Name a case's row: ledger, sheet, row, 登记编号."""
    origin = case.origin
    sheet = f"工作表「{quoted(origin.sheet)}」" if origin.sheet else ""
    number = f"（登记编号 {quoted(case.number)}）" if case.number else ""
    return f"台账「{quoted(origin.file)}」{sheet}第 {origin.row} 行{number}"


def rows_of(cases: Iterable[Case]) -> str:
    """Name the rows of several cases of one ledger, with their sheets where there is more than one."""
    listed = list(cases)
    sheets: dict[str, list[str]] = {}
    for case in listed[:_ROWS]:
        sheets.setdefault(case.origin.sheet or "", []).append(str(case.origin.row))
    several = len({case.origin.sheet for case in listed}) > 1
    named = "，".join(
        (f"「{quoted(sheet)}」" if several else "") + f"第 {'、'.join(rows)} 行"
        for sheet, rows in sheets.items()
    )
    return named if len(listed) <= _ROWS else f"{named}等 {len(listed)} 行"


def say(case: Case, code: str, severity: Severity, message: str, suggestion: str | None) -> Finding:
    """Make a finding about a case, with its place."""
    return Finding(
        code=code,
        severity=severity,
        message=f"{place_of(case)}：{message}",
        suggestion=suggestion,
        file=case.origin.file,
        sheet=case.origin.sheet,
        line=case.origin.row,
        table=TABLE,
    )


def how(deadline: Deadline) -> str:
    """Say how a due date comes about, so that a clerk can count it again."""
    begin = "收到" if deadline.start == deadline.case.received else "收到补正材料"
    parts = [
        f"依据{deadline.term.law}，从{begin}（{on(deadline.start)}）的次日起算 {deadline.term.days} 个工作日"
    ]
    if deadline.extension == "granted":
        parts.append(f"延期再加 {deadline.term.extension} 个工作日")
    if deadline.case.consulted_from is not None:
        parts.append("征求意见的时间不计")
    if deadline.case.fee_notice is not None and deadline.case.paid is not None:
        parts.append("收费通知到缴费的时间不计（请对照国办函〔2020〕109号核对）")
    if deadline.estimated:
        years = "、".join(str(year) for year in deadline.estimated)
        parts.append(f"{years} 年的放假安排未知，只按周六、周日推算")
    return "，".join(parts)
