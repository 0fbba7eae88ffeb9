"""K1: what the legal clock has to say about a ledger of applications."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from nianbao.clock.answers import SOON, Overdue, late_answers, overdue, soon_overdue
from nianbao.clock.dates import half_given, order_findings
from nianbao.clock.deadline import Deadline, can_be_timed, deadline
from nianbao.clock.words import TABLE, how, on, rows_of, say
from nianbao.clock.workdays import WorkCalendar
from nianbao.clock.workdays_file import FILE
from nianbao.finding import Finding
from nianbao.ledgers.case import Case


def clock_findings(
    cases: Iterable[Case], year: int, calendar: WorkCalendar, today: datetime.date | None = None
) -> Iterator[Finding]:
    """Find what is late, due soon, impossible or unclear among a year's applications.

    K101: a year's holidays aren't known. K11x, K12x: see ``nianbao.clock.dates``. K130: answered late.
    K131: not answered and past due. K132: due within five working days (only with ``today``). K133: the
    applicant was told of the extension too late. K134: the ledger's 到期日 isn't what the Regulation gives.
    K135: a correction was asked for after more than 7 working days (2019 Regulation, art. 30).

    Args:
        cases: All applications of the ledger.
        year: The report year; cases closed before it or received after it are left alone.
        calendar: The working calendar.
        today: The day as of which to judge, for a ledger in use. None, as for a report, judges as of
            31 December, so that the same files always give the same findings.
    """
    concerned = [case for case in cases if concerns(case, year)]
    periods = [deadline(case, calendar) for case in concerned if can_be_timed(case)]
    yield from _unknown_holidays(periods)
    for case in concerned:
        yield from order_findings(case, today)
        yield from half_given(case)
    for period in periods:
        yield from _extension(period)
        yield from _stated_due(period)
        yield from _slow_correction(period, calendar)
    as_of = today or datetime.date(year, 12, 31)
    for found in late_answers(concerned, calendar, as_of):
        yield _late(found)
    for found in overdue(concerned, calendar, as_of):
        yield _open(found, as_of)
    if today is not None:
        yield from _soon(concerned, calendar, today)


def concerns(case: Case, year: int) -> bool:
    """Tell whether a case was open on any day of a year."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    # An answer before the receipt is an error to be named, whichever of the two lies in the year.
    days = (case.received, case.answered or last)
    return min(days) <= last and max(days) >= first


def _unknown_holidays(periods: list[Deadline]) -> Iterator[Finding]:
    for unknown in sorted({year for period in periods for year in period.estimated}):
        cases = [period.case for period in periods if unknown in period.estimated]
        origin = cases[0].origin
        yield Finding(
            code="K101",
            severity="warning",
            message=(
                f"{unknown}年的放假调休安排还不知道，台账「{origin.file}」{rows_of(cases)}的到期日"
                "只按周六、周日推算，是估计数。"
            ),
            suggestion=(
                f"等国务院办公厅的通知公布后升级 nianbao，或者把安排抄进工作文件夹的 templates/{FILE}。"
            ),
            file=origin.file,
            sheet=origin.sheet,
            line=origin.row,
            table=TABLE,
        )


def _extension(period: Deadline) -> Iterator[Finding]:
    notice = period.case.extension_notice
    if period.extension == "late" and notice is not None and period.first is not None:
        yield say(
            period.case,
            "K133",
            "warning",
            f"延期告知日（{on(notice)}）已过了原来的期限（{on(period.first)}），延期不能计入。",
            "延期应在原期限内告知申请人；请核对延期告知日。",
        )


def _stated_due(period: Deadline) -> Iterator[Finding]:
    stated, due, first = period.case.due, period.due, period.first
    if stated is None or due is None or first is None:
        return
    # An extension is 20 days at most: a unit may have given itself less, or left the first date standing.
    if stated == due or first <= stated <= due:
        return
    yield say(
        period.case,
        "K134",
        "warning",
        f"写的到期日是{on(stated)}，算出来是{on(due)}（{how(period)}）。",
        "请核对到期日；节假日和调休上班日以国务院办公厅的通知为准。",
    )


def _slow_correction(period: Deadline, calendar: WorkCalendar) -> Iterator[Finding]:
    asked, allowed = period.case.correction_asked, period.term.correction
    if asked is None or allowed is None:
        return
    if calendar.between(period.case.received, asked) > allowed:
        yield say(
            period.case,
            "K135",
            "warning",
            f"补正通知日（{on(asked)}）离收到日期（{on(period.case.received)}）超过 {allowed} 个工作日。",
            f"《条例》第三十条要求收到申请之日起 {allowed} 个工作日内一次性告知补正；请核对日期。",
        )


def _late(found: Overdue) -> Finding:
    period = found.deadline
    assert period.due is not None
    return say(
        period.case,
        "K130",
        "warning",
        f"应在{on(period.due)}（含）前答复，{on(found.until)}才答复，{_by(found)}（{how(period)}）。",
        "请核对日期；确实超期的，可在「存在的主要问题及改进情况」里如实说明。",
    )


def _open(found: Overdue, as_of: datetime.date) -> Finding:
    period = found.deadline
    assert period.due is not None
    return say(
        period.case,
        "K131",
        "warning",
        f"应在{on(period.due)}（含）前答复，到{on(as_of)}还没有答复，{_by(found)}（{how(period)}）。",
        "已经答复的，请补上答复日期和办理结果；没有答复的，请尽快答复。",
    )


def _soon(cases: list[Case], calendar: WorkCalendar, today: datetime.date) -> Iterator[Finding]:
    for soon in soon_overdue(cases, calendar, today, SOON):
        period = soon.deadline
        assert period.due is not None
        left = f"还有 {soon.days} 个工作日" if soon.days else "就是今天"
        yield say(
            period.case,
            "K132",
            "hint",
            f"{on(period.due)}到期，{left}（{how(period)}）。",
            "请按时答复；确需延期的，请在到期前告知申请人。",
        )


def _by(found: Overdue) -> str:
    return f"超期 {found.days} 个工作日" if found.days else "过了到期日"
