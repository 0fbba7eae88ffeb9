"""Years in prose: whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.passages.paragraphs import Passage, Passages, Sentence
from nianbao.writing.dates import periods
from nianbao.writing.flaws import HAN, Flaw, each

_SPACE = r"[ \u3000\u00a0]?"
_YEAR = re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d{{2}}){_SPACE}年(?:度)?")
_DOCUMENT = re.compile(
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|[〔【\[（({][^〕】\]）)}]{0,8}\d{4}[^〕】\]）)}]{0,8}[〕】\]）)}]\s*\d*\s*号?|https?://\S+"
)
# A plan, a law's own date, a start: these years belong to what they name.
_OWNED = re.compile(
    rf"^(?:{_SPACE}\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:起|以来|至今|以后|以前|之前|出生|施行|修订|修正|颁布|印发|公布|发布|成立|设立|启用|开通|制定|版|规划|远景|目标|版本|[^，。；]{{0,10}}(?:施行|修订|颁布|印发|实施以来|制定的|出台|工作要点|工作方案|实施方案|工作计划|行动计划|规划|普查|任务))"
)
_OWNED_BEFORE = re.compile(
    r"(?:自|从|到|至|—|-|～|~|截至|历年|于|截止|始于|比|较|与|同|对比|相比|和|修订的|新中国|出生日期[：:]?|生于)$"
)
_RANGE = re.compile(r"^[年度]*\s*(?:-|—|–|至|到|~|～|、|和)\s*\d{4}")
_CARRIED = re.compile(
    rf"(?:结转|转结|转接|转入|结转至|结转到)(?:至|到|入|下年度?|下一年度?|了|为)?[（(“]?{_SPACE}(?P<year>20\d{{2}}){_SPACE}年?(?:度)?(?:继续)?(?:办理|办结|处理|答复)?"
)
_BEFORE_LAST = re.compile("上一?年|去年|往年|以前年度|上年度")
_COMPARES = re.compile(
    "比|较|同期|上年|去年|上一年|结转|增长|增加|减少|下降|上升|延续|巩固|以来|起|整改|历年|截至|印发|出台|制定|修订|部署"
)
_DONE = re.compile(r"\d+\s?余?[条件篇次]")
_PLANS = re.compile("将|计划|打算|下一步|力争|争取|要")
_REPORT_NAME = re.compile(
    rf"(?P<year>20\d{{2}}){_SPACE}年?(?:度)?[^，。；、《》（）()\d]{{0,20}}?政府信息(?:与政务)?公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:报告|年报)"
)
_BEGINS = r"(?:^|[。；;])(?:(?:此外|另外|同时|其中)[，,]?)?(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?(?:一是|二是|三是)?"
_TELLS = re.compile(
    rf"{_BEGINS}(?P<year>20\d{{2}}){_SPACE}年度?(?=全年|我|本|全[镇乡县区市街]|共|累计|主动|收到|受理|公开|未|没有|[^，。；、]{{2,12}}(?:公开|发布|收到|受理|办理|答复)\D{{0,12}}\d)"
)
"""A sentence that opens with a year, no comma behind it, and tells what was done in it."""
_IN_THE_YEAR = re.compile(
    rf"{_BEGINS}(?:在|一年来[，,]?[（(])(?P<year>20\d{{2}}){_SPACE}年度?(?:[）)]|的?(?:政务|政府信息|信息)?(?:公开)?工作中|里|中)"
    rf"|(?:现将|现就)[^，。；、《》（）()\d]{{1,16}}(?P<year2>20\d{{2}}){_SPACE}年度?[^，。；]{{0,16}}(?:报告|汇报|公布)"
)
_UNTIL = re.compile(
    rf"{_BEGINS}截[至止]到?(?P<year>20\d{{2}}){_SPACE}年(?:年?底|年?末|12月(?:份|底|31日)?)(?=[，,、]|全|我|共|累计)"
)
_OF_LAST = re.compile(
    rf"(?:^|[。；])(?:此外[，,])?(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?(?P<year>20\d{{2}}){_SPACE}年(?:度)?(?:以来)?[，,、]|(?:结合|总结|做好|现将|对照)(?P<year2>20\d{{2}}){_SPACE}年(?:度)?"
)
_WHOLE_YEAR = re.compile(
    rf"{_BEGINS}(?:自|从|在)?(?P<year>20\d{{2}}){_SPACE}年{_SPACE}1{_SPACE}(?:月{_SPACE}(?:1{_SPACE}[日号])?)?(?:起|开始)?[，,]?"
    rf"{_SPACE}(?:至|到|[—－–~～-]+){_SPACE}(?:20\d{{2}}{_SPACE}年)?{_SPACE}12{_SPACE}月{_SPACE}(?:31{_SPACE}[日号]|底)?(?:期?间|止)?"
)
"""A sentence that opens with a whole year from its first day or month to its last."""
_WORK = re.compile(r"\d+\s?余?[条件篇次]|公开|发布|收到|受理")
_HAN_YEAR = re.compile("二[〇○零]二[〇○零一二三四五六七八九](?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True)
class YearTold:
    """A year in a sentence."""

    flaw: Flaw
    year: int


def strange(passages: Passages, year: int) -> Iterator[YearTold]:
    """Find years further off than one from the report's that no document, plan or span owns."""
    near = {year - 1, year, year + 1}
    for passage in each(passages):
        text = passage.text
        if not _YEAR.search(text):
            continue
        cited = [match.span() for match in _DOCUMENT.finditer(text)]
        for match in _YEAR.finditer(text):
            told = int(match["year"])
            if told in near or any(start <= match.start() < end for start, end in cited):
                continue
            after, before = (
                text[match.end() : match.end() + 40],
                text[max(0, match.start() - 6) : match.start()],
            )
            if _OWNED.match(after) or _OWNED_BEFORE.search(before) or _RANGE.match(after):
                continue
            yield YearTold(Flaw(passage, match.start(), match.end()), told)


