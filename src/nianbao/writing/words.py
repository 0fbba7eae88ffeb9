"""Words: written twice, mistaken for others, too big, or no words at all but markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nianbao.passages.paragraphs import Passage, Passages
from nianbao.wordlists import compiled
from nianbao.writing.flaws import HAN, Flaw, each, typed_only
from nianbao.writing.lexicon import any_of

_TWICE = re.compile(rf"([{HAN}]{{2,10}}?)\1")
_MARKUP = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|emsp|ensp|#\d{2,5}|#x[0-9a-fA-F]{2,5});?"
    r"|</?(?:p|br|div|span|strong|b|em|i|u|a|table|tr|td|th|tbody|font|h[1-6]|ul|ol|li|img|o:p)(?:\s[^<>]*)?/?>"
    r"|\\[nrt](?![a-zA-Z])|^#{1,6} (?=\S)|```|\{[%#]|[%#]\}"
)
_SPACES = re.compile(r"&(?:nbsp|emsp|ensp|#160|#xa0);?", re.IGNORECASE)
_UP_TO = re.compile(r"截止(?=到?(?:\d{2,4}年|\d{1,2}月|目前|本?年底|年末|今年|统计|12月))")
_CARRIED = re.compile(
    r"转接(?=(?:至|到|入)?(?:下|次|上|本|20\d\d)\S?年|(?:政府信息公开)?申请(?!人))|(?<=[年度件])转接(?=[至到入\d])|(?<=上年)转接|(?<=年度)转接"
)
_YEAR_LOST = re.compile(r"(?<![\d年])(?P<year>20\d\d)(?=度(?![假电])|全年|上半年|下半年)")
_PUBLIC_LOST = re.compile(r"政府信息(?=工作(?:[，。；、：的]|要点|年度|报告|推进|开展|机构|情况|制度))")
_NOTICES = re.compile(r"通知公开(?=[、，；和及等”》])")
_ROUNDABOUT = re.compile(rf"(?!有的)([{HAN}]{{2}})(?:可以|能够|应当|可|能|应)\1")
_HEAD_AGAIN = re.compile(
    rf"(?:[（(]?[一二三四五六七八九十\d]{{1,3}}[）)、.．]\s*(?![{HAN}]{{4,5}}。)(?P<head>[{HAN}]{{4,20}})|(?P<plain>[{HAN}]{{2,18}}(?:方面|情况|工作)))"
    rf"[。：:，,]\s*[在从]?(?P<again>(?P=head)(?!(?:工作|情况)?方面)|(?P=plain))"
)
"""A head that the sentence behind it says once more; a short one with a full stop, such as 主动公开。, is only taken up."""
_REPORT_TWICE = re.compile(
    r"(?:^|(?<=[。；]))本(?:年度)?报告(?:是)?(?:依据|根据|按照|依照)[^。]{4,}?，?(?:编制|制作|撰写|形成)(?:了)?本(?:年度)?报告"
)
_YEAR_TWICE = re.compile(r"20\d\d\s?年度(?:政府)?信息公开(?:工作)?年度报告")
_UNIT = re.compile(
    r"(?:收到|受理|接到|接收|新收|办理|办结|答复)(?:了)?(?:政府)?(?:信息)?(?:公开)?申请(?:共|合计|数量?|总数|为)?(?P<a>\d+)\s?(?P<unit>[条宗篇份个])(?![月名])"
    r"|(?:行政)?(?:复议|诉讼)(?:案件|申请)?(?:共|合计|数量?|为)?(?P<b>\d+)\s?(?P<unit2>[条篇份个])(?![月名])"
    r"|(?P<c>\d+)\s?(?P<unit3>[条篇])行政(?:复议|诉讼)"
)
_NEVER = re.compile(
    r"(?:没有|未发生|未出现|不存在)[^，。；]{0,12}不(?:应|该|应该|宜|得|能)公开的(?:政府)?信息"
)
_SELF_SCORE = re.compile(r"自[评查测我][^，。；]{0,10}?\d{2,3}(?:\.\d+)?分")
_STACKED = re.compile(rf"的(?:[{HAN}]{{1,3}})的(?=[{HAN}])(?![确士是也都])")
# Before 是 the second 的 makes a noun of the verb, and the sentence reads well: 讲的是, 用的也是.
_NO_NOUN = re.compile(r"存在着?[^，。；：、]{2,12}的(?:没有|未能|未|不能)[^，。；：]{2,}?(?=[，。；])")
_NOUN = re.compile(r"(?:问题|现象|情况|情形|不足|差距|短板|倾向|困难|地方|环节|隐患|单位|部门|行为|事项)$")


@dataclass(frozen=True)
class WordLists:
    """The lists of ``templates/checks/wording.yaml`` as patterns."""

    doubled: dict[str, frozenset[str]]
    doubled_pattern: re.Pattern[str]
    reduplicated: dict[str, tuple[str, tuple[str, ...]]]
    slips: dict[str, str]
    slip: re.Pattern[str]
    doubtful: dict[str, str]
    doubt: re.Pattern[str]
    absolute: re.Pattern[str]
    praise: re.Pattern[str]
    joined: frozenset[str]

    @classmethod
    def of(cls, folder: Path | None) -> WordLists:
        """Give the shipped lists with a working folder's additions."""
        return _MADE(folder)


