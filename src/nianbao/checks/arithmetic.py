"""A: the relations that the numbers of a table must keep.

Each template's tables declare them once (42 in a report of 2021: 25 rows, 7 columns and 7 balances of
表三, 3 rows of 表四). Totals that nobody typed follow from their parts and can't be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding
from nianbao.params.yaml_text import KeyPath
from nianbao.tables.relations import Mismatch, mismatches


def check(subject: Subject) -> Iterator[Finding]:
    """Find totals that aren't the sum of their parts (A101) and other relations that don't hold (A102)."""
    for table in subject.report.tables.values():
        for mismatch in mismatches(table):
            # A cell that can't be read is said already; sums with it say nothing. A total that nobody
            # typed can't be wrong: it differs from another sum only because a typed one of those is.
            if (
                table.unread.isdisjoint(mismatch.cells)
                and _is_typed(mismatch)
                and not _is_half_read(subject, mismatch)
                and not _breaks_off(subject, mismatch)
            ):
                yield _of(subject, mismatch)


def _is_half_read(subject: Subject, mismatch: Mismatch) -> bool:
    """Tell whether all its numbers come from a ledger of which rows couldn't be read; those are said already."""
    if any(mismatch.table.source(cell) == "typed" for cell in mismatch.cells):
        return False
    return any(finding.severity == "error" for finding in subject.report.ledgers.findings)


_LAST_ROWS = 2
"""（七）总计 and 四、结转: a published table without either has been cut off."""


def _breaks_off(subject: Subject, mismatch: Mismatch) -> bool:
    """Tell whether the end of a published table wasn't there to be read: nothing then balances."""
    if not subject.is_published or mismatch.relation.each != "column" or mismatch.relation.derives:
        return False
    ends = list(mismatch.table.form.row_by_id)[-_LAST_ROWS:]
    return not any(row in ends for row, _ in mismatch.table.numbers)


def _is_typed(mismatch: Mismatch) -> bool:
    whole = mismatch.relation.derives
    return whole is None or mismatch.table.source(mismatch.relation.cell(mismatch.line, whole)) == "typed"


def _of(subject: Subject, mismatch: Mismatch) -> Finding:
    form, relation = mismatch.table.form, mismatch.relation
    row, column = mismatch.place
    return subject.finding(
        "A101" if relation.derives else "A102",
        relation.severity,
        mismatch.message,
        mismatch.suggestion,
        _where(subject, mismatch),
        section=form.section,
        table=form.id,
        row=row,
        cell=column,
    )


def _where(subject: Subject, mismatch: Mismatch) -> KeyPath:
    """Point at the first of the cells that the file gives."""
    paths = [("tables", mismatch.table.form.id, *cell) for cell in mismatch.cells]
    return next((path for path in paths if path in subject.file.text.places), paths[0][:2])


_LEGAL = "国办公开办函〔2021〕30号所附格式，表三左上角的勾稽关系和各栏总计"

EXAMPLES = {
    "A101": Example(
        reason="总计不等于各项之和。可以不填总计，由程序算出。",
        legal=_LEGAL,
        section="",
        bad="tables:\n  review_litigation:\n    reconsideration:\n      upheld: 10\n      corrected: 1\n      total: 0\n",
        good="tables:\n  review_litigation:\n    reconsideration:\n      upheld: 10\n      corrected: 1\n      total: 11\n",
    ),
    "A102": Example(
        reason="勾稽关系不平。收到的（本年新收加上年结转）应等于办结的加结转下年度的。",
        legal=_LEGAL,
        section="",
        bad="tables:\n  applications:\n    new_received:\n      natural_person: 3\n    disclosed:\n      natural_person: 2\n",
        good="tables:\n  applications:\n    new_received:\n      natural_person: 3\n    disclosed:\n      natural_person: 2\n    carried_forward:\n      natural_person: 1\n",
    ),
}
