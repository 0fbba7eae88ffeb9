"""B201, B202: prose that speaks of a table's figure, against the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.prose.figures_told import Claim, Sum, value_of
from nianbao.prose.reading import Told
from nianbao.prose.remark import Remark, said
from nianbao.report import Report
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount, as_text

_FACTORS = {"元": Decimal("0.0001"), "亿元": Decimal(10_000)}
"""What makes 万元 of an amount."""

_CERTAIN = frozenset({"applications", "reconsideration", "litigation"})
_LOOSE = frozenset({"carried", "handled", "not_held", "not_available", "concluded"})
_MOST_SUMS = 3
_MOST_ROWS = 4

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
_OTHER_YEARS = re.compile(r"(?:19|20)\d{2}\s*年")


def is_filled(table: FilledTable) -> bool:
    """Tell whether a table says anything: a published one that couldn't be read doesn't."""
    return bool(table.numbers or table.counted)


def table_remarks(claim: Claim, report: Report) -> Iterator[Remark]:
    """Find a number that none of the cells it may speak of bears out (B201).

    收到 may be 本年新收 alone or with 上年结转: both usages are met, and either is accepted.
    """
    item, figure = claim.item, claim.figure
    known = [(cells, value) for cells in figure.sums if (value := _known(report, cells)) is not None]
    if not known:
        return
    factor = _FACTORS.get(item.quantity.unit, Decimal(1)) if figure.unit == "money" else Decimal(1)
    low, high = item.quantity.low * factor, item.quantity.high * factor
    if any(low <= value <= high or (figure.at_most and low <= value) for _, value in known):
        return
    if claim.is_part and figure.unit in ("documents", "decisions"):
        return
    # Of several ways to count that come to the same, the first is enough.
    shown: dict[str, str] = {}
    for cells, value in known[:_MOST_SUMS]:
        shown.setdefault(as_text(value), f"{_named(report, cells)}是 {as_text(value)}")
    words = said(claim.told.passage, item)
    message = f"正文写「{words}」，{'，'.join(shown.values())}{'，都对不上' if len(shown) > 1 else ''}。"
    certain = claim.is_plain and figure.topic in _CERTAIN and figure.id not in _LOOSE
    table, row, column = known[0][0][0].split(".")
    yield Remark(
        "B201",
        "error" if certain and not item.quantity.vague else "warning",
        message,
        "请核对正文和表格，改正写错的一处；所指范围不同的，请在正文里写明。",
        item.start,
        item.quantity.end,
        table,
        row if row in report.tables[table].form.row_by_id else None,
        column,
    )


def _known(report: Report, cells: Sum) -> Amount | None:
    table = report.tables.get(cells[0].split(".")[0])
    return value_of(report, cells) if table is not None and is_filled(table) else None


def _named(report: Report, cells: Sum) -> str:
    table = report.tables[cells[0].split(".")[0]]
    form = table.form
    names = []
    for name in cells:
        row = name.split(".")[1]
        group = next((one for one in form.groups if one.id == row), None)
        names.append(group.label if group else _short(form.row_by_id[row].label))
    if len(names) > _MOST_ROWS:
        names = [*names[:2], "…", names[-1]]
    return f"{form.name}「{'」加「'.join(names)}」"


def _short(label: str) -> str:
    return re.sub(r"[（(][^（）()]{5,}[）)]$", "", label)


def zero_remarks(told: Told, report: Report) -> Iterator[Remark]:
    """Find 没有收到申请, 没有复议诉讼 and the like where a table says otherwise (B202)."""
    folded = told.passage.folded
    seen: set[int] = set()
    for pattern in (_NO_APPLICATION, _NO_APPLICANT, _ZERO_APPLICATIONS):
        for match in pattern.finditer(folded):
            if not _NOT_OURS.search(match.group()) and match.start() not in seen:
                seen.add(match.start())
                yield from _denied(told, report, match, _RECEIVED)
    # Begins anywhere: only where there is a zero is it worth looking for.
    for pattern in (_NO_REVIEW, _ZERO_REVIEWS) if "零" in folded else (_NO_REVIEW,):
        for match in pattern.finditer(folded):
            if not _OF_REVIEWS.search(match.group()):
                for word, sums in _REVIEWS.items():
                    if word in match.group():
                        yield from _denied(told, report, match, sums)
    for match in _NO_FEE.finditer(folded):
        yield from _denied(told, report, match, _CHARGES if "行政事业性" in match.group() else _FEES)


_RECEIVED: Sequence[Sum] = (("applications.new_received.total",), ("statistics.applications_received.value",))
_REVIEWS: dict[str, Sequence[Sum]] = {
    "复议": (("review_litigation.reconsideration.total",), ("statistics.reconsiderations.value",)),
    "诉讼": (("review_litigation.litigation.total",), ("statistics.litigations.value",)),
}
_CHARGES: Sequence[Sum] = (("proactive_disclosure.charges.amount",),)
_FEES: Sequence[Sum] = (("statistics.fees.value",),)


def _denied(told: Told, report: Report, match: re.Match[str], sums: Sequence[Sum]) -> Iterator[Remark]:
    clause = told.passage.folded[max(0, match.start() - 20) : match.end()]
    years = {int(year.group()[:4]) for year in _OTHER_YEARS.finditer(clause)}
    if years and report.parameters.year not in years:
        return
    for cells in sums:
        value = _known(report, cells)
        if value:
            words = told.passage.text[match.start() : match.end()]
            message = f"正文写「{words}」，{_named(report, cells)}却是 {as_text(value)}。"
            table, row, column = cells[0].split(".")
            known = row if row in report.tables[table].form.row_by_id else None
            advice = "请核对正文和表格，改正写错的一处。"
            yield Remark("B202", "error", message, advice, match.start(), match.end(), table, known, column)
