"""S1: headings of the parts and tables, as a published report printed them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding, Severity
from nianbao.narrative import visible
from nianbao.suggest import nearest
from nianbao.template import Section
from nianbao.writing.numbering import skipped

_NUMBER = re.compile(r"^[\s\-]*([一二三四五六七八九十]{1,3})\s*[、.．，,]?\s*")
_LOOSE = re.compile(r"[\s、，,.．：:（）()]|^[一二三四五六七八九十]+(?=[、.．\s])")
_DIGITS = "一二三四五六七八九十"
FIRST_PRESCRIBED = 2019
"""First report year with prescribed titles (国办公开办函〔2019〕60号); before it each area had its own."""

FIRST_OF_2021_FORMAT = 2021

_ADVICE_OF_PAGE = "请按规定的格式改小标题。"

_EARLY = ("五、政府信息公开工作存在的主要问题及改进情况",)
"""Titles that went round with the trial format, the Shanghai government's own report among others."""


def check(subject: Subject) -> Iterator[Finding]:
    """Find headings in other words (S104), parts and items out of order (S106) and tables nobody filled (S107)."""
    headings = subject.report.parameters.printed.headings
    if _has_prescribed_titles(subject):
        for section in subject.report.template.sections:
            printed = headings.get(section.id)
            early = subject.report.parameters.year < FIRST_OF_2021_FORMAT
            if printed is not None and printed != section.heading and not (early and printed in _EARLY):
                yield _odd(subject, section, printed)
        yield from _out_of_order(subject)
    for flaw, before, number in skipped(subject.passages):
        label = subject.label(flaw.passage.section)
        how = f"又是 {number}" if number == before else f"接着是 {number}"
        message = f"「{label}」里的序号不连续：{before} 后面{how}。"
        advice = "请看是不是漏了一项，或者删改后没有重新编号。"
        span = (flaw.start, flaw.end)
        yield subject.in_passage("S106", "warning", message, advice, flaw.passage, span, around=6)
    yield from _no_table(subject)


def _has_prescribed_titles(subject: Subject) -> bool:
    """Before 2019 only an area's own format prescribed titles; the national rule named matters, not titles."""
    report = subject.report
    if report.parameters.year >= FIRST_PRESCRIBED:
        return True
    return report.template.region is not None and not has_own_format(subject)


def has_own_format(subject: Subject) -> bool:
    """Tell whether a report of before 2019 was published in other parts than its area's: few headings are the same.

    A format that is an area's own binds no other area. Such a report need not have all the template's parts, and has none of them in the wrong place.
    """
    report = subject.report
    printed = report.parameters.printed.headings
    if report.parameters.year >= FIRST_PRESCRIBED or report.template.region is None:
        return False
    if not subject.headings:
        return False
    if not _is_of_region(subject, report.template.region):
        return True
    known = {section.id: section.heading for section in report.template.sections if section.heading}
    odd = sum(
        _LOOSE.sub("", heading) != _LOOSE.sub("", known.get(id_) or "") for id_, heading in printed.items()
    )
    there = [id_ for id_ in known if visible(report.parameters.sections.get(id_, "")).strip()]
    return odd * 2 > len({*there, *printed})


def _is_of_region(subject: Subject, region: str) -> bool:
    """Tell whether a unit lies in an area, as far as its names say."""
    parameters = subject.report.parameters
    unit = parameters.unit
    said = (unit.full_name, unit.parent, unit.name, parameters.issued.by, parameters.printed.title)
    names = "".join(filter(None, said)) + "".join(parameters.sections.get("preamble", "").split())
    return region.rstrip("省市县区州盟旗") in names


