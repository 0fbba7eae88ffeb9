"""S: the parts of the report."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.finding import Finding
from nianbao.narrative import visible
from nianbao.template import Gap, Section


def check(subject: Subject) -> Iterator[Finding]:
    """Find empty parts (S101, S102), unmentioned legal items (S103) and odd headings (S104)."""
    report = subject.report
    for section in report.template.sections:
        if not visible(report.parameters.sections.get(section.id, "")).strip():
            yield from _empty(subject, section)
        printed = report.parameters.printed.headings.get(section.id)
        if printed is not None and printed != section.heading:
            yield subject.finding(
                "S104",
                "warning",
                f"小标题「{printed}」与模板的「{section.heading or '（无标题）'}」不同。",
                "请改用模板的小标题：删去 printed 下的这一项。",
                ("printed", "headings", section.id),
                section=section.id,
                quote=printed,
            )
    written = "".join(report.parameters.sections.values())
    for gap in report.template.gaps:
        if not any(word in written for word in gap.mentions):
            yield _gap(subject, gap)


def _empty(subject: Subject, section: Section) -> Iterator[Finding]:
    path = ("sections", section.id)
    none = subject.report.fill(section.none) if section.none else None
    if not section.may_be_empty:
        advice = f"请写上内容；确实没有，请写「{none}」" if none else "请写上内容。"
        yield subject.finding(
            "S101", "error", f"「{section.label}」没有写内容。", advice, path, section=section.id
        )
    elif none:
        yield subject.finding(
            "S102",
            "warning",
            f"「{section.label}」没有写内容，将印「{none}」",
            "如果不符，请写上实际情况。",
            path,
            section=section.id,
        )


def _gap(subject: Subject, gap: Gap) -> Finding:
    label = subject.report.template.section(gap.section).label
    return subject.finding(
        "S103",
        "warning",
        f"没有写到「{gap.item}」（{gap.legal}要求报告，本格式没有单列）。",
        f"请在「{label}」里写明；确实没有，请写「{subject.report.fill(gap.say)}」",
        ("sections", gap.section),
        section=gap.section,
    )
