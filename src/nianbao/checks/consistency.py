"""B3: what one part of the report says, against what another leaves out or rules out.

Fees are reported in the last part (国办函〔2020〕109号; local practice); towns and counties make no 规章
(《立法法》); an application belongs in the column of who applied (国办公开办函〔2021〕30号, 表三).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding
from nianbao.passages.paragraphs import passages
from nianbao.prose.compared import is_filled
from nianbao.prose.items import Item, walk
from nianbao.prose.reading import Told, read_text
from nianbao.prose.remark import said
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import Amount, as_text

_FEE_WORDS = re.compile(r"信息处理费|收费|费用|缴费|缴纳|收取")
_FEE = "信息处理费"
_FEE_BEHIND = 40
"""Characters behind 信息处理费 in which its amount stands."""

_NOTHING = re.compile(r"^(?:无|没有)(?:其他)?(?:需要)?(?:报告)?(?:的)?(?:事项)?[。.]?$")
_WAN = 10_000
_TOO_MUCH_WAN = 10_000
"""万元 a year that no town, street or county department takes in: 元 were typed."""

_NO_RULES = ("township", "subdistrict", "county")
_SMALL = ("township", "subdistrict", "department")


def check(subject: Subject) -> Iterator[Finding]:
    """Find fees that are told in one place only (B301–B304), applicants all under 其他 (B305) and a town's 规章 (B306)."""
    tables = subject.report.tables
    applications, proactive = tables.get("applications"), tables.get("proactive_disclosure")
    if applications is not None and is_filled(applications):
        yield from _unpaid(subject, applications)
        yield from _all_others(subject, applications)
    if proactive is not None and is_filled(proactive):
        yield from _rules(subject, proactive)
        if ("charges", "amount") in proactive.values:
            yield from _charges(subject, proactive)


def _unpaid(subject: Subject, table: FilledTable) -> Iterator[Finding]:
    cell = ("fee_unpaid", "total")
    count = table.values.get(cell, 0)
    texts = subject.report.parameters.sections
    if not count or any(_FEE_WORDS.search(text) for text in texts.values()) or "other" not in texts:
        return
    label = subject.label("other")
    yield _of(
        subject,
        table,
        cell,
        "B301",
        "warning",
        f"{table.form.place(cell)}是 {as_text(count)}，说明发过收费通知，而「{label}」没有写信息处理费的情况。",
        f"请在「{label}」里写明发出收费通知和实际收取信息处理费的情况。",
        section="other",
    )


def _charges(subject: Subject, table: FilledTable) -> Iterator[Finding]:
    cell = ("charges", "amount")
    amount = table.values[cell]
    place = table.form.place(cell)
    if subject.report.parameters.unit.level in _SMALL and amount >= _TOO_MUCH_WAN:
        message = f"{place}是 {as_text(amount)} 万元，对本单位来说太大，可能填成了元。"
        yield _of(subject, table, cell, "B302", "warning", message, "请核对单位：这一格填万元，可以有小数。")
    for told, item in _fees_told(subject):
        yield from _fee_against(subject, table, told, item, amount)
    other = subject.report.parameters.sections.get("other", "")
    if amount and _NOTHING.match("".join(one.text for one in passages(other))):
        label = subject.label("other")
        message = f"{place}是 {as_text(amount)} 万元，而「{label}」写的是「{other.strip()}」。"
        advice = "收取信息处理费的情况要在这一部分写明；收费里不含信息处理费的，也请写一句没有收取。"
        yield _of(subject, table, cell, "B304", "hint", message, advice, section="other", quote=other.strip())


def _fees_told(subject: Subject) -> Iterator[tuple[Told, Item]]:
    """Find the amounts of money right behind 信息处理费."""
    for section, text in subject.report.parameters.sections.items():
        if _FEE not in text:
            continue
        for told in read_text(text, section):
            places = [found.end() for found in re.finditer(_FEE, told.passage.folded)]
            for item in (one for sentence in told.sentences for one in walk(sentence)):
                start = item.quantity.start
                if item.quantity.unit in ("元", "万元") and any(
                    place <= start <= place + _FEE_BEHIND and "。" not in told.passage.folded[place:start]
                    for place in places
                ):
                    yield told, item