def carried(passages: Passages, year: int) -> Iterator[tuple[YearTold, int]]:
    """Find applications carried over to another year than the next, each with the right year."""
    for passage in each(passages):
        for match in _CARRIED.finditer(passage.text):
            clause = _clause(passage, match)
            told = int(match["year"])
            # 上年结转 and 2023年结转 speak of what came into this year, not of what leaves it.
            from_last = _BEFORE_LAST.search(clause) or str(year - 1) in clause[: clause.find(match.group())]
            right = year if from_last else year + 1
            if told != right:
                yield YearTold(Flaw(passage, match.start(), match.end()), told), right


def _clause(passage: Passage, match: re.Match[str]) -> str:
    text = passage.text
    start = max(text.rfind(mark, 0, match.start()) for mark in "，。；,;") + 1
    return text[start : match.end()]


def own_report(passages: Passages, year: int) -> Iterator[YearTold]:
    """Find a preamble that names this report with another year."""
    for passage in passages.get("preamble", ()):
        cited = [match.span() for match in re.finditer("《[^《》]*》", passage.text)]
        for match in _REPORT_NAME.finditer(passage.text):
            within = any(start <= match.start() < end for start, end in cited)
            if int(match["year"]) != year and not within:
                yield YearTold(Flaw(passage, match.start(), match.end()), int(match["year"]))


def left_over(passages: Passages, year: int) -> Iterator[YearTold]:
    """Find sentences on the year's work that open with the year before or after and compare nothing."""
    for section in ("preamble", "overview", "proactive_disclosure", "applications"):
        for passage in passages.get(section, ()):
            text = _in_digits(passage.text)
            if "20" not in text:
                continue
            seen = {place for span in _owned(passage, text) for place in range(*span)}
            for pattern in (_OF_LAST, _TELLS, _IN_THE_YEAR, _UNTIL, _WHOLE_YEAR):
                for match in pattern.finditer(text):
                    at = match.start("year" if match["year"] else "year2")
                    if at not in seen and _is_left_over(passage, match, at, year):
                        seen.add(at)
                        yield YearTold(Flaw(passage, at, match.end()), int(text[at : at + 4]))


def _in_digits(text: str) -> str:
    """Write years like 二〇二四 in digits, so that every character keeps its place."""
    return _HAN_YEAR.sub(lambda match: match.group().translate(_DIGITS), text)


def _owned(passage: Passage, text: str) -> Iterator[tuple[int, int]]:
    """Give what belongs to a document, and the periods of the statistics, which have a check of their own."""
    for match in _DOCUMENT.finditer(text):
        yield match.span()
    for period in periods({passage.section: (passage,)}):
        yield period.start, period.end


def _is_left_over(passage: Passage, match: re.Match[str], at: int, year: int) -> bool:
    told = int(match.string[at : at + 4])
    if told not in (year - 1, year + 1):
        return False
    words = _in_digits(_sentence(passage, at).text)
    if match.re is _UNTIL:
        words = words.replace("截至", "").replace("截止", "")
    if match.re is _WHOLE_YEAR:
        words = words.replace(match.string[at : match.end()], str(told))
        if not _WORK.search(words):
            return False
    if _COMPARES.search(words):
        return False
    # A sentence that goes on to the report's own year tells a story of both.
    if match.re is not _OF_LAST and str(year) in words:
        return False
    # Of the next year nothing can have been counted yet.
    return told == year - 1 or bool(_DONE.search(words) and not _PLANS.search(words))


def _sentence(passage: Passage, at: int) -> Sentence:
    return next(
        (one for one in passage.sentences() if one.start <= at < one.start + len(one.text)),
        Sentence(passage.text, 0),
    )


def in_title(title: str) -> int | None:
    """Give the year that a title tells."""
    match = re.search(rf"(20\d{{2}}){_SPACE}年?(?:度)?(?=[{HAN} ]|$)", title)
    return int(match.group(1)) if match else None
