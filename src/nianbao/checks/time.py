"""T: years and dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.dates import chinese_date
from nianbao.finding import Finding
from nianbao.params.before import path_before
from nianbao.template import Template, templates_for


def check(subject: Subject) -> Iterator[Finding]:
    """Find a template of another regime (T101), a missing or too early date (T102, T103), and a lost last year (T104)."""
    yield from _regime(subject)
    yield from _last_year(subject)
    year, date = subject.report.parameters.year, subject.report.parameters.issued.date
    if date is None:
        yield subject.finding(
            "T102",
            "error",
            "没有写成文日期（issued.date）。",
            f"请加上，如 date: {year + 1}-01-20。",
            ("issued", "date"),
        )
    elif datetime.date.fromisoformat(date) <= datetime.date(year, 12, 31):
        yield subject.finding(
            "T103",
            "error",
            f"成文日期是{chinese_date(date)}，而统计期限到{year}年12月31日才结束。",
            "年度报告应在统计期限结束之后成文；请核对年份（year）和成文日期（issued.date）。",
            ("issued", "date"),
            quote=date,
        )


def _regime(subject: Subject) -> Iterator[Finding]:
    template, year = subject.report.template, subject.report.parameters.year
    if year in template.years:
        return
    region = subject.report.parameters.unit.parent
    fitting = [
        other
        for other in templates_for(year, subject.report.folder, region)
        if other.region is None or (region and other.region in region)
    ]
    right = "；".join(f"{other.name}（依据{_basis(other)}）" for other in fitting)
    yield subject.finding(
        "T101",
        "error",
        f"模板 {template.name} 用于{template.years}的报告（依据{_basis(template)}），这份报告是 {year} 年的。",
        f"{year} 年请用模板 {right}。" if right else f"还没有用于 {year} 年的模板，请核对年份。",
        ("template",),
    )


def _last_year(subject: Subject) -> Iterator[Finding]:
    report = subject.report
    path = path_before(report.parameters, report.folder) if report.folder else None
    if path is not None and path.is_file() and report.last is None:
        name = f"params/{path.parent.name}/{path.name}"
        yield subject.finding(
            "T104",
            "hint",
            f"上年的底稿「{name}」读不出，不能与上年比较。",
            f"请先校核它：nianbao check {name}",
            ("year",),
        )


def _basis(template: Template) -> str:
    """Name what a format rests on: the Regulation, and the notice that gives the format."""
    return "、".join(f"《{law.name}》（{law.number}）" for law in template.legal_basis[:2])
