"""The result of 敏感信息筛查 as the papers tell it: what was found is shown masked, as the checks show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.checks.own_cells import CALLED, is_own
from nianbao.checks.sensitive import NOTE
from nianbao.finding import Finding
from nianbao.report import Report
from nianbao.signing.content import is_picture

FAMILY = "X"
"""How the codes of the screening begin."""

_CALLED = {
    "X101": "居民身份证号",
    "X102": "手机号码",
    "X103": "银行卡号",
    "X104": "护照、通行证号码",
    "X105": "个人或公共邮箱",
    "X106": "详细住址",
    "X107": "车牌号",
    "X108": "申请人、当事人姓名",
    "X109": "出生日期",
    "X110": "密级标志",
    "X111": "内部文件字样",
}


@dataclass(frozen=True)
class Hit:
    """Something that a person has to look at.

    Attributes:
        kind: What it is.
        place: Section or table.
        shown: The words, masked.
        words: How grave it is, or that the unit answered it.
    """

    kind: str
    place: str
    shown: str
    words: str


def hits_of(report: Report, findings: Sequence[Finding]) -> tuple[Hit, ...]:
    """Pick what the screening found out of what the checks say."""
    return tuple(
        Hit(_CALLED.get(one.code, one.code), _place(report, one), one.quote or "", one.words)
        for one in findings
        if one.code.startswith(FAMILY)
    )


def _place(report: Report, found: Finding) -> str:
    if is_own(found):
        names = {section.id: section.label for section in report.template.sections}
        return f"{CALLED}（{names[found.section]}）" if found.section in names else CALLED
    if found.table is not None and found.table in report.tables:
        return report.tables[found.table].form.name
    names = {section.id: section.label for section in report.template.sections}
    return names.get(found.section or "", "标题、单位名称或落款")


def summary(hits: Sequence[Hit], own: Sequence[tuple[str, str]] = ()) -> str:
    """Tell the result in a few lines.

    Args:
        hits: What was found.
        own: Place and words of what an author's own cells show; words in pictures are nobody's to read but people's.
    """
    scope = "已筛查标题、正文、表格和落款"
    scope += f"，以及{CALLED}里另加的内容" if own else ""
    scope += "：证件号、电话、银行卡号、住址、车牌、姓名、邮箱、密级标志等11类。"
    if any(is_picture(place) for place, _ in own):
        scope += "另加的图片里的文字没有筛查，请看一遍。"
    if not hits:
        return f"{scope}\n筛查结果：没有发现。\n{NOTE}"
    counted = Counter(hit.kind for hit in hits)
    told = "、".join(f"{kind}{count}处" for kind, count in counted.items())
    return f"{scope}\n筛查结果：{told}，逐处见《敏感信息筛查明细》，请逐条确认。\n{NOTE}"
