"""T2: the period of the statistics: the whole calendar year, told once and rightly."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.checks.fixes import Fix, fixes_of
from nianbao.checks.parts import is_whole
from nianbao.finding import Finding, Severity
from nianbao.writing.dates import EatenDate, Period, bare_years, eaten, is_date, periods, up_to, whole_years
from nianbao.writing.flaws import Flaw

_FIRST_PERIOD = (2008, 5, 1)
"""The Regulation came into force in the middle of its first year."""


def check(subject: Subject) -> Iterator[Finding]:
    """Find no period (T201), an impossible (T202) or wrong one (T203), and eaten digits (T204)."""
    broken = list(eaten(subject.passages))
    for date in broken:
        yield _eaten(subject, date)
    for date in bare_years(subject.passages):
        span = (date.start, date.end)
        message = f"「{date.passage.text[slice(*span)]}」的年份后面少了「年」字。"
        yield subject.in_passage("T204", "warning", message, f"请改成「{date.right}」。", date.passage, span)
    found = list(periods(subject.passages))
    for period in found:
        yield from _wrong(subject, period)
    year = subject.report.parameters.year
    for period in up_to(subject.passages):
        if period.last != (year, 12, 31):
            message = f"数据截止到「{period.text}」，不是{year}年12月31日。"
            advice = f"请改成{year}年12月31日，数字也请核对是不是到这一天的。"
            span = (period.start, period.end)
            yield subject.in_passage("T203", "warning", message, advice, period.passage, span)
    if not found and not broken and not list(whole_years(subject.passages)) and is_whole(subject):
        year = subject.report.parameters.year
        section = "preamble" if "preamble" in subject.passages else "overview"
        yield subject.finding(
            "T201",
            "warning",
            "没有写统计期限。",
            f"请在「引言」里写明：本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
            ("sections", section),
            section=section,
        )


def fixes(subject: Subject) -> Iterator[Fix]:
    """Offer the dates that can only be meant, where the year is the report's."""
    year = str(subject.report.parameters.year)
    for date in (*eaten(subject.passages), *bare_years(subject.passages)):
        if date.right and date.right.startswith((year, "12月")):
            yield from fixes_of("T204", [Flaw(date.passage, date.start, date.end, date.right)])


def _eaten(subject: Subject, date: EatenDate) -> Finding:
    text = date.passage.text[date.start : date.end]
    message = f"日期「{text}」写错了，多半是粘贴时丢了「年」「月」「日」，或者多了数字。"
    advice = f"多半应是「{date.right}」，请核对。" if date.right else "请补全年、月、日。"
    return subject.in_passage("T204", "error", message, advice, date.passage, (date.start, date.end))


def _wrong(subject: Subject, period: Period) -> Iterator[Finding]:
    year = subject.report.parameters.year
    right = f"{year}年1月1日至{year}年12月31日"
    span = (period.start, period.end)
    if not (is_date(period.first) and is_date(period.last)) or period.last < period.first:
        whole = is_date(period.first) and is_date(period.last)
        message = f"统计期限「{period.text}」{'起止颠倒了' if whole else '里没有这样的日期'}。"
        advice = f"请改成「{right}」。"
        yield subject.in_passage("T202", "error", message, advice, period.passage, span)
        return
    if (period.first, period.last) == ((year, 1, 1), (year, 12, 31)):
        return
    if year == _FIRST_PERIOD[0] and (period.first, period.last) == (_FIRST_PERIOD, (year, 12, 31)):
        return
    in_year = period.first[0] == period.last[0] == year
    severity: Severity = "warning" if in_year else "error"
    message = f"统计期限「{period.text}」" + (
        "不是一整年。" if in_year else f"不是报告年度 {year} 年的 1 月 1 日至 12 月 31 日。"
    )
    advice = f"请改成「{right}」，数字也请核对是不是一整年的。"
    yield subject.in_passage("T203", severity, message, advice, period.passage, span)


EXAMPLES = {
    "T201": Example(
        reason="不写统计期限，读的人不知道数字是哪一段时间的。",
        legal="编写习惯；各地部署通知一般都有要求",
        section="preamble",
        bad="根据《中华人民共和国政府信息公开条例》编制本报告。",
        good="统计期限自2024年1月1日起至2024年12月31日止。",
    ),
    "T202": Example(
        reason="起止日期颠倒，或者没有这一天，多半是改年份时只改了一处。",
        legal="《条例》第四十九条：上一年度的年度报告",
        section="preamble",
        bad="统计期限自2024年1月1日起至2023年12月31日止。",
        good="统计期限自2024年1月1日起至2024年12月31日止。",
    ),
    "T203": Example(
        reason="年度报告报告一整年；早一天截止，数字就不全。",
        legal="《条例》第四十九条：上一年度的年度报告",
        section="preamble",
        bad="统计期限自2024年1月1日起至2024年12月15日止。",
        good="统计期限自2024年1月1日起至2024年12月31日止。",
    ),
    "T204": Example(
        reason="粘贴到网站后台时，日期里的字容易丢，成了没有人看得懂的一串数字。",
        legal="编写习惯",
        section="preamble",
        bad="统计期限自2024年11日起至2024年1231日止。",
        good="统计期限自2024年1月1日起至2024年12月31日止。",
    ),
}
