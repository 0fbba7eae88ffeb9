"""Figures as people type them in prose, more than the checks need: 3倍, 2.3个百分点, 1/3, 30余万字, 壹拾张, 五处.

Whoever signs vouches for each of them. What only looks like one is passed over: ordinals, dates, 十九大, 一站式.
"""

from __future__ import annotations

import re
from itertools import chain

from nianbao.prose.quantity import quantities

_HAN = "一二三四五六七八九十百千万亿两零〇壹贰叁肆伍陆柒捌玖拾佰仟"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SCALE = r"\s*(?:余|多|几)?[千百]?[万亿]?(?:余|多)?\s*"

_TIME = r"个?(?:工作日|自然日|小时)|分钟|个月(?!份)|天(?!然|津|气)"
_THINGS = (
    r"个?百分点|倍|字(?!样|符|号|体|形)|处(?![罚理置室分级长于在境方])|名(?![单称录为])|位(?![于置数次])|人次|人(?![民均员大社事才为一])|件(?!套)|份(?!额)|张(?![榜家])|篇(?!幅)"
    r"|场(?!所|景|地)|块|册|户|亩|页|幅|套(?!餐)|台(?![账阶风湾])|辆|米|吨|轮|封|枚|幢|栋|棵|株|条(?![例款文线规])|次(?![日月年性要])"
    r"|个(?![人别体性案工自小月百]|部分|方面)|项(?!目)|期(?![间限末初])|支(?![持出撑付])|座(?![谈右])"
    r"|家(?!庭)|批(?![复准示评量])|起(?![草诉来到步源点效用码止])|岁"
)
_ONE = r"(?:页|份|册|名(?![单称录为])|倍|张(?![网榜图表清])|天|小时|场(?![所景地硬])|户|幅)"
"""What 一 counts; before anything else it is mostly a word: 一个, 一项, 一批."""

_NOT_BEFORE = r"(?<![第每逐某各任哪这那另同单统首末唯若好分之数几近" + _HAN + r"\d])"

_SPOKEN = re.compile(
    rf"(?<![\d.,/A-Za-z〔\[-]){_DIGITS}{_SCALE}(?:{_TIME}|{_THINGS})"
    r"|(?<![\d./年月-])\d{1,3}/\d{1,3}(?![\d/年月号])"
    rf"|{_NOT_BEFORE}[{_HAN}]+分之[{_HAN}]+(?:点[{_HAN}]+)?"
    rf"|{_NOT_BEFORE}(?:(?!一(?![{_HAN}余多]))[{_HAN}]+(?:余|多)?几?[万亿]?\s*(?:{_TIME}|{_THINGS})|一{_ONE})"
)

_NAMES = re.compile(
    r"[一二三四五六七八九十两]个(?:一|方面|维护|确立|意识|自信|代表|环节|层面|阶段|文明|原则|明确|必须|坚持|责任|公开|机制|关键|务必)"
    r"|十[七八九]大|二十大|三会一课|五位一体|三重一大|八项规定|千家万户|千方百计|百分之?百[^,;。]{0,2}(?:确保|做到)|一[户天点人]一|[一二三]期、[二三四]期"
)
"""Names and turns of speech that begin like a count."""

_MORE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?\s*(?:个?\s*(?:工作日|自然日|小时|分钟|天)|[分亩户页套台辆米吨])")
"""Spans of time, and units that no statutory figure is counted in."""


def typed_spans(folded: str) -> list[tuple[int, int]]:
    """Find where figures stand in a paragraph, in its order; of two at one place the longer is told.

    Args:
        folded: The paragraph, full-width signs read as their plain ones.
    """
    names = [found.span() for found in _NAMES.finditer(folded)]
    spoken = (found.span() for found in _SPOKEN.finditer(folded))
    counts = ((one.start, one.end) for one in quantities(folded) if one.unit)
    found: list[tuple[int, int]] = []
    every = chain(
        counts,
        (one.span() for one in _MORE.finditer(folded)),
        (one for one in spoken if not _meets(one, names)),
    )
    for span in sorted(every, key=lambda one: one[0] - one[1]):
        if not _meets(span, found):
            found.append(span)
    return sorted(found)


def _meets(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
