"""T2: years in prose and in the title, and the day by which the report is due."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.dates import chinese_date
from nianbao.finding import Finding, Severity
from nianbao.levels import Level
from nianbao.writing import years
from nianbao.writing.flaws import Flaw

_GOVERNMENTS: tuple[Level, ...] = ("county", "city", "province")
_FIRST_JANUARY = 2019
"""First report year due on 31 January under the Regulation of 2019 (in force since 2019-05-15)."""


def check(subject: Subject) -> Iterator[Finding]:
    """Find wrong years (T205–T208) and a report that came late (T209)."""
    year = subject.report.parameters.year
    for told, right in years.carried(subject.passages, year):
        message = f"「{told.flaw.text}」的年份不对：{year} 年的报告应是 {right} 年。"
        advice = f"请改成 {right} 年，或写「结转下年度继续办理」。"
        yield _at(subject, "T205", "error", message, advice, told.flaw)
    for told in years.own_report(subject.passages, year):
        message = f"「{told.flaw.text}」的年份与报告年度 {year} 不同。"
        yield _at(subject, "T208", "error", message, f"请改成 {year} 年。", told.flaw)
    for told in years.left_over(subject.passages, year):
        message = f"说的是 {told.year} 年，报告却是 {year} 年的：可能是去年留下的。"
        yield _at(subject, "T207", "warning", message, f"请核对；说的是本年的，请改成 {year} 年。", told.flaw)
    yield from _strange(subject)
    yield from _title(subject)
    yield from _late(subject)


def _strange(subject: Subject) -> Iterator[Finding]:
    """List the years that want a look, each once a section."""
    year, seen = subject.report.parameters.year, set()
    for told in years.strange(subject.passages, year):
        section = told.flaw.passage.section
        if (section, told.year) not in seen:
            seen.add((section, told.year))
            label = subject.label(section)
            message = f"「{label}」里提到 {told.year} 年，报告是 {year} 年的。"
            yield _at(subject, "T206", "hint", message, "请看一眼，是不是以前留下的。", told.flaw)


def _title(subject: Subject) -> Iterator[Finding]:
    title, year = subject.report.parameters.printed.title, subject.report.parameters.year
    told = years.in_title(title) if title else None
    if told is not None and told != year:
        message = f"标题里的年份是 {told}，报告年度{subject.key('year')}是 {year}。"
        path = ("printed", "title")
        yield subject.finding("T208", "error", message, "请核对标题和年份。", path, quote=title)


def _late(subject: Subject) -> Iterator[Finding]:
    parameters, place = subject.report.parameters, ("issued", "date")
    due, date = _due(parameters.year, parameters.unit.level), parameters.issued.date
    if date is not None:
        if due and datetime.date.fromisoformat(date) > due[0]:
            message = (
                f"成文日期是{chinese_date(date)}，过了{chinese_date(due[0].isoformat())}的期限（{due[1]}）。"
            )
            advice = f"请核对成文日期{subject.key('issued.date')}；确实晚了的，请说明情况。"
            yield subject.finding("T209", "warning", message, advice, place, quote=date)
        return
    # A page may have moved, and a town's report has till the end of March where nobody asks for it sooner.
    page, last = subject.file.page_date, datetime.date(parameters.year + 1, 3, 31)
    if page is not None and page > last:
        message = f"网页的发布时间是{chinese_date(page.isoformat())}，过了{chinese_date(last.isoformat())}。"
        advice = "年度报告最迟在次年 3 月底前公布；网站改版后重新发布的，不必改。"
        yield subject.finding("T209", "hint", message, advice, place)


def _due(year: int, level: Level | None) -> tuple[datetime.date, str] | None:
    """Give the last day for a report and the rule; None where neither law nor custom names one."""
    march, january = datetime.date(year + 1, 3, 31), datetime.date(year + 1, 1, 31)
    if year < _FIRST_JANUARY:
        return march, "2007 年《条例》第三十一条"
    if level in _GOVERNMENTS:
        return march, "《条例》第四十九条"
    if level == "department":
        return january, "《条例》第四十九条"
    if level in ("township", "subdistrict"):
        return january, "《条例》没有写明乡镇、街道的期限，按本级要求，一般是 1 月 31 日前"
    return None


def _at(subject: Subject, code: str, severity: Severity, message: str, advice: str, flaw: Flaw) -> Finding:
    return subject.in_passage(code, severity, message, advice, flaw.passage, (flaw.start, flaw.end))


EXAMPLES = {
    "T205": Example(
        reason="结转的申请在下一年办理；写成本年，说明是照去年的句子改的。",
        legal="《条例》第三十三条；国办公开办函〔2021〕30号表三",
        bad="本年收到申请3件，办结2件，1件结转2024年办理。",
        good="本年收到申请3件，办结2件，1件结转2025年办理。",
    ),
    "T206": Example(
        reason="离报告年度较远的年份，多半是从前的报告里留下来的；是引用文件、说规划的不算。",
        legal="编写习惯",
        bad="2019年全镇公开信息32条。",
        good="2024年全镇公开信息32条。",
    ),
    "T207": Example(
        reason="句子一开头写的是上一年，又没有作比较，多半是照抄去年没有改年份。",
        legal="国办公开办函〔2021〕30号：内容要准确",
        bad="2023年，全镇公开信息32条。",
        good="2024年，全镇公开信息32条。",
    ),
    "T208": Example(
        reason="报告自己的名称里，年份要与报告年度一致。",
        legal="《条例》第四十九条：上一年度的年度报告",
        section="preamble",
        bad="现公布云溪镇2023年政府信息公开工作年度报告。",
        good="现公布云溪镇2024年政府信息公开工作年度报告。",
    ),
    "T209": Example(
        reason="过了期限才成文，就是不按时发布。",
        legal="《条例》第四十九条；乡镇、街道按本级要求",
        section="issued.date",
        bad="2025-02-20",
        good="2025-01-20",
    ),
}