def _made(words: dict[str, Any]) -> WordLists:
    doubled = {entry["word"]: frozenset(entry.get("after") or "") for entry in words["doubled"]}
    reduplicated = {
        entry["word"]: ("".join(entry.get("before") or ()), tuple(entry.get("after") or ()))
        for entry in words["reduplicated"]
    }
    return WordLists(
        doubled,
        any_of(word * 2 for word in doubled),
        reduplicated,
        words["slips"],
        any_of(words["slips"]),
        words["doubtful"],
        any_of(words["doubtful"]),
        any_of(words["absolute"]),
        any_of(words["praise"]),
        frozenset(words["joined"]),
    )


_MADE = compiled("wording", _made)


def doubled(text: str, lists: WordLists) -> Iterator[tuple[int, int]]:
    """Find words that are written twice in a row, as start and end of both."""
    for match in lists.doubled_pattern.finditer(text):
        after = text[match.end() : match.end() + 1]
        if after not in lists.doubled[match.group()[0]] or not after:
            yield match.span()
    for match in _TWICE.finditer(text):
        word = match.group(1)
        if len(set(word)) > 1 and not _is_reduplicated(text, match, lists):
            yield match.span()
    yield from (match.span() for match in _ROUNDABOUT.finditer(text))
    if head := _HEAD_AGAIN.match(text):
        yield head.span("again")


def _is_reduplicated(text: str, match: re.Match[str], lists: WordLists) -> bool:
    """Tell whether a word may stand twice: 一件一件 wherever, 政府政府 only as in 县政府政府信息公开."""
    allowed = lists.reduplicated.get(match.group(1))
    if allowed is None:
        return False
    before, after = allowed
    start = match.start()
    return (not after or text.startswith(after, match.end())) and (
        not before or start == 0 or text[start - 1] in before
    )


def mistaken(text: str, lists: WordLists) -> Iterator[tuple[int, int, str, bool]]:
    """Find words mistaken for others: start, end, the right word, and whether that is certain."""
    for match in lists.slip.finditer(text):
        # 做为 in 叫做为民服务: a slip only where both words begin and end there.
        yield match.start(), match.end(), lists.slips[match.group()], True
    for match in _UP_TO.finditer(text):
        yield match.start(), match.end(), "截至", True
    for match in _CARRIED.finditer(text):
        yield match.start(), match.end(), "结转", True
    for match in _YEAR_LOST.finditer(text):
        yield match.start(), match.end(), f"{match['year']}年", True
    for match in _PUBLIC_LOST.finditer(text):
        yield match.start(), match.end(), "政府信息公开", False
    for match in _NOTICES.finditer(text):
        yield match.start(), match.end(), "通知公告", False
    for match in lists.doubt.finditer(text):
        yield match.start(), match.end(), lists.doubtful[match.group()], False


