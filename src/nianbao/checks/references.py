"""N: figures quoted in prose as ``{{ dotted.name }}``."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding
from nianbao.narrative import Reference, references
from nianbao.params.explain import field_name
from nianbao.params.yaml_text import strings
from nianbao.suggest import did_you_mean, quoted

_LOOK_UP = "可以引用的数据请用 nianbao figures 查看，再照着写。"


def check(subject: Subject) -> Iterator[Finding]:
    """Find quotations that are malformed (N102), name no figure (N101), or stand in a name (N103)."""
    report = subject.report
    for key in ("unit", "issued", "printed"):
        for path, text in strings(getattr(report.parameters, key).model_dump(exclude_none=True), (key,)):
            if "{{" in text or "}}" in text:
                words = f"{field_name(path)}里不能有双花括号。"
                yield subject.finding(
                    "N103", "error", words, "只有正文可以引用数据，请直接写出来。", path, quote=text
                )
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
                    did_you_mean(reference.name, report.figures, _LOOK_UP),
                )


def _at(subject: Subject, section: str, reference: Reference, code: str, what: str, advice: str) -> Finding:
    label = subject.label(section)
    message = f"「{label}」里引用的「{quoted(reference.quote)}」{what}。"
    finding = subject.finding(code, "error", message, advice, section=section, quote=reference.quote)
    return subject.in_section(section, reference.line, reference.column, finding)


_LEGAL = "《政府信息公开条例》第六条（公开的信息应当准确）"

EXAMPLES = {
    "N101": Example(
        reason="正文引用的数据不存在。双花括号里的名称要和数据清单里的一样，不然印不出数。",
        legal=_LEGAL,
        bad="全年新收申请{{ applications.new.total }}件。",
        good="全年新收申请{{ applications.new_received.total }}件。",
    ),
    "N102": Example(
        reason="双花括号里写法不对。里面只能写一个数据名，不能写算式和中文。",
        legal=_LEGAL,
        bad="全年新收申请{{ 3 + 1 }}件。",
        good="全年新收申请{{ applications.new_received.total }}件。",
    ),
    "N103": Example(
        reason="只有正文可以引用数据。单位名称、署名、标题里要直接写出来。",
        legal=_LEGAL,
        section="issued.by",
        bad="{{ unit.name }}人民政府",
        good="云溪镇人民政府",
    ),
}
