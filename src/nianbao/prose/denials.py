"""B202: prose that says there was none, where a table has a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.prose.compared import Compared
from nianbao.prose.figures_told import Claim, Sum
from nianbao.prose.reading import Told
from nianbao.prose.remark import Remark

_NONE = r"(?:没有|未(?!经|按|依)|从未|无(?!法|理|效))"
_NO_APPLICATION = re.compile(rf"{_NONE}(?:收到|接到|接收|受理)[^,;。]{{0,30}}?申请(?!人|表|材料)")
_NO_APPLICANT = re.compile(
    rf"{_NONE}(?:任何)?(?:公民|法人|单位|个人|群众|组织|企业|人)[^,;。]{{0,30}}?(?:申请(?:公开|获取)|提出[^,;。]{{0,16}}申请)[^,;。]*"
)
_ZERO_APPLICATIONS = re.compile(
    r"(?<!没)(?:无|没有|未发生|未出现|暂无)(?:任何)?依申请公开(?:政府)?(?:信息)?的?(?:申请|情况|情形|事项|事件|件)?(?=[,;。、]|$)"
    r"|(?:依申请公开|信息公开申请|申请公开)(?:政府)?(?:信息)?的?(?:申请|数量|总量|总数|件数)*(?:仍然?)?(?:为|是)零(?!散|星|距)"
)
_ZERO_REVIEWS = re.compile(r"[^,;。]{0,24}(?:复议|诉讼)[^,;。\d率]{0,12}(?:为|是)零(?!散|星|距)")
_NOT_OURS = re.compile(r"复议|诉讼|减免|收费|更正|许可|听证|不予|逾期|投诉")
_EVERYBODY = re.compile(r"公民|个人|群众|自然人|任何|公众")
_SOME_APPLICANTS = re.compile(r"科研|公益|企业|公司|机构|法律服务|律师|组织")
_SOME_APPLICATIONS = re.compile(
    r"重复|反复|恶意|滥用|不符合|不合|不当|无效|超期|撤回|补正|异议|要求|来访|上访|缴|因(?:依?申请|信息公开)|撤销|延期|转[交办]"
)
_WAY = re.compile(r"网上|网络|在线|线上|当面|现场|信函|邮寄|传真|书面|口头|电话|邮件")
_NO_REVIEW = re.compile(rf"{_NONE}[^,;。]{{0,30}}?(?:复议|诉讼)[^,;。]*")
_OF_REVIEWS = re.compile(
    r"纠错|纠正|败诉|撤销|维持|审结|不服|后果|监督|未结|未办结|二审|再审|上诉|赔偿|集体|新增|新发|不当|责|建议书|意见书|窗口|渠道"
    r"|复议(?:后|前|机关|决定)|(?:因|经|经过)(?:政府信息公开|信息公开)?(?:行政)?(?:复议|诉讼)"
)
"""What a denial speaks of that is not a review itself, but what came of it or before it."""

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
_Denial = tuple[Remark, Sum]
"""What is said, with the cells that it denies."""

_OTHER_YEARS = re.compile(r"(?:19|20)\d{2}\s*年")


def zero_remarks(told: Told, claims: Sequence[Claim], tables: Compared) -> Iterator[Remark]:
    """Find 没有收到申请, 没有复议诉讼, 无结转 and the like where a table says otherwise (B202).

    A paragraph that tells the table's own number denies no more than some of it: 收到申请5件，没有企业提出申请.

    Args:
        told: The paragraph.
        claims: The statutory figures that it tells.
        tables: What they are held against.
    """
    admitted = {
        cells
        for claim in claims
        for cells in claim.figure.sums
        if claim.item.quantity.value and claim.item.quantity.value == tables.value(cells)
    }
    for remark, cells in _denials(told, tables):
        if cells not in admitted:
            yield remark


def _denials(told: Told, tables: Compared) -> Iterator[_Denial]:
    folded = told.passage.folded
    yield from _no_applications(told, tables)
    yield from _no_reviews(told, tables)
    for match in _NO_FEE.finditer(folded):
        yield from _denied(told, tables, match, _CHARGES if "行政事业性" in match.group() else _FEES)
    if "结" in folded:
        yield from _no_carrying(told, tables)
    if "审" in folded:
        yield from _all_tried(told, tables)


def _no_applications(told: Told, tables: Compared) -> Iterator[_Denial]:
    seen: set[int] = set()
    for pattern in (_NO_APPLICATION, _NO_APPLICANT, _ZERO_APPLICATIONS):
        for match in pattern.finditer(told.passage.folded):
            if _NOT_OURS.search(match.group()) or _is_narrow(match.group()):
                continue
            if match.start() not in seen:
                seen.add(match.start())
                yield from _denied(told, tables, match, _RECEIVED)


def _is_narrow(clause: str) -> bool:
    """Tell whether a denial speaks of some applications only: of one kind of applicant or one way, or of what is wrong with them."""
    ways = len(_WAY.findall(clause))
    some = _SOME_APPLICANTS.search(clause) or ways == 1
    return bool(_SOME_APPLICATIONS.search(clause) or (some and not _EVERYBODY.search(clause)))


def _no_reviews(told: Told, tables: Compared) -> Iterator[_Denial]:
    folded = told.passage.folded
    # Begins anywhere: only where there is a zero is it worth looking for.
    for pattern in (_NO_REVIEW, _ZERO_REVIEWS) if "零" in folded else (_NO_REVIEW,):
        for match in pattern.finditer(folded):
            if not _OF_REVIEWS.search(match.group()):
                for word, sums in _REVIEWS.items():
                    if word in match.group():
                        yield from _denied(told, tables, match, sums)


def _no_carrying(told: Told, tables: Compared) -> Iterator[_Denial]:
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


def _all_tried(told: Told, tables: Compared) -> Iterator[_Denial]:
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


def _denied(told: Told, tables: Compared, match: re.Match[str], sums: Sequence[Sum]) -> Iterator[_Denial]:
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
            place = tables.place(cells)
            yield Remark("B202", "error", message, advice, match.start(), match.end(), *place), cells
