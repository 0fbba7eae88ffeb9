"""N: figures quoted in prose as ``{{ dotted.name }}``."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.finding import Finding
from nianbao.narrative import Reference, references
from nianbao.suggest import did_you_mean, quoted


def check(subject: Subject) -> Iterator[Finding]:
    """Find quotations that are malformed (N102) or name no figure (N101)."""
    report = subject.report
    for section, text in report.parameters.sections.items():
        for reference in references(text):
            if reference.name is None:
                yield _at(
                    subject,
                    section,
                    reference,
                    "N102",
                    "写法不对",
                    "请写成 {{ 数据名 }}，如 {{ unit.name }}；不引用数据就不要写双花括号。",
                )
            elif reference.name not in report.figures:
                yield _at(
                    subject,
                    section,
                    reference,
                    "N101",
                    "没有这个数据",
                    did_you_mean(reference.name, report.figures),
                )


def _at(subject: Subject, section: str, reference: Reference, code: str, what: str, advice: str) -> Finding:
    label = subject.report.template.section(section).label
    message = f"「{label}」里引用的「{quoted(reference.quote)}」{what}。"
    finding = subject.finding(code, "error", message, advice, section=section, quote=reference.quote)
    return subject.in_section(section, reference.line, reference.column, finding)
