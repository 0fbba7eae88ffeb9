"""R: this year's numbers against where last year's report ended.

The tables say of themselves which rows go on (``TableForm.continued``); 现行有效 and 尚未审结 go on as well,
but may have reasons not to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding, Severity
from nianbao.prose.compared import is_filled
from nianbao.tables.fill import FilledTable
from nianbao.tables.numbers import as_text
from nianbao.template import CellId
from nianbao.template.tables import Continued

_EXPLAINED = re.compile(r"清理|失效|废止|调整|修改|修订|到期|核实|更正|合并|移交|划转|统计口径")
_CASES_EXPLAINED = re.compile(r"撤回|撤诉|终止|移送|合并|更正|统计口径|尚未审结")
_JUMP = 5
_JUMP_FROM = 20
"""The larger of two numbers has to be at least this for a jump to mean anything."""

_LEAST_SAME = 5
"""Cells above zero that have to be the same before a table looks copied."""

_JUMPING_ROWS = {
    "applications": ("new_received",),
    "statistics": ("proactively_disclosed", "applications_received"),
}
"""Of these tables only some rows are compared; of the others all."""


def check(subject: Subject) -> Iterator[Finding]:
    """Find what doesn't go on where last year's report ended (R1xx, R2xx, R3xx), jumps and copies (R4xx)."""
    last = subject.report.last
    if last is None:
        return
    for table in subject.report.tables.values():
        before = last.tables.get(table.form.id)
        if before is None or not is_filled(table) or not is_filled(before):
            continue
        for continued in table.form.continued:
            yield from _carried(subject, table, before, continued)
        yield from _in_force(subject, table, before)
        yield from _items(subject, table, before)
        yield from _pending(subject, table, before)
        yield from _jumps(subject, table, before)
        yield from _copied(subject, table, before)


def _carried(
    subject: Subject, table: FilledTable, before: FilledTable, continued: Continued
) -> Iterator[Finding]:
    """上年结转 is last year's 结转下年度, column by column; a total only when its parts don't show it."""
    wrong = []
    for column in table.form.columns_of(continued.row):
        cell, ended = (continued.row, column), (continued.last, column)
        if ended in before.values and table.values[cell] != before.values[ended]:
            wrong.append((cell, ended))
    leaves = [pair for pair in wrong if pair[0] not in table.form.derivations]
    for cell, ended in leaves or wrong:
        now, then = table.values[cell], before.values[ended]
        message = f"{table.form.place(cell)}是 {as_text(now)}，上年报告{before.form.place(ended)}是 {as_text(then)}。"
        advice = "两处应当相等：请核对本年的这一格；上年报告写错的，请写情况说明。"
        yield _of(subject, table, cell, "R101", "error", message, advice)


def _in_force(subject: Subject, table: FilledTable, before: FilledTable) -> Iterator[Finding]:
    for row in table.form.row_by_id:
        cells = {name: (row, name) for name in ("issued", "repealed", "in_force")}
        if any(cell not in table.values for cell in cells.values()) or cells["in_force"] not in before.values:
            continue
        issued, repealed, now = (table.values[cell] for cell in cells.values())
        then = before.values[cells["in_force"]]
        if repealed > then + issued:
            message = f"{table.form.place(cells['repealed'])}是 {as_text(repealed)}，而上年现行有效的 {as_text(then)} 件加本年制发的 {as_text(issued)} 件一共只有 {as_text(then + issued)} 件。"
            yield _of(
                subject,
                table,
                cells["repealed"],
                "R202",
                "warning",
                message,
                "请核对废止件数和上年的现行有效件数。",
            )
        elif now != then + issued - repealed and not _is_explained(subject, table, _EXPLAINED):
            message = (
                f"{table.form.place(cells['in_force'])}是 {as_text(now)}，按上年 {as_text(then)} 件加制发 {as_text(issued)} 件"
                f"减废止 {as_text(repealed)} 件算，应是 {as_text(then + issued - repealed)} 件。"
            )
            advice = "请核对；因清理、到期失效等造成不等的，请在正文里写一句说明。"
            yield _of(subject, table, cells["in_force"], "R201", "warning", message, advice)


def _items(subject: Subject, table: FilledTable, before: FilledTable) -> Iterator[Finding]:
    """上一年项目数量 of the format of 2019 is last year's number of items with last year's change."""
    for row in table.form.row_by_id:
        cell, change = (row, "last_year_items"), (row, "change")
        if cell not in table.values or cell not in before.values or change not in before.values:
            continue
        ended = before.values[cell] + before.values[change]
        if table.values[cell] != ended:
            message = f"{table.form.place(cell)}是 {as_text(table.values[cell])}，上年报告的项目数量加增减是 {as_text(ended)}。"
            yield _of(subject, table, cell, "R203", "warning", message, "请核对本年和上年的项目数量。")


def _pending(subject: Subject, table: FilledTable, before: FilledTable) -> Iterator[Finding]:
    """What hadn't been decided a year ago has since been decided, or still isn't: it is counted either way."""
    for row in table.form.row_by_id:
        pending, total = (row, "pending"), (row, "total")
        if pending not in before.values or total not in table.values:
            continue
        waiting, counted = before.values[pending], table.values[total]
        if counted < waiting and not _is_explained(subject, table, _CASES_EXPLAINED):
            message = f"上年报告{before.form.place(pending)}是 {as_text(waiting)}，本年这一行总计只有 {as_text(counted)}，上年没有审结的案件没有下落。"
            advice = "上年尚未审结的案件，本年审结的计入结果，仍未审结的计入「尚未审结」。"
            yield _of(subject, table, total, "R301", "warning", message, advice)


def _jumps(subject: Subject, table: FilledTable, before: FilledTable) -> Iterator[Finding]:
    for cell in table.form.cells:
        if not _is_compared(table, cell) or cell not in before.values:
            continue
        now, then = table.values[cell], before.values[cell]
        larger, smaller = max(now, then), min(now, then)
        if larger >= _JUMP_FROM and larger > _JUMP * smaller:
            message = f"{table.form.place(cell)}是 {as_text(now)}，上年报告是 {as_text(then)}，变化很大。"
            advice = "请核对有没有填错；属实的，可以在正文里说明原因。"
            yield _of(subject, table, cell, "R401", "hint", message, advice)


def _copied(subject: Subject, table: FilledTable, before: FilledTable) -> Iterator[Finding]:
    cells = [cell for cell in table.form.cells if cell not in table.form.derivations]
    if any(table.values[cell] != before.values.get(cell) for cell in cells):
        return
    same = sum(1 for cell in cells if table.values[cell])
    if same >= _LEAST_SAME:
        message = f"{table.form.name}与上年报告完全相同（不为 0 的有 {same} 格）。"
        advice = "请核对是不是沿用了上年的表。"
        path = ("tables", table.form.id)
        yield subject.finding(
            "R402", "warning", message, advice, path, section=table.form.section, table=table.form.id
        )


def _is_compared(table: FilledTable, cell: CellId) -> bool:
    rows = _JUMPING_ROWS.get(table.form.id)
    if table.form.kind(cell) == "change" or (rows is not None and cell[0] not in rows):
        return False
    # Of a row with a total, the total is enough.
    return cell in table.form.derivations or (cell[0], "total") not in table.form.derivations


def _is_explained(subject: Subject, table: FilledTable, words: re.Pattern[str]) -> bool:
    texts = subject.report.parameters.sections
    if words is _EXPLAINED and _has_expired(subject):
        return True
    return any(words.search(texts.get(section, "")) for section in ("overview", table.form.section, "other"))


def _has_expired(subject: Subject) -> bool:
    """Tell whether the ledger of documents explains 现行有效: it counted each document with its last day."""
    return "documents" in subject.report.ledgers.entries


def _of(
    subject: Subject,
    table: FilledTable,
    cell: CellId,
    code: str,
    severity: Severity,
    message: str,
    advice: str,
) -> Finding:
    typed = table.typed.get(cell)
    return subject.finding(
        code,
        severity,
        message,
        advice,
        ("tables", table.form.id, *cell),
        section=table.form.section,
        table=table.form.id,
        row=cell[0],
        cell=cell[1],
        quote=None if typed is None else str(typed),
    )


_FORMAT = "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"
_ACCURATE = "国办公开办函〔2021〕30号（发布内容应当准确）"


def _lines(table: str, row: str, cells: str) -> str:
    return f"tables:\n  {table}:\n    {row}: {{{cells}}}\n"


EXAMPLES = {
    "R101": Example(
        reason="本年的上年结转不等于上年的结转下年度。去年底还在办的申请，今年年初一件不多、一件不少地转过来，每一列都是这样。",
        legal=_FORMAT,
        section="",
        bad="tables:\n  applications:\n    carried_over: {natural_person: 1}\n    disclosed: {natural_person: 1}\n",
        good="tables:\n  applications:\n    carried_over: {natural_person: 2}\n    disclosed: {natural_person: 2}\n",
        last="tables:\n  applications:\n    new_received: {natural_person: 2}\n    carried_forward: {natural_person: 2}\n",
    ),
    "R201": Example(
        reason="现行有效件数接不上上年。通常等于上年现行有效加本年制发减本年废止；有清理、到期失效的，写明就行。",
        legal=_FORMAT,
        section="",
        bad=_lines("proactive_disclosure", "normative_documents", "issued: 1, repealed: 0, in_force: 9"),
        good=_lines("proactive_disclosure", "normative_documents", "issued: 1, repealed: 0, in_force: 6"),
        last=_lines("proactive_disclosure", "normative_documents", "issued: 2, repealed: 0, in_force: 5"),
    ),
    "R202": Example(
        reason="废止的件数比能废止的还多。能废止的，只有上年现行有效的和本年制发的。",
        legal=_FORMAT,
        section="",
        bad=_lines("proactive_disclosure", "normative_documents", "issued: 0, repealed: 4, in_force: 0"),
        good=_lines("proactive_disclosure", "normative_documents", "issued: 0, repealed: 3, in_force: 0"),
        last=_lines("proactive_disclosure", "normative_documents", "issued: 1, repealed: 0, in_force: 3"),
    ),
    "R203": Example(
        reason="上一年项目数量接不上上年的报告。上年的项目数量加上年的增减，就是今年要填的上一年项目数量。",
        legal="国办公开办函〔2019〕60号（2019、2020 年度）",
        none="要有 2019、2020 两个年度的底稿。",
        severity="warning",
    ),
    "R301": Example(
        reason="上年尚未审结的案件没有下落。本年审结的计入结果，没有审结的仍计入尚未审结，总计不会比上年尚未审结的还少。",
        legal=_FORMAT,
        section="",
        bad=_lines("review_litigation", "reconsideration", "upheld: 1"),
        good=_lines("review_litigation", "reconsideration", "upheld: 1, pending: 1"),
        last=_lines("review_litigation", "reconsideration", "pending: 2"),
    ),
    "R401": Example(
        reason="数字比上年大了五倍以上，或者不到五分之一。变化这么大，可能是多打、少打了一位，或者填错了格。",
        legal=_ACCURATE,
        section="",
        bad=_lines("proactive_disclosure", "licences", "decisions: 1200"),
        good=_lines("proactive_disclosure", "licences", "decisions: 120"),
        last=_lines("proactive_disclosure", "licences", "decisions: 110"),
    ),
    "R402": Example(
        reason="整张表和上年一模一样。五格以上不为零的数全都相同，多半是沿用了上年的表。",
        legal=_ACCURATE,
        section="",
        bad="tables:\n  proactive_disclosure:\n    normative_documents: {in_force: 4}\n    licences: {decisions: 31}\n"
        "    penalties: {decisions: 7}\n    coercions: {decisions: 2}\n    charges: {amount: 1.25}\n",
        good="tables:\n  proactive_disclosure:\n    normative_documents: {in_force: 4}\n    licences: {decisions: 35}\n"
        "    penalties: {decisions: 7}\n    coercions: {decisions: 2}\n    charges: {amount: 1.25}\n",
        last="tables:\n  proactive_disclosure:\n    normative_documents: {in_force: 4}\n    licences: {decisions: 31}\n"
        "    penalties: {decisions: 7}\n    coercions: {decisions: 2}\n    charges: {amount: 1.25}\n",
    ),
}
