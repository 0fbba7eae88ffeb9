"""Write a step down: only in its order, only on top of a whole register, bound to the words as they are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nianbao.checks import check_path
from nianbao.checks.own_cells import with_own
from nianbao.checks.sensitive import screening_words
from nianbao.errors import SigningError, UnsettledError, UsageError
from nianbao.finding import Finding, errors_of
from nianbao.params import load_parameters
from nianbao.params.own_id import with_own_id
from nianbao.report import Report
from nianbao.sensitive.scan import scan
from nianbao.signing.chain import Entry
from nianbao.signing.content import Content
from nianbao.signing.flow import Flow, load_flow
from nianbao.signing.lacking import lacking
from nianbao.signing.own import whole_content
from nianbao.signing.register import SignRegister, content_entry
from nianbao.signing.standing import Result, Standing, standing

WARNING = (
    "还有 {count} 处必须修改。登记了「{step}」也只能生成初稿，改正以后各步要重新登记。请先改好；"
    "确实要照这样登记的，请确认后再登记。"
)
"""What is asked before the last step of a report that can't be built; says how many findings and which step."""

_LONGEST = {"姓名": 30, "备注": 300}


@dataclass(frozen=True)
class Who:
    """Who takes a step.

    Attributes:
        name: As signed on paper.
        date: The day on which it was signed.
        remark: What else is to be said.
        result: Whether it was passed or sent back.
    """

    name: str
    date: datetime.date
    remark: str = ""
    result: Result = Result.PASSED


def report_of(parameters: Path, folder: Path) -> Report:
    """Read the report of a parameter file, as a build does.

    Raises:
        ParameterFileError: It can't be read.
        TemplateError: Its template is missing.
    """
    return Report.of(with_own_id(load_parameters(parameters, folder)).parameters, folder)


def sign(
    parameters: Path,
    folder: Path,
    who: Who,
    step: str | None,
    now: datetime.datetime,
    *,
    despite_errors: bool = False,
) -> Standing:
    """Write a step down.

    Args:
        parameters: The parameter file.
        folder: The working folder.
        who: Who takes it.
        step: Name of the step; None for the next one due. A step that holds can be named to correct its entry.
        now: The time, with its offset.
        despite_errors: Pass the last step though findings are open that must be put right.

    Returns:
        How far the report is then.

    Raises:
        UsageError: There is no such step, or name, date or remark aren't in order.
        UnsettledError: It is the last step, and findings are open that must be put right.
        NotebookError: A cell that an author added to the notebook fails, so that what it shows can't be signed.
        SigningError: Steps before it are missing, all are taken, or the register was altered.
        WriteError: The register can't be written.
    """
    who = replace(who, name=_line("姓名", who.name), remark=_line("备注", who.remark))
    if not who.name:
        raise UsageError("没有写姓名。请用 --name 写明是谁办的，如 --name 张三。")
    _refuse_personal(who, folder)
    report = report_of(parameters, folder)
    content = whole_content(report)
    found, register = standing(parameters, report, folder, content), SignRegister(parameters, folder)
    register.refuse_altered(found.reading)
    number = _due(found, load_flow(folder), step)
    _refuse_order(found, number)
    _refuse_date(found, number, who, now.date())
    _refuse_return(number, who)
    is_last = number == len(found.steps) - 1 and who.result is Result.PASSED
    unsettled = len(open_errors(parameters, folder, content)) if is_last else 0
    if unsettled and not despite_errors:
        raise UnsettledError(WARNING.format(count=unsettled, step=found.steps[number].step.name))
    taken = found.steps[number].step
    entry: dict[str, Any] = {
        "do": "step",
        "step": taken.name,
        "role": taken.role,
        "name": who.name,
        "date": who.date.isoformat(),
        "remark": who.remark,
        "result": who.result.value,
        "content": found.content.sha256,
        # What every output names as its 数据指纹: so a file on somebody's desk leads here.
        "parameters_sha256": report.about.parameters_sha256,
    }
    if unsettled:
        entry["unsettled"] = unsettled
    _refuse_twin(found, number, entry)
    kept: list[Entry] = []
    if found.reading.content(content.sha256) is None:
        kept = [content_entry(content)]
    register.append(*kept, entry, at=now.isoformat(timespec="seconds"), after=found.reading)
    return standing(parameters, report, folder, content)


