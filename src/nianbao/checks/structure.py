"""S: the parts of the report."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.checks.headings import has_own_format
from nianbao.finding import Finding
from nianbao.narrative import visible
from nianbao.template import Duty, Section

_LEGAL = ("proactive_disclosure", "applications", "problems")
"""Parts that the Regulation of 2007 (art. 32) asks for, in whatever words and order."""


def check(subject: Subject) -> Iterator[Finding]:
    """Find empty parts (S101, S102, S115) and what has to be said and isn't (S103, S105)."""
    report = subject.report
    own_format = has_own_format(subject)
    printed = {section for section, _ in subject.headings}
    for section in report.template.sections:
        if own_format and section.id not in (*printed, *_LEGAL):
            continue  # the report has no such part, and no law asks for one
        if not visible(report.parameters.sections.get(section.id, "")).strip():
            yield from _empty(subject, section)
    written = "".join(report.parameters.sections.values())
    for duty in report.template.duties:
        # Of a part that isn't written yet, that is enough said.
        begun = visible(report.parameters.sections.get(duty.section, "")).strip() or duty.whole
        if begun and duty.binds(report.parameters.unit.level) and not _is_said(subject, duty, written):
            yield _unsaid(subject, duty)


def _empty(subject: Subject, section: Section) -> Iterator[Finding]:
    path = ("sections", section.id)
    none = subject.report.fill(section.none) if section.none else None
    has_table = subject.report.template.has_table(section.id)
    if not section.may_be_empty and not has_table:
        advice = f"请写上内容；确实没有，请写「{none}」" if none else "请写上内容。"
        yield subject.finding(
            "S101", "error", f"「{subject.label(section.id)}」没有写内容。", advice, path, section=section.id
        )
    elif against := subject.report.against_none(section):
        said = "、".join(f"{figure.label}是 {figure.text}" for figure in against)
        yield subject.finding(
            "S115",
            "error",
            f"「{subject.label(section.id)}」没有写内容，又不能印「{none}」：{said}。",
            "请写上实际情况。",
            path,
            section=section.id,
        )
    elif none:
        yield subject.finding(
            "S102",
            "warning",
            f"「{subject.label(section.id)}」没有写内容"
            + ("。" if subject.is_published else f"，将印「{none}」"),
            f"请写上实际情况；确实没有，请写「{none}」"
            if subject.is_published
            else "如果不符，请写上实际情况。",
            path,
            section=section.id,
        )


def _is_said(subject: Subject, duty: Duty, written: str) -> bool:
    if duty.whole and duty.say:
        return "".join(subject.report.fill(duty.say).split()) in "".join(written.split())
    return any(word in written for word in duty.mentions)


def _unsaid(subject: Subject, duty: Duty) -> Finding:
    label = subject.label(duty.section)
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


EXAMPLES = {
    "S101": Example(
        reason="法定的部分不能空着。",
        legal="《条例》第五十条",
        section="problems",
        bad="",
        good="公开栏更新不及时，下一步每月5日统一更换。",
    ),
    "S102": Example(
        reason="没有写的部分会印上一句「没有」，请看看是不是实情。",
        legal="《条例》第五十条第五项",
        section="other",
        bad="",
        good="本年没有收取信息处理费，没有其他需要报告的事项。",
    ),
    "S115": Example(
        reason="没有写的部分会印上一句「没有」，而表格或台账里的数说明有。例子里，表三有 1 件逾期没有缴费，可见发过收费通知。",
        legal="《条例》第六条（公开的信息应当准确）",
        section="other",
        bad="",
        good="全年发出收费通知1件，申请人逾期没有缴纳，按申请人放弃申请处理。",
        tables={"applications": {"new_received": {"enterprise": 1}, "fee_unpaid": {"enterprise": 1}}},
    ),
    "S103": Example(
        reason="法律要求写到、又没有单列一个部分的内容，最容易漏。",
        legal="《条例》第五十条第四项",
        bad="主动公开信息32条，收到依申请公开的申请3件。信息管理上逐条审查，政府网站的平台每月更新，监督保障上办了培训。",
        good="主动公开信息32条，收到依申请公开的申请3件。信息管理上逐条审查，政府网站的平台每月更新，监督保障上办了培训，"
        "县里考核为良好，村民代表评议满意，没有需要责任追究的事。",
    ),
}
