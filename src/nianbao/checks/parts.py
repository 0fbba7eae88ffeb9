"""S2: what the preamble says of the report: how many parts, whom to ask, where to find it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.checks.headings import FIRST_PRESCRIBED, number_of
from nianbao.finding import Finding
from nianbao.writing.parts import parts_told

_PHONE = re.compile(
    r"(?<!\d)(?:0\d{2,3}[)）\s\-—－–]*\d{7,8}|1[3-9]\d{9}|[48]00[\s\-]?\d{3}[\s\-]?\d{4}|12345)(?!\d)"
    r"|(?:电话|联系方式|咨询热线)[^\d。；]{0,8}\d[\d\s\-—－]{5,}"
)
_ELECTRONIC = re.compile(r"电子版|电子版本|下载|https?://|www\.|网站|网址|门户|公众号|查阅|查看|平台")
_OLD_PART = re.compile("收费|减免|组织领导|制度建设|重点领域|附表|统计表|咨询|经费|概述|保密审查")
_TABLE_WORDS = re.compile("统计表|附表")
_COUNTED = re.compile(r"(?<!\d)[1-9][\d,.万]*\s?[余多]?(?:件|份|个|项|期|次|幅|块|册|场)")
_ITEMS = re.compile(
    r"(?<!\d)[1-9][\d,.万]*\s?[余多]?(?:条|篇|则)|[一二三四五六七八九十百千]+[余多]?(?:条|篇)"
)
_PUBLISHED = re.compile("公开|发布(?!会)|公示|更新|推送|上传|刊登|张贴|印发|发放|编发|制作")
_FEWEST_PARTS = 4
"""Fewer numbered headings than this are not all of them."""

_BEGUN = 120
"""Characters below which a report is hardly begun."""

_TABLE_YEARS = range(2014, 2019)


def check(subject: Subject) -> Iterator[Finding]:
    """Find a wrong list of parts (S201), and what is missing besides (S108–S110)."""
    yield from _parts(subject)
    yield from _contact(subject)
    yield from _statistics(subject)
    yield from _no_count(subject)


def _parts(subject: Subject) -> Iterator[Finding]:
    told = parts_told(subject.passages)
    if told is None:
        return
    real, added = _real_parts(subject)
    fitting = range(real, real + added + 1)
    listed = len(told.listed)
    advice = f"请数一数再改：这份报告有 {real + added} 个部分。" if real else "请数一数再改。"
    if told.count and listed and not told.open and told.count != listed:
        message = f"说报告由 {told.count} 个部分组成，列出的却是 {listed} 个：{'；'.join(told.listed)}。"
    elif real and told.count and told.count not in fitting:
        message = f"说报告由 {told.count} 个部分组成，实际有 {real + added} 个部分。"
    elif real and listed and not told.open and not told.count and not real <= listed <= real + added + 1:
        message = f"列出的部分有 {listed} 个（{'；'.join(told.listed)}），实际有 {real + added} 个部分。"
    elif old := _of_old_format(subject, told.listed_loosely):
        message = f"列出的「{'」「'.join(old)}」不是这份报告的部分。"
        advice = "多半是以前格式的写法，请按现在的各部分改写。"
    else:
        return
    yield subject.in_passage("S201", "warning", message, advice, told.passage, (told.start, told.end))


def _of_old_format(subject: Subject, listed: tuple[str, ...]) -> list[str]:
    """List the parts named that only reports before 2019 had, where this one is of a later year."""
    if subject.report.parameters.year < FIRST_PRESCRIBED:
        return []
    headings = "".join(subject.report.heading(section) or "" for section in subject.report.template.sections)
    return [part for part in listed if (match := _OLD_PART.search(part)) and match.group() not in headings]


def is_whole(subject: Subject) -> bool:
    """Tell whether the report is written from overview to problems: else much is missing that will still come."""
    if not {"overview", "problems"} <= set(subject.passages):
        return False
    return sum(len(passage.text) for own in subject.passages.values() for passage in own) >= _BEGUN


def goes_on(subject: Subject) -> bool:
    """Tell whether more than the overview is there: while only that is being written, it may still be short.

    What isn't a parameter file was published, and so is finished.
    """
    return (
        is_whole(subject)
        or subject.file.path.suffix != ".yaml"
        or any(table.numbers or table.counted or table.printed for table in subject.report.tables.values())
    )


def _real_parts(subject: Subject) -> tuple[int, int]:
    """Count the report's parts, and those besides that a county adds; 0 where that can't be told.

    Before 2019 a published report had parts of its own: the numbers of all headings read count.
    """
    report = subject.report
    if report.parameters.year < FIRST_PRESCRIBED and subject.headings:
        highest = max(
            (number for _, heading in subject.headings if (number := number_of(heading))), default=0
        )
        return (highest, 0) if highest >= _FEWEST_PARTS else (0, 0)
    sections = [section for section in report.template.sections if section.heading]
    added = sum(1 for section in sections if section.after)
    return len(sections) - added, added


def _contact(subject: Subject) -> Iterator[Finding]:
    """Ask the preamble, or whatever stands in its place, for a telephone and for the electronic copy."""
    if not is_whole(subject):
        return
    path = ("sections", "preamble")
    preamble = "".join(passage.text for passage in subject.passages.get("preamble", ()))
    whole = "".join(passage.text for own in subject.passages.values() for passage in own)
    if not _PHONE.search(whole):
        missing = ["联系电话", *(() if _ELECTRONIC.search(preamble) else ("在哪里能看到电子版",))]
        yield subject.finding(
            "S108",
            "hint",
            f"「引言」没有写{'，也没有写'.join(missing)}。",
            "请写上办公室的固定电话（不要写个人手机），以及公布报告的网站或栏目。",
            path,
            section="preamble",
        )


def _statistics(subject: Subject) -> Iterator[Finding]:
    """From 2014 to 2018 the statistics table went with the report (国办发〔2014〕32号)."""
    report = subject.report
    if report.parameters.year not in _TABLE_YEARS or report.template.tables or not is_whole(subject):
        return
    if any(_TABLE_WORDS.search(passage.text) for own in subject.passages.values() for passage in own):
        return
    message = f"{report.parameters.year} 年的报告没有附政府信息公开情况统计表，正文也没有提到。"
    advice = "请按本级要求附上统计表（国办发〔2014〕32号），或写明在哪里能看到。"
    yield subject.finding("S109", "hint", message, advice, ("sections",))


def _no_count(subject: Subject) -> Iterator[Finding]:
    """A report has to say how much was disclosed: in a table, or in the part on it."""
    template = subject.report.template
    if "proactive_disclosure" not in template.section_ids:  # a county's own format, for something else
        return
    if any(table.section == "proactive_disclosure" for table in template.tables):
        sections = ["overview"]
    else:
        sections = ["proactive_disclosure", "overview"]
    if template.tables and template.tables[0].id == "statistics":
        return
    if not goes_on(subject):
        return
    own = [passage for section in sections for passage in subject.passages.get(section, ())]
    if not own or any(_tells_how_much(sentence.text) for passage in own for sentence in passage.sentences()):
        return
    label = subject.label(sections[0])
    message = f"「{label}」没有写主动公开了多少条信息。"
    advice = "请写上全年主动公开的条数，最好按类别或渠道分开。"
    path = ("sections", sections[0])
    yield subject.finding("S110", "hint", message, advice, path, section=sections[0])


def _tells_how_much(sentence: str) -> bool:
    """Tell whether a sentence counts what was disclosed: 12条 does by itself, 3次 and 3个 only of publishing."""
    return bool(_ITEMS.search(sentence) or (_COUNTED.search(sentence) and _PUBLISHED.search(sentence)))


# S109 is for reports of 2014 to 2018 in a format without tables.
EXAMPLES = {
    "S108": Example(
        reason="看了报告要问的人，得知道打哪个电话、到哪里看电子版。",
        legal="编写习惯；各地部署通知一般都有要求",
        section="preamble",
        bad="根据《中华人民共和国政府信息公开条例》编制本报告。",
        good="根据《中华人民共和国政府信息公开条例》编制本报告。电子版在县政府网站可以下载，联系电话：0000-1234567。",
    ),
    "S110": Example(
        reason="只写怎样重视，不写公开了多少，看不出做了什么。",
        legal="《条例》第五十条第一项",
        bad="全镇认真做好主动公开工作，及时更新各类信息。",
        good="全镇主动公开信息 86 条，其中财政类 20 条、民生类 66 条。",
    ),
    "S201": Example(
        reason="开头说几个部分、列出几个部分，要与下面的部分一致；多半是改了格式没改开头。",
        legal="国办公开办函〔2021〕30号",
        section="preamble",
        bad="本报告由七个部分组成。电子版见县政府网站，电话：0000-1234567。",
        good="本报告由六个部分组成。电子版见县政府网站，电话：0000-1234567。",
    ),
}
