"""S: the parts of the report."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.finding import Finding
from nianbao.narrative import visible
from nianbao.template import Duty, Section


def check(subject: Subject) -> Iterator[Finding]:
    """Find empty parts (S101, S102), what has to be said and isn't (S103, S105) and odd headings (S104)."""
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
    for duty in report.template.duties:
        # Of a part that isn't written yet, that is enough said.
        begun = visible(report.parameters.sections.get(duty.section, "")).strip()
        if begun and duty.binds(report.parameters.unit.level) and not _is_said(subject, duty, written):
            yield _unsaid(subject, duty)


def _empty(subject: Subject, section: Section) -> Iterator[Finding]:
    path = ("sections", section.id)
    none = subject.report.fill(section.none) if section.none else None
    has_table = any(table.section == section.id for table in subject.report.template.tables)
    if not section.may_be_empty and not has_table:
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


def _is_said(subject: Subject, duty: Duty, written: str) -> bool:
    if duty.whole and duty.say:
        return "".join(subject.report.fill(duty.say).split()) in "".join(written.split())
    return any(word in written for word in duty.mentions)


def _unsaid(subject: Subject, duty: Duty) -> Finding:
    label = subject.report.template.section(duty.section).label
    say = subject.report.fill(duty.say) if duty.say else None
    if duty.whole:
        message = f"「{label}」里缺少必须写上的一句（{duty.legal}）：「{say}」"
        advice = "请原样写上这句话。"
    else:
        message = f"没有写到「{duty.item}」（{duty.legal}）。"
        advice = f"请在「{label}」里写明" + (f"；确实没有，请写「{say}」" if say else "。")
    return subject.finding(
        "S105" if duty.whole else "S103",
        duty.severity,
        message,
        advice,
        ("sections", duty.section),
        section=duty.section,
    )