@typed_only
def markup(passages: Passages) -> Iterator[Flaw]:
    """Find markup of web pages and editors that a reader would see."""
    for passage in each(passages):
        for match in _MARKUP.finditer(passage.text):
            yield Flaw(passage, match.start(), match.end(), _instead(match.group()))


def _instead(mark: str) -> str | None:
    if _SPACES.fullmatch(mark) or mark.startswith(("<", "\\", "#", "`")):
        return ""
    known = {"ldquo": "“", "rdquo": "”", "mdash": "—", "hellip": "…", "lt": "<", "gt": ">", "amp": "&"}
    return known.get(mark.strip("&;"))


def lone_stars(text: str) -> Iterator[int]:
    """Find ``**`` without a second one in its paragraph, in a narrative as typed."""
    start = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        if paragraph.count("**") % 2:
            yield start + paragraph.rindex("**")
        start += len(paragraph)


def wrong_units(passages: Passages) -> Iterator[tuple[Flaw, str]]:
    """Find counts of applications and cases in another unit than 件."""
    for passage in each(passages):
        for match in _UNIT.finditer(passage.text):
            group = next(name for name in ("unit", "unit2", "unit3") if match[name])
            yield Flaw(passage, match.start(), match.end()), match[group]


@typed_only
def too_absolute(passages: Passages, lists: WordLists) -> Iterator[Flaw]:
    """Find claims that nobody can prove."""
    for passage in each(passages):
        for pattern in (lists.absolute, _NEVER):
            for match in pattern.finditer(passage.text):
                yield Flaw(passage, match.start(), match.end())


def praise(section: tuple[Passage, ...], lists: WordLists) -> list[Flaw]:
    """Find words of praise in a section that has no number besides the year, and marks given to oneself."""
    text = "".join(passage.text for passage in section)
    bare = re.sub(r"\d{4}\s?年|第?[一二三四五六七八九十]+[是、）)]", "", text)
    found = [
        Flaw(passage, match.start(), match.end())
        for passage in section
        for match in lists.praise.finditer(passage.text)
    ]
    return [] if re.search(r"\d", bare) else found


@typed_only
def own_marks(passages: Passages) -> Iterator[Flaw]:
    """Find marks that the unit gives itself."""
    for passage in each(passages):
        for match in _SELF_SCORE.finditer(passage.text):
            yield Flaw(passage, match.start(), match.end())


def years_twice(passages: Passages) -> Iterator[Flaw]:
    """Find a report's name with 年度 in it twice."""
    for passage in each(passages):
        for match in _YEAR_TWICE.finditer(passage.text):
            yield Flaw(passage, match.start(), match.end())


def clumsy(passages: Passages) -> Iterator[tuple[Flaw, str]]:
    """Find 的 upon 的, and 存在着 without what there is; each with what is wrong."""
    for passage in each(passages):
        for match in _STACKED.finditer(passage.text):
            start = max(passage.text.rfind(mark, 0, match.start()) for mark in "，。；：、") + 1
            end = min(
                at if (at := passage.text.find(mark, match.end())) >= 0 else len(passage.text)
                for mark in "，。；"
            )
            yield Flaw(passage, start, end), "「的」字连用"
        for match in _REPORT_TWICE.finditer(passage.text):
            yield Flaw(passage, match.start(), match.end()), "「本报告」说了两遍"
        for match in _NO_NOUN.finditer(passage.text):
            if not _NOUN.search(match.group()):
                yield Flaw(passage, match.start(), match.end()), "「存在」后面缺少「问题」「情况」这样的词"