def open_errors(parameters: Path, folder: Path, content: Content | None = None) -> list[Finding]:
    """List the findings for which a build would refuse the report.

    Args:
        parameters: The parameter file.
        folder: The working folder.
        content: All its words, where the notebook was run for them: what own cells show is screened too.
    """
    findings, is_readable = check_path(parameters, folder)
    if content is not None and content.own and is_readable:
        findings = with_own(findings, report_of(parameters, folder), content.own_lines)
    return errors_of(findings)


def _line(what: str, text: str) -> str:
    text = " ".join(text.split())
    if not text.isprintable():
        raise UsageError(f"{what}里有不能用的字符。请重新打一遍再登记。")
    if len(text) > _LONGEST[what]:
        raise UsageError(f"{what}有 {len(text)} 个字，最多 {_LONGEST[what]} 个。请改短再登记。")
    return text


def _refuse_personal(who: Who, folder: Path) -> None:
    """Refuse what the screening of the report itself would: name and remark go onto the papers."""
    for what, text in (("姓名", who.name), ("备注", who.remark)):
        if hits := [hit for hit in scan(text, screening_words(folder)) if hit.severity != "hint"]:
            like = "、".join(f"{hit.shown}" for hit in hits)
            raise UsageError(
                f"{what}会印进送签材料，里面像有电话、证件号码一类不宜写的内容（{like}）。请删去再登记。"
            )
    if not any(char.isalpha() for char in who.name):
        raise UsageError("姓名里没有字。请写是谁办的，如 张三。")


def _due(found: Standing, flow: Flow, step: str | None) -> int:
    if step is not None:
        try:
            return flow.number(step)
        except KeyError as problem:
            raise UsageError(str(problem.args[0])) from problem
    if not found.missing:
        raise SigningError(
            "各步都已经登记，内容没有改过，不用再登记。要更正某一步的姓名、日期，请用 --step 写明是哪一步。"
        )
    return found.steps.index(found.missing[0])


def _refuse_order(found: Standing, number: int) -> None:
    if ahead := [one for one in found.steps[:number] if not one.holds]:
        why = lacking(ahead)
        raise SigningError(
            f"还不能登记「{found.steps[number].step.name}」：{why}。请先登记「{ahead[0].step.name}」。"
        )


def _refuse_date(found: Standing, number: int, who: Who, today: datetime.date) -> None:
    date = who.date
    if date > today:
        raise UsageError(f"日期 {date} 还没有到（今天是 {today}）。请写实际办理的日期。")
    earliest = found.earliest(number)
    if earliest is not None and date.isoformat() < earliest.date:
        raise UsageError(f"日期 {date} 早于{earliest.name}的 {earliest.date}。请核对是哪一个写错了。")
    latest = found.latest(number)
    # Sent back, the steps behind it hold no more.
    if who.result is Result.PASSED and latest is not None and date.isoformat() > str(latest.entry_date):
        raise UsageError(
            f"日期 {date} 晚于「{latest.step.name}」的 {latest.entry_date}。请核对是哪一个写错了。"
        )


def _refuse_return(number: int, who: Who) -> None:
    if who.result is not Result.RETURNED:
        return
    if number == 0:
        raise UsageError("第一步是起草，不能登记「退回修改」。")
    if not who.remark:
        raise UsageError("退回修改的，请在备注里写明要改什么。")


def _refuse_twin(found: Standing, number: int, entry: Entry) -> None:
    before = found.steps[number].entry
    if found.steps[number].sent_back or before is None:
        return
    # Taken again once nothing is open any more, it is another entry.
    settled = "unsettled" in before and "unsettled" not in entry
    if not settled and all(before.get(key) == value for key, value in entry.items()):
        raise SigningError(
            f"「{entry['step']}」已经这样登记过（{entry['name']}，{entry['date']}），没有重复登记。"
        )
