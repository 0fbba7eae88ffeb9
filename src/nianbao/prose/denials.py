"""B202: prose that says there was none, where a table has a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.prose.compared import Compared
from nianbao.prose.figures_told import Sum
from nianbao.prose.reading import Told
from nianbao.prose.remark import Remark

_NONE = r"(?:没有|未(?!经|按|依)|从未|无(?!法|理|效))"
_NO_APPLICATION = re.compile(rf"{_NONE}(?:收到|接到|接收|受理)[^,;。]{{0,30}}?申请")
_NO_APPLICANT = re.compile(
    rf"{_NONE}(?:任何)?(?:公民|法人|单位|个人|群众|组织|企业|人)[^,;。]{{0,30}}?(?:申请(?:公开|获取)|提出[^,;。]{{0,16}}申请)[^,;。]*"
)
_ZERO_APPLICATIONS = re.compile(
    r"(?<!没)(?:无|没有|未发生|未出现|暂无)(?:任何)?依申请公开(?:政府)?(?:信息)?的?(?:申请|情况|情形|事项|事件|件)?(?=[,;。、]|$)"
    r"|(?:依申请公开|信息公开申请|申请公开)(?:政府)?(?:信息)?的?(?:申请|数量|总量|总数|件数)*(?:仍然?)?(?:为|是)零(?!散|星|距)"
)
_ZERO_REVIEWS = re.compile(r"[^,;。]{0,24}(?:复议|诉讼)[^,;。\d率]{0,12}(?:为|是)零(?!散|星|距)")
_NOT_OURS = re.compile(r"复议|诉讼|减免|收费|更正|许可|听证|不予|逾期|投诉")
_NO_REVIEW = re.compile(rf"{_NONE}[^,;。]{{0,30}}?(?:复议|诉讼)[^,;。]*")
_OF_REVIEWS = re.compile(r"纠错|纠正|败诉|撤销|维持|审结|不服|后果|监督")
_NO_FEE = re.compile(rf"{_NONE}(?:收取|产生|发生|有)[^,;。]{{0,16}}(?:费|费用)")
_NO_CARRYING = re.compile(
    r"(?P<before>[^,;。(]*?)(?:没有|并无|无|未发生|未产生|不存在|未)(?:任何|需要?|申请|政府|信息|公开|事项|情况|件|的|上一?年度?|下一?年度?|上年|下年)*"
    r"(?:结转|转结)(?P<behind>[^,;。)]{0,14})"
)
_TO_NEXT = re.compile(r"下一?年|明年|次年")
_FROM_LAST = re.compile(r"上一?年|去年")
_CONCLUDED = re.compile(r"办结|答复|办理完")
_ALL_TRIED = re.compile(
    r"(?<=[,;(、])(?:目前|现|案件)*(?:(?:均|全部|都)已?经?|已经?(?:全部|均)?)(?:审结|审理完毕)(?=[,;。)]|$)"
)
_STILL_TRIED = re.compile(r"未审|正在审|审理中|在审|去年|上一?年|其中|\d{4}年")
_OTHER_YEARS = re.compile(r"(?:19|20)\d{2}\s*年")


def zero_remarks(told: Told, tables: Compared) -> Iterator[Remark]:
    """Find 没有收到申请, 没有复议诉讼, 无结转 and the like where a table says otherwise (B202)."""
    folded = told.passage.folded
    yield from _no_applications(told, tables)
    yield from _no_reviews(told, tables)
    for match in _NO_FEE.finditer(folded):
        yield from _denied(told, tables, match, _CHARGES if "行政事业性" in match.group() else _FEES)
    if "结" in folded:
        yield from _no_carrying(told, tables)
    if "审" in folded:
        yield from _all_tried(told, tables)


def _no_applications(told: Told, tables: Compared) -> Iterator[Remark]:
    seen: set[int] = set()
    for pattern in (_NO_APPLICATION, _NO_APPLICANT, _ZERO_APPLICATIONS):
        for match in pattern.finditer(told.passage.folded):
            if not _NOT_OURS.search(match.group()) and match.start() not in seen:
                seen.add(match.start())
                yield from _denied(told, tables, match, _RECEIVED)


def _no_reviews(told: Told, tables: Compared) -> Iterator[Remark]:
    folded = told.passage.folded
    # Begins anywhere: only where there is a zero is it worth looking for.
    for pattern in (_NO_REVIEW, _ZERO_REVIEWS) if "零" in folded else (_NO_REVIEW,):
        for match in pattern.finditer(folded):
            if not _OF_REVIEWS.search(match.group()):
                for word, sums in _REVIEWS.items():
                    if word in match.group():
                        yield from _denied(told, tables, match, sums)


def _no_carrying(told: Told, tables: Compared) -> Iterator[Remark]:
    """Find 无结转 where something was carried; which way is meant has to be said, or has to make no difference."""
    year = tables.report.parameters.year
    for match in _NO_CARRYING.finditer(told.passage.folded):
        clause = match.group().replace(str(year + 1), "下").replace(str(year - 1), "上")
        if _NOT_OURS.search(clause):
            continue
        begin = max(told.passage.folded.rfind(stop, 0, match.start()) for stop in "。;") + 1
        if _TO_NEXT.search(clause):
            ways = [_FORWARD]
        elif _FROM_LAST.search(clause):
            ways = [_OVER]
        elif _CONCLUDED.search(told.passage.folded[begin : match.start("behind")]):
            ways = [_FORWARD]
        else:
            ways = [_FORWARD, _OVER]
        if all(tables.value(sums[0]) for sums in ways):
            yield from _denied(told, tables, match, ways[0])


def _all_tried(told: Told, tables: Compared) -> Iterator[Remark]:
    """Find 行政诉讼1件，已审结 where a case is 尚未审结."""
    for match in _ALL_TRIED.finditer(told.passage.folded):
        begin = max(told.passage.folded.rfind(stop, 0, match.start()) for stop in "。;") + 1
        end = told.passage.folded.find("。", match.end())
        sentence = told.passage.folded[begin : end if end >= 0 else None]
        kinds = [word for word in _PENDING if word in told.passage.folded[begin : match.start()]]
        if len(kinds) == 1 and not _STILL_TRIED.search(sentence):
            yield from _denied(told, tables, match, _PENDING[kinds[0]])


_RECEIVED: Sequence[Sum] = (("applications.new_received.total",), ("statistics.applications_received.value",))
_REVIEWS: dict[str, Sequence[Sum]] = {
    "复议": (("review_litigation.reconsideration.total",), ("statistics.reconsiderations.value",)),
    "诉讼": (("review_litigation.litigation.total",), ("statistics.litigations.value",)),
}
_PENDING: dict[str, Sequence[Sum]] = {
    "复议": (("review_litigation.reconsideration.pending",),),
    "诉讼": (("review_litigation.litigation.pending",),),
}
_FORWARD: Sequence[Sum] = (("applications.carried_forward.total",),)
_OVER: Sequence[Sum] = (("applications.carried_over.total",),)
_CHARGES: Sequence[Sum] = (("proactive_disclosure.charges.amount",),)
_FEES: Sequence[Sum] = (("statistics.fees.value",),)


def _denied(told: Told, tables: Compared, match: re.Match[str], sums: Sequence[Sum]) -> Iterator[Remark]:
    clause = told.passage.folded[max(0, match.start() - 20) : match.end()]
    years = {int(year.group()[:4]) for year in _OTHER_YEARS.finditer(clause)}
    if years and tables.report.parameters.year not in years:
        return
    for cells in sums:
        value = tables.value(cells)
        if value:
            words = told.passage.text[match.start() : match.end()]
            message = f"正文写「{words}」，{tables.said(cells, value, '却是')}。"
            advice = "请核对正文和表格，改正写错的一处。"
            yield Remark("B202", "error", message, advice, match.start(), match.end(), *tables.place(cells))