def _odd(subject: Subject, section: Section, printed: str) -> Finding:
    right = section.heading or "（无标题）"
    severity: Severity = "warning"
    message = f"小标题「{printed}」与模板的「{right}」不同。"
    other = _belongs_elsewhere(subject, section, printed)
    if other:
        message = f"小标题「{printed}」是「{other.label}」的，却印在「{right}」的位置。"
    elif _LOOSE.sub("", printed) == _LOOSE.sub("", right):
        severity = "hint"
        message = f"小标题「{printed}」与模板的「{right}」只差序号、空格或标点。"
    elif FIRST_PRESCRIBED <= subject.report.parameters.year < FIRST_OF_2021_FORMAT:
        severity = "hint"  # of the trial format several wordings went round
    return subject.finding(
        "S104",
        severity,
        message,
        _ADVICE_OF_PAGE if subject.is_published else "请改用模板的小标题：删去 printed 下的这一项。",
        ("printed", "headings", section.id),
        section=section.id,
        quote=printed,
    )


def _belongs_elsewhere(subject: Subject, section: Section, printed: str) -> Section | None:
    """Give the other section whose heading this is, nearly word for word."""
    bare = {_LOOSE.sub("", one.heading): one for one in subject.report.template.sections if one.heading}
    near = nearest(_LOOSE.sub("", printed), bare, 1)
    found = bare[near[0]] if near and near[0] == _LOOSE.sub("", printed) else None
    return found if found and found.id != section.id else None


def _out_of_order(subject: Subject) -> Iterator[Finding]:
    """Hold the numbers of the printed headings against the order of the parts."""
    seen = 0
    for section in subject.report.template.sections:
        heading = subject.report.heading(section)
        number = number_of(heading)
        if heading is None or number is None:
            continue
        path = ("printed", "headings", section.id)
        if number <= seen:
            message = f"小标题「{heading}」的序号不对：它前面已经是第 {seen} 部分。"
            advice = "请按模板的顺序排列各部分，序号从一起连续编。"
            yield subject.finding("S106", "warning", message, advice, path, section=section.id, quote=heading)
        seen = max(seen, number)


def number_of(heading: str | None) -> int | None:
    """Read the number that a heading opens with, as 五 in 五、…; None for none."""
    match = _NUMBER.match(heading or "")
    if not match:
        return None
    word = match[1]
    if len(word) == 1:
        return _DIGITS.index(word) + 1
    return 10 + _DIGITS.index(word[-1]) + 1 if word[0] == "十" else None


def _no_table(subject: Subject) -> Iterator[Finding]:
    """Find a report of whose tables the file gives nothing: perhaps lost in copying, and printed as all 0.

    One table without a number is usual: many a town has no review in a year.
    """
    tables = subject.report.tables.values()
    if any(table.numbers or table.counted or table.printed for table in tables):
        return
    for form in subject.report.template.tables:
        label = subject.label(form.section)
        message = f"「{label}」的{form.name}一格也没有填，将全部印成 0。"
        advice = f"请填表；确实都没有，请在 tables 下写上 {form.id}，任填一格为 0。"
        if subject.is_published:
            message = f"没有读到「{label}」的{form.name}，或者表里一个数也没有。"
            advice = "请对照原报告看有没有这张表；没有的，请补上，没有数的格填 0。"
        yield subject.finding(
            "S107",
            "hint",
            message,
            advice,
            ("tables",),
            section=form.section,
            table=form.id,
        )


EXAMPLES = {
    "S104": Example(
        reason="六个部分的标题是全国统一的，上级按标题汇总和比对，改了字就对不上。",
        legal="国办公开办函〔2021〕30号",
        section="printed.headings.problems",
        bad="五、存在问题及改进情况",
        good="五、存在的主要问题及改进情况",
    ),
    "S106": Example(
        reason="部分的顺序和序号是格式的一部分，序号乱了，读的人以为漏了一部分。",
        legal="国办公开办函〔2021〕30号",
        section="printed.headings.problems",
        bad="四、存在的主要问题及改进情况",
        good="五、存在的主要问题及改进情况",
    ),
    "S107": Example(
        reason="从网页复制时表格最容易丢；表里一格也没有，印出来全是 0，很可能不是实情。",
        legal="国办公开办函〔2021〕30号",
        section="tables",
        bad="{}",
        good="{proactive_disclosure: {licences: {decisions: 0}}, applications: {new_received: {other: 0}}, "
        "review_litigation: {reconsideration: {upheld: 0}}}",
    ),
}
