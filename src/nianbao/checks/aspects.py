"""S4: the aspects that the overview has to cover, and what it need not (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding
from nianbao.writing.aspects import Aspects, extra_headings, hollow_headings, written


def check(subject: Subject) -> Iterator[Finding]:
    """Find aspects named and not written about (S401), or not asked for (S402), and hollow headings (S403).

    An aspect of which not even a word is said is S103's: here comes what passes that by its words alone.
    """
    lists = Aspects.of(subject.report.folder)
    for section, passages in subject.passages.items():
        for passage in hollow_headings(passages):
            message = f"小标题「{passage.text}」下面没有内容。"
            advice = "请写上内容，或删去这个小标题。"
            yield subject.in_passage("S403", "warning", message, advice, passage, (0, len(passage.text)))
        duties = [
            duty for duty in subject.report.template.duties if duty.section == section and not duty.whole
        ]
        if any(duty.item in lists.aspects for duty in duties):
            yield from _unwritten(subject, section, lists)
            for flaw in extra_headings(passages, lists):
                message = f"「{flaw.passage.text[:20]}」不是格式要求的方面。"
                advice = "内容不宜泛化：属于五个方面的并进去，其余的可以不写。"
                span = (flaw.start, flaw.end)
                yield subject.in_passage("S402", "hint", message, advice, flaw.passage, span)


def _unwritten(subject: Subject, section: str, lists: Aspects) -> Iterator[Finding]:
    report = subject.report
    said = "".join(report.parameters.sections.values())
    found = written(subject.passages[section], lists)
    label = subject.label(section)
    missing = [
        duty
        for duty in report.template.duties
        if duty.section == section
        and duty.item in lists.aspects
        and duty.binds(report.parameters.unit.level)
        and duty.item not in found
        and any(word in said for word in duty.mentions)
    ]
    if missing:
        names = "、".join(duty.item for duty in missing)
        yield subject.finding(
            "S401",
            "warning",
            f"「{label}」只提到了名称、没有写做了什么的有 {len(missing)} 个方面：{names}（{missing[0].legal}）。",
            f"请在「{label}」里各用一两句话写明做了什么、结果怎样。",
            ("sections", section),
            section=section,
        )


EXAMPLES = {
    "S401": Example(
        reason="总体情况要写满五个方面，只列一遍名称不算写；乡镇还要写考核、评议和追责的结果。",
        legal="国办公开办函〔2021〕30号；《条例》第五十条第四项",
        bad="本年从主动公开、依申请公开、政府信息管理、平台建设、监督保障等方面做好工作。\n\n"
        "全年主动公开信息32条，收到申请3件，都按期答复。网站每月更新。考核为良好，评议满意，没有责任追究。",
        good="全年主动公开信息32条，收到依申请公开的申请3件，都按期答复。信息管理上逐条做保密审查，清理文件两次。"
        "政府网站的平台每月更新。监督保障上，县里考核为良好，村民代表评议满意，没有需要责任追究的事。",
    ),
    "S402": Example(
        reason="格式要求不遗漏，也不宜泛化；别的工作写进来，冲淡了该报告的。",
        legal="国办公开办函〔2021〕30号",
        bad="（一）党务公开情况\n\n党支部按季公开党费收支，接受党员监督。",
        good="（一）主动公开情况\n\n全年公开信息32条。",
    ),
    "S403": Example(
        reason="小标题下面空着，多半是粘贴时丢了内容。",
        legal="国办公开办函〔2021〕30号：发布内容要完整",
        bad="（一）主动公开情况\n\n全年公开信息32条，其中财政类20条、民生类12条，村务公开栏同步张贴，每月5日更换一次，由包村干部拍照留底，群众随时可以查看。\n\n"
        "（二）依申请公开情况\n\n（三）监督保障情况\n\n县里考核为良好，二十名村民代表评议满意，没有需要责任追究的事，全年办培训班两期，各站所联络员都参加了，内容是答复书怎样写。",
        good="（一）主动公开情况\n\n全年公开信息32条，其中财政类20条、民生类12条。\n\n（二）依申请公开情况\n\n收到申请3件，都按期答复。",
    ),
}
