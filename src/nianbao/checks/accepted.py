"""Y: findings that the unit has answered (情况说明).

Under ``accepted`` a parameter file may answer a finding: its code, where it stands, and the reason. The
unit is responsible for its report, so any finding may be answered, arithmetic included — but not one
that says the file can't be read or the report can't be made of it: no reason makes those go away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.finding import Finding
from nianbao.own_cells import left_out
from nianbao.params.model import Accepted
from nianbao.suggest import quoted

UNANSWERABLE = ("P", "N", "Y", "F", "C101", "D102", "D103", "D104", "K301", "U101", "U103", "U104")
"""Codes, or how they begin, of what stands in a report's way: no shape, no figure, no glyph, no number,
no font, no name."""

BETWEEN_REPORTS = "M2"
"""How codes begin that only a check of several reports finds; one report can't tell whether they are stale."""


SCREENING = "X"
"""How codes of 敏感信息筛查 begin: what an author's own cells show is screened once they were run."""


def may_be_answered(code: str) -> bool:
    """Tell whether a 情况说明 settles a finding of a code."""
    return not code.startswith(UNANSWERABLE)


def where_of(finding: Finding) -> str | None:
    """Name a finding's place as ``accepted`` does: a section, or a table with row and column, or None."""
    if finding.table is None:
        return finding.section
    # A whole column is wrong: the row is any.
    row = finding.row or ("*" if finding.cell else None)
    return "/".join(part for part in (finding.table, row, finding.cell) if part)


def with_answers(subject: Subject, findings: Sequence[Finding]) -> list[Finding]:
    """Mark the findings that the parameter file answers; what doesn't answer anything is a finding too."""
    answers = subject.report.parameters.accepted
    if not answers:
        return list(findings)
    return [*(answered(finding, answers) for finding in findings), *_idle(subject, findings)]


def answered(finding: Finding, answers: Sequence[Accepted]) -> Finding:
    """Give a finding with the reason of the first answer that meets it."""
    if not may_be_answered(finding.code):
        return finding
    reasons = (answer.reason for answer in answers if has_reason(answer) and meets(answer, finding))
    reason = next(reasons, None)
    return finding if reason is None else replace(finding, answered=reason.strip())


def has_reason(answer: Accepted) -> bool:
    """Tell whether an answer says why; one that doesn't counts for nothing."""
    return bool(answer.reason and answer.reason.strip())


def meets(answer: Accepted, finding: Finding) -> bool:
    """Tell whether an answer is about a finding: the same code, and its place or one around it."""
    if answer.code.strip().upper() != finding.code:
        return False
    if answer.where is None:
        return where_of(finding) is None
    wanted = answer.where.strip().strip("/")
    places = [place for place in (where_of(finding), finding.section) if place]
    return any(f"{place}/".startswith(f"{wanted}/") for place in places)


def _is_known_later(subject: Subject, code: str) -> bool:
    """Tell whether more findings of a code may come: of several reports, or of cells that have to run."""
    is_screened = code.startswith(SCREENING) and left_out(subject.report) is not None
    return code.startswith(BETWEEN_REPORTS) or is_screened


def _idle(subject: Subject, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Find answers without a reason (Y101), to nothing (Y102), and to what can't be answered (Y103)."""
    for index, answer in enumerate(subject.report.parameters.accepted):
        code, path = answer.code.strip().upper(), ("accepted", index)
        named = (
            f"对 {quoted(answer.code)}（{quoted(answer.where) if answer.where else '整份报告'}）的情况说明"
        )
        if not may_be_answered(code):
            yield subject.finding(
                "Y103",
                "warning",
                f"{named}不起作用：这类问题不改就不能生成报告。",
                "请照校核问题的提示改正，删去这一条情况说明。",
                (*path, "code"),
                quote=answer.code,
            )
        elif not has_reason(answer):
            yield subject.finding(
                "Y101",
                "warning",
                f"{named}没有写原因（reason），不算数。",
                "请写明原因；不需要说明的，删去这一条。",
                path,
                quote=answer.code,
            )
        elif not _is_known_later(subject, code) and not any(meets(answer, one) for one in findings):
            yield subject.finding(
                "Y102",
                "warning",
                f"{named}已没有对应的校核问题。",
                "问题已经改好的，请删去这一条；没有改好的，请核对代号（code）和位置（where）。",
                path,
                quote=answer.code,
            )


_ASKED = "一条校核问题有正当理由不改的，写一条情况说明，报告就可以生成"
_LEGAL = "国办公开办函〔2021〕30号要求内容准确、全面；情况说明由本单位负责"
_UNIT = "unit:\n  id: yunxi\n  name: 云溪镇\n  level: township\naccepted:\n"

EXAMPLES = {
    "Y101": Example(
        reason=f"情况说明没有写原因，不算数。{_ASKED}；没有原因的，审核的人无从判断。",
        legal=_LEGAL,
        section="",
        bad=f"{_UNIT}  - code: U102\n",
        good=f"{_UNIT}  - code: U102\n    reason: 标题按县里的要求用简称。\n",
    ),
    "Y102": Example(
        reason=f"情况说明对应的校核问题已经没有了。{_ASKED}；问题改好以后，说明应当删去，免得以后挡住新的问题。",
        legal=_LEGAL,
        section="",
        bad="accepted:\n  - code: U102\n    reason: 标题按县里的要求用简称。\n",
        good=f"{_UNIT}  - code: U102\n    reason: 标题按县里的要求用简称。\n",
    ),
    "Y103": Example(
        reason="这类问题不能用情况说明答复。底稿读不出、数字读不出、没有单位名称、字印不出来，说明了原因也生成不了报告。",
        legal=_LEGAL,
        section="",
        bad="accepted:\n  - code: U101\n    reason: 以后再写。\n",
        good="unit:\n  id: yunxi\n  name: 云溪镇\n  full_name: 示例县云溪镇人民政府\n",
    ),
}
