"""T: years and dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.dates import chinese_date
from nianbao.finding import Finding
from nianbao.params.before import path_before
from nianbao.params.regime import other_regime


def check(subject: Subject) -> Iterator[Finding]:
    """Find a template of another regime (T101), a missing or too early date (T102, T103), and a lost last year (T104)."""
    yield from _regime(subject)
    yield from _last_year(subject)
    yield from _issued(subject)


def _issued(subject: Subject) -> Iterator[Finding]:
    year, date = subject.report.parameters.year, subject.report.parameters.issued.date
    page, place = subject.file.page_date, ("issued", "date")
    ended = f"统计期限到{year}年12月31日才结束"
    if date is None and page is None:
        if subject.is_published:
            words, advice = "没有读到成文日期。", "请在文末写上署名和成文日期。"
            yield subject.finding("T102", "hint", words, advice, place)
            return
        words, advice = "没有写成文日期（issued.date）。", f"请加上，如 date: {year + 1}-01-20。"
        yield subject.finding("T102", "error", words, advice, place)
    elif date is None and page is not None:
        shown = chinese_date(page.isoformat())
        if page <= datetime.date(year, 12, 31):
            words = f"网页的发布时间是{shown}，而{ended}。"
            yield subject.finding("T103", "warning", words, "请核对网页的发布时间和报告的年份。", place)
        else:
            words = f"报告没有写成文日期，只有网页的发布时间（{shown}）。"
            yield subject.finding("T102", "hint", words, "请在文末写上署名和成文日期。", place)
    elif date is not None and datetime.date.fromisoformat(date) <= datetime.date(year, 12, 31):
        words = f"成文日期是{chinese_date(date)}，而{ended}。"
        keys = subject.key("year"), subject.key("issued.date")
        advice = f"年度报告应在统计期限结束之后成文；请核对年份{keys[0]}和成文日期{keys[1]}。"
        yield subject.finding("T103", "error", words, advice, place, quote=date)


def _regime(subject: Subject) -> Iterator[Finding]:
    report = subject.report
    year, region = report.parameters.year, report.parameters.unit.parent
    if found := other_regime(report.template, year, region, report.folder):
        place = subject.file.text.place_of(("template",))
        yield found.at(place.line, place.column)


def _last_year(subject: Subject) -> Iterator[Finding]:
    report = subject.report
    path = path_before(report.parameters, report.folder) if report.folder else None
    if path is not None and path.is_file() and report.last is None:
        name = f"params/{path.parent.name}/{path.name}"
        yield subject.finding(
            "T104",
            "hint",
            f"上年的底稿「{name}」读不出，或者是别的单位的，不能与上年比较。",
            f"请先校核它：nianbao check {name}，并核对里面的单位名称。",
            ("year",),
        )


EXAMPLES = {
    "T101": Example(
        reason="格式跟着年度走，用错年度的格式，表和标题都不对。",
        legal="国办公开办函〔2021〕30号",
        section="year",
        bad="2020",
        good="2024",
    ),
    "T102": Example(
        reason="公开的报告要有成文日期。",
        legal="GB/T 9704-2012",
        section="issued.date",
        bad="",
        good="2025-01-20",
    ),
    "T103": Example(
        reason="统计期限还没有结束就成文，数字不可能是全年的。",
        legal="《条例》第四十九条：上一年度的年度报告",
        section="issued.date",
        bad="2024-12-25",
        good="2025-01-20",
    ),
}
