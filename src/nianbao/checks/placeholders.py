"""S3: what doesn't belong into a report, what says nothing, and what is said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.checks.examples import Example
from nianbao.checks.parts import goes_on
from nianbao.finding import Finding, Severity
from nianbao.suggest import quoted
from nianbao.template import Section
from nianbao.writing import leftovers
from nianbao.writing.flaws import Flaw
from nianbao.writing.leftovers import Leftovers
from nianbao.writing.repeats import repeats

_NOTHING = re.compile(
    r"\s*(?:无|没有|暂无|略|同上|见上|不涉及|本年度?无|无其他(?:需要)?报告(?:的)?事项|/|-+|—+)?[。.．]?\s*"
)
_ABOUT_THE_REPORT = re.compile(
    r"统计期限|统计时限|数据统计|期限自|电子版|联系电话|电话[:：]|联系[（(]|编制|特向社会公布|现(?:予|将)?公布|组成|部分构成|如有疑问|如对本报告"
)
_NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*")
_HAN = re.compile("[\u3400-\u9fff]")
_COUNT = re.compile(r"\d\s?[余多]?[条件篇份个次项期]|未收到|没有收到|零")
_TITLE = re.compile("(?:政府)?信息公开(?:工作)?年度?报告?$")
_TITLE_LINES = 3
"""Lines at the head of a preamble that may be a title broken into lines."""

_LITTLE = 20
"""Han characters below which a main part has said nothing."""


def check(subject: Subject) -> Iterator[Finding]:
    """Find leftovers (S301–S303), parts that say nothing (S304) and what is said twice (S305)."""
    lists = Leftovers.of(subject.report.folder)
    for flaw in leftovers.instructions(subject.passages, lists):
        message = f"{_where(subject, flaw)}留着格式或填表说明里的话：「{flaw.text}」。"
        yield _at(subject, "S301", "warning", message, "这是说给编写的人听的，请删去。", flaw)
    for flaw in leftovers.placeholders(subject.passages, lists):
        message = f"{_where(subject, flaw)}有还没填的地方：「{flaw.text}」。"
        yield _at(subject, "S302", "error", message, "请填上实际的内容，或删去。", flaw)
    for flaw in leftovers.chrome(subject.passages, lists):
        message = f"{_where(subject, flaw)}有从网页上一起粘下来的文字：「{quoted(flaw.passage.text, 30)}」。"
        yield _at(subject, "S303", "warning", message, "这不是报告的内容，请删去。", flaw)
    for section in subject.report.template.sections:
        yield from _says_nothing(subject, section)
    yield from _title_again(subject)
    for later, earlier in repeats(subject.passages):
        label = subject.label(earlier.passage.section)
        message = f"{_where(subject, later)}这几句与「{label}」里的一样：「{quoted(later.text)}」。"
        yield _at(subject, "S305", "hint", message, "同样的话说一遍就够，请删去一处或改写。", later)


def _says_nothing(subject: Subject, section: Section) -> Iterator[Finding]:
    passages = subject.passages.get(section.id)
    if not passages or section.id in ("preamble", "problems"):
        return  # the one has no matter of its own, the other a family of its own
    path = ("sections", section.id)
    text = "".join(passage.text for passage in passages)
    has_table = subject.report.template.has_table(section.id)
    if _NOTHING.fullmatch(_NUMBERED.sub("", text)) and not has_table:
        none = subject.report.fill(section.none) if section.none else None
        advice = f"请写成一句完整的话，如「{none}」" if none else "请写上实际情况。"
        message = f"「{subject.label(section.id)}」只写了「{quoted(text)}」。"
        yield subject.finding("S304", "hint", message, advice, path, section=section.id, quote=text)
    elif (
        section.id == "overview" and goes_on(subject) and sum(passage.is_heading for passage in passages) <= 1
    ):
        matter = "".join(
            sentence.text
            for passage in passages
            if not passage.is_heading
            for sentence in passage.sentences()
            if not _ABOUT_THE_REPORT.search(sentence.text)
        )
        if len(_HAN.findall(matter)) < _LITTLE and not _COUNT.search(matter):
            message = f"「{subject.label(section.id)}」没有写本年做了什么，只有标题、依据或者目录。"
            advice = "请写上本年做了哪些工作、各有多少。"
            yield subject.finding("S304", "warning", message, advice, path, section=section.id)


def _title_again(subject: Subject) -> Iterator[Finding]:
    """Find the title, which is printed by itself, once more at the head of the preamble."""
    said = ""
    own = subject.passages.get("preamble", ())[:_TITLE_LINES]
    if not own or not own[0].is_aside:
        return
    title = re.sub(r"\W", "", "".join(subject.report.part("title")[0].lines))  # type: ignore[union-attr]
    for passage in own:
        if not passage.is_aside:
            return
        said += re.sub(r"\W", "", passage.text)
        if said and (said == title or (_TITLE.search(said) and _is_title(said, title))):
            message = f"「引言」里又写了一遍标题：「{quoted(passage.text)}」。"
            span = (0, len(passage.text))
            advice = "标题会自己印出来，请删去这一行。"
            yield subject.in_passage("S305", "warning", message, advice, passage, span)
            return


def _is_title(said: str, title: str) -> bool:
    year = re.search(r"20\d\d", said)
    return bool(year and year.group() in title)


def _where(subject: Subject, flaw: Flaw) -> str:
    return f"「{subject.label(flaw.passage.section)}」里，"


def _at(subject: Subject, code: str, severity: Severity, message: str, advice: str, flaw: Flaw) -> Finding:
    return subject.in_passage(code, severity, message, advice, flaw.passage, (flaw.start, flaw.end))


EXAMPLES = {
    "S301": Example(
        reason="格式通知里说给编写人的话，留在报告里读起来莫名其妙。",
        legal="国办公开办函〔2021〕30号",
        section="applications",
        bad="该部分以表格形式报告。表格如下：",
        good="全年的申请见下表。",
    ),
    "S302": Example(
        reason="没填的地方公开出去，说明没有人看过。",
        legal="编写习惯",
        bad="主动公开信息XX条，镇里逐条核对过，没有一条超过期限。",
        good="主动公开信息32条，镇里逐条核对过，没有一条超过期限。",
    ),
    "S303": Example(
        reason="从网页复制时，「打印本页」「索引号」这样的字也会带下来。",
        legal="编写习惯",
        bad="全年主动公开信息32条，村务公开栏同步张贴，镇政府网站按月更新。\n\n打印本页",
        good="全年主动公开信息32条，村务公开栏同步张贴，镇政府网站按月更新。",
    ),
    "S304": Example(
        reason="一个部分只有「无」字或者一份目录，等于没有报告。",
        legal="《条例》第五十条",
        section="other",
        bad="无。",
        good="本年没有收取信息处理费，没有其他需要报告的事项。",
    ),
    "S305": Example(
        reason="同样的几句话出现两次，多半是复制时没有删干净。",
        legal="编写习惯",
        bad="村里的低保名单每月五日张贴，群众有疑问的当面解释清楚。全年公开32条。\n\n"
        "村里的低保名单每月五日张贴，群众有疑问的当面解释清楚。",
        good="村里的低保名单每月五日张贴，群众有疑问的当面解释清楚。全年公开32条。",
    ),
}