def _fee_against(
    subject: Subject, table: FilledTable, told: Told, item: Item, amount: Amount
) -> Iterator[Finding]:
    """Hold a fee in 元 against the table's amount in 万元."""
    fee = item.quantity.value
    in_wan = fee / _WAN if item.quantity.unit == "元" else fee
    cell, place = ("charges", "amount"), table.form.place(("charges", "amount"))
    quote = said(told.passage, item)
    if fee and item.quantity.unit == "元" and fee == amount:
        message = f"{place}是 {as_text(amount)} 万元，正文写的信息处理费是 {as_text(fee)} 元：数字相同，单位差一万倍。"
        advice = f"请核对单位；是同一笔钱的，表里应填 {as_text((fee / _WAN).normalize())}。"
        found = _of(
            subject, table, cell, "B302", "warning", message, advice, section=told.section, quote=quote
        )
        yield subject.at_character(told.passage, item.start, found)
    elif amount and in_wan > Decimal(amount):
        message = f"正文写的信息处理费是 {as_text(fee)} {item.quantity.unit}，比{place}的 {as_text(amount)} 万元还多。"
        advice = "信息处理费属于行政事业性收费，请核对两处的金额。"
        found = _of(subject, table, cell, "B303", "hint", message, advice, section=told.section, quote=quote)
        yield subject.at_character(told.passage, item.start, found)


def _all_others(subject: Subject, table: FilledTable) -> Iterator[Finding]:
    cell = ("new_received", "other")
    count = table.values.get(cell, 0)
    if count and count == table.values.get(("new_received", "total")):
        message = f"{table.form.place(cell)}是 {as_text(count)}，所有申请人都归入了「其他」。"
        advice = "请核对申请人：公民填「自然人」，公司填「商业企业」，律师事务所填「法律服务机构」。"
        yield _of(subject, table, cell, "B305", "hint", message, advice)


def _rules(subject: Subject, table: FilledTable) -> Iterator[Finding]:
    if subject.report.parameters.unit.level not in _NO_RULES:
        return
    for cell, value in table.values.items():
        if cell[0] == "rules" and value:
            message = (
                f"{table.form.place(cell)}是 {as_text(value)}，而规章只有设区的市以上的政府和部门才能制定。"
            )
            advice = "请填 0；是行政规范性文件的，填到「行政规范性文件」行。"
            yield _of(subject, table, cell, "B306", "error", message, advice)


def _of(
    subject: Subject,
    table: FilledTable,
    cell: tuple[str, str],
    code: str,
    severity: str,
    message: str,
    advice: str,
    section: str | None = None,
    quote: str | None = None,
) -> Finding:
    path = ("sections", section) if section else ("tables", table.form.id, *cell)
    return subject.finding(
        code,
        "error" if severity == "error" else "warning" if severity == "warning" else "hint",
        message,
        advice,
        path,
        section=section or table.form.section,
        table=table.form.id,
        row=cell[0],
        cell=cell[1],
        quote=quote,
    )


_FORMAT = "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"
_FEES = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"

EXAMPLES = {
    "B301": Example(
        reason="表三有逾期不缴费的申请，正文没有写收费。有人逾期没有缴费，就发过收费通知，收费的情况要报告。",
        legal=_FEES,
        section="other",
        tables={"applications": {"new_received": {"enterprise": 1}, "fee_unpaid": {"enterprise": 1}}},
        bad="没有其他需要报告的事项。",
        good="本年发出收费通知1件，申请人逾期没有缴纳，实际收取信息处理费0元。",
    ),
    "B302": Example(
        reason="元和万元弄混了。表二的收费金额以万元为单位，正文里的信息处理费通常以元为单位。",
        legal=_FORMAT,
        section="other",
        tables={"proactive_disclosure": {"charges": {"amount": 300}}},
        bad="本年收取信息处理费300元。",
        good="本年收取信息处理费1200元。",
    ),
    "B303": Example(
        reason="信息处理费比表二的收费总额还多。信息处理费属于行政事业性收费，不会比总额多；当地不计入表二的，可以说明。",
        legal=_FEES,
        section="other",
        tables={"proactive_disclosure": {"charges": {"amount": 0.02}}},
        bad="本年收取信息处理费900元。",
        good="本年收取信息处理费200元。",
    ),
    "B304": Example(
        reason="表二有收费，最后一部分只写了没有。信息处理费的收取情况在最后一部分报告，没有收取也要写明。",
        legal=_FEES,
        section="other",
        tables={"proactive_disclosure": {"charges": {"amount": 1.5}}},
        bad="无。",
        good="本年没有收取信息处理费。",
    ),
    "B305": Example(
        reason="新收的申请全部归入「其他」。公民、公司、律师事务所各有自己的列，全在「其他」多半是填错了列。",
        legal=_FORMAT,
        section="",
        bad="tables:\n  applications:\n    new_received: {other: 2}\n    disclosed: {other: 2}\n",
        good="tables:\n  applications:\n    new_received: {natural_person: 2}\n    disclosed: {natural_person: 2}\n",
    ),
    "B306": Example(
        reason="乡镇、街道或者县级政府填了规章。规章由国务院部门、省级和设区的市、自治州的政府制定，基层没有。",
        legal="《中华人民共和国立法法》",
        section="",
        bad="tables:\n  proactive_disclosure:\n    rules: {in_force: 6}\n",
        good="tables:\n  proactive_disclosure:\n    normative_documents: {in_force: 6}\n",
    ),
}
