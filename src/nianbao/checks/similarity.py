"""M1: what a report shares with its own last year's.

《政府信息公开工作年度报告格式》的通知（国办公开办函〔2021〕30号）names 雷同 among the faults of reports.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding
from nianbao.likeness.formulas import FORMULA_SECTIONS, formulas, is_formula
from nianbao.likeness.sentences import LEAST_CHARACTERS, Sentence, sentences
from nianbao.suggest import quoted

LEAST_SHARE = 0.6
"""Of a part's text, in whole sentences."""

_MOST_SHOWN = 3


def check(subject: Subject) -> Iterator[Finding]:
    """Find parts of which most was there last year, word for word (M101)."""
    report = subject.report
    if report.last is None:
        return
    known = formulas(report.template)
    for section, text in report.parameters.sections.items():
        before = report.last.parameters.sections.get(section)
        if before and section not in FORMULA_SECTIONS:
            own = [one for one in sentences(text) if not is_formula(one.folded, known)]
            past = {one.folded for one in sentences(before)}
            shared = [one for one in own if one.folded in past]
            size, whole = (sum(len(one.folded) for one in some) for some in (shared, own))
            if size >= LEAST_CHARACTERS and size >= LEAST_SHARE * whole:
                yield _of(subject, section, shared, size / whole)


def _of(subject: Subject, section: str, shared: list[Sentence], share: float) -> Finding:
    label = subject.label(section)
    shown = "".join(f"「{quoted(one.text)}」" for one in shared[:_MOST_SHOWN])
    more = "等" if len(shared) > _MOST_SHOWN else ""
    finding = subject.finding(
        "M101",
        "warning",
        f"「{label}」有 {share:.0%} 的文字与上年的报告相同，共 {len(shared)} 句：{shown}{more}。",
        "请写本年的实际情况；确实没有变化的，写一条情况说明。",
        ("sections", section),
        section=section,
        quote=shared[0].text,
    )
    return subject.in_section(section, shared[0].line, shared[0].column, finding)


_LEGAL = "国办公开办函〔2021〕30号：年度报告不能雷同、敷衍"
_LAST = (
    "镇政府网站设了政策文件、财政资金、民生实事三个栏目，由党政办逐月对照目录检查更新。\n\n"
    "便民服务中心摆放纸质目录和办事指南，窗口人员帮助群众在自助机上查阅。\n"
)

EXAMPLES = {
    "M101": Example(
        reason="这一部分大半与上年的报告一字不差。年度报告写的是这一年的事；只换年份的算照抄。",
        legal=_LEGAL,
        last=_LAST,
        bad=_LAST,
        good=(
            "（一）主动公开。全年补发了漏掉的预算公开表，新开了高标准农田建设专栏。\n\n"
            "（二）便民服务中心添了两台自助机，每月第一个周五请村民代表来查阅、提意见。\n"
        ),
    ),
    "M201": Example(
        reason="这一部分与同年别的单位的报告雷同。几份报告一起校核时比较；从不妨碍生成。",
        legal=_LEGAL,
        severity="warning",
        none="要有两个单位的底稿才看得出来。",
    ),
}
