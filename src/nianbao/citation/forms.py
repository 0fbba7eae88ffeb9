"""G2: how document numbers and names are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.checks.base import Subject
from nianbao.citation.numbers import Number, numbers
from nianbao.citation.registry import Registry
from nianbao.finding import Finding
from nianbao.passages.whole import Passage

_LOST = re.compile(r"(?P<open>[〔【\[（(]?)(?P<digits>20\d{3,6})\s*号")
_LOST_OFFICE = re.compile("(?P<office>国办公开办函|国办发|国办函|国发|[\u4e00-\u9fff]政办?[发字函])\\s*$")
_ORDER_LOST = re.compile(r"(?:国务院令|主席令)\s*第?\s*\d{1,3}(?![\d年]|\s*号)")
_NESTED = re.compile(r"《[^《》\n]*《[^《》\n]*》[^《》\n]*》")
_SIGN = re.compile("[<>＜＞]")
# A lone sign is told where a document's name ends; on web pages it also stands between columns.
_ANGLE = re.compile(
    r"[<＜][\u4e00-\u9fff…《][^<>＜＞\n]{0,80}[>＞]"
    r"|(?<=格式|条例|通知|办法|规定|意见|方案|制度)[>＞](?=\S)|(?<=[》〉])[<>＜＞]|[<＜](?=[《〈])"
)


def forms(subject: Subject, text: Passage, registry: Registry) -> Iterator[Finding]:
    """Find wrong brackets (G201), lost characters (G202), 第 and zeros (G203) and wrong marks (G204, G205)."""
    seen: set[int] = set()
    for number in numbers(text.text, registry.number_ends):
        if number.year is not None:
            seen.add(number.end)
            yield from _form(subject, text, number)
    for match in _LOST.finditer(text.text):
        office = _LOST_OFFICE.search(text.text, max(0, match.start() - 8), match.start())
        if office and match.end() not in seen:
            right = f"{office['office']}〔{match['digits'][:4]}〕…号"
            yield _lost(subject, text, (office.start("office"), match.end()), right)
    for match in _ORDER_LOST.finditer(text.text):
        yield _lost(subject, text, match.span(), f"{match.group().strip()}号")
    for match in _NESTED.finditer(text.text):
        inner = match.group()[1:-1].replace("《", "〈").replace("》", "〉")
        words = "书名号里又用了双书名号。"
        yield text.finding(subject, "G204", "hint", words, f"里层请用单书名号：《{inner}》。", match.span())
    if not _SIGN.search(text.text):
        return
    for match in _ANGLE.finditer(text.text):
        words = f"用了「{match.group()[0]}」这样的符号，不是书名号。"
        advice = "请改成《》；在《》里面的，改成〈〉；多余的，删去。"
        yield text.finding(subject, "G205", "warning", words, advice, match.span())


def _form(subject: Subject, text: Passage, number: Number) -> Iterator[Finding]:
    span = (number.start + len(number.office), number.end)
    written = text.text[slice(*span)]
    if not number.is_complete:
        # 公告2021第3号 is how announcements are numbered, in no brackets at all.
        if number.opening or number.closing or not number.ordinal:
            yield _lost(subject, text, span, number.right)
    elif (number.opening, number.closing) != ("〔", "〕"):
        words = f"文号「{written}」的年份应当用六角括号〔〕。"
        yield text.finding(subject, "G201", "warning", words, f"请改成「{number.right}」。", span)
    if number.ordinal and number.is_complete:
        words = f"文号「{written}」里多了「第」或前面的 0。"
        yield text.finding(subject, "G203", "hint", words, f"请改成「{number.right}」。", span)


def _lost(subject: Subject, text: Passage, span: tuple[int, int], right: str) -> Finding:
    words = f"文号「{text.text[span[0] : span[1]]}」丢了括号或数字。"
    return text.finding(subject, "G202", "warning", words, f"请对照原文件改成「{right}」这样的写法。", span)
